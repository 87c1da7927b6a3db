/** Records that settlements have lapsed, once each, and that one has not where it turns out so (law 4). */
import { turnedSettlements, type Turned } from '../../projections/plans/plans-turned.query.js';
import { caseHistory } from '../../projections/read/case-history.js';
import { SettlementBook, type NoticeSettlement } from '../ledger/settlement/index.js';
import { isRetrospective, NOTICES_BATCH_MAX, seesAll, sendNotice, type Noticing } from './notices.js';
import type { Reactor } from './reactor.js';

export class SettlementNotices implements Reactor {
  readonly name = 'settlement-notices';

  constructor(private readonly ledger: Noticing) {}

  async react(): Promise<number> {
    if (!(await seesAll(this.ledger))) return 0;
    const turned = await turnedSettlements(this.ledger.read, this.ledger.clock.now(), NOTICES_BATCH_MAX);
    const did = await Promise.all(turned.map((settlement) => this.notice(settlement)));
    return did.filter(Boolean).length;
  }

  private async notice({ case: stream, id: settlement, notices, today }: Turned): Promise<boolean> {
    const { facts } = await caseHistory(this.ledger.read, stream, { asOf: today });
    const found = new SettlementBook(facts).at(today).find(({ record }) => record.terms.settlement === settlement);
    if (!found) return false;
    const { stage, since, paid } = found;
    const ordinal = notices + 1;
    const retrospective = isRetrospective(since, today);
    const command: NoticeSettlement = {
      ...{ type: 'NoticeSettlement', occurredAt: since, settlement, stage, ordinal, paid, retrospective },
    };
    return sendNotice(this.ledger, this.name, stream, { command, cmd: `notice:${settlement}:${ordinal}` });
  }
}
