// What it costs to record a read: `GET case history` over HTTP, with the fact written before the answer goes out, and without it.
import { compare, drive, load, newLedger } from './kit.js';

const { createApp } = await load('src/http/server.js');
const { CASE } = await load('src/ledger/ledger.js');
/** Facts of the case that is read. */
const NOTES = 20;

async function served(runtime) {
  const app = await createApp(runtime);
  await app.listen(0, '127.0.0.1');
  return { app, url: `http://127.0.0.1:${app.getHttpServer().address().port}` };
}

async function reads(url, authorization, { path, count, callers }) {
  let left = count;
  const caller = async () => {
    while (left-- > 0) {
      const reply = await fetch(url + path, { headers: { authorization } });
      if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
      await reply.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return count;
}

/** @returns reads a second with the record and without it, one caller at a time and 32 at once */
export async function recordedRead(quick) {
  const ledger = await newLedger();
  const { runtime, portfolio } = ledger;
  const id = runtime.ids.stream('case', [portfolio, 'read']);
  const open = { type: 'OpenCase', portfolio, ref: 'read', occurredAt: '2025-01-01' };
  const notes = Array.from({ length: NOTES }, (_, i) => ({
    type: 'AddNote',
    text: `note ${i}`,
    occurredAt: '2025-01-02',
  }));
  for (const [n, command] of [open, ...notes].entries()) {
    const { kind } = await runtime.transactor.run(CASE, id, { command, cmd: `r${n}`, by: 'local:bench' });
    if (kind !== 'done') throw new Error(kind);
  }
  await drive(ledger, { count: 200 });
  runtime.projector.start();
  const { text } = await runtime.apiKeys.create('bench', 'collector', new Date().toISOString());
  const recorded = await served(runtime);
  const unrecorded = await served({ ...runtime, accessLog: { read: async () => undefined } });
  const path = `/v1/cases/${id}/history`;
  const measure = (callers) => {
    const ask = { path, callers, count: (quick ? 100 : 400) * (callers === 1 ? 1 : 2) };
    const read = ({ url }) => reads(url, `Bearer ${text}`, ask);
    return compare(
      () => read(recorded),
      () => read(unrecorded),
    );
  };
  const single = await measure(1);
  const many = await measure(32);
  await recorded.app.close();
  await unrecorded.app.close();
  await ledger.close();
  return { single, many };
}
