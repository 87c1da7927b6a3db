/**
 * Every rule of every pack at every kind of edge: the second before and after, days on which clocks change, ends of months,
 * leap days, an unknown zone, two debts on one call, facts that were recorded late. Writes docs/rules/edges.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { shippedPacks } from '../../../src/clearance/index.js';
import { EXCEPTIONS, NOT_APPLICABLE, reasonFor } from './exceptions.js';
import { KINDS, triedAt, type Kind, type Tried } from './kinds.js';
import { edgesPage, type EdgeRow } from './page.js';

const rows: EdgeRow[] = shippedPacks().flatMap(({ pack }) =>
  pack.rules.map((rule) => {
    const tried = Object.fromEntries(KINDS.map((kind) => [kind, triedAt(kind, pack, rule)]));
    return { rule: rule.rule_id, pack: pack.pack, tried: tried as Record<Kind, Tried> };
  }),
);
const cells = rows.flatMap(({ rule, tried }) => KINDS.map((kind) => ({ rule, kind, ...tried[kind] })));

it('no cell is empty', () => {
  const empty = cells.filter(({ stated, held, not }) => stated + held === 0 && not === undefined);
  expect(empty.map(({ rule, kind }) => `${rule}: ${kind}`)).toEqual([]);
});

it('what was moved to an edge answers as it did, but for what counts other days', () => {
  const otherwise = cells.filter(({ rule, kind, otherwise: names }) => {
    return names.length > 0 && reasonFor(EXCEPTIONS, rule, kind) === undefined;
  });
  expect(otherwise.map(({ rule, kind, otherwise: names }) => `${rule} ${kind}: ${names.join(' | ')}`)).toEqual([]);
});

it('each exception is one', () => {
  const real = new Set(cells.flatMap(({ rule, otherwise: names }) => (names.length > 0 ? [rule] : [])));
  expect(EXCEPTIONS.flatMap(({ rules }) => rules).filter((rule) => !real.has(rule))).toEqual([]);
});

it('what is said to have nothing to try has nothing', () => {
  const vain = cells.filter(({ rule, kind, not, stated, held }) => {
    return not !== undefined && not === reasonFor(NOT_APPLICABLE, rule, kind) && stated + held > 0;
  });
  expect(vain.map(({ rule, kind }) => `${rule}: ${kind}`)).toEqual([]);
});

it('docs/rules/edges.md shows them', () => {
  const [path, text] = ['docs/rules/edges.md', edgesPage(rows)];
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
