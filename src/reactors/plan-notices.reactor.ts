/** Records what became of plans, instalment by instalment, once each: what follows from terms and payments (law 4). */
import { turnedPlans, type Turned } from '../../projections/plans/plans-turned.query.js';
import { caseHistory } from '../../projections/read/case-history.js';
import {
  instalmentKey,
  isNoticed,
  PlanBook,
  type NoticedInstalment,
  type NoticePlan,
  type PlanRecord,
  type VersionAt,
} from '../ledger/plan/index.js';
import { CASE } from '../ledger/ledger.js';
import { isRetrospective, NOTICES_BATCH_MAX, seesAll, sendNotice, type Noticing } from './notices.js';
import type { Reactor } from './reactor.js';

/** Instalments noticed by one command: all its facts go in one append. The next round finds the rest. */
export const INSTALMENTS_NOTICED_MAX = 200;

export class PlanNotices implements Reactor {
  readonly name = 'plan-notices';

  constructor(private readonly ledger: Noticing) {}

  async react(): Promise<number> {
    if (!(await seesAll(this.ledger))) return 0;
    const turned = await turnedPlans(this.ledger.read, this.ledger.clock.now(), NOTICES_BATCH_MAX);
    const did = await Promise.all(turned.map((plan) => this.notice(plan)));
    return did.filter(Boolean).length;
  }

  private async notice({ case: stream, id, today }: Turned): Promise<boolean> {
    const { facts } = await caseHistory(this.ledger.read, stream, { asOf: today });
    // The outcome as it follows from the facts now, beside what was noticed: the table only said where to look.
    const plan = new PlanBook(facts).at(today).find(({ record }) => record.id === id);
    const recorded = (await this.ledger.transactor.read(CASE, stream)).state.plans.get(id);
    const command = plan && recorded && firstNotice(plan.versions, recorded, today);
    if (!command) return false;
    return sendNotice(this.ledger, this.name, stream, { command, cmd: `notice:${id}:${command.ordinal}` });
  }
}

/** The notices of the oldest version that has some; the next round finds those of the next. */
function firstNotice(versions: readonly VersionAt[], recorded: PlanRecord, today: string): NoticePlan | undefined {
  for (const version of versions) {
    const all = turnedInstalments(version, recorded, today);
    const instalments = all.slice(0, INSTALMENTS_NOTICED_MAX);
    const turn = instalments.length < all.length ? undefined : turnOf(version, recorded, today);
    if (instalments.length === 0 && !turn) continue;
    const { plan, version: number } = version.version.terms;
    const ordinal = recorded.noticed.count + 1;
    return { type: 'NoticePlan', plan, version: number, ordinal, instalments, ...(turn && { turn }) };
  }
  return undefined;
}

function turnedInstalments(
  { version, instalments }: VersionAt,
  { noticed }: PlanRecord,
  today: string,
): NoticedInstalment[] {
  const { version: number } = version.terms;
  return instalments
    .filter(({ no, outcome }) => outcome !== (noticed.instalments.get(instalmentKey(number, no)) ?? 'FUTURE'))
    .map(({ no, outcome, since, dueDate, amount, paid }) => {
      return { no, outcome, since, dueDate, amount, paid, retrospective: isRetrospective(since, today) };
    });
}

function turnOf(
  { version, state, since, paid, arrears }: VersionAt,
  { noticed }: PlanRecord,
  today: string,
): NoticePlan['turn'] {
  const last = noticed.states.get(version.terms.version);
  const before = last !== undefined && isNoticed(last.state) ? last : undefined;
  const now = isNoticed(state) ? state : undefined;
  // A notice says since when: where that day moved, it no longer tells what follows from the facts (law 4).
  if (before?.state === now && (now === undefined || before?.since === since)) return undefined;
  const { breakRule: rule } = version.terms;
  return { state, since, paid, arrears, rule, retrospective: isRetrospective(since, today) };
}
