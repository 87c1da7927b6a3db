/** Sentences on command ids: a command is recorded once, whoever sends it again and when. */
import type { RecordContact } from '../../../src/ledger/contact/contact.decide.js';
import type { CaseCommand } from '../../../src/ledger/ledger.js';
import { done, request } from '../../support/desk.js';
import { debt, note, pay, payments, type World } from './kit.js';

const reused = { kind: 'refused', why: 'reused-command-id', code: 'idempotency-key-reused' };
const talk: RecordContact = {
  type: 'RecordContact',
  channel: 'phone',
  connected: true,
  outcome: 'PTP',
  feedback: 'Will pay on Friday.',
};

export function idempotenceContract(world: () => World): void {
  describe('The same command again gives the first result', () => {
    it('at the same revision and at a newer one', async () => {
      const desk = await world().begun(debt);
      const first = done(await desk.run(pay(100), 'pay'));
      expect(first).toMatchObject({ repeated: false, revision: 3 });
      expect(await desk.run(pay(100), 'pay')).toEqual({ ...first, repeated: true });
      await desk.runMany(payments(3));
      expect(await desk.run(pay(100), 'pay')).toEqual({ ...first, repeated: true });
      expect(await desk.types()).toHaveLength(1 + 2 + 6);
    });

    it('in one batch with itself', async () => {
      const desk = await world().begun(debt);
      const [first, second, third] = await desk.runMany([
        request(pay(100), 'pay'),
        request(pay(100), 'pay'),
        request(pay(7), 'pay'),
      ]);
      expect(second).toEqual({ ...first, repeated: true });
      expect(third).toMatchObject(reused);
      expect(await desk.types()).toEqual(['DebtRegistered', 'PaymentReceived', 'PaymentAllocated']);
    });

    it('after a restart', async () => {
      const first = done(await (await world().begun(debt)).run(pay(100), 'pay'));
      const desk = await world().restarted();
      expect(await desk.run(pay(100), 'pay')).toEqual({ ...first, repeated: true });
      expect(await desk.types()).toHaveLength(3);
    });

    it('from a second instance, which remembers the stream as it was before', async () => {
      const [one, two] = [await world().begun(debt), world().desk()];
      done(await two.run(note('Reads the file.'), 'note'));
      const first = done(await one.run(pay(100), 'pay'));
      expect(await two.run(pay(100), 'pay')).toEqual({ ...first, repeated: true });
      expect(await one.types()).toEqual(['DebtRegistered', 'CaseNoteAdded', 'PaymentReceived', 'PaymentAllocated']);
    });

    it('from two instances at once', async () => {
      const [one, two] = [await world().begun(debt), world().desk()];
      const [a, b] = await Promise.all([one.run(pay(100), 'pay'), two.run(pay(100), 'pay')]);
      expect({ ...done(a), repeated: false, position: 0 }).toEqual({ ...done(b), repeated: false, position: 0 });
      expect([done(a).repeated, done(b).repeated].sort()).toEqual([false, true]);
      expect(await one.types()).toHaveLength(3);
    });

    it.each<[string, CaseCommand]>([
      ['a note', note('Rosa called.')],
      ['a call whose words stand in its last fact', talk],
      ['a command with sealed further fields', { ...pay(1), sealed: { iban: 'IT60X0542811101000000123456' } }],
    ])('with personal fields: %s', async (_what, command) => {
      const first = done(await (await world().begun(debt)).run(command, 'again'));
      const desk = await world().restarted();
      expect(await desk.run(command, 'again')).toEqual({ ...first, repeated: true });
    });

    it('whoever sends it, and whatever else has changed around it', async () => {
      const desk = await world().begun(debt);
      const src = { via: 'import' as const, file: 'a.csv', row: '1', batch: 'b1' };
      const first = done(await desk.run(pay(100), 'pay', { by: 'key:one', src, corr: 'x' }));
      const again = { by: 'key:two', obo: 'agency', src: { ...src, file: 'b.csv', row: '2' }, expected: 0 };
      expect(await desk.run(pay(100), 'pay', again)).toEqual({ ...first, repeated: true });
    });
  });

  describe('A command id that was used with another input is refused', () => {
    it.each<[string, CaseCommand, CaseCommand]>([
      ['amount', pay(100), pay(101)],
      ['type', pay(100), { type: 'PayRefund', amount: 100, occurredAt: '2026-03-05' }],
      ['occurredAt', pay(100), { ...pay(100), occurredAt: '2026-03-06' }],
      ['effectiveDate', pay(100), { ...pay(100), effectiveDate: '2026-03-05' }],
      ['a field more', pay(100), { ...pay(100), method: 'cash' }],
      ['a further field', pay(100), { ...pay(100), extra: { till: '3' } }],
      ['free text', note('Rosa called.'), note('Rosa wrote.')],
      ['what the debtor said', talk, { ...talk, feedback: 'Will never pay.' }],
      ['words where there were none', { ...talk, feedback: undefined }, talk],
      ['a sealed field', { ...pay(1), sealed: { iban: 'IT60' } }, { ...pay(1), sealed: { iban: 'IT61' } }],
      ['a sealed field more', pay(1), { ...pay(1), sealed: { iban: 'IT61' } }],
      ['an input that could never be recorded', pay(100), pay(0.5)],
      ['an input that has no canonical form', note('Rosa called.'), note('\ud83d')],
    ])('%s', async (_what, first, other) => {
      const desk = await world().begun(debt);
      done(await desk.run(first, 'key'));
      const before = await desk.types();
      expect(await desk.run(other, 'key')).toMatchObject(reused);
      expect(await (await world().restarted()).run(other, 'key')).toMatchObject(reused);
      expect(await (await world().restarted()).types()).toEqual(before);
    });

    it('and harms nobody in its batch', async () => {
      const desk = await world().begun(debt);
      done(await desk.run(pay(100), 'key'));
      const outcomes = await desk.runMany([
        request(pay(1), 'a'),
        request(pay(Number.NaN), 'key'),
        request(pay(1), 'b'),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'refused', 'done']);
    });
  });

  describe("Once the subject's key is destroyed, the same command id gets the first result without comparison", () => {
    it.each<[string, CaseCommand, CaseCommand]>([
      ['the same words', note('Rosa called.'), note('Rosa called.')],
      ['other words', note('Rosa called.'), note('Rosa wrote.')],
      ['a call', talk, { ...talk, feedback: 'Other words.' }],
    ])('%s', async (_what, command, again) => {
      const first = done(await (await world().begun(debt)).run(command, 'key'));
      expect(world().keys.db.prepare('DELETE FROM subject_keys').run().changes).toBe(1);
      expect(await (await world().restarted()).run(again, 'key')).toEqual({ ...first, repeated: true });
    });
  });

  describe('Another command id is another command', () => {
    it('what happened twice is recorded twice', async () => {
      const desk = await world().begun(debt);
      const [one, two] = await desk.runMany([request(pay(5), 'a'), request(pay(5), 'b')]);
      expect(done(one as never).id).not.toBe(done(two as never).id);
      expect(await desk.types()).toHaveLength(1 + 4);
    });

    it('and a stream that exists is not opened again: the answer names it', async () => {
      const desk = await world().begun();
      const outcome = await desk.run({ type: 'OpenCase', portfolio: desk.portfolio, ref: 'A1' }, 'other');
      expect(outcome).toMatchObject({ kind: 'refused', why: 'exists', code: 'case-exists', id: desk.stream });
    });
  });
}
