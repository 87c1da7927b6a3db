/** A case: opened, assigned, noted, linked to people, closed, reopened. */
import { aCase, aClosedCase, CaseScenario, openCase, POLICY } from '../../../test/support/case-scenario.js';
import { NOW } from '../../../test/support/scenario.js';
import type { ByType } from '../fact.js';
import { CASE, type CaseCommand } from '../ledger.js';
import { commandsOf } from '../register/sample.js';
import { CASE_REGISTERS, type CaseRegisterCommand } from '../registers.js';
import { debtorOf } from './case.state.js';

const noCase = (): CaseScenario => new CaseScenario();

/** One well-formed command of each kind, except the one that opens a case. */
const COMMANDS: Omit<ByType<CaseCommand>, 'OpenCase'> = {
  ...(commandsOf(CASE_REGISTERS) as unknown as ByType<CaseRegisterCommand>),
  AssignCase: { type: 'AssignCase', assignee: 'agent-7' },
  AddNote: { type: 'AddNote', text: 'Will call back.' },
  CloseCase: { type: 'CloseCase', reason: 'WITHDRAWN' },
  ReopenCase: { type: 'ReopenCase', reason: 'new payment' },
  LinkParty: { type: 'LinkParty', party: 'party-1', role: 'DEBTOR' },
  CorrectRecord: {
    type: 'CorrectRecord',
    event: 'event-1',
    of: 'CaseNoteAdded',
    action: 'WITHDRAWN',
    reason: 'row is gone from the book',
  },
  RegisterDebt: { type: 'RegisterDebt', balances: { principal: 100 } },
  ChargeOffDebt: { type: 'ChargeOffDebt', amount: 100 },
  AssessCharge: { type: 'AssessCharge', component: 'fee', amount: 100 },
  AdjustBalance: { type: 'AdjustBalance', component: 'fee', delta: 100, reason: 'typing error' },
  ApplyWaiver: { type: 'ApplyWaiver', component: 'fee', amount: 100, authority: 'head office', reason: 'goodwill' },
  RecordPayment: { type: 'RecordPayment', amount: 100 },
  ReversePayment: { type: 'ReversePayment', payment: 'payment-1', reason: 'NSF' },
  PayRefund: { type: 'PayRefund', amount: 100 },
  SetInterestTerms: { type: 'SetInterestTerms', rate: '29.99', period: 'year' },
  PostInterest: { type: 'PostInterest', trigger: 'STATEMENT' },
  SuspendInterest: { type: 'SuspendInterest', reason: 'COURT' },
  ResumeInterest: { type: 'ResumeInterest' },
  GrantRateConcession: {
    type: 'GrantRateConcession',
    rate: '9.9',
    period: 'year',
    authority: 'head office',
    reason: 'hardship',
  },
  RecordContact: { type: 'RecordContact', channel: 'phone' },
  RecordMessage: { type: 'RecordMessage', channel: 'sms' },
  IssueNotice: { type: 'IssueNotice', notice: 'reminder' },
  RecordVisit: { type: 'RecordVisit' },
  RecordDelivery: { type: 'RecordDelivery', delivered: true },
  RecordContactOutcome: { type: 'RecordContactOutcome', contact: 'contact-1', outcome: 'PTP' },
  CorrectContact: { type: 'CorrectContact', contact: 'contact-1', reason: 'wrong line', changes: { point: 'p-2' } },
  MakePromise: { type: 'MakePromise', amount: 100, dueDate: '2026-04-10' },
  RenegotiatePromise: { type: 'RenegotiatePromise', promise: 'promise-1', amount: 100, dueDate: '2026-04-10' },
  CancelPromise: { type: 'CancelPromise', promise: 'promise-1', by: 'FIRM', reason: 'error' },
  NoticePromiseOutcome: {
    type: 'NoticePromiseOutcome',
    promise: 'promise-1',
    outcome: 'BROKEN',
    ordinal: 1,
    paid: 0,
    ratioBps: 0,
    qualifying: [],
    retrospective: false,
  },
  ProposePlan: { type: 'ProposePlan', total: 100, count: 2, firstDue: '2026-04-10' },
  CounterOfferPlan: { type: 'CounterOfferPlan', plan: 'plan-1', total: 100, count: 4, firstDue: '2026-04-10' },
  AgreePlan: { type: 'AgreePlan', plan: 'plan-1', form: 'WRITTEN' },
  ActivatePlan: { type: 'ActivatePlan', plan: 'plan-1' },
  RestructurePlan: {
    type: 'RestructurePlan',
    plan: 'plan-1',
    total: 100,
    count: 4,
    firstDue: '2026-04-10',
    form: 'WRITTEN',
    reason: 'lost his job',
  },
  CancelPlan: { type: 'CancelPlan', plan: 'plan-1', by: 'FIRM', reason: 'error' },
  GrantDeferral: { type: 'GrantDeferral', until: '2026-05-10', reason: 'illness' },
  TestPlanAffordability: { type: 'TestPlanAffordability', plan: 'plan-1', disposable: 100 },
  NoticePlan: { type: 'NoticePlan', plan: 'plan-1', version: 1, ordinal: 1, instalments: [] },
  OfferSettlement: { type: 'OfferSettlement', amount: 50, expires: '2026-04-10' },
  AcceptSettlement: { type: 'AcceptSettlement', settlement: 'settlement-1', form: 'WRITTEN' },
  CompleteSettlement: { type: 'CompleteSettlement', settlement: 'settlement-1', authority: 'head office' },
  NoticeSettlement: {
    type: 'NoticeSettlement',
    settlement: 'settlement-1',
    stage: 'LAPSED',
    ordinal: 1,
    paid: 0,
    retrospective: false,
  },
  PostLeft: { type: 'PostLeft' },
  NoticeDeadline: {
    type: 'NoticeDeadline',
    ordinal: 1,
    state: 'MISSED',
    rule: 'UK-DISP-2@1',
    pack: 'uk@1',
    subject: 'complaint-1',
    reason: 'final-response',
    due: '2026-03-02',
    setBy: 'event-1',
    retrospective: false,
  },
  NoticeBuckets: {
    type: 'NoticeBuckets',
    ordinal: 1,
    table: 'china@1',
    keep: 0,
    changes: [{ notice: 'AccountRolled', on: '2026-02-01', from: 'M0', to: 'M1', overdue: 100, retrospective: false }],
  },
  LogComplaint: { type: 'LogComplaint' },
  AcknowledgeComplaint: { type: 'AcknowledgeComplaint' },
  ExtendComplaint: { type: 'ExtendComplaint', dueDate: '2026-05-01', reason: 'complex' },
  DecideComplaint: { type: 'DecideComplaint', outcome: 'UPHELD' },
  CloseComplaint: { type: 'CloseComplaint' },
  RaiseDispute: { type: 'RaiseDispute', ground: 'AMOUNT' },
  RecordDisputeStep: { type: 'RecordDisputeStep', step: 'verification asked' },
  ResolveDispute: { type: 'ResolveDispute', outcome: 'REJECTED' },
  WithdrawDispute: { type: 'WithdrawDispute' },
  FileLegalAction: { type: 'FileLegalAction', kind: 'payment order' },
  RecordCourtStep: { type: 'RecordCourtStep', step: 'served' },
  EnterJudgment: { type: 'EnterJudgment', outcome: 'GRANTED' },
  PlaceAccount: { type: 'PlaceAccount', agency: 'agency-1' },
  RecallAccount: { type: 'RecallAccount', reason: 'settled' },
  ReportDelinquency: { type: 'ReportDelinquency', monthsPastDue: 2 },
};

