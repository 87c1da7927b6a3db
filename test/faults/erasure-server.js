// A served ledger in its own process, for `erasure.js`: its log goes to a file of the data folder, as an operator would have
// it, and it tells what only it knows (keys, salts) over the channel to its parent, never into a file.
import { createDecipheriv } from 'node:crypto';
import { parseArgs } from 'node:util';
import { asOneFile, load, sessionOf } from './base.js';
import { handOut, stillHold } from './sealed-proofs.js';

asOneFile();

const { values } = parseArgs({
  options: { data: { type: 'string' }, from: { type: 'string' }, sabotage: { type: 'string' } },
});
const { readConfig } = await load(values.from, 'config.js');
const { openRuntime } = await load(values.from, 'runtime.js');
const { createApp } = await load(values.from, 'http/server.js');
const { loadMapping } = await load(values.from, 'intake/index.js');
const { runImport } = await load(values.from, 'intake/importer/run-import.js');
const { readMeta, decode, leafOfStored } = await load(values.from, 'ledger/envelope.js');

const shared = Object.entries(process.env).filter(
  ([name]) => name.startsWith('QUITTANCE_') && !name.startsWith('QUITTANCE_TEST_'),
);
const env = { ...Object.fromEntries(shared), QUITTANCE_DATA: values.data, QUITTANCE_LOG: 'debug' };
const runtime = await openRuntime(readConfig(env));
if (values.sabotage === 'keep-deleted' && !runtime.keys.trust) runtime.keys.db.pragma('secure_delete = OFF');
// Instead of the key the fact itself is emptied, as a store does that redacts: what a leaf covers must never go.
if (values.sabotage === 'redact') {
  const destroy = runtime.vault.destroy.bind(runtime.vault);
  runtime.vault.destroy = async (ids) => (redact(ids), destroy(ids));
}
runtime.projector.start();
const app = await createApp(runtime);
await app.listen(0, '127.0.0.1');

function redact(ids) {
  const db = sessionOf(runtime).db;
  db.exec('DROP TRIGGER IF EXISTS events_no_update');
  for (const id of ids)
    db.prepare("UPDATE events SET data = replace(data, '_sd', '_ds') WHERE meta LIKE ?").run(`%${id}%`);
}

async function* events() {
  for (let position = 0; ;) {
    const page = await runtime.store.readAll(position, 1000);
    if (page.length === 0) return;
    yield* page;
    position = page.at(-1).position;
  }
}

/** Keys as they are and as they lie in the file, and the salts of what is sealed under them. */
async function secrets() {
  const found = new Map();
  for await (const event of events()) {
    for (const { k, n, c } of readMeta(event.meta).sd ?? []) {
      const key = await runtime.vault.keyById(k);
      if (!key) continue;
      const row = await runtime.keys.keyById(k);
      const known = found.get(k) ?? {
        subject: row.subject,
        raw: key.secret.toString('hex'),
        wrapped: row.secret.toString('hex'),
        salts: [],
        texts: [],
      };
      const bytes = Buffer.from(c, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(`${event.stream}|${event.id}|${n}`)).setAuthTag(bytes.subarray(-16));
      const text = decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      known.texts.push(text);
      known.salts.push(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))[0]);
      found.set(k, known);
    }
  }
  for (const known of found.values()) known.tokens = await tokensOf(known.subject);
  return [...found.values()];
}

/** What the blind index holds of a subject, in hexadecimal. */
async function tokensOf(subject) {
  const { keys } = runtime;
  if (!keys.trust) {
    const rows = keys.db.prepare('SELECT hex(token) AS token FROM blind_index WHERE subject = ?').all(subject);
    return rows.map(({ token }) => token);
  }
  const tokens = [];
  for (const { drawer } of await keys.base.rows('SELECT drawer FROM token_places WHERE subject = $1', [subject])) {
    const sql = `SELECT encode(token, 'hex') AS token FROM ${drawer} WHERE subject = $1`;
    tokens.push(...(await keys.base.rows(sql, [subject])).map(({ token }) => token));
  }
  return tokens;
}

/** Leaves, recomputed from what is stored; the chain of each stream, and personal values that no digest names. */
async function proofs() {
  const heads = new Map();
  const leaves = [];
  let broken = 0;
  for await (const event of events()) {
    const prev = readMeta(event.meta).prev;
    if (heads.has(event.stream) && heads.get(event.stream) !== prev) broken += 1;
    const leaf = leafOfStored(event);
    heads.set(event.stream, leaf);
    leaves.push(leaf);
    await runtime.vault.open(decode(event)).catch(() => (broken += 1));
  }
  return { leaves, streams: heads.size, broken };
}

const WORK = {
  url: () => `http://127.0.0.1:${app.getHttpServer().address().port}`,
  key: async (name) => (await runtime.apiKeys.create(name, 'admin', '2026-01-01T00:00:00Z')).text,
  async import(file) {
    const options = { file, mapping: loadMapping('consumer-complaints'), portfolio: 'main', by: 'local:test' };
    const { rejected, facts } = await runImport(runtime, options);
    return { rejected, facts };
  },
  caseOf: async (ref) => runtime.ids.stream('case', [runtime.ids.stream('portfolio', ['main']), ref]),
  secrets,
  proofs,
  handOut: () => handOut(runtime, values.from),
  stillHold: (handedOut) => stillHold(runtime, values.from, handedOut),
  async stop() {
    await app.close();
    await runtime.close();
  },
};

process.on('message', async ({ id, ask, argument }) => {
  try {
    process.send({ id, answer: await WORK[ask](argument) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
  if (ask === 'stop') process.disconnect();
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
process.send({ id: 0 });
