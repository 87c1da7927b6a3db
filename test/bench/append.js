// Durable appends through the full store (envelope, salted canonical body, leaf, chain link, sealing, group commit),
// against raw inserts of the same stored bytes into the same tables and indexes. Beside it, the same facts as commands:
// decided, with their state, idempotent.
import { CALLERS, compare, drive, fine, load, newLedger, allEvents } from './kit.js';
import { insertRows, rawLedger, rowsOf } from './raw.js';

const { build, decode } = await load('src/ledger/envelope.js');
const { toInstant } = await load('src/ledger/dates.js');
const { NO_PREVIOUS } = await load('src/seal/leaf.js');
const { Entropy } = await load('src/privacy/random.js');

/** The facts of a made book by stream: what callers hand to the store, one append each. */
async function bookOf(count) {
  const ledger = await newLedger();
  await drive(ledger, { count });
  const streams = new Map();
  for (const event of await allEvents(ledger.runtime.store)) {
    const { stream, revision, position, meta, ...body } = decode(event);
    if (!stream.startsWith('case-')) continue;
    if (!streams.has(stream)) streams.set(stream, []);
    streams.get(stream).push(body);
  }
  await ledger.close();
  return [...streams];
}

/** One caller after the other takes a stream and appends its facts, each durable before the next. */
async function appendAll({ runtime }, book, callers, personal) {
  const { store, vault, clock } = runtime;
  const entropy = new Entropy();
  const one = async ([stream, bodies]) => {
    let prev = NO_PREVIOUS;
    for (const [revision, body] of bodies.entries()) {
      const now = clock.now();
      const id = entropy.eventId(now);
      const hidden = personal ? vault.seal(await vault.keyOf(stream), { stream, event: id }, personal) : undefined;
      const { by, src, cmd, cmdMac, zone } = body;
      const attempt = { id, salt: entropy.salt(), rec: toInstant(now), by, src, cmd, cmdMac, zone };
      const built = build(body, attempt, { stream, revision, prev }, hidden);
      const result = await store.append(stream, [built.event], revision === 0 ? 'no-stream' : revision - 1);
      if (result.kind !== 'appended') throw new Error(JSON.stringify(result));
      prev = built.leaf;
    }
  };
  let next = 0;
  const caller = async () => {
    while (next < book.length) await one(book[next++]);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

/** Our side and the raw side over the same facts, each round in fresh ledgers; opening and closing is not timed. */
async function measure({ book, callers, each, personal, ours }) {
  const facts = book.reduce((sum, [, bodies]) => sum + bodies.length, 0);
  const sample = await newLedger();
  await appendAll(sample, book, CALLERS, personal);
  const rows = rowsOf(await allEvents(sample.runtime.store));
  await sample.close();
  let ledger;
  let raw;
  const close = async () => {
    await ledger?.close();
    raw?.close();
  };
  const result = await compare(
    async () => {
      await (ours ? ours(ledger) : appendAll(ledger, book, callers, personal));
      return facts;
    },
    async () => insertRows(raw.db, rows, each),
    async () => {
      await close();
      ledger = await newLedger();
      raw = await rawLedger();
    },
  );
  await close();
  return result;
}

export async function appendBench(quick) {
  const count = quick ? 3_000 : 10_000;
  const book = await bookOf(count);
  return {
    grouped: await measure({ book, callers: CALLERS, each: CALLERS }),
    personal: await measure({
      book: book.slice(0, count / 2),
      callers: CALLERS,
      each: CALLERS,
      personal: { name: 'Debtor 0042, of a name', text: 'Called twice, no answer; will call again on Monday.' },
    }),
    single: await measure({ book: book.slice(0, quick ? 150 : 400), callers: 1, each: 1 }),
    commands: await measure({ book, each: CALLERS, ours: (ledger) => drive(ledger, { count, commands: fine }) }),
  };
}
