/**
 * Records that a deadline of a rule pack was missed, once for each subject and rule, and that it was not where what became
 * known since says so (law 4). Rows say where to look; what is recorded follows from the facts.
 */
import { caseDeadlines, type CaseRuleDeadlines } from '../../projections/deadlines/case-rule-deadlines.js';
import { listedPacks } from '../../projections/deadlines/deadline-rows.sql.js';
import { turnedDeadlines, type TurnedCase } from '../../projections/deadlines/missed-deadlines.query.js';
import type { RuleDeadline } from '../../projections/deadlines/rule.deadlines.js';
import type { RuleBook } from '../clearance/index.js';
import { addDays, type CivilDate } from '../ledger/dates.js';
import {
  deadlineId,
  type NoticedDeadline,
  type NoticedDeadlines,
  type NoticeDeadline,
} from '../ledger/deadline/index.js';
import { CASE } from '../ledger/ledger.js';
import { isRetrospective, NOTICES_BATCH_MAX, seesAll, sendNotice, type Noticing } from './notices.js';
import type { Reactor } from './reactor.js';

/** Cases whose rows and facts differ (a person's address says more than rows know): looked at once a day. */
const LOOKED_MAX = 10_000;

export class DeadlineNotices implements Reactor {
  readonly name = 'deadline-notices';
  /** Cases that had nothing to notice, with the day on which they were looked at and the number of their facts. */
  private readonly looked = new Map<string, string>();

  constructor(
    private readonly ledger: Noticing,
    private readonly rules: RuleBook,
  ) {}

  async react(): Promise<number> {
    if (!(await seesAll(this.ledger))) return 0;
    const { read, clock } = this.ledger;
    const { listed } = listedPacks(await this.rules.history(), Number.MAX_SAFE_INTEGER);
    const isKnown = ({ case: id, today }: TurnedCase): boolean => this.looked.get(id) === today;
    const turned = await turnedDeadlines(read, clock.now(), listed, NOTICES_BATCH_MAX, isKnown);
    let did = 0;
    // One after the other: each reads the facts of persons too.
    for (const one of turned) did += await this.noticeCase(one);
    return did;
  }

  private async noticeCase({ case: stream, today }: TurnedCase): Promise<number> {
    const found = await caseDeadlines(this.ledger.read, this.rules, stream, { asOf: today });
    const { deadlines: noticed } = (await this.ledger.transactor.read(CASE, stream)).state;
    const commands = turnsOf(found, noticed, today);
    let did = 0;
    for (const command of commands) {
      const cmd = `notice:${deadlineId(command)}:${command.ordinal}`;
      if (await sendNotice(this.ledger, this.name, stream, { command, cmd })) did += 1;
    }
    if (did === 0) this.remember(stream, today);
    return did;
  }

  private remember(stream: string, today: CivilDate): void {
    if (this.looked.size >= LOOKED_MAX) this.looked.clear();
    this.looked.set(stream, today);
  }
}

function turnsOf(
  { deadlines, packs }: CaseRuleDeadlines,
  noticed: NoticedDeadlines,
  today: CivilDate,
): NoticeDeadline[] {
  const now = new Map(deadlines.map((one) => [one.id, one]));
  const missed = deadlines.filter(({ id, status }) => status === 'MISSED' && noticed.get(id)?.state !== 'MISSED');
  const revised = [...noticed.values()].filter(
    ({ state, last }) =>
      state === 'MISSED' && now.get(deadlineId(last))?.status !== 'MISSED' && packs.includes(packOf(last.pack)),
  );
  return [
    ...missed.map((one) => missOf(one, (noticed.get(one.id)?.ordinal ?? 0) + 1, today)),
    ...revised.map((one) => revisionOf(one, now.get(deadlineId(one.last)), today)),
  ];
}

/** `uk@1` without its version: what an older version set is judged by the one that is active. */
function packOf(name: string): string {
  return name.slice(0, name.lastIndexOf('@'));
}

function missOf({ rule, pack, subject, reason, due, event }: RuleDeadline, ordinal: number, today: CivilDate) {
  const occurredAt = addDays(due, 1);
  const what = { ordinal, rule, pack, subject, reason, due, setBy: event };
  const retrospective = isRetrospective(occurredAt, today);
  return { type: 'NoticeDeadline', state: 'MISSED', occurredAt, ...what, retrospective } as const;
}

/** Known today: it is said of today. */
function revisionOf(
  { last, ordinal }: NoticedDeadline,
  now: RuleDeadline | undefined,
  today: CivilDate,
): NoticeDeadline {
  const { rule, pack, subject, reason, due, setBy } = last;
  const { rule: newRule = rule, pack: newPack = pack, due: newDue = due, event = setBy } = now ?? {};
  const what = { rule: newRule, pack: newPack, subject, reason, due: newDue, setBy: event };
  const state = now?.status ?? 'NONE';
  return { type: 'NoticeDeadline', state, occurredAt: today, ...what, ordinal: ordinal + 1, retrospective: false };
}
