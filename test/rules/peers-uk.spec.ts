/** Defects of other programs (domain/peers.md 2B) that the packs of the United Kingdom and of a company must not have. */
import { Dossier } from '../../src/rules/dossier/dossier.js';
import type { VectorFact } from '../../src/rules/pack.js';
import {
  call,
  clocksOn,
  dossierOf,
  only,
  placeIn,
  shipped,
  verdicts,
} from '../../src/rules/vectors/one-rule.fixture.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { planCase, proposal } from '../support/plan-outcomes.js';

const [uk, company] = [shipped('uk'), shipped('company')];
const cap = only(company, 'CO-CAP');
const holds = only(company, 'CO-HOLD-WARN');
const finalResponse = only(uk, 'UK-DISP-2');
const britain = placeIn('Europe/London', { jurisdictions: ['UK'] });

function calls(...hours: number[]): VectorFact {
  const at = hours.map((hour) => `2026-03-10T${String(hour).padStart(2, '0')}:00:00Z`);
  return { fact: 'ContactAttempted', at };
}

describe('Lago resets its counters when the customer pays', () => {
  it('we count what happened: a payment, a change of details and a closed case change no count', () => {
    const between: VectorFact[] = [
      { fact: 'PaymentReceived', at: '2026-03-10', data: { payment: 'p1', amount: 50_000 } },
      {
        fact: 'PartyDetailsChanged',
        at: '2026-03-10',
        data: { detailChange: 'x', field: 'address', source: 'debtor' },
      },
      { fact: 'CaseClosed', at: '2026-03-10', data: { reason: 'SETTLED' } },
      { fact: 'CaseReopened', at: '2026-03-10', data: { reason: 'payment bounced' } },
    ];
    const asked = call('2026-03-10T16:00:00Z');
    // Lago would answer that this is the first.
    for (const given of [[calls(9, 10, 11, 12, 13)], [calls(9, 10, 11, 12, 13), ...between]]) {
      const [verdict] = verdicts(dossierOf(given), cap, asked);
      expect(verdict).toMatchObject({ outcome: 'ADVISORY', counters: { contacts: 6, max: 5 } });
    }
  });
});

describe('OCA credit control does not count a reminder by phone', () => {
  it('a call, a letter, a message and a visit are one contact each', () => {
    const day = '2026-03-10T09:00:00Z';
    const mixed: VectorFact[] = [
      calls(9),
      { fact: 'NoticeIssued', at: day, data: { notice: 'REMINDER' } },
      { fact: 'MessageSent', at: day, data: { channel: 'sms' } },
      { fact: 'MessageSent', at: day, data: { channel: 'email' } },
      { fact: 'VisitConducted', at: day },
    ];
    const [verdict] = verdicts(dossierOf(mixed), cap, call('2026-03-10T16:00:00Z'));
    expect(verdict).toMatchObject({ counters: { contacts: 6 } });
  });
});

describe('CollectionONE takes what somebody typed for what happened', () => {
  const received: VectorFact = { fact: 'ComplaintReceived', at: '2026-01-05', data: { complaint: 'c1' } };

  it('a complaint that was marked closed was not answered', () => {
    const closed: VectorFact = { fact: 'ComplaintClosed', at: '2026-01-06', data: { complaint: 'c1', reason: 'done' } };
    // CollectionONE would show it as done.
    expect(clocksOn(finalResponse, [received, closed], '2026-03-03', britain)).toMatchObject([
      { outcome: 'DUTY_MISSED', flags: ['closed-without-response'] },
    ]);
  });

  it('a due date that was typed moves no deadline of the law', () => {
    const typed = { ...received, data: { complaint: 'c1', dueDate: '2027-01-01' } };
    const moved: VectorFact = {
      fact: 'ComplaintExtended',
      at: '2026-02-01',
      data: { complaint: 'c1', dueDate: '2027-06-01', reason: 'busy' },
    };
    expect(clocksOn(finalResponse, [typed, moved], '2026-03-03', britain)).toMatchObject([
      { outcome: 'DUTY_MISSED', due: '2026-03-02' },
    ]);
  });

  it('a contact whose record was changed afterwards is counted as it was known to whoever asks as of then', () => {
    const changed: VectorFact = {
      fact: 'ContactRecordCorrected',
      at: '2026-03-12',
      data: { contact: 'x', reason: 'wrong day', changes: { occurredAt: '2026-03-09T09:00:00Z' } },
    };
    const first: VectorFact = { fact: 'ContactAttempted', at: '2026-03-10T09:00:00Z', data: { contact: 'x' } };
    const given = [first, calls(10, 11, 12, 13)];
    const count = (facts: VectorFact[]): unknown =>
      verdicts(dossierOf(facts), cap, call('2026-03-10T16:00:00Z'))[0]?.counters;
    expect(count(given)).toMatchObject({ contacts: 6 });
    expect(count([...given, changed])).toMatchObject({ contacts: 5 });
  });
});

describe("Oracle keeps an outcome that its payment's return undid", () => {
  const personalised = proposal(1, { kind: 'PERSONALISED' });
  const place = placeIn('Europe/Rome');

  function asked(facts: readonly LedgerFact[], day: string): string | undefined {
    const dossier = Dossier.of(facts);
    const [caseId] = [...dossier.cases.keys()] as [string];
    const act = call(`${day}T12:00:00Z`, { cases: [caseId], debts: [], party: undefined });
    return verdicts(dossier, holds, act, true, place)[0]?.reason;
  }

  it('a plan that was paid, and whose payment came back, stands unpaid: as now known it still held collection', () => {
    const paid = planCase(personalised, { type: 'RecordPayment', amount: 100, occurredAt: '2026-01-10' });
    expect(asked(paid.facts, '2026-01-10')).toBe('held-by-plan');
    expect(asked(paid.facts, '2026-01-11')).toBeUndefined();
    const back = paid.given({
      type: 'ReversePayment',
      payment: 'payment-1',
      reason: 'NSF',
      occurredAt: '2026-01-12',
    });
    // Oracle would leave it as completed on the tenth; as known then it was.
    expect(asked(back.facts, '2026-01-11')).toBe('held-by-plan');
  });
});
