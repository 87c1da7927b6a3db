/** Sentences on what is stored: order, chain, time, and who said it. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CaseCommand } from '../../../src/ledger/ledger.js';
import type { StoredEvent } from '../../../src/store/port.js';
import { done, eventsOf, request } from '../../support/desk.js';
import { debt, note, pay, type World } from './kit.js';

/** The leaf hash as proofs/design.md 2.2 has it, by other people's code. */
function leafOf({ stream, revision, data, meta }: StoredEvent): string {
  const { prev } = JSON.parse(meta) as { prev: string };
  const body = createHash('sha256').update(data, 'utf8').digest('base64url');
  const entry = canonicalize({ v: 1, typ: 'dcl.event', sid: stream, rev: revision, prev, body });
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from([0]), Buffer.from(entry ?? '')]))
    .digest('base64url');
}

export function recordingContract(world: () => World): void {
  const story: CaseCommand[] = [
    pay(100),
    note('Rosa called.'),
    { type: 'RecordContact', channel: 'phone', connected: true, outcome: 'PTP', feedback: 'Friday.' },
    { type: 'RaiseDispute', ground: 'AMOUNT', text: 'Too much.' },
  ];

  it('Every fact names the leaf of the one before it, across batches, instances and restarts', async () => {
    const [one, two] = [await world().begun(debt), world().desk()];
    done(await one.run(pay(1), 'a'));
    await two.runMany(story.map((command, i) => request(command, `story-${i}`)));
    await Promise.all([one.run(pay(2), 'b'), two.run(pay(3), 'c'), one.run(pay(-1), 'bad')]);
    const desk = await world().restarted();
    done(await desk.run(pay(4), 'd'));

    const events = await eventsOf(desk.store, desk.stream);
    let prev = Buffer.alloc(32).toString('base64url');
    for (const [i, event] of events.entries()) {
      expect(event.revision).toBe(i);
      expect((JSON.parse(event.meta) as { prev: string }).prev).toBe(prev);
      expect(canonicalize(JSON.parse(event.data))).toBe(event.data);
      prev = leafOf(event);
    }
    expect(events.length).toBeGreaterThan(15);
  });

  it('A fact is stored once, in the order of the commands, and the answer says where', async () => {
    const desk = await world().begun(debt);
    const outcomes = await desk.runMany(story.map((command, i) => request(command, `story-${i}`)));
    const facts = (await desk.facts()).slice(2);
    expect(outcomes.flatMap((outcome) => done(outcome).events)).toEqual(facts.map(({ id }) => id));
    for (const outcome of outcomes) {
      const { revision, position, events } = done(outcome);
      const fact = facts.find((each) => each.revision === revision);
      expect(fact?.id).toBe(events.at(-1));
      expect(position).toBe(fact?.position);
    }
    const ids = facts.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('recordedAt never decreases, also when the clock steps back and over a restart', async () => {
    const { clock } = world();
    const desk = await world().begun(debt);
    done(await desk.run(note('a'), 'a'));
    clock.millis += 60_000;
    done(await desk.run(note('b'), 'b'));
    clock.millis -= 3_600_000;
    done(await desk.run(note('c'), 'c'));
    const again = await world().restarted();
    done(await again.run(note('d'), 'd'));
    clock.millis += 7_200_000;
    done(await again.run(note('e'), 'e'));
    const times = (await again.facts()).slice(2).map(({ rec }) => rec);
    expect(times).toEqual([
      '2026-03-31T12:00:00.000Z',
      '2026-03-31T12:01:00.000Z',
      '2026-03-31T12:01:00.000Z',
      '2026-03-31T12:01:00.000Z',
      '2026-03-31T13:01:00.000Z',
    ]);
  });

  it('A fact says who recorded it, for whom, from where, in which zone, and what caused it', async () => {
    const desk = await world().begun(debt);
    const src = { via: 'import' as const, file: 'book.csv', row: '17', map: 'book@1', batch: 'b1' };
    const zone = { name: 'Asia/Shanghai', by: 'command' as const };
    const from = { by: 'key:intake', obo: 'agency:7', src, corr: 'corr-1', zone };
    const command: CaseCommand = { type: 'RecordPayment', amount: 1, occurredAt: '2026-03-05T23:30:00Z' };
    done(await desk.run({ ...command, extra: { till: '3' } }, 'pay', from));
    const [received, allocated] = (await desk.facts()).slice(2);
    for (const fact of [received, allocated]) {
      expect(fact).toMatchObject({ ...from, cmd: 'pay', at: '2026-03-05T23:30:00Z', eff: '2026-03-06', v: 1, sv: 1 });
    }
    expect(received?.data).toMatchObject({ extra: { till: '3' } });
    expect(allocated?.data).not.toHaveProperty('extra');
    expect(allocated?.cause).toBe(received?.id);
    expect(received?.cmdMac).toBe(allocated?.cmdMac);
    expect(received?.s).not.toBe(allocated?.s);
  });

  it('No personal value is stored in the clear', async () => {
    const desk = await world().begun(debt);
    await desk.runMany([
      ...story.map((command, i) => request(command, `story-${i}`)),
      request({ ...pay(1), sealed: { payer: 'Rosa Bianchi' } }, 'sealed'),
    ]);
    const stored = JSON.stringify(await eventsOf(desk.store, desk.stream));
    for (const personal of ['Rosa', 'Bianchi', 'Friday', 'Too much']) expect(stored).not.toContain(personal);
  });
}