describe('a case is opened', () => {
  it('in its portfolio, under the reference of its source, in the currency that the portfolio names', () => {
    noCase()
      .when({ type: 'OpenCase', portfolio: 'portfolio-1', ref: 'S109961', product: 'traffic fine' })
      .then({
        type: 'CaseOpened',
        data: { portfolio: 'portfolio-1', ref: 'S109961', product: 'traffic fine', currency: 'EUR' },
      });
  });

  it('in a currency of its own', () => {
    noCase()
      .when({ ...openCase, currency: 'CNY' })
      .then({ type: 'CaseOpened', data: { currency: 'CNY' } });
  });

  it('without a currency, where neither command nor portfolio names one: the first money fact will', () => {
    const scenario = new CaseScenario(NOW, { ...POLICY, currency: undefined }).given(openCase);
    expect(scenario.state.currency).toBeUndefined();
    scenario.given({ type: 'RegisterDebt', balances: { principal: 5 }, currency: 'USD' });
    expect(scenario.state.currency).toBe('USD');
  });

  it('but not in a currency that is no ISO 4217 code', () => {
    noCase()
      .when({ ...openCase, currency: 'euro' })
      .thenRefused('bad-currency', 'currency');
  });

  it('once only: a second opening is told the id of the first', () => {
    const { result } = aCase().when(openCase);
    expect(result).toMatchObject({ kind: 'refused', why: 'exists', code: 'case-exists', id: 'case-1' });
  });
});

