/** Processes that share a ledger, killed and paused, in short. The long run: docs/faults.md. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { POSTGRES_HERE, WITHOUT_POSTGRES } from '../support/postgres.js';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));

(POSTGRES_HERE ? it : it.skip)(
  `roles are taken over with no fact lost, doubled or sealed twice${WITHOUT_POSTGRES}`,
  async () => {
    const child = spawn(process.execPath, ['--no-warnings', RUN, 'roles', '--short', '--seed', '11', '--from', 'src']);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (some: string) => (text += some));
    child.stderr.setEncoding('utf8').on('data', (some: string) => (text += some));
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, text }).toEqual({ status: 0, text });
  },
);
