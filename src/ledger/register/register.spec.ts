/** Registers: what they promise as a whole, and what one deed does after another. */
import { aCase, CaseScenario } from '../../../test/support/case-scenario.js';
import { aParty } from '../../../test/support/other-scenarios.js';
import { Scenario } from '../../../test/support/scenario.js';
import { AGENCY, INCIDENT, STAFF, type CaseCommand } from '../ledger.js';
import { REGISTERS } from '../registers.js';
import { bodyOf, leastBodyOf } from './sample.js';

const deeds = REGISTERS.flatMap((register) =>
  Object.entries(register.deeds).map(([command, deed]) => ({ register, command, deed })),
);
const task: CaseCommand = { type: 'RequestTask', department: 'legal', subject: 'limitation date', due: '2026-04-15' };

describe('the registers', () => {
  it('have names of their own: entries, paths in their kind of stream, commands, facts', () => {
    const unique = (names: readonly string[]): void => {
      expect([...names].sort()).toEqual([...new Set(names)].sort());
    };
    unique(REGISTERS.map(({ entry }) => entry));
    unique(REGISTERS.map(({ path }) => path));
    unique(deeds.map(({ command }) => command));
    unique(deeds.map(({ deed }) => deed.fact));
  });

  it('have no field that hides the id of the entry or what every command has', () => {
    const taken = ['type', 'occurredAt', 'effectiveDate', 'extra', 'sealed', 'verbatim', 'flags'];
    for (const { register, deed } of deeds) {
      for (const name of Object.keys(deed.fields)) expect([...taken, register.entry]).not.toContain(name);
    }
  });

  it('can each be begun, and those that open can be ended or last for ever by intent', () => {
    for (const { deeds: all, whole } of REGISTERS) {
      const does = Object.values(all).map((deed) => deed.does);
      expect(does.some((d) => d === (whole ? 'founds' : 'opens') || d === 'notes')).toBe(true);
      expect(does.includes('opens')).toBe(does.includes('ends') && !whole);
    }
  });
});

describe('an entry', () => {
  it('is opened, takes steps and is ended; what it says is what was said last', () => {
    const { state } = aCase(task)
      .when({ type: 'RescheduleTask', task: 'task-1', due: '2026-04-30', reason: 'archive' })
      .then({ type: 'TaskRescheduled', ref: 'event-1', data: { task: 'task-1', due: '2026-04-30' } })
      .when({ type: 'CompleteTask', task: 'task-1', result: 'ends in 2028', text: 'two letters found' })
      .then({
        type: 'TaskCompleted',
        data: { task: 'task-1', result: 'ends in 2028' },
        personal: { subject: 'case-1', fields: { text: 'two letters found' } },
      });
    expect(state.entries.get('task-1')).toMatchObject({
      register: 'task',
      stage: 'ENDED',
      last: 'TaskCompleted',
      fields: { department: 'legal', due: '2026-04-30', result: 'ends in 2028' },
      events: ['event-1', 'event-2', 'event-3'],
    });
  });

  it('that is over takes what happened all the same, and that is flagged', () => {
    aCase(task, { type: 'CancelTask', task: 'task-1', reason: 'paid' })
      .when({ type: 'CompleteTask', task: 'task-1', result: 'done anyway' })
      .then({ type: 'TaskCompleted', data: { flags: ['entry-ended'] } });
  });

  it('of a closed case is recorded and flagged', () => {
    aCase({ type: 'CloseCase', reason: 'WITHDRAWN' })
      .when(task)
      .then({ type: 'TaskRequested', data: { flags: ['case-closed'] } });
  });

  it('that is not there, or is of another register, is refused by its name', () => {
    aCase(task)
      .when({ type: 'CompleteTask', task: 'task-9', result: 'x' })
      .thenRefused('unknown-task', 'task')
      .when({ type: 'CompleteCallback', callback: 'task-1' })
      .thenRefused('unknown-callback', 'callback');
  });

  it('says which field is wrong', () => {
    aCase()
      .when({ ...task, due: '2026-02-30' })
      .thenRefused('bad-date', 'due')
      .when({ ...task, subject: ' ' })
      .thenRefused('text-missing', 'subject')
      .when({ type: 'RecordAuction', auction: 'x', hammerPrice: 1.5 })
      .thenRefused('unknown-auction', 'auction');
    aCase({ type: 'ScheduleAuction', asset: 'flat', due: '2026-09-01' })
      .when({ type: 'RecordAuction', auction: 'auction-1', hammerPrice: 1.5 })
      .thenRefused('bad-amount', 'hammerPrice');
  });
});

