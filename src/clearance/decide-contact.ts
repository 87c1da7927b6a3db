/** Judges one contact on gathered evidence. Pure: `replay.ts` runs it again and gets the same bytes. */
import type {
  ClearanceQuestion,
  ClearanceVerdict,
  HeldPortion,
  Judgement,
  RuleVerdict,
} from '../ledger/clearance/index.js';
import { localDate, toInstant } from '../ledger/dates.js';
import { isRefusal, type Refusal } from '../ledger/refusal.js';
import {
  isPermitted,
  JUDGE_VERSION,
  nextAllowed,
  packName,
  placeOf,
  recordedZones,
  timeVersions,
  verdictsOf,
  type Act,
  type ActivePack,
  type Conduct,
  type Dossier,
} from '../rules/index.js';
import type { Evidence } from './evidence.js';
import { actOf } from './question.js';

/** What is kept from collection on the day of the contact, of the debts that it is about. */
function heldPortions(dossier: Dossier, { cases, debts, at }: Act): HeldPortion[] {
  return cases.flatMap((id) => {
    const file = dossier.cases.get(id);
    if (!file) return [];
    return dossier.holds(id, localDate(at, file.zone)).flatMap((hold): HeldPortion[] => {
      const concerns = hold.debts === undefined || hold.debts.some((debt) => debts.includes(debt));
      if (!hold.stops.includes('COLLECTION') || !concerns) return [];
      const { source, debts: held, amount, from, to, event } = hold;
      return [{ case: id, source, debts: held, amount, from, to, event }];
    });
  });
}

function judgementOf(
  verdicts: readonly RuleVerdict[],
  { act, dossier }: Conduct,
  packs: readonly ActivePack[],
  read: Evidence['read'],
  judge: number,
): Judgement {
  const { tz, calendars } = timeVersions(calendarsOf(packs));
  return {
    packs: packs.map(({ pack, digest }) => ({ pack: packName(pack), digest })),
    tz,
    calendars,
    zones: recordedZones(dossier, act),
    read,
    judge: judge === 1 ? undefined : judge,
    verdicts,
    held: heldPortions(dossier, act),
  };
}

function calendarsOf(packs: readonly ActivePack[]): Set<never> {
  return new Set(packs.flatMap(({ pack }) => pack.calendar ?? [])) as Set<never>;
}

/** Left-out members are left out of the fact: they must not be there as undefined. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** @param judge version of the judge: that of the decision, where one is made again. */
export function decideContact(
  question: ClearanceQuestion,
  { dossier, read }: Evidence,
  packs: readonly ActivePack[],
  judge: number = JUDGE_VERSION,
): ClearanceVerdict | Refusal {
  const act = actOf(question, dossier);
  if (isRefusal(act)) return act;
  const { cases, debts, party, purpose, role } = act;
  const place = placeOf(dossier, { cases, debts, parties: party === undefined ? [] : [party] }, act.at);
  if (!place) throw new Error('a contact was judged about cases that nobody read');
  const conduct: Conduct = { act, asked: question.now, dossier, place };
  const verdicts = verdictsOf(conduct, packs, judge);
  const permitted = isPermitted(verdicts);
  const next = permitted ? null : nextAllowed(conduct, packs, verdicts, judge);
  return {
    permitted,
    purpose,
    role,
    plannedAt: toInstant(act.at),
    cases,
    debts: debts.length === 0 ? undefined : debts,
    nextAllowedAt: next === null ? null : toInstant(next),
    judgement: plain(judgementOf(verdicts, conduct, packs, read, judge)),
  };
}
