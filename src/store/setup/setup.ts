/** Our scripts on a server: what is there, what has to be done, and doing it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { STORE_DEADLINE_MS, StoreUnavailable } from '../port.js';
import type { ProjectionServer, ServerProjection } from '../remote/projection-server.js';
import { isFaulted, isStopped, planOf, type Deed, type Found, type Step, type Wanted } from './plan.js';
import { namedIn } from './scripts.js';

const LOOK_AGAIN_MS = 100;

export interface SetUp extends Pick<Step, 'name' | 'base' | 'version' | 'deed' | 'links'> {
  /** `missing` before it is made and after it was removed. */
  readonly state: string;
  /** Per cent of the log that it has read; absent where it is missing. */
  readonly progress?: number;
  /** Why it is so, in the server's words. */
  readonly reason?: string;
}

export interface SetUpOptions extends Wanted {
  /** Only says what would be done. */
  readonly dryRun: boolean;
  /** No wait for a projection to stop is longer, milliseconds. */
  readonly stopMs?: number;
}

/** A second run changes nothing. Throws StoreRefused or StoreUnavailable, each with what to do. */
export async function setUpProjections(server: ProjectionServer, options: SetUpOptions): Promise<readonly SetUp[]> {
  const found = await ours(server, options.prefix);
  const plan = planOf(options, found);
  const changes = plan.some(({ deed }) => deed !== 'unchanged' && deed !== 'left');
  if (options.dryRun || !changes) return plan.map((step) => told(step, found));
  for (const step of plan) await DO[step.deed](server, step, options.stopMs ?? STORE_DEADLINE_MS);
  const now = await server.list();
  return plan.map((step) => told(step, now));
}

async function ours(server: ProjectionServer, prefix: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const projection of await server.list()) {
    if (namedIn(projection.name, prefix)) found.push({ ...projection, script: await server.script(projection.name) });
  }
  return found;
}

const nothing = (): Promise<void> => Promise.resolve();

const DO: Readonly<Record<Deed, (server: ProjectionServer, step: Step, stopMs: number) => Promise<void>>> = {
  create: (server, { name, query = '' }) => server.create(name, query),
  update: async (server, { name, query = '', starts = false }) => {
    await server.update(name, query);
    if (starts) await server.enable(name);
  },
  enable: (server, { name }) => server.enable(name),
  disable: (server, { name }) => server.disable(name),
  remove: async (server, { name }, stopMs) => {
    await stopped(server, name, stopMs);
    await server.remove(name);
  },
  unchanged: nothing,
  left: nothing,
};

/** The server deletes only what stands still, and may say that it stops before it does. */
async function stopped(server: ProjectionServer, name: string, ms: number): Promise<void> {
  const until = performance.now() + ms;
  for (let isTold = false; ; isTold = true) {
    const there = (await server.list()).find((each) => each.name === name);
    if (!there || isStopped(there) || isFaulted(there)) return;
    if (!isTold) await server.disable(name);
    else await sleep(LOOK_AGAIN_MS);
    if (performance.now() > until) throw new StoreUnavailable(`The projection ${name} does not stop. Try again later.`);
  }
}

function told({ name, base, version, deed, links }: Step, projections: readonly ServerProjection[]): SetUp {
  const there = projections.find((each) => each.name === name);
  const step = { name, base, version, deed, links };
  if (!there) return { ...step, state: 'missing' };
  const { status, progress, reason } = there;
  return { ...step, state: status.toLowerCase(), progress, reason: reason === '' ? undefined : reason };
}
