/** Sentences on units: the commands of one source row are all or nothing. */
import type { CaseCommand } from '../../../src/ledger/ledger.js';
import { CASE } from '../../../src/ledger/ledger.js';
import type { UnitOutcome } from '../../../src/ledger/transact.js';
import { done, request } from '../../support/desk.js';
import { RecordingStore } from '../../support/recording.store.js';
import { debt, note, pay, type World } from './kit.js';

const revisions = (outcome: UnitOutcome | undefined): number[] => {
  if (!outcome || 'kind' in outcome) throw new Error(outcome?.message);
  return outcome.map(({ revision }) => revision);
};

export function unitsContract(world: () => World): void {
  describe('The commands of a unit', () => {
    it('are decided one after the other and written in one append', async () => {
      const store = new RecordingStore(world().store);
      const desk = world().desk(store);
      await desk.begin();
      const [outcome] = await desk.runUnits([
        [request(debt, 'debt'), request(pay(10), 'pay'), request(note('x'), 'note')],
      ]);
      expect(revisions(outcome)).toEqual([1, 3, 4]);
      expect(store.appends.at(-1)?.events).toHaveLength(4);
    });

    it('are all or nothing: one that is refused spoils its unit, not its neighbours', async () => {
      const desk = await world().begun(debt);
      const outcomes = await desk.runUnits([
        [request(note('a'), 'a')],
        [request(pay(1_000), 'b1'), request(pay(-1), 'b2'), request(note('b'), 'b3')],
        [request(pay(1_000), 'c1'), request(note('c'), 'c2')],
        [request(pay(0.5), 'd')],
        [request(note('e'), 'e')],
      ]);
      expect(outcomes.map((outcome) => ('kind' in outcome ? outcome.kind : 'done'))).toEqual([
        'done',
        'refused',
        'done',
        'refused',
        'done',
      ]);
      const facts = (await desk.facts()).slice(2);
      expect(facts.map(({ cmd, type }) => `${cmd} ${type}`)).toEqual([
        'a CaseNoteAdded',
        'c1 PaymentReceived',
        'c1 PaymentAllocated',
        'c2 CaseNoteAdded',
        'e CaseNoteAdded',
      ]);
      // What the spoilt unit would have paid was still owed when the next one was decided.
      expect(facts[2]?.data).toMatchObject({ held: 0 });
      expect(done(await desk.run(note('f'), 'f'))).toMatchObject({ revision: 7 });
    });

    it('that are too large together are told so, and the next unit is decided on the state before them', async () => {
      const desk = await world().begun(debt);
      const large = Array.from({ length: 40 }, (_, i) => request(note('x'.repeat(30_000)), `large-${i}`));
      const outcomes = await desk.runUnits([[request(note('a'), 'a')], large, [request(note('b'), 'b')]]);
      expect(outcomes[1]).toMatchObject({ kind: 'trouble', why: 'too-large' });
      expect([outcomes[0], outcomes[2]].map(revisions)).toEqual([[2], [3]]);
      expect(await desk.types(2)).toEqual(['CaseNoteAdded', 'CaseNoteAdded']);
    });

    it('of which one throws are told as a failure to their caller alone', async () => {
      const desk = await world().begun(debt);
      const broken = {
        ...CASE,
        rules: {
          ...CASE.rules,
          AssignCase: {
            decide(): never {
              throw new TypeError('a bug');
            },
          },
        },
      };
      const assign: CaseCommand = { type: 'AssignCase', assignee: 'agent-7' };
      const run = (...units: Parameters<typeof request>[]) =>
        desk.transactor.runUnits(broken, desk.stream, [units.map(([command, cmd]) => request(command, cmd))]);
      const results = await Promise.allSettled([
        run([note('a'), 'a']),
        run([note('b'), 'b1'], [assign, 'b2']),
        run([note('c'), 'c']),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await desk.facts()).slice(2).map(({ cmd }) => cmd)).toEqual(['a', 'c']);
    });

    it('sent again add only what is not there yet', async () => {
      const desk = await world().begun(debt);
      const [first] = await desk.runUnits([[request(pay(1), 'a'), request(pay(2), 'b')]]);
      const again = await (
        await world().restarted()
      ).runUnits([[request(pay(1), 'a'), request(pay(2), 'b'), request(note('c'), 'c')]]);
      expect(revisions(first)).toEqual([3, 5]);
      expect(revisions(again[0])).toEqual([3, 5, 6]);
      expect(again[0]).toMatchObject([{ repeated: true }, { repeated: true }, { repeated: false }]);
    });

    it('of which one was used with another input write nothing', async () => {
      const desk = await world().begun(debt);
      done(await desk.run(pay(1), 'b'));
      const [outcome] = await desk.runUnits([[request(note('a'), 'a'), request(pay(2), 'b')]]);
      expect(outcome).toMatchObject({ kind: 'refused', code: 'idempotency-key-reused' });
      expect(await desk.types(4)).toEqual([]);
    });
  });

  it('An empty unit does nothing', async () => {
    const desk = await world().begun(debt);
    expect(await desk.runUnits([[]])).toEqual([[]]);
    expect(await desk.runUnits([])).toEqual([]);
    expect(await desk.types()).toEqual(['DebtRegistered']);
  });
}
