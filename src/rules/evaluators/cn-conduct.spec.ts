/** Visits, recordings and plans in China, as contacts and facts tell them. */
import type { LedgerFact } from '../../ledger/ledger.js';
import { clocksOf } from '../clocks.js';
import type { CaseFile } from '../dossier/case-file.js';
import { Dossier } from '../dossier/dossier.js';
import type { VectorFact } from '../pack.js';
import {
  IN_CHINA,
  ruleOf,
  shipped,
  storyInChina,
  verdictsIn,
  verdictsOn,
  withdrawing,
} from '../vectors/shipped.fixture.js';

const card = shipped('cn-card');
const cba = shipped('cn-cba');

function clocks(facts: readonly LedgerFact[], rule: string, asOf: string) {
  const dossier = Dossier.of(facts);
  return clocksOf(dossier, dossier.cases.get('case-1') as CaseFile, IN_CHINA, asOf, [ruleOf(card, rule)]);
}

describe('a visit that was made', () => {
  const visit = (data: object): VectorFact[] => [
    { fact: 'VisitConducted', at: '2026-03-10T10:00:00+08:00', data: { contact: 'v1', ...data } },
  ];
  const judged = (data: object) => verdictsOn(storyInChina(visit(data)), 'v1', [ruleOf(cba, 'CN-CBA-5')])[0];

  it('rests on its own record', () => {
    const facts = storyInChina(visit({ visitors: ['s1'], idShown: true }));
    expect(verdictsOn(facts, 'v1', [ruleOf(cba, 'CN-CBA-5')])[0]).toMatchObject({
      outcome: 'PROHIBITED',
      inputs: [facts.at(-1)?.id],
    });
  });

  it('counts whoever recorded it with those named, once', () => {
    expect(judged({ staff: 's1', visitors: ['s2'], idShown: true })?.outcome).toBe('ALLOWED');
    expect(judged({ staff: 's1', visitors: ['s1', 's1'], idShown: true })?.outcome).toBe('PROHIBITED');
  });
});

describe('a recording', () => {
  const call: VectorFact[] = [
    { fact: 'ContactAttempted', at: '2026-03-10T10:00:00+08:00', data: { contact: 'c1' } },
    { fact: 'ConversationHeld', at: '2026-03-10T10:00:05+08:00' },
  ];
  const recording = { fact: 'RecordingAttached', at: '2026-03-10', data: { contact: 'c1', recording: 'r1' } };

  it('that was withdrawn is none', () => {
    const facts = storyInChina([...call, recording]);
    expect(clocks(facts, 'CN-CC-68-REC', '2026-03-31')[0]?.outcome).toBe('DUTY_MET');
    const without = withdrawing(facts, 'RecordingAttached');
    expect(clocks(without, 'CN-CC-68-REC', '2026-03-31').map(({ outcome }) => outcome)).toEqual(['DUTY_MISSED']);
  });

  it('of another call does not help', () => {
    const other = { ...recording, data: { contact: 'c2', recording: 'r1' } };
    expect(clocks(storyInChina([...call, other]), 'CN-CC-68-REC', '2026-03-31')[0]?.outcome).toBe('DUTY_MISSED');
  });

  it('is not asked for where a correction says that nobody talked', () => {
    const changes = { contact: 'c1', reason: 'x', changes: { conversation: 'false' } };
    const corrected = { fact: 'ContactRecordCorrected', at: '2026-03-11', data: changes };
    expect(clocks(storyInChina([...call, corrected]), 'CN-CC-68-REC', '2026-03-31')).toEqual([]);
  });

  it('attached after the day of the question is not known then', () => {
    const later = { ...recording, at: '2026-03-12' };
    expect(clocks(storyInChina([...call, later]), 'CN-CC-68-REC', '2026-03-11')[0]?.outcome).toBe('DUTY_MISSED');
    expect(clocks(storyInChina([...call, later]), 'CN-CC-68-REC', '2026-03-12')[0]?.outcome).toBe('DUTY_MET');
  });
});

describe('a personalised plan', () => {
  const instalments = [
    { no: 1, dueDate: '2026-04-10', amount: 1000 },
    { no: 2, dueDate: '2026-05-10', amount: 1000 },
  ];
  const terms = {
    plan: 'plan-1',
    version: 1,
    kind: 'PERSONALISED',
    debts: ['debt-1'],
    instalments,
    total: 2000,
    currency: 'CNY',
    graceDays: 0,
    breakRule: 'missed-1@1',
    proposer: 'FIRM',
    policy: 'standard@1',
  };
  const agreed: VectorFact[] = [
    { fact: 'PlanProposed', at: '2026-03-01', data: terms },
    { fact: 'PlanAgreed', at: '2026-03-02', data: { plan: 'plan-1', version: 1, form: 'WRITTEN' } },
    { fact: 'PlanActivated', at: '2026-03-02', data: { plan: 'plan-1', version: 1 } },
  ];
  const stops = ruleOf(card, 'CN-CC-70');
  const call = { at: '2026-04-11T10:00:00+08:00' };
  const answer = (given: readonly VectorFact[], asking = call) => verdictsIn(storyInChina(given), asking, [stops])[0];

  it('that was missed revives collection on the day on which it broke', () => {
    expect(answer(agreed, { at: '2026-04-10T21:00:00+08:00' })?.outcome).toBe('PROHIBITED');
    expect(answer(agreed)).toBeUndefined();
  });

  it('stands where the money came, although it was recorded after the due date', () => {
    const paid: VectorFact[] = [
      {
        fact: 'PaymentReceived',
        at: '2026-04-10',
        rec: '2026-04-12T09:00:00+08:00',
        data: { payment: 'pay-1', amount: 1000, currency: 'CNY' },
      },
      {
        fact: 'PaymentAllocated',
        at: '2026-04-10',
        rec: '2026-04-12T09:00:00+08:00',
        data: {
          payment: 'pay-1',
          version: 1,
          waterfall: 'standard@1',
          lines: [{ debt: 'debt-1', component: 'principal', amount: 1000 }],
          held: 0,
        },
      },
    ];
    expect(answer([...agreed, ...paid])?.outcome).toBe('PROHIBITED');
  });

  it('is not broken by a notice that says so', () => {
    const notice = { plan: 'plan-1', version: 1, ordinal: 1, paid: 0, rule: 'missed-1@1', arrears: 1000 };
    const told = { fact: 'PlanBroken', at: '2026-03-20', data: notice };
    expect(answer([...agreed, told], { at: '2026-03-21T10:00:00+08:00' })?.outcome).toBe('PROHIBITED');
  });

  it('that was cancelled stops nothing', () => {
    const cancelled = { fact: 'PlanCancelled', at: '2026-03-10', data: { plan: 'plan-1', by: 'DEBTOR', reason: 'x' } };
    expect(answer([...agreed, cancelled], { at: '2026-03-11T10:00:00+08:00' })).toBeUndefined();
  });
});
