/** The portfolio that a book goes into: found by its name, or created from the mapping's settings. */
import { PORTFOLIO } from '../../ledger/ledger.js';
import type { CreatePortfolio } from '../../ledger/portfolio/index.js';
import type { Mapping } from '../mapping/index.js';
import type { ImportLedger } from './ledger.js';
import { ImportError } from './options.js';

export interface Home {
  /** Stream of the portfolio. */
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string | undefined;
  /** It was there before this import. */
  readonly existed: boolean;
}

export async function findHome(
  ledger: ImportLedger,
  mapping: Mapping,
  { name = mapping.portfolio.name, by, file }: { readonly name?: string; readonly by: string; readonly file: string },
): Promise<Home> {
  const id = ledger.ports.ids.stream('portfolio', [name]);
  const { state } = await ledger.transactor.read(PORTFOLIO, id);
  if (state.created) {
    const { zone, currency } = state.created.data;
    return { id, name, zone, currency, existed: true };
  }
  const command: CreatePortfolio = { type: 'CreatePortfolio', ...mapping.portfolio, name };
  const src = { via: 'import', file, map: mapping.id } as const;
  const cmd = `i:${ledger.ports.ids.mac(JSON.stringify(['portfolio', name]))}`;
  const outcome = await ledger.transactor.run(PORTFOLIO, id, { command, cmd, by, src });
  if (outcome.kind === 'refused') throw new ImportError('bad-portfolio', outcome.message);
  if (outcome.kind === 'trouble') {
    throw new ImportError(outcome.why === 'no-room' ? 'no-room' : 'ledger', outcome.message);
  }
  const { zone, currency } = mapping.portfolio;
  return { id, name, zone, currency, existed: false };
}
