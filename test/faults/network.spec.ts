/** The network between a process and its servers, in short. The long run: docs/faults.md. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { POSTGRES_HERE, WITHOUT_POSTGRES } from '../support/postgres.js';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));

(POSTGRES_HERE ? it : it.skip)(
  `a process whose network was cut and reset loses and doubles nothing, and comes back by itself${WITHOUT_POSTGRES}`,
  async () => {
    const child = spawn(process.execPath, ['--no-warnings', RUN, 'network', '--short', '--seed', '3', '--from', 'src']);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (some: string) => (text += some));
    child.stderr.setEncoding('utf8').on('data', (some: string) => (text += some));
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, text }).toEqual({ status: 0, text });
  },
);