describe('before it is opened', () => {
  it.each(Object.values(COMMANDS).map((command) => [command.type, command] as const))(
    '%s is refused as unknown-case',
    (_type, command) => {
      const { result } = noCase().when(command);
      expect(result).toMatchObject({ kind: 'refused', why: 'unknown', code: 'unknown-case', field: 'case' });
    },
  );

  it('and the table above names every command of a case', () => {
    expect(['OpenCase', ...Object.keys(COMMANDS)].sort()).toEqual(Object.keys(CASE.rules).sort());
  });
});

describe('a case that is open', () => {
  it('is assigned', () => {
    const { state } = aCase()
      .when({ type: 'AssignCase', assignee: 'agent-7', team: 'early' })
      .then({ type: 'CaseAssigned', data: { assignee: 'agent-7', team: 'early' } });
    expect(state.frame).toMatchObject({ stage: 'OPEN', assignee: 'agent-7' });
  });

  it("gets notes, whose words are sealed under the case's own key while no debtor is linked", () => {
    const { facts } = aCase()
      .when({ type: 'AddNote', text: 'Says he moved to Bari.', topic: 'address' })
      .then({
        type: 'CaseNoteAdded',
        data: { note: 'note-1', topic: 'address' },
        personal: { subject: 'case-1', fields: { text: 'Says he moved to Bari.' } },
      });
    expect(JSON.stringify(facts)).not.toContain('Bari');
  });

  it("and under the debtor's key once one is linked", () => {
    aCase(COMMANDS.LinkParty)
      .when({ type: 'AddNote', text: 'Moved.' })
      .then({ type: 'CaseNoteAdded', personal: { subject: 'party-1', fields: { text: 'Moved.' } } });
  });

  it('names the people who take part, each with their roles', () => {
    const { state } = aCase(
      { type: 'LinkParty', party: 'party-2', role: 'GUARANTOR' },
      { type: 'LinkParty', party: 'party-1', role: 'DEBTOR' },
    )
      .when({ type: 'LinkParty', party: 'party-2', role: 'EMPLOYER' })
      .then({ type: 'PartyLinked', data: { party: 'party-2', role: 'EMPLOYER' } });
    expect(debtorOf(state.frame)).toBe('party-1');
  });

  it('links a party in one role once', () => {
    const { result } = aCase(COMMANDS.LinkParty).when(COMMANDS.LinkParty);
    expect(result).toMatchObject({ code: 'party-linked', why: 'exists', id: 'party-1' });
  });

  it('gets a correction where its source takes back what it said; the fact that it names stays', () => {
    const { facts } = aCase(COMMANDS.AddNote)
      .when(COMMANDS.CorrectRecord)
      .then({
        type: 'RecordCorrected',
        ref: 'event-1',
        data: { action: 'WITHDRAWN', of: 'CaseNoteAdded', reason: 'row is gone from the book' },
      });
    expect(facts.map((fact) => fact.type)).toEqual(['CaseOpened', 'CaseNoteAdded', 'RecordCorrected']);
  });

  it('cannot be reopened', () => {
    aCase().when(COMMANDS.ReopenCase).thenRefused('case-open');
  });
});

