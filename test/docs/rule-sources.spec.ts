/** Every rule of the survey of law is in a pack, or in the list of docs/rules/sources.md with its reason. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedPacks } from '../../src/clearance/index.js';

const SURVEY = join(import.meta.dirname, '../../../shared/domain/rules.md');
const page = readFileSync(join(import.meta.dirname, '../../docs/rules/sources.md'), 'utf8');
const shipped = new Set(shippedPacks().flatMap(({ pack }) => pack.rules.map(({ rule_id }) => rule_id)));

type Row = readonly [rule: string, where: string, why: string];

function rowsUnder(heading: string): Row[] {
  const section = page.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => /^\| [A-Z]/.test(line));
  return lines.map(
    (line) =>
      line
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.trim()) as unknown as Row,
  );
}

const elsewhere = rowsUnder('Rules that stand elsewhere');
const parts = rowsUnder('Parts of rules that are left out');

/** Ids of the rules that the survey defines: of headings and of the bold beginnings of its lists. */
function surveyed(text: string): string[] {
  const defined = text.matchAll(/^(?:### |- \*\*|.*; \*\*)((?:US|UK|CN|EU|IN)-[A-Z0-9]+(?:-[A-Z0-9]+)*)/gm);
  return [...new Set([...defined].map(([, id]) => id as string))];
}

it('each row says why', () => {
  expect(elsewhere.length).toBeGreaterThan(5);
  expect([...elsewhere, ...parts].filter(([, where, why]) => where.length < 5 || why.length < 10)).toEqual([]);
});

it('no rule that a pack has under its own id is in the list', () => {
  expect(elsewhere.filter(([rule]) => shipped.has(rule))).toEqual([]);
});

it('the rules that rows name are in packs', () => {
  const named = elsewhere.flatMap(([, where]) => [...where.matchAll(/`([A-Z]{2}-[^`]+)`/g)].map(([, id]) => id));
  const other = parts.flatMap(([rule, , why]) => [
    rule,
    ...[...why.matchAll(/`([A-Z]{2}-[^`]+)`/g)].map(([, id]) => id),
  ]);
  expect([...named, ...other].filter((id) => !shipped.has(id as string))).toEqual([]);
});

/** Lines of the survey's rules that say UNVERIFIED, each with the ids it may be about: its own, else those of its section. */
function unconfirmed(text: string): { readonly line: string; readonly about: readonly string[] }[] {
  return text.split(/^(?=### |## )/m).flatMap((section) => {
    const [, title = ''] = /^### ((?:US|UK|CN|EU|IN)-[A-Z0-9-]+)/.exec(section) ?? [];
    const all = title === '' ? surveyed(section) : [title];
    const lines = section.split('\n').filter((line) => line.includes('UNVERIFIED'));
    return lines.map((line) => ({ line, about: surveyed(line).length > 0 ? surveyed(line) : all }));
  });
}

(existsSync(SURVEY) ? it : it.skip)('what the survey could not confirm is left out with its reason, or advises', () => {
  const listed = [...elsewhere, ...parts].map(([rule]) => rule);
  const advising = shippedPacks().flatMap(({ pack }) =>
    pack.rules.filter((rule) => rule.verification === 'unverified'),
  );
  const isTold = (id: string): boolean =>
    [...listed, ...advising.map(({ rule_id }) => rule_id)].some((one) => one === id || one.startsWith(`${id}-`));
  const lines = unconfirmed(readFileSync(SURVEY, 'utf8')).filter(({ about }) => about.length > 0);
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.filter(({ about }) => !about.some(isTold))).toEqual([]);
});

(existsSync(SURVEY) ? it : it.skip)('every rule of the survey is in a pack or in the list', () => {
  const ids = surveyed(readFileSync(SURVEY, 'utf8'));
  expect(ids.length).toBeGreaterThan(55);
  const listed = new Set(elsewhere.map(([rule]) => rule));
  expect(ids.filter((id) => !shipped.has(id) && !listed.has(id))).toEqual([]);
});
