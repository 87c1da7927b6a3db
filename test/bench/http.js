// A command over HTTP with a durable append, against the same route, guard and DTO with a handler that returns a constant.
import autocannon from 'autocannon';
import { CASE, compare, load, newLedger } from './kit.js';

const { createApp } = await load('src/http/server.js');

const CONNECTIONS = 64;
const SECONDS = 4;

async function serve(runtime) {
  const app = await createApp(runtime);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${app.getHttpServer().address().port}`;
  return { app, url };
}

export async function http(quick) {
  const ledger = await newLedger();
  const { runtime, portfolio } = ledger;
  const { text: key } = runtime.apiKeys.create('bench', 'collector', new Date().toISOString());
  const cases = [];
  for (let i = 0; i < 2_000; i++) {
    const id = runtime.ids.stream('case', [portfolio, `H${i}`]);
    const open = { type: 'OpenCase', portfolio, ref: `H${i}`, occurredAt: '2025-01-01' };
    const debt = { type: 'RegisterDebt', balances: { principal: 900_000_000 }, occurredAt: '2025-01-01' };
    const unit = [open, debt].map((command, n) => ({ command, cmd: `o${n}`, by: 'local:bench' }));
    await runtime.transactor.runUnits(CASE, id, [unit]);
    cases.push(id);
  }
  await runtime.projector.catchUp();
  const real = await serve(runtime);
  const constant = { kind: 'done', stream: cases[0], id: 'x', revision: 1, position: 1, events: ['x', 'y'], repeated: false };
  const fake = await serve({ ...runtime, transactor: { run: async () => constant } });
  let sent = 0;
  const load1 = async (url) => {
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      duration: quick ? 2 : SECONDS,
      requests: [
        {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          setupRequest: (request) => {
            sent += 1;
            request.path = `/v1/cases/${cases[sent % cases.length]}/payments`;
            request.headers['idempotency-key'] = `b${sent}`;
            request.body = '{"amount":100,"currency":"EUR","occurredAt":"2025-03-01T10:00:00Z","method":"bank-transfer"}';
            return request;
          },
        },
      ],
    });
    if (result.non2xx > 0) throw new Error(`${result.non2xx} answers were not 2xx`);
    return result.requests.total;
  };
  await load1(fake.url);
  const result = await compare(
    () => load1(real.url),
    () => load1(fake.url),
  );
  await real.app.close();
  await fake.app.close();
  await ledger.close();
  return result;
}
