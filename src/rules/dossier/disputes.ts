/** Disputes of a case as rules follow them: from when it was raised until its outcome was told. */
import type { CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import type { CaseFile } from './case-file.js';
import { anyOf, factsUntil, said, saidWord } from './case-facts.js';

export interface DisputeFile {
  readonly id: string;
  readonly raised: AnyFact;
  readonly ground: string;
  /** Debts disputed; undefined: all of the case. */
  readonly debts?: readonly string[];
  /** Disputed portion, minor units; undefined: the whole. */
  readonly amount?: number;
  readonly inWriting?: boolean;
  withdrawn?: AnyFact;
  resolved?: AnyFact;
  readonly steps: AnyFact[];
}

const hasDispute = anyOf((type) => type === 'DisputeRaised');
const ALL: ReadonlySet<string> = new Set([
  'DisputeRaised',
  'DisputeResolved',
  'DisputeWithdrawn',
  'DisputeStepRecorded',
]);
/** After every day that a ledger knows: what became known is in the dossier, and nothing else. */
export const ANY_DAY: CivilDate = '9999-12-31';

function raisedBy(fact: AnyFact, id: string): DisputeFile {
  const [debts, amount, inWriting] = [said(fact, 'debts'), said(fact, 'amount'), said(fact, 'inWriting')];
  return {
    id,
    raised: fact,
    ground: saidWord(fact, 'ground') ?? 'OTHER',
    debts: Array.isArray(debts) ? (debts as string[]) : undefined,
    amount: typeof amount === 'number' ? amount : undefined,
    inWriting: typeof inWriting === 'boolean' ? inWriting : undefined,
    steps: [],
  };
}

export function disputesOf(file: CaseFile, asOf: CivilDate): readonly DisputeFile[] {
  if (!hasDispute(file)) return [];
  const found = new Map<string, DisputeFile>();
  for (const fact of factsUntil(file, ALL, asOf)) {
    const id = saidWord(fact, 'dispute');
    if (id === undefined) continue;
    if (fact.type === 'DisputeRaised') found.set(id, raisedBy(fact, id));
    const known = found.get(id);
    if (!known) continue;
    if (fact.type === 'DisputeResolved') known.resolved = fact;
    if (fact.type === 'DisputeWithdrawn') known.withdrawn = fact;
    if (fact.type === 'DisputeStepRecorded') known.steps.push(fact);
  }
  return [...found.values()];
}

/** The fact that ends the suspension: withdrawal, or the outcome as it was told, else as it was decided. */
export function endOf(dispute: DisputeFile, toldSteps: readonly string[]): AnyFact | undefined {
  const { withdrawn, resolved, steps } = dispute;
  if (!resolved) return withdrawn;
  return steps.find((step) => toldSteps.includes(saidWord(step, 'step') ?? '') && step.eff >= resolved.eff) ?? resolved;
}
