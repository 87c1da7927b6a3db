/** What was asked of the rules about a contact, and what they said, in words. */
import type { Asked, HeldPortion, Judgement, RuleVerdict } from '../../../src/ledger/clearance/index.js';
import { filled, given, type Speaker } from './speaker.js';

export function whomEn(asked: Asked, c: Speaker): string {
  const { clearance, channel, mode, purpose, plannedAt, askedAt, role, point, cases, debts, staff, agency, reason } =
    asked;
  return c.say(
    `${c.code('channel', channel)} contact ${c.id(clearance)} planned for ${c.name(plannedAt)}`,
    given(role, (whom) => `with the ${c.code('role', whom)}`),
    given(point, (where) => `at contact point ${c.id(where)}`),
    `purpose ${c.code('purpose', purpose)}`,
    given(filled(cases), (ids) => `case ${c.ids(ids)}`),
    given(filled(debts), (ids) => `${ids.length === 1 ? 'debt' : 'debts'} ${c.ids(ids)}`),
    given(mode, (how) => c.code('callMode', how)),
    given(staff, (who) => `by ${c.name(who)}`),
    given(agency, (who) => `by agency ${c.name(who)}`),
    given(reason, (why) => `asked again: ${c.code('askedAgain', why)}`),
    `asked ${c.name(askedAt)}`,
  );
}

export function whomZh(asked: Asked, c: Speaker): string {
  const { clearance, channel, mode, purpose, plannedAt, askedAt, role, point, cases, debts, staff, agency, reason } =
    asked;
  return c.say(
    `计划于 ${c.name(plannedAt)} 的${c.code('channel', channel)}联系 ${c.id(clearance)}`,
    given(role, (whom) => `对象：${c.code('role', whom)}`),
    given(point, (where) => `联系方式 ${c.id(where)}`),
    `目的：${c.code('purpose', purpose)}`,
    given(filled(cases), (ids) => `案件 ${c.ids(ids)}`),
    given(filled(debts), (ids) => `债务 ${c.ids(ids)}`),
    given(mode, (how) => c.code('callMode', how)),
    given(staff, (who) => `催收员：${c.name(who)}`),
    given(agency, (who) => `催收机构：${c.name(who)}`),
    given(reason, (why) => `再次询问：${c.code('askedAgain', why)}`),
    `询问时间：${c.name(askedAt)}`,
  );
}

interface Sorted {
  readonly blocks: readonly RuleVerdict[];
  readonly warns: readonly RuleVerdict[];
  readonly unknown: readonly RuleVerdict[];
  /** Neither forbid nor advise, and say more than that they allow it. */
  readonly others: readonly RuleVerdict[];
  /** How many allow it. */
  readonly allow: number;
}

function kindOf({ effect, outcome }: RuleVerdict): keyof Sorted {
  if (effect === 'BLOCKS') return 'blocks';
  if (effect === 'WARNS') return 'warns';
  if (outcome === 'NOT_EVALUATED') return 'unknown';
  return outcome === 'ALLOWED' ? 'allow' : 'others';
}

/** Rules by what they do: those that forbid, those that could not say, those that allow, and those that advise. */
function sorted(verdicts: readonly RuleVerdict[]): Sorted {
  const of = (kind: keyof Sorted): RuleVerdict[] => verdicts.filter((one) => kindOf(one) === kind);
  const [blocks, warns, unknown, others] = [of('blocks'), of('warns'), of('unknown'), of('others')];
  return { blocks, warns, unknown, others, allow: of('allow').length };
}

/** A counter by its own name: `calls_placed 8`. */
function counters({ counters: all }: RuleVerdict, c: Speaker): string | undefined {
  const entries = Object.entries(all ?? {}).map(([name, value]) => `${c.name(name)} ${value}`);
  return entries.length === 0 ? undefined : entries.join(' ');
}

function verdictEn(verdict: RuleVerdict, c: Speaker): string {
  const { rule, outcome, reason, debts, flags, next } = verdict;
  const parts = [
    outcome === 'NOT_EVALUATED' ? undefined : c.code('verdict', outcome),
    given(reason, (why) => c.code('ruleReason', why)),
    counters(verdict, c),
    given(filled(debts), (ids) => `about ${c.ids(ids)}`),
    given(filled(flags), (all) => all.map(c.name).join(' ')),
    given(next ?? undefined, (when) => `allowed from ${c.name(when)}`),
  ];
  return `${c.name(rule)} (${parts.filter((part) => part !== undefined).join('; ')})`;
}

