/** Names in a question that nothing is called by: an empty list would look like an answer. */
import type { RuleBook } from '../../src/clearance/index.js';
import { shippedPacks } from '../../src/clearance/index.js';
import { Problem } from '../../src/http/problem.js';
import { isNoPack, ruleName } from '../../src/rules/index.js';

/**
 * A rule of a pack that decides, did once, or comes with the program; with or without its version.
 * @throws Problem 404 where no pack has such a rule.
 */
export async function requireRule(book: RuleBook, rule: string | undefined): Promise<void> {
  if (rule === undefined || rule === 'clearance' || isNoPack(rule)) return;
  const packs = [...(await book.versions()).values(), ...shippedPacks()];
  const isIts = packs.some(({ pack }) =>
    pack.rules.some((entry) => entry.rule_id === rule || ruleName(entry) === rule),
  );
  if (isIts) return;
  throw Problem.of(404, 'unknown-rule', `No pack that decides or did has a rule '${rule.slice(0, 80)}'.`, {
    field: 'rule',
  });
}

/** @throws Problem 400 where a period ends before it begins. */
export function requirePeriod(from: string | undefined, to: string | undefined): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw Problem.of(400, 'bad-period', `from ${from} must not lie after to ${to}.`, { field: 'from' });
}
