/** Sentences on decisions: each rests on the state that it is appended to, and a bad command harms only its caller. */
import type { CaseCommand } from '../../../src/ledger/ledger.js';
import { CASE, PORTFOLIO } from '../../../src/ledger/ledger.js';
import { BATCH_UNITS_MAX, CONFLICT_ROUNDS_MAX } from '../../../src/ledger/transact.js';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX } from '../../../src/store/port.js';
import { appendBytes } from '../../../src/store/size.js';
import { done, request } from '../../support/desk.js';
import { RecordingStore } from '../../support/recording.store.js';
import { debt, note, pay, payments, type World } from './kit.js';

const refund = (amount: number): CaseCommand => ({ type: 'PayRefund', amount });
const call: CaseCommand = {
  type: 'RecordContact',
  channel: 'phone',
  conversation: {},
  rightParty: 'ID',
  outcome: 'PTP',
};

export function decidingContract(world: () => World): void {
  describe('Two instances on one stream', () => {
    it('lose no update: a conflict is met with a fresh decision', async () => {
      const [one, two] = [await world().begun(debt), world().desk()];
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, i) => [one.run(pay(1), `one-${i}`), two.run(pay(2), `two-${i}`)]).flat(),
      );
      for (const outcome of outcomes) done(outcome);
      const facts = await one.facts();
      expect(facts.map(({ revision }) => revision)).toEqual(facts.map((_, i) => i));
      const paid = facts.filter(({ type }) => type === 'PaymentReceived').map(({ cmd }) => cmd);
      expect(paid.toSorted()).toEqual(outcomes.map((_, i) => `${i % 2 ? 'two' : 'one'}-${i >> 1}`).toSorted());
      const { state } = await one.transactor.read(CASE, one.stream);
      expect([...state.account.due.values()].map((due) => due.get('principal'))).toEqual([1_000 - 30]);
    });

    it('spend held money once', async () => {
      const [one, two] = [await world().begun(pay(100)), world().desk()];
      const outcomes = await Promise.all([one.run(refund(70), 'a'), two.run(refund(70), 'b')]);
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
      expect(outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({ code: 'refund-exceeds-held' });
    });

    it('of which one never comes through is told so, and nothing of it is written', async () => {
      const [one, store] = [await world().begun(debt), new RecordingStore(world().store)];
      store.meanwhile = async () => done(await one.run(pay(1), `meanwhile-${store.appends.length}`));
      const outcome = await world().desk(store).run(note('x'), 'late');
      expect(outcome).toMatchObject({ kind: 'trouble', why: 'busy' });
      expect(store.appends).toHaveLength(CONFLICT_ROUNDS_MAX);
      expect(await one.types(2)).not.toContain('CaseNoteAdded');
      store.meanwhile = undefined;
    });
  });

  describe('A refusal that rests on remembered state is only given when that state is still true', () => {
    it('what another instance made possible is recorded', async () => {
      const [one, two] = [await world().begun(), world().desk()];
      expect(await two.run({ type: 'ChargeOffDebt', amount: 5 }, 'early')).toMatchObject({ code: 'unknown-debt' });
      done(await one.run(debt, 'debt'));
      expect(done(await two.run({ type: 'ChargeOffDebt', amount: 5 }, 'late'))).toMatchObject({ revision: 2 });
    });

    it('and what is still wrong is still refused', async () => {
      const [one, two] = [await world().begun(), world().desk()];
      done(await two.run(note('x'), 'warm'));
      done(await one.run(note('y'), 'moved'));
      expect(await two.run({ type: 'ChargeOffDebt', amount: 5 }, 'early')).toMatchObject({ code: 'unknown-debt' });
    });
  });

  describe('If-Match', () => {
    it('that names the revision is met', async () => {
      const desk = await world().begun(debt);
      expect(done(await desk.run(note('x'), 'a', { expected: 1 }))).toMatchObject({ revision: 2 });
    });

    it.each([0, 5, -1])('that names another (%i) is refused as stale, and nothing is written', async (expected) => {
      const desk = await world().begun(debt);
      const outcome = await desk.run(note('x'), 'a', { expected });
      expect(outcome).toMatchObject({ kind: 'refused', why: 'stale', code: 'stale-revision' });
      expect(await desk.types()).toEqual(['DebtRegistered']);
    });

    it('of two in a batch that name the same revision is met for the first only', async () => {
      const desk = await world().begun(debt);
      const outcomes = await desk.runMany([
        request(note('x'), 'a', { expected: 1 }),
        request(note('y'), 'b', { expected: 1 }),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'refused']);
    });

    it('is held against what is stored, not against what is remembered', async () => {
      const [one, two] = [await world().begun(debt), world().desk()];
      done(await two.run(note('x'), 'warm'));
      done(await one.run(note('y'), 'moved'));
      expect(await two.run(note('z'), 'stale', { expected: 2 })).toMatchObject({ code: 'stale-revision' });
      expect(done(await two.run(note('z'), 'fresh', { expected: 3 }))).toMatchObject({ revision: 4 });
    });
  });

  describe('A bad command among good ones', () => {
    it('is refused alone: the others are recorded, in their order', async () => {
      const desk = await world().begun(debt);
      const outcomes = await desk.runMany([
        request(note('a'), 'a'),
        request(pay(-1), 'bad'),
        request(note('b'), 'b'),
        request({ ...note('c'), occurredAt: '2030-01-01' }, 'ahead'),
        request(note('c'), 'c'),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'refused', 'done', 'refused', 'done']);
      const facts = (await desk.facts()).slice(2);
      expect(facts.map(({ cmd }) => cmd)).toEqual(['a', 'b', 'c']);
    });

    it('whose decider throws hits only its caller', async () => {
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
      const run = (command: CaseCommand, cmd: string) =>
        desk.transactor.run(broken, desk.stream, request(command, cmd));
      const results = await Promise.allSettled([
        run(note('a'), 'a'),
        run({ type: 'AssignCase', assignee: 'agent-7' }, 'bug'),
        run(note('b'), 'b'),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(results[1]).toMatchObject({ reason: new TypeError('a bug') });
      expect(await desk.types(2)).toEqual(['CaseNoteAdded', 'CaseNoteAdded']);
      expect(done(await desk.run({ type: 'AssignCase', assignee: 'agent-7' }, 'bug'))).toMatchObject({ revision: 4 });
    });

    it('that names an unknown portfolio, or a zone that is none, is refused', async () => {
      const desk = await world().begun();
      const { ids } = desk.ports;
      const open: CaseCommand = { type: 'OpenCase', portfolio: 'portfolio-x' };
      const opened = await desk.transactor.run(CASE, ids.stream('case', ['x']), request(open, 'open'));
      expect(opened).toMatchObject({ why: 'unknown', code: 'unknown-portfolio', field: 'portfolio' });
      const create = { type: 'CreatePortfolio' as const, name: 'p', zone: 'Middle/Earth' };
      const created = await desk.transactor.run(PORTFOLIO, ids.stream('portfolio', ['p']), {
        command: create,
        cmd: 'create',
        by: 'key:test',
      });
      expect(created).toMatchObject({ why: 'impossible', code: 'bad-zone', field: 'zone' });
      const zone = { name: '+99:99', by: 'command' as const };
      expect(await desk.run(note('x'), 'note', { zone })).toMatchObject({ code: 'bad-zone' });
    });
  });

  describe('Limits', () => {
    it('of events: more than one append takes go into several, each answered', async () => {
      await world().begun(debt);
      const store = new RecordingStore(world().store);
      const desk = world().desk(store);
      const requests = Array.from({ length: 150 }, (_, i) => request(call, `call-${i}`));
      const outcomes = await desk.runMany(requests);
      expect(outcomes.map((outcome) => done(outcome).revision)).toEqual(requests.map((_, i) => 1 + 5 * (i + 1)));
      const sizes = store.appends.map(({ events }) => events.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(APPEND_EVENTS_MAX);
      expect(sizes).toEqual([510, 240]);
    });

    it('of commands: a batch takes so many, and the rest waits for the next', async () => {
      await world().begun(debt);
      const store = new RecordingStore(world().store);
      const requests = Array.from({ length: BATCH_UNITS_MAX + 10 }, (_, i) => request(note('x'), `note-${i}`));
      for (const outcome of await world().desk(store).runMany(requests)) done(outcome);
      expect(store.appends.map(({ events }) => events.length)).toEqual([BATCH_UNITS_MAX, 10]);
    });

    it('of bytes: likewise', async () => {
      await world().begun(debt);
      const store = new RecordingStore(world().store);
      const requests = Array.from({ length: 20 }, (_, i) => request(note('x'.repeat(30_000)), `note-${i}`));
      for (const outcome of await world().desk(store).runMany(requests)) done(outcome);
      expect(store.appends.length).toBeGreaterThan(1);
      for (const { events } of store.appends) {
        const bytes = events.reduce((sum, event) => sum + appendBytes(event), 0);
        expect(bytes).toBeLessThanOrEqual(APPEND_BYTES_MAX);
      }
    });

    it.each<[string, Record<string, string>]>([
      ['long values', Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`field ${n}`, 'x'.repeat(32_768)]))],
      // Within the limit by characters, beyond it by bytes.
      ['wide names', Object.fromEntries(Array.from({ length: 95 }, (_, n) => [`${'界'.repeat(397)}${100 + n}`, 'x']))],
    ])('of one command: too large is told to its caller alone (%s)', async (_what, sealed) => {
      const desk = await world().begun(debt);
      const outcomes = await desk.runMany([
        request(note('a'), 'a'),
        request({ ...note('b'), sealed }, 'large'),
        request(note('c'), 'c'),
      ]);
      expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'trouble', why: 'too-large' }, { kind: 'done' }]);
      expect(await desk.types(2)).toEqual(['CaseNoteAdded', 'CaseNoteAdded']);
      expect(done(await desk.run(note('b'), 'large'))).toMatchObject({ revision: 4 });
    });
  });

  describe('What waits while an append is under way', () => {
    it('is decided together on the state that it leaves, in the order in which it came', async () => {
      await world().begun(debt);
      const store = new RecordingStore(world().store);
      const desk = world().desk(store);
      const outcomes = await Promise.all(payments(40).map(({ command, cmd }) => desk.run(command, cmd)));
      expect(outcomes.map((outcome) => done(outcome).revision)).toEqual(outcomes.map((_, i) => 3 + 2 * i));
      expect(store.appends.length).toBeLessThanOrEqual(2);
    });

    it('on another stream does not wait', async () => {
      const desk = await world().begun(debt);
      const streams = Array.from({ length: 5 }, (_, i) => desk.ports.ids.stream('case', [`other-${i}`]));
      const open: CaseCommand = { type: 'OpenCase', portfolio: desk.portfolio };
      const outcomes = await Promise.all(
        streams.map((stream) => desk.transactor.run(CASE, stream, request(open, 'open'))),
      );
      expect(outcomes.map((outcome) => done(outcome).stream)).toEqual(streams);
    });
  });
}
