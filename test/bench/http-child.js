// A served ledger for the HTTP bench. `constant`: the same routes, guard and DTOs with a handler that returns a constant.
import { CASE, load, newLedger } from './kit.js';

const CASES = 2_000;
const { createApp } = await load('src/http/server.js');
const ledger = await newLedger();
const { runtime, portfolio } = ledger;
const { text: key } = await runtime.apiKeys.create('bench', 'collector', new Date().toISOString());
const cases = [];
for (let i = 0; i < CASES; i++) {
  const id = runtime.ids.stream('case', [portfolio, `H${i}`]);
  const open = { type: 'OpenCase', portfolio, ref: `H${i}`, occurredAt: '2025-01-01' };
  const debt = { type: 'RegisterDebt', balances: { principal: 900_000_000 }, occurredAt: '2025-01-01' };
  const unit = [open, debt].map((command, n) => ({ command, cmd: `o${n}`, by: 'local:bench' }));
  await runtime.transactor.runUnits(CASE, id, [unit]);
  cases.push(id);
}
const event = '01a2017c-2c6e-7000-9f23-2f50190b4ac6';
const constant = {
  kind: 'done',
  stream: cases[0],
  id: event,
  revision: 3,
  position: 9,
  events: [event, event],
  repeated: false,
};
const served = process.argv[2] === 'constant' ? { ...runtime, transactor: { run: async () => constant } } : runtime;
const app = await createApp(served);
await app.listen(0, '127.0.0.1');
process.send({ url: `http://127.0.0.1:${app.getHttpServer().address().port}`, key, cases });
process.once('message', async () => {
  await app.close();
  await ledger.close();
  process.exit(0);
});
