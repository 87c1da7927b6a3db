/** One small case with something for each chapter, told over a real ledger in memory: the sample in docs/audit-pack. */
import type { CaseCommand, PartyStreamCommand } from '../../src/ledger/ledger.js';
import { PARTY } from '../../src/ledger/ledger.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import type { Sources } from './scene.js';

const SHA = 'ab'.repeat(32);

export class Story {
  readonly ledger = new TestLedger();
  readonly caseId = this.ledger.caseId('A1');
  readonly party = this.ledger.ids.stream('party', [this.ledger.portfolio, 'P1']);
  private sent = 0;

  get sources(): Sources {
    const { read, rules, vault } = this.ledger;
    return { read, rules, vault };
  }

  /** At an instant of the ledger's clock. @returns the id of what was made. */
  async at(now: string, command: CaseCommand): Promise<string> {
    this.ledger.clock.set(now);
    const done = await this.ledger.record(this.caseId, command);
    return done.id ?? done.stream;
  }

  async person(now: string, command: PartyStreamCommand): Promise<string> {
    this.ledger.clock.set(now);
    const request = { command, cmd: `person-${++this.sent}`, by: 'key:test' };
    const done = await this.ledger.transactor.run(PARTY, this.party, request);
    if (done.kind !== 'done') throw new Error(`${command.type}: ${done.message}`);
    return done.id ?? done.stream;
  }

  async tell(): Promise<this> {
    const { ledger } = this;
    const { debt, point } = await this.open();
    const whom = { party: this.party, role: 'DEBTOR', point, staff: 'staff-7' };
    await this.agree(debt, whom);
    await this.disagree(debt, whom);
    ledger.clock.set('2026-03-31T12:00:00Z');
    await ledger.openRead();
    ledger.projector.start();
    await ledger.projector.reached(await ledger.store.head(), 25_000);
    return this;
  }

  /** A bank, a debtor, a loan. */
  private async open(): Promise<{ readonly debt: string; readonly point: string }> {
    const { ledger, party, caseId } = this;
    const { portfolio } = ledger;
    const now = '2026-01-10T08:00:00Z';
    ledger.clock.set(now);
    await ledger.createPortfolio({ jurisdictions: ['IT'], capacity: 'FIRST_PARTY', creditorKind: 'BANK' });
    const name = 'Rosa Bianchi 李';
    await this.person(now, { type: 'RegisterParty', portfolio, kind: 'PERSON', ref: 'P1', name });
    const [medium, basis] = ['phone', 'CONTRACT'] as const;
    const point = await this.person(now, { type: 'AddContactPoint', medium, value: '+39 055 1', basis });
    await this.at('2026-01-10T08:01:00Z', { type: 'OpenCase', portfolio, ref: 'A1', product: 'loan' });
    await this.person('2026-01-10T08:02:00Z', { type: 'LinkCase', case: caseId, role: 'DEBTOR' });
    await this.at('2026-01-10T08:02:00Z', { type: 'LinkParty', party, role: 'DEBTOR' });
    const dates = { dueDate: '2026-01-05', itemizationDate: '2026-01-10' };
    const balances = { principal: 100_000, fee: 2_500 };
    const debt = await this.at('2026-01-10T08:03:00Z', { type: 'RegisterDebt', balances, ref: 'LOAN-7', ...dates });
    await this.at('2026-01-10T08:04:00Z', { type: 'SetInterestTerms', debt, rate: '6', period: 'year' });
    return { debt, point };
  }

  /** A call, a promise, a payment that is taken back, and one that is told late. */
  private async agree(debt: string, whom: object): Promise<void> {
    const conversation = { startedAt: '2026-01-14T10:30:00Z', endedAt: '2026-01-14T10:36:00Z' };
    const said = { outcome: 'PROMISE_TO_PAY', feedback: '=HYPERLINK("http://evil")' };
    const call = await this.at('2026-01-14T10:30:00Z', {
      ...{ type: 'RecordContact', channel: 'phone', ...whom, connected: true, rightParty: 'DATE_OF_BIRTH' },
      ...{ conversation, ...said },
    });
    const recording = { contact: call, reference: 'rec-1', sha256: SHA };
    await this.at('2026-01-14T10:40:00Z', { type: 'AttachRecording', ...recording });
    await this.at('2026-01-14T10:41:00Z', {
      type: 'MakePromise',
      amount: 30_000,
      dueDate: '2026-01-31',
      debts: [debt],
    });
    const paid = { type: 'RecordPayment', amount: 30_000, method: 'bank-transfer' } as const;
    const payment = await this.at('2026-01-30T09:00:00Z', paid);
    await this.at('2026-02-10T09:00:00Z', { type: 'ReversePayment', payment, reason: 'NSF' });
    await this.at('2026-02-12T15:00:00Z', { type: 'RecordPayment', amount: 12_000, occurredAt: '2026-02-03' });
  }

  /** A complaint, a dispute, a request to cease, and a call after it that is told late and wrongly. */
  private async disagree(debt: string, whom: object): Promise<void> {
    const text = 'Too many calls <script>alert(1)</script>';
    await this.at('2026-02-16T09:00:00Z', { type: 'LogComplaint', channel: 'email', text, dueDate: '2026-03-18' });
    await this.at('2026-02-17T09:00:00Z', { type: 'RaiseDispute', ground: 'AMOUNT', amount: 2_500, debts: [debt] });
    await this.person('2026-02-20T09:00:00Z', { type: 'ReceiveCeaseRequest', inWriting: true });
    const missed = { connected: false, cause: 'NO_ANSWER', occurredAt: '2026-02-25T17:00:00Z' };
    const contact = await this.at('2026-03-02T08:00:00Z', {
      type: 'RecordContact',
      channel: 'phone',
      ...whom,
      ...missed,
    });
    const changes = { staff: 'staff-9' };
    await this.at('2026-03-03T08:00:00Z', { type: 'CorrectContact', contact, reason: 'wrong staff', changes });
    await this.at('2026-03-05T08:00:00Z', { type: 'FileDocument', reference: 'doc-1', kind: 'CONTRACT', sha256: SHA });
  }

  close(): Promise<void> {
    return this.ledger.close();
  }
}

const UUID = /\b([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Digests of rule packs, and versions of calendars and the tz database: they change and the sample does not. */
const DIGEST = /\b[0-9a-f]{64}\b/g;
const VERSION = /((?:Time-zone data|时区数据版本) +|(?:chinese-days|date-holidays)@)[\d.a-z]+/g;

/** Ids are drawn anew for each ledger: the n-th that is met becomes n, short or whole. */
export class Ids {
  private readonly known = new Map<string, string>();

  /** Learns ids in the order in which they stand in a text. */
  learn(text: string): this {
    for (const [, short = ''] of text.matchAll(UUID)) {
      if (!this.known.has(short)) this.known.set(short, String(this.known.size + 1).padStart(8, '0'));
    }
    return this;
  }

  plain(text: string): string {
    const whole = text.replace(
      UUID,
      (id, short: string) => `${this.known.get(short) ?? short}-0000-0000-0000-000000000000`,
    );
    const stable = whole
      .replace(DIGEST, (digest) => (digest === SHA ? digest : `${'.'.repeat(64)}`))
      .replace(VERSION, '$1…');
    return stable.replace(/\b[0-9a-f]{8}\b/g, (short) => this.known.get(short) ?? short);
  }
}