describe('a case is closed', () => {
  it('with its reason', () => {
    const { state } = aCase()
      .when({ type: 'CloseCase', reason: 'WITHDRAWN', detail: 'sold by mistake' })
      .then({ type: 'CaseClosed', data: { reason: 'WITHDRAWN', detail: 'sold by mistake' } });
    expect(state.frame).toMatchObject({ stage: 'CLOSED', reason: 'WITHDRAWN' });
  });

  it('as settled only when it owes nothing', () => {
    aCase(COMMANDS.RegisterDebt)
      .when({ type: 'CloseCase', reason: 'SETTLED' })
      .thenRefused('case-owing', 'reason')
      .given({ type: 'RecordPayment', amount: 100 })
      .when({ type: 'CloseCase', reason: 'SETTLED' })
      .then({ type: 'CaseClosed' });
  });

  it('as settled when it is in credit', () => {
    aCase({ type: 'RecordPayment', amount: 100 })
      .when({ type: 'CloseCase', reason: 'SETTLED' })
      .then({ type: 'CaseClosed' });
  });

  it('once only', () => {
    aClosedCase().when(COMMANDS.CloseCase).thenRefused('case-closed');
  });

  it('and reopened', () => {
    const { state } = aClosedCase()
      .when({ type: 'ReopenCase', reason: 'payment bounced' })
      .then({ type: 'CaseReopened', data: { reason: 'payment bounced' } });
    expect(state.frame.stage).toBe('OPEN');
  });
});

describe('a case that is closed still records what happens, with a flag', () => {
  const flagged = { flags: ['case-closed'] };

  it.each([
    COMMANDS.AssignCase,
    COMMANDS.AddNote,
    COMMANDS.LinkParty,
    COMMANDS.RegisterDebt,
    COMMANDS.LogComplaint,
    COMMANDS.RaiseDispute,
    COMMANDS.FileLegalAction,
    COMMANDS.PlaceAccount,
    COMMANDS.RecordPayment,
  ])('$type', (command) => {
    const { facts } = aClosedCase().given(command);
    expect(facts[2]?.data).toMatchObject(flagged);
  });

  it.each([COMMANDS.RecordContact, COMMANDS.RecordMessage, COMMANDS.IssueNotice, COMMANDS.RecordVisit])(
    '$type, which was not cleared either',
    (command) => {
      const { facts } = aClosedCase().given(command);
      expect(facts[2]?.data).toMatchObject({ flags: ['case-closed', 'uncleared'] });
    },
  );

  it.each([COMMANDS.AssessCharge, COMMANDS.AdjustBalance, COMMANDS.ChargeOffDebt, COMMANDS.MakePromise])(
    '$type',
    (command) => {
      const { facts } = aClosedCase(COMMANDS.RegisterDebt).given(command);
      expect(facts[3]?.data).toMatchObject(flagged);
    },
  );

  it('and no longer once it is reopened', () => {
    const { facts } = aClosedCase().given(COMMANDS.ReopenCase, COMMANDS.AssignCase);
    expect(facts.at(-1)?.data).not.toHaveProperty('flags');
  });
});

describe('a case that was recalled', () => {
  const call = { type: 'RecordContact', channel: 'phone', clearance: 'permit-1' } as const;

  it('from its agency still records what happens, with a flag', () => {
    const { facts } = aCase(COMMANDS.PlaceAccount, COMMANDS.RecallAccount).given(call);
    expect(facts.at(-1)?.data).toMatchObject({ flags: ['case-recalled'] });
  });

  it('and placed again is no longer recalled', () => {
    const { facts } = aCase(COMMANDS.PlaceAccount, COMMANDS.RecallAccount, COMMANDS.PlaceAccount).given(call);
    expect(facts.at(-1)?.data).not.toHaveProperty('flags');
  });

  it('and closed for that reason bears both flags', () => {
    const { facts } = aCase({ type: 'CloseCase', reason: 'RECALLED' }).given(call);
    expect(facts.at(-1)?.data).toMatchObject({ flags: ['case-closed', 'case-recalled'] });
  });
});
