/** Deadlines and holds of a case as of each day: the pure functions behind both answers. */
import { aCase, type CaseScenario } from '../../test/support/case-scenario.js';
import { CASE_HOLD_SOURCES as HOLD_SOURCES } from '../holds/case.holds.js';
import { spansOf, standingAt } from '../read/standing.js';
import { DEADLINE_SOURCES, type Deadline } from './deadlines.js';

const deadlines = (scenario: CaseScenario, day: string): Partial<Deadline>[] =>
  standingAt(DEADLINE_SOURCES, scenario.facts, day).map(({ what, due, status, doneOn }) => ({
    what,
    due,
    status,
    doneOn,
  }));

const debt = { type: 'RegisterDebt', balances: { principal: 10_000 }, occurredAt: '2026-01-02' } as const;

describe('the deadline of a complaint', () => {
  const complaint = { type: 'LogComplaint', dueDate: '2026-01-16', occurredAt: '2026-01-05' } as const;

  it('is open until its day, missed after it, and moves with an extension from the day of that', () => {
    const extended = aCase(complaint, {
      type: 'ExtendComplaint',
      dueDate: '2026-01-30',
      reason: 'more to find out',
      occurredAt: '2026-01-14',
    });
    expect(deadlines(extended, '2026-01-04')).toEqual([]);
    expect(deadlines(extended, '2026-01-13')).toMatchObject([{ what: 'answer', due: '2026-01-16', status: 'OPEN' }]);
    expect(deadlines(extended, '2026-01-30')).toMatchObject([{ due: '2026-01-30', status: 'OPEN' }]);
    expect(deadlines(extended, '2026-01-31')).toMatchObject([{ due: '2026-01-30', status: 'MISSED' }]);
  });

  it('is met by a decision in time, and missed by one that comes too late', () => {
    const decided = (on: string): CaseScenario =>
      aCase(complaint, { type: 'DecideComplaint', outcome: 'upheld', occurredAt: on });
    expect(deadlines(decided('2026-01-16'), '2026-01-20')).toMatchObject([{ status: 'MET', doneOn: '2026-01-16' }]);
    expect(deadlines(decided('2026-01-16'), '2026-01-15')).toMatchObject([{ status: 'OPEN', doneOn: undefined }]);
    expect(deadlines(decided('2026-01-17'), '2026-01-20')).toMatchObject([{ status: 'MISSED', doneOn: '2026-01-17' }]);
  });

  it('is gone once its source says that the complaint was never made', () => {
    const scenario = aCase(complaint);
    const event = scenario.facts.find(({ type }) => type === 'ComplaintReceived')?.id as string;
    const of = 'ComplaintReceived';
    scenario.given({
      type: 'CorrectRecord',
      event,
      of,
      action: 'WITHDRAWN',
      reason: 'row-gone',
      occurredAt: '2026-01-07',
    });
    expect(deadlines(scenario, '2026-01-10')).toEqual([]);
  });
});

describe('the deadline of a judgment', () => {
  const filed = { type: 'FileLegalAction', kind: 'payment order', occurredAt: '2026-01-03' } as const;
  const judged = {
    type: 'EnterJudgment',
    outcome: 'allowed',
    amount: 6_000,
    performanceDeadline: '2026-01-20',
    occurredAt: '2026-01-06',
  } as const;

  it('is met once its amount was paid since, whatever was paid before', () => {
    const scenario = aCase(debt, { type: 'RecordPayment', amount: 2_000, occurredAt: '2026-01-04' }, filed, judged);
    scenario.given({ type: 'RecordPayment', amount: 5_999, occurredAt: '2026-01-08' });
    expect(deadlines(scenario, '2026-01-09')).toMatchObject([{ what: 'perform', due: '2026-01-20', status: 'OPEN' }]);
    scenario.given({ type: 'RecordPayment', amount: 1, occurredAt: '2026-01-10' });
    expect(deadlines(scenario, '2026-01-09')).toMatchObject([{ status: 'OPEN' }]);
    expect(deadlines(scenario, '2026-01-10')).toMatchObject([{ status: 'MET', doneOn: '2026-01-10' }]);
  });

  it('is open again when the payment bounces, and missed after its day', () => {
    const scenario = aCase(debt, filed, judged, { type: 'RecordPayment', amount: 6_000, occurredAt: '2026-01-08' });
    scenario.given({
      type: 'ReversePayment',
      payment: 'payment-1',
      reason: 'CHARGEBACK',
      basis: 'REVERSAL_DATE',
      occurredAt: '2026-01-12',
    });
    const status = (day: string): unknown => deadlines(scenario, day)[0]?.status;
    expect(['2026-01-07', '2026-01-08', '2026-01-12', '2026-01-21'].map(status)).toEqual([
      'OPEN',
      'MET',
      'OPEN',
      'MISSED',
    ]);
  });
});

describe('the deadline of a promise', () => {
  it('is what its outcome says, grace included; a cancelled one has none', () => {
    const promise = { type: 'MakePromise', amount: 1_000, dueDate: '2026-01-10', occurredAt: '2026-01-05' } as const;
    const scenario = aCase(debt, promise);
    const status = (day: string): unknown => deadlines(scenario, day)[0]?.status;
    expect(['2026-01-04', '2026-01-10', '2026-01-13', '2026-01-14'].map(status)).toEqual([
      undefined,
      'OPEN',
      'OPEN',
      'MISSED',
    ]);
    scenario.given({ type: 'RecordPayment', amount: 1_000, occurredAt: '2026-01-11' });
    expect(deadlines(scenario, '2026-01-14')).toMatchObject([{ what: 'pay', status: 'MET', doneOn: '2026-01-11' }]);
  });
});

describe('holds', () => {
  it('hold from the dispute to its end, with debts, portion and ground', () => {
    const scenario = aCase(
      debt,
      { type: 'RaiseDispute', ground: 'AMOUNT', debts: ['debt-1'], amount: 500, occurredAt: '2026-01-05' },
      { type: 'RaiseDispute', ground: 'OTHER', hold: false, occurredAt: '2026-01-06' },
      { type: 'ResolveDispute', dispute: 'dispute-1', outcome: 'agreed', occurredAt: '2026-01-09' },
    );
    const at = (day: string): unknown[] => standingAt(HOLD_SOURCES, scenario.facts, day);
    expect(at('2026-01-04')).toEqual([]);
    expect(at('2026-01-08')).toMatchObject([
      { source: 'dispute', debts: ['debt-1'], amount: 500, since: '2026-01-05', why: 'AMOUNT' },
    ]);
    expect(at('2026-01-09')).toEqual([]);
  });

  it('become spans that say at every day what the day says', () => {
    const scenario = aCase(
      debt,
      { type: 'RaiseDispute', ground: 'AMOUNT', occurredAt: '2026-01-05' },
      { type: 'ResolveDispute', outcome: 'agreed', occurredAt: '2026-01-09' },
    );
    expect(spansOf(HOLD_SOURCES, scenario.facts)).toMatchObject([{ from: '2026-01-05', to: '2026-01-09' }]);
  });
});
