// The stand-in as a process of its own, so that several Quittance processes can share it. Its data end with it.
//
//   node test/support/kurrent/serve.js [--port N] [--control N]
//
// Prints `ready esdb://127.0.0.1:PORT?tls=false`, and `control http://127.0.0.1:PORT` for its knobs:
//   curl -X POST $CONTROL/faults -d '{"slowMs":200}'     curl -X POST $CONTROL/restart
//   curl -X POST $CONTROL/end/subscriptions              curl -X POST $CONTROL/forget
// SIGHUP restarts it too.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

await import(new URL('../../faults/ts-hook.js', import.meta.url).href);
const { StandIn } = await import(new URL('./stand-in.ts', import.meta.url).href);

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, control: { type: 'string', default: '0' } },
});
const server = await StandIn.start({ port: Number(values.port) });

const knobs = {
  '/faults': async (body) => void Object.assign(server.faults, JSON.parse(body)),
  '/reset': async () => server.faults.reset(),
  '/restart': () => server.restart(),
  '/forget': async () => server.log.forget(),
  '/end/subscriptions': async () => server.endQuietly('subscriptions'),
  '/end/batches': async () => server.endQuietly('batches'),
};

const control = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const turn = request.method === 'POST' ? knobs[request.url] : undefined;
  if (turn) await turn(body);
  response.writeHead(turn ? 200 : 404).end(`${Object.keys(knobs).join('\n')}\n`);
});

await new Promise((resolve) => control.listen(Number(values.control), '127.0.0.1', resolve));
process.on('SIGHUP', () => void server.restart());
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
console.log(`control http://127.0.0.1:${control.address().port}`);
console.log(`ready ${server.url}`);
