/**
 * Re-ageing of open-end accounts (FFIEC Uniform Retail Credit Classification): how often within sliding windows, and on what
 * it rests. It advises; what is not recorded is flagged, not guessed.
 */
import type { CivilDate } from '../../ledger/dates.js';
import { saidList } from '../dossier/spell.js';
import { saidUpTo, type Said } from '../duties/said.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { isProductOf } from '../products.js';
import { addMonths } from '../time/index.js';

interface Limits {
  /** At most `max` re-ageings of a debt within so many months, this one included. */
  readonly windows: readonly { readonly months: number; readonly max: number }[];
  readonly payments_min: number;
  /** The account is at least so many months old. */
  readonly age_months_min: number;
  readonly products: readonly string[];
}

const READ: ReadonlySet<string> = new Set(['AccountReAged']);

function debtsOf({ file }: DutyScene, said: Said, products: readonly string[]): string[] {
  const named = saidList(said, 'debts') ?? [...file.debts.keys()];
  return named.filter((id) => {
    const product = file.debts.get(id)?.product ?? file.product;
    return product === undefined || isProductOf(product, products);
  });
}

/** Re-ageings of the same debt up to this one whose day lies within the window: the anniversary itself is outside. */
function within(all: readonly Said[], said: Said, months: number, scene: DutyScene, limits: Limits): Said[] {
  const after = addMonths(said.eff, -months);
  const own = new Set(debtsOf(scene, said, limits.products));
  return all
    .slice(0, all.indexOf(said) + 1)
    .filter((one) => one.eff > after && debtsOf(scene, one, limits.products).some((debt) => own.has(debt)));
}

/** First day that the ledger knows of the youngest of the debts: the account may be older. */
function knownSince({ file }: DutyScene, debts: readonly string[]): CivilDate {
  const registered = file.facts.filter(({ type, data }) => type === 'DebtRegistered' && debts.includes(data.debt));
  return registered.map(({ eff }) => eff).sort().at(-1) ?? file.openedOn; // prettier-ignore
}

function flagsOf(scene: DutyScene, said: Said, debts: readonly string[], limits: Limits): string[] {
  const payments = saidList(said, 'qualifyingPayments');
  const isOld = addMonths(knownSince(scene, debts), limits.age_months_min) <= said.eff;
  return [
    ...(payments === undefined ? ['qualifying-payments-not-recorded'] : []),
    ...(payments !== undefined && payments.length < limits.payments_min ? ['too-few-qualifying-payments'] : []),
    ...(isOld ? [] : ['account-age-not-known']),
  ];
}

function clockOf(scene: DutyScene, said: Said, debts: readonly string[], all: readonly Said[], limits: Limits): Clock {
  const seen = limits.windows.map((window) => ({ ...window, found: within(all, said, window.months, scene, limits) }));
  const isOver = seen.some(({ found, max }) => found.length > max);
  const flags = flagsOf(scene, said, debts, limits);
  const counted = seen.map(({ months, found }) => [`re_ageings_${months}_months`, found.length] as const);
  return {
    subject: said.id,
    outcome: 'ADVISORY',
    reason: isOver ? 're-aged-too-often' : 're-ageing-recorded',
    on: said.eff,
    set: said.id,
    inputs: [...new Set(seen.flatMap(({ found }) => found.map(({ id }) => id)))],
    counters: {
      ...Object.fromEntries(counted),
      qualifying_payments: saidList(said, 'qualifyingPayments')?.length ?? 0,
    },
    debts,
    ...(flags.length === 0 ? {} : { flags }),
  };
}

function evaluate(scene: DutyScene, limits: Limits): readonly Clock[] {
  if (!scene.file.facts.some(({ type }) => READ.has(type))) return [];
  const all = saidUpTo(scene.file, READ, scene.asOf);
  return all.flatMap((said) => {
    const debts = debtsOf(scene, said, limits.products);
    return debts.length === 0 ? [] : [clockOf(scene, said, debts, all, limits)];
  });
}

export const reAgeLimits: DutyEvaluator<Limits> = {
  of: 'duty',
  name: 're-age-limits@1.0.0',
  parameters: {
    type: 'object',
    required: ['windows', 'payments_min', 'age_months_min', 'products'],
    additionalProperties: false,
    properties: {
      windows: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['months', 'max'],
          additionalProperties: false,
          properties: { months: { type: 'integer', minimum: 1 }, max: { type: 'integer', minimum: 1 } },
        },
      },
      payments_min: { type: 'integer', minimum: 0 },
      age_months_min: { type: 'integer', minimum: 0 },
      products: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
