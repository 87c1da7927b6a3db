/** Allocation lines in words: which money went to which component of which debt. */
import type { CivilDate } from '../../../src/ledger/dates.js';
import { type AllocationLine, CASE_LEVEL } from '../../../src/ledger/payment/index.js';
import type { Speaker } from './speaker.js';

/** A line of a debt, or of the case as a whole (a refund to be recovered). */
function debtEn(debt: string, c: Speaker): string {
  return debt === CASE_LEVEL ? 'the case' : `debt ${c.id(debt)}`;
}

/** 债务 … 的本金, or 本案的… for the case as a whole. */
function whereZh({ debt, component }: AllocationLine, c: Speaker): string {
  const name = c.code('component', component);
  return debt === CASE_LEVEL ? `本案的${name}` : `债务 ${c.id(debt)} 的${name}`;
}

export function debtsEn(debts: readonly string[], c: Speaker): string {
  return `${debts.length === 1 ? 'debt' : 'debts'} ${c.ids(debts)}`;
}

function onEn(eff: CivilDate | undefined, c: Speaker): string {
  return eff === undefined ? '' : ` as of ${c.name(eff)}`;
}

function onZh(eff: CivilDate | undefined, c: Speaker): string {
  return eff === undefined ? '' : `（${c.name(eff)} 起）`;
}

/** Money put to use, or taken back where a line is negative. */
export function appliedEn(lines: readonly AllocationLine[], c: Speaker): string {
  return c.list(
    lines.map(({ amount, component, debt, eff }) => {
      const way = amount < 0 ? 'taken back from' : 'to';
      const where = `${c.code('component', component)} of ${debtEn(debt, c)}`;
      return `${c.money(Math.abs(amount))} ${way} ${where}${onEn(eff, c)}`;
    }),
  );
}

export function appliedZh(lines: readonly AllocationLine[], c: Speaker): string {
  return c.list(
    lines.map((line) => {
      const where = whereZh(line, c);
      const way = line.amount < 0 ? `自${where}撤回` : `冲抵${where}`;
      return `${way} ${c.money(Math.abs(line.amount))}${onZh(line.eff, c)}`;
    }),
  );
}

/** What is owed again after a reversal; less of it where a line is negative. */
export function owedEn(lines: readonly AllocationLine[], c: Speaker): string {
  return c.list(
    lines.map(({ amount, component, debt, eff }) => {
      const what = `${c.money(amount)} of ${c.code('component', component)}`;
      return `${what} on ${debtEn(debt, c)}${onEn(eff, c)}`;
    }),
  );
}

export function owedZh(lines: readonly AllocationLine[], c: Speaker): string {
  return c.list(lines.map((line) => `${whereZh(line, c)} ${c.money(line.amount)}${onZh(line.eff, c)}`));
}

/** What no line takes, exactly. */
export function rest(amount: number, lines: readonly AllocationLine[]): bigint {
  return lines.reduce((left, line) => left - BigInt(line.amount), BigInt(amount));
}
