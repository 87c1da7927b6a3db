// A ledger that is served over HTTP in this process: what a client sees while something fails.
import { load } from './base.js';
import { openOffice } from './office.js';

export async function serve({ data, from }) {
  const office = await openOffice({ data, from });
  const { runtime } = office;
  const { createApp } = await load(from, 'http/server.js');
  runtime.projector.start();
  runtime.sealer.start();
  const app = await createApp(runtime);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${app.getHttpServer().address().port}`;
  const made = await runtime.apiKeys.create('faults', 'admin', new Date().toISOString());
  const headers = { authorization: `Bearer ${made.text}`, 'content-type': 'application/json' };
  const ask = async (path, options) => {
    const reply = await fetch(`${url}/v1/${path}`, options);
    return { status: reply.status, body: await reply.json() };
  };
  return {
    ...office,
    get: (path) => ask(path, { headers: { authorization: headers.authorization } }),
    post: (path, body, key) =>
      ask(path, { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: JSON.stringify(body) }),
    async close() {
      await app.close();
      await runtime.close();
    },
  };
}