describe('some deeds say more', () => {
  it('a hand-over assigns the case', () => {
    const { state } = aCase()
      .when({ type: 'HandOverCase', to: 'staff-042', team: 'late', brief: 'calls after 18:00' })
      .then(
        { type: 'CaseHandedOver', data: { to: 'staff-042' } },
        { type: 'CaseAssigned', data: { assignee: 'staff-042', team: 'late' } },
      );
    expect(state.frame).toMatchObject({ assignee: 'staff-042' });
  });

  it('a review and an approval need other eyes than those that asked', () => {
    const scenario: CaseScenario = aCase({ type: 'EscalateCase', to: 's-3', reason: 'half offered' });
    scenario
      .when({ type: 'ReviewEscalation', escalation: 'escalation-1', decision: 'APPROVED' })
      .thenRefused('four-eyes', 'escalation');
    scenario.by = 'key:supervisor';
    scenario
      .when({ type: 'ReviewEscalation', escalation: 'escalation-1', decision: 'APPROVED' })
      .then({ type: 'SupervisorReviewed', data: { decision: 'APPROVED' } });
  });

  it('a waiver of nothing cannot be asked for, nor one above the authority be approved', () => {
    const scenario = aCase({ type: 'RequestWaiver', component: 'fee', amount: 5_000, reason: 'goodwill' });
    scenario
      .when({ type: 'RequestWaiver', component: 'fee', amount: 0, reason: 'goodwill' })
      .thenRefused('zero-amount', 'amount');
    scenario.by = 'key:supervisor';
    scenario
      .when({ type: 'ApproveWaiver', waiverRequest: 'waiverRequest-1', authority: 'level-1', limit: 4_999 })
      .thenRefused('above-authority', 'limit');
  });

  it('a moratorium ends after it began', () => {
    aParty()
      .when({ type: 'NotifyMoratorium', kind: 'BREATHING_SPACE', from: '2026-03-05', until: '2026-03-05' })
      .thenRefused('bad-period', 'until');
  });

  it('lost contact rests on three different attempts', () => {
    aParty()
      .when({ type: 'DeclareLostContact', predicate: 'no-answer-3@1', predicateEvents: ['a', 'b', 'b'] })
      .thenRefused('too-few-attempts', 'predicateEvents');
  });

  it('affordability adds up', () => {
    aParty()
      .when({ type: 'AssessAffordability', currency: 'EUR', income: 100, essentialExpenses: 40, disposable: 70 })
      .thenRefused('disposable-differs', 'disposable');
  });
});

describe('streams that are nothing but registers', () => {
  it.each([
    ['staff', STAFF],
    ['incident', INCIDENT],
    ['agency', AGENCY],
  ] as const)('%s: is begun once, and nothing is recorded before', (category, kind) => {
    const registers = REGISTERS.filter(({ stream }) => stream === category);
    const [founding] = registers;
    const [begin, deed] = Object.entries(founding?.deeds ?? {})[0] ?? [];
    const [step, after] = Object.entries(founding?.deeds ?? {})[1] ?? [];
    if (!begin || !deed || !step || !after) throw new Error(`${category} has no deeds`);
    const scenario = new Scenario(kind as never);
    const told = (type: string, body: object): never => ({ type, ...body }) as never;
    scenario.when(told(step, bodyOf(after))).thenRefused(`unknown-${category}`, category);
    scenario.when(told(begin, leastBodyOf(deed))).then({ type: deed.fact });
    scenario.when(told(begin, leastBodyOf(deed))).thenRefused(`${category}-exists`);
    scenario.when(told(step, bodyOf(after))).then({ type: after.fact, ref: 'event-0' });
  });

  it('an incentive that rests on the amount collected alone is refused (CN-CC-66)', () => {
    const scenario = new Scenario(STAFF).given({ type: 'RegisterStaff', portfolio: 'portfolio-1', ref: 's-1' });
    const incentive = { type: 'ComputeIncentive', period: '2026-Q1', amount: 1, currency: 'EUR' } as const;
    scenario
      .when({ ...incentive, basis: ['amount-collected'], weights: ['100'] })
      .thenRefused('amount-only-basis', 'basis')
      .when({ ...incentive, basis: ['amount-collected', 'quality'], weights: ['100', '0'] })
      .thenRefused('amount-only-basis', 'basis')
      .when({ ...incentive, basis: ['AMOUNT'], weights: ['100'] })
      .thenRefused('amount-only-basis', 'basis')
      .when({
        ...incentive,
        basis: ['Amount-M1', 'recovered-amount', 'collected', '回收金额'],
        weights: ['30', '30', '30', '10'],
      })
      .thenRefused('amount-only-basis', 'basis')
      .when({ ...incentive, basis: ['amount-collected', 'quality'], weights: ['60', '30'] })
      .thenRefused('bad-weights', 'weights')
      .when({ ...incentive, basis: ['amount-collected', 'quality'], weights: ['60', '40'] })
      .then({ type: 'IncentiveComputed' });
  });
});
