/** The entries of registers as of a day, asked once and asked for many days. */
import fc from 'fast-check';
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { entriesAt, entriesByDay } from './entries-at.calc.js';

const task = (occurredAt: string): CaseCommand => ({
  type: 'RequestTask',
  department: 'legal',
  subject: 'x',
  due: '2026-04-15',
  occurredAt,
});
const { facts } = aCase(
  task('2026-03-02'),
  { type: 'RescheduleTask', task: 'task-1', due: '2026-04-30', reason: 'archive', occurredAt: '2026-03-09' },
  // Recorded later, of an earlier day.
  { type: 'RescheduleTask', task: 'task-1', due: '2026-04-20', reason: 'leave', occurredAt: '2026-03-05' },
  task('2026-03-04'),
  { type: 'CompleteTask', task: 'task-1', result: 'done', occurredAt: '2026-03-12' },
  { type: 'CancelTask', task: 'task-2', reason: 'paid', occurredAt: '2026-03-12' },
);
const days = ['2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05', '2026-03-09', '2026-03-12', '2026-03-13'];

it('follow the days of facts, not their order in the store', () => {
  const told = days.map((day) => entriesAt(facts, day).map(({ stage, fields }) => `${stage} ${String(fields['due'])}`));
  expect(told).toEqual([
    [],
    ['OPEN 2026-04-15'],
    ['OPEN 2026-04-15', 'OPEN 2026-04-15'],
    ['OPEN 2026-04-20', 'OPEN 2026-04-15'],
    ['OPEN 2026-04-30', 'OPEN 2026-04-15'],
    ['ENDED 2026-04-30', 'ENDED 2026-04-15'],
    ['ENDED 2026-04-30', 'ENDED 2026-04-15'],
  ]);
});

it('are the same for a day whatever days were asked for before', () => {
  const asked = fc.array(fc.constantFrom(...days), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(asked, (order) => {
      const on = entriesByDay(facts);
      const answers = order.map((day) => on(day));
      expect(answers).toEqual(order.map((day) => entriesAt(facts, day)));
    }),
    { numRuns: 1_000, seed: 1 },
  );
});
