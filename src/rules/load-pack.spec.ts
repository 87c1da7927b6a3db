/** Packs that are none: each problem is told with its place. */
import { parsePack } from './load-pack.js';

const RULE = `
  - rule_id: XX-1
    version: 1
    title: { en: 'Hours', zh: '时间' }
    text: { en: 'None at night.', zh: '夜间不得联系。' }
    authority_rank: company
    in_force_from: 2026-01-01
    citation: Company policy 7
    source_url: https://example.org/policy
    verification: verified
    applies_when: {}
    evaluator: contact-hours@1.0.0
    outcome_kind: PROHIBITED
    parameters: { start: '08:00', end: '21:00' }
    test_vectors: []`;
const PACK = `pack: mine\nversion: 1\ntitle: { en: 'Mine', zh: '本公司' }\njurisdiction: '*'\nrules:${RULE}\n`;

function problems(text: string): readonly string[] {
  const loaded = parsePack(text);
  return 'problems' in loaded ? loaded.problems : [];
}

it('a pack loads, and the same content in another order and layout has the same digest', () => {
  const loaded = parsePack(PACK);
  const other = parsePack(
    `version: 1\npack: mine\njurisdiction: "*"\ntitle:\n  zh: 本公司\n  en: Mine\nrules:${RULE}\n# a comment\n`,
  );
  expect(problems(PACK)).toEqual([]);
  expect(loaded).toHaveProperty('digest', expect.stringMatching(/^[0-9a-f]{64}$/));
  expect((other as { digest: string }).digest).toBe((loaded as { digest: string }).digest);
});

it.each([
  ['no YAML', PACK.replace('version: 1\n', 'version: 1: 2\n'), /./],
  ['no version', PACK.replace('version: 1\n', ''), /version/],
  ['an unknown member', PACK.replace("jurisdiction: '*'", "jurisdiction: '*'\ncountry: US"), /country/],
  [
    'an unknown evaluator',
    PACK.replace('contact-hours@1.0.0', 'contact-ours@1.0.0'),
    /contact-ours@1\.0\.0 in XX-1@1, an evaluator that this program does not have/,
  ],
  [
    'parameters that are none',
    PACK.replace("start: '08:00'", "start: '8 am'"),
    /line 18: rules\.0\.parameters\.start of XX-1@1/,
  ],
  ['a parameter that the evaluator does not take', PACK.replace("start: '08:00'", "start: '08:00', min: 3"), /'min'/],
  ['a rule twice', PACK + RULE.slice(1) + '\n', /XX-1@1 stands there twice/],
  [
    'dates in the wrong order',
    PACK.replace('in_force_from: 2026-01-01', 'in_force_from: 2026-01-01\n    in_force_to: 2025-01-01'),
    /in_force_to/,
  ],
  [
    'a zone that is none',
    PACK.replace("jurisdiction: '*'", "jurisdiction: '*'\nzones: [Europe/Atlantis]"),
    /Europe\/Atlantis/,
  ],
  ['a calendar that is none', PACK.replace("jurisdiction: '*'", "jurisdiction: '*'\ncalendar: MARS"), /MARS/],
  ['no pack at all', 'hello', /./],
  ['nothing', '', /./],
])('refuses %s', (_what, text, wanted) => {
  expect(problems(text).join(' ')).toMatch(wanted);
  expect(problems(text)).not.toEqual([]);
});
