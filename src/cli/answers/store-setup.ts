/** `quittance store setup`: what runs in the server, made, changed and looked at. `store status` is its dry run. */
import { storePlace } from '../../store-place.js';
import { openProjections } from '../../store/setup/kurrent-projections.js';
import type { ManagedProjections } from '../../store/remote/managed-projections.js';
import { isServerUrl, StoreUrlError } from '../../store/remote/server-url.js';
import { isFaulted } from '../../store/setup/plan.js';
import { shippedScripts } from '../../store/setup/scripts.js';
import { setUpProjections, type SetUp } from '../../store/setup/setup.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { tableLines } from '../text/table.js';

export interface StoreSetupOptions {
  readonly url?: string;
  readonly dryRun?: boolean;
  readonly removeOld?: boolean;
}

type Word = 'created' | 'updated' | 'enabled' | 'unchanged' | 'disabled' | 'removed' | 'left';

const DONE: Readonly<Record<SetUp['deed'], Word>> = {
  create: 'created',
  update: 'updated',
  enable: 'enabled',
  unchanged: 'unchanged',
  disable: 'disabled',
  remove: 'removed',
  left: 'left',
};

export async function storeSetup(cli: Cli, options: StoreSetupOptions): Promise<ExitCode> {
  const { dryRun = false, removeOld = false } = options;
  const { url, server } = opened(cli, options);
  try {
    const wanted = { scripts: shippedScripts(), prefix: server.streamPrefix, removeOld };
    const projections = (await setUpProjections(server, { ...wanted, dryRun })).map(({ deed, ...rest }) => ({
      ...rest,
      what: dryRun ? deed : DONE[deed],
    }));
    const changes = projections.filter(({ what }) => what !== 'unchanged' && what !== 'left').length;
    const faulted = projections.filter(({ state }) => isFaulted({ status: state }));
    const document = { store: shown(url), dryRun, changes, faulted: faulted.length, projections };
    await cli.out.answer(document, () => [
      ...tableLines(
        [
          { head: 'projection', cell: ({ name }) => name },
          { head: dryRun ? 'would' : 'was', cell: ({ what }) => what },
          { head: 'state', cell: ({ state }) => state },
          { head: 'read', align: 'right', cell: ({ progress }) => percent(progress) },
          { head: 'streams', cell: ({ links }) => links && `${links}…` },
          { head: 'reason', cell: ({ reason }) => reason },
        ],
        projections,
      ),
      ...projections.flatMap(({ name, what }) =>
        what === 'left' ? [`${name}: a newer version is there; both were left as they are.`] : [],
      ),
      ...faulted.map(
        ({ name }) =>
          `${name} stands still: stop and start it in the server's UI; if it fails again, report the reason.`,
      ),
    ]);
    return faulted.length > 0 ? EXIT.fault : EXIT.ok;
  } finally {
    await server.close();
  }
}

/** Throws CliError with exit 2 where the store is no server. */
function opened({ config }: Cli, options: StoreSetupOptions): { url: string; server: ManagedProjections } {
  const source = options.url === undefined ? 'QUITTANCE_STORE' : '--url';
  const url = options.url ?? urlIn(storePlace(config));
  if (url === undefined || !isServerUrl(url)) {
    const where = url === undefined ? 'The store of this ledger is a SQLite file' : '--url names no server';
    throw new CliError(EXIT.usage, `${where}: only a KurrentDB runs projections. Give --url esdb://host:2113.`);
  }
  try {
    return { url, server: openProjections(url) };
  } catch (error) {
    if (error instanceof StoreUrlError) throw new CliError(EXIT.usage, `${source}: ${error.message}`);
    throw error;
  }
}

function urlIn(place: ReturnType<typeof storePlace>): string | undefined {
  return 'url' in place ? place.url : undefined;
}

/** Without its password. */
function shown(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//…@');
}

function percent(progress: number | undefined): string | undefined {
  return progress === undefined ? undefined : `${Math.floor(progress)} %`;
}
