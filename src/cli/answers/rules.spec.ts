/** `quittance rules show RULE`: every rule of every pack that ships shows text, source, parameters and its examples. */
import { shippedPacks } from '../../clearance/shipped-packs.js';
import { ruleCard, type RuleVersion } from '../../clearance/rule-card.js';
import { ruleLines } from './rules.js';

const packs = shippedPacks();
const ids = [...new Set(packs.flatMap(({ pack }) => pack.rules.map(({ rule_id }) => rule_id)))];
const pages = ids.flatMap((id) => ruleCard(id, packs)?.versions ?? []);
const CHINESE = /\p{Script=Han}/u;

/** What a page lacks, in one language. */
function lacking(rule: RuleVersion, lang: 'en' | 'zh'): string[] {
  const lines = ruleLines(rule, lang);
  const page = lines.join('\n');
  const parts = [rule.title[lang], rule.text[lang], rule.citation, rule.source_url, rule.evaluator];
  const parameters = Object.entries(rule.parameters).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const examples = rule.test_vectors.map(({ name }) => `${lang === 'en' ? 'holds' : '成立'}  ${name}`);
  return [...parts, ...parameters, ...examples].filter((part) => part.trim() === '' || !page.includes(part));
}

it.each(['en', 'zh'] as const)('no page lacks its text, source, parameters or examples: %s', (lang) => {
  expect(pages.length).toBeGreaterThan(90);
  expect(pages.flatMap((rule) => lacking(rule, lang).map((part) => `${rule.rule_id}: ${part}`))).toEqual([]);
});

it('each rule has examples, and says in Chinese what it says', () => {
  expect(pages.filter(({ test_vectors }) => test_vectors.length === 0)).toEqual([]);
  const foreign = pages.filter(({ title, text }) => !CHINESE.test(title.zh) || !CHINESE.test(text.zh));
  expect(foreign.map(({ rule_id }) => rule_id)).toEqual([]);
});

it('a rule without parameters says that it has none', () => {
  const without = pages.find(({ parameters }) => Object.keys(parameters).length === 0) as RuleVersion;
  expect(ruleLines(without, 'zh').find((line) => line.includes('参数'))).toMatch(/无$/);
});

it('the rank of the source is said in the language of the page', () => {
  const chinese = pages.map((rule) => ruleLines(rule, 'zh').find((line) => line.includes('效力层级')));
  expect(chinese.filter((line) => !CHINESE.test(line?.split('效力层级')[1] ?? ''))).toEqual([]);
});