function verdictZh(verdict: RuleVerdict, c: Speaker): string {
  const { rule, outcome, reason, debts, flags, next } = verdict;
  const parts = [
    outcome === 'NOT_EVALUATED' ? undefined : c.code('verdict', outcome),
    given(reason, (why) => c.code('ruleReason', why)),
    counters(verdict, c),
    given(filled(debts), (ids) => `涉及 ${c.ids(ids)}`),
    given(filled(flags), (all) => all.map(c.name).join(' ')),
    given(next ?? undefined, (when) => `自 ${c.name(when)} 起可联系`),
  ];
  return `${c.name(rule)}（${parts.filter((part) => part !== undefined).join('；')}）`;
}

/** A hold of another case's currency is said in minor units: the sentence knows no currency of it. */
function heldEn({ case: id, source, debts, amount, from, to, event }: HeldPortion, c: Speaker): string {
  return c.phrase(
    `${amount === undefined ? 'all' : c.money(amount)} of case ${c.id(id)}`,
    given(filled(debts), (ids) => `debt ${c.ids(ids)}`),
    `by ${c.code('heldBy', source)} from ${c.name(from)}`,
    given(to, (until) => `to ${c.name(until)}`),
    `(${c.event(event)})`,
  );
}

function heldZh({ case: id, source, debts, amount, from, to, event }: HeldPortion, c: Speaker): string {
  return c.phrase(
    `案件 ${c.id(id)} 的${amount === undefined ? '全部' : ` ${c.money(amount)}`}`,
    given(filled(debts), (ids) => `债务 ${c.ids(ids)}`),
    `因${c.code('heldBy', source)}自 ${c.name(from)} 起`,
    given(to, (until) => `至 ${c.name(until)}`),
    `（${c.event(event)}）`,
  );
}

export function judgedEn({ verdicts, packs, zones, held }: Judgement, c: Speaker): string {
  const { blocks, warns, unknown, others, allow } = sorted(verdicts);
  return c.say(
    given(filled(blocks), (all) => `blocked by ${c.list(all.map((one) => verdictEn(one, c)))}`),
    given(filled(warns), (all) => `advised by ${c.list(all.map((one) => verdictEn(one, c)))}`),
    given(filled(others), (all) => `noted by ${c.list(all.map((one) => verdictEn(one, c)))}`),
    given(filled(unknown), (all) => `not evaluated ${c.list(all.map((one) => verdictEn(one, c)))}`),
    `${allow} ${allow === 1 ? 'rule allows' : 'rules allow'} it`,
    given(filled(held), (all) => `held ${c.list(all.map((one) => heldEn(one, c)))}`),
    given(filled(packs), (all) => `under ${c.list(all.map(({ pack }) => c.name(pack)))}`),
    given(filled(zones), (all) => `in ${c.list(all.map(c.name))}`),
  );
}

export function judgedZh({ verdicts, packs, zones, held }: Judgement, c: Speaker): string {
  const { blocks, warns, unknown, others, allow } = sorted(verdicts);
  return c.say(
    given(filled(blocks), (all) => `阻止依据：${c.list(all.map((one) => verdictZh(one, c)))}`),
    given(filled(warns), (all) => `提示：${c.list(all.map((one) => verdictZh(one, c)))}`),
    given(filled(others), (all) => `另注：${c.list(all.map((one) => verdictZh(one, c)))}`),
    given(filled(unknown), (all) => `未评估：${c.list(all.map((one) => verdictZh(one, c)))}`),
    `${allow} 条规则准许`,
    given(filled(held), (all) => `冻结：${c.list(all.map((one) => heldZh(one, c)))}`),
    given(filled(packs), (all) => `规则包：${c.list(all.map(({ pack }) => c.name(pack)))}`),
    given(filled(zones), (all) => `时区：${c.list(all.map(c.name))}`),
  );
}
