/** Sentences on crashes and unknown outcomes: what was asked for is recorded once, or the caller knows that it is not. */
import { FaultyStore, SimulatedCrash } from '../../../src/store/memory/faulty.store.js';
import { done, request } from '../../support/desk.js';
import { RecordingStore } from '../../support/recording.store.js';
import { debt, pay, type World } from './kit.js';

const recorded = ['DebtRegistered', 'PaymentReceived', 'PaymentAllocated'];

export function outcomesContract(world: () => World): void {
  describe('A crash between append and acknowledgement', () => {
    it('loses nothing: the command sent again after the restart finds its facts', async () => {
      await world().begun(debt);
      const dying = new FaultyStore(world().store);
      dying.failNext({ kind: 'crash' });
      await expect(world().desk(dying).run(pay(100), 'pay')).rejects.toThrow(SimulatedCrash);

      const desk = await world().restarted();
      const again = done(await desk.run(pay(100), 'pay'));
      expect(again).toMatchObject({ repeated: true, revision: 3 });
      expect(await desk.types()).toEqual(recorded);
      const facts = await desk.facts();
      expect(again.events).toEqual(facts.slice(2).map((fact) => fact.id));
    });

    it('is told to every caller of the batch, and to none who comes later', async () => {
      await world().begun(debt);
      const dying = new FaultyStore(world().store);
      dying.failNext({ kind: 'crash' });
      const desk = world().desk(dying);
      const results = await Promise.allSettled([desk.run(pay(1), 'a'), desk.run(pay(2), 'b')]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      const alive = await world().restarted();
      // The first was under way alone; the second waited behind it and was never tried.
      expect(await alive.types()).toEqual(recorded);
      done(await alive.run(pay(2), 'b'));
      expect(await alive.types()).toHaveLength(5);
    });
  });

  describe('An unknown outcome', () => {
    it.each([
      ['written', true],
      ['not written', false],
    ])('resolves by resending the same bytes: %s', async (_name, written) => {
      await world().begun(debt);
      const faulty = new FaultyStore(world().store);
      const store = new RecordingStore(faulty);
      faulty.failNext({ kind: 'unknown', written }, { kind: 'unknown', written });
      const desk = world().desk(store);
      expect(done(await desk.run(pay(100), 'pay'))).toMatchObject({ repeated: false, revision: 3 });
      expect(store.appends).toHaveLength(3);
      expect(store.appends[1]).toEqual(store.appends[0]);
      expect(store.appends[2]).toEqual(store.appends[0]);
      expect(await desk.types()).toEqual(recorded);
    });

    it.each([
      ['written', true],
      ['not written', false],
    ])(
      'that does not resolve in time is told as such, and what is remembered is dropped: %s',
      async (_name, written) => {
        await world().begun(debt);
        const faulty = new FaultyStore(world().store);
        const desk = world().desk(faulty, 0);
        done(await desk.run({ type: 'AssignCase', assignee: 'agent-7' }, 'warm'));
        faulty.failNext({ kind: 'unknown', written });
        const outcomes = await desk.runMany([
          request(pay(100), 'pay'),
          request(pay(100), 'pay'),
          request(pay(-1), 'bad'),
        ]);
        expect(outcomes).toMatchObject([
          { kind: 'trouble', why: 'unknown-outcome' },
          { kind: 'trouble', why: 'unknown-outcome' },
          { kind: 'refused', code: 'bad-amount' },
        ]);

        // The same instance, the same command: it must not answer from a memory of what it never saw acknowledged.
        const again = done(await desk.run(pay(100), 'pay'));
        expect(again.repeated).toBe(written);
        expect(await desk.types(3)).toEqual(['PaymentReceived', 'PaymentAllocated']);
        expect(again.events).toEqual((await desk.facts()).slice(3).map((fact) => fact.id));
      },
    );

    it('is waited for no longer than the settle time, also when the wall clock stands still or is set back', async () => {
      await world().begun(debt);
      const faulty = new FaultyStore(world().store);
      faulty.failNext(...Array.from({ length: 100 }, () => ({ kind: 'unknown' as const, written: false })));
      const store = new RecordingStore(faulty);
      store.meanwhile = async () => {
        world().clock.millis -= 60_000;
      };
      expect(await world().desk(store, 120).run(pay(100), 'pay')).toMatchObject({ why: 'unknown-outcome' });
      expect(store.appends.length).toBeLessThan(100);
    });

    it('that does not resolve in time does not stop the next command', async () => {
      await world().begun(debt);
      const faulty = new FaultyStore(world().store);
      const desk = world().desk(faulty, 0);
      faulty.failNext({ kind: 'unknown', written: true });
      expect(await desk.run(pay(100), 'a')).toMatchObject({ why: 'unknown-outcome' });
      expect(done(await desk.run(pay(100), 'b'))).toMatchObject({ revision: 5 });
    });

    it('of a conflict that followed a write of our own is not taken for a foreign one', async () => {
      // Written, unknown; somebody else writes; then the same bytes are resent: the first result, not a second fact.
      const other = await world().begun(debt);
      const faulty = new FaultyStore(world().store);
      const store = new RecordingStore(faulty);
      faulty.failNext({ kind: 'unknown', written: true });
      store.meanwhile = async () => {
        if (store.appends.length === 2) done(await other.run(pay(1), 'other'));
      };
      const desk = world().desk(store);
      expect(done(await desk.run(pay(100), 'pay'))).toMatchObject({ revision: 3 });
      expect((await desk.facts()).filter((fact) => fact.cmd === 'pay')).toHaveLength(2);
      // What it remembers is behind what is stored now, and it notices.
      expect(done(await desk.run(pay(1), 'next'))).toMatchObject({ revision: 7 });
    });
  });

  describe('A store that is closed', () => {
    it('is told as trouble, and nothing is written', async () => {
      const desk = await world().begun(debt);
      const before = await desk.types();
      await desk.store.close();
      expect(await desk.run(pay(1), 'late')).toMatchObject({ kind: 'trouble', why: 'closed' });
      const { store } = await world().restarted();
      if (store !== desk.store) expect(await world().desk(store).types()).toEqual(before);
    });
  });
}
