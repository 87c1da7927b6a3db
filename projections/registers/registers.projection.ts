/** What stands in the registers? */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { makesEntry, type Deed, type Register } from '../../src/ledger/register/index.js';
import { REGISTERS } from '../../src/ledger/registers.js';
import type { Fold, Folds, Projection } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { ENTRY_FACTS, HOMES } from './registers.tables.js';

const STAGES = { founds: 'OPEN', opens: 'OPEN', notes: 'NOTED', steps: null, ends: 'ENDED' } as const;

function foldOf(register: Register, deed: Deed): Fold {
  const makes = makesEntry(deed) ? 1 : 0;
  const caseField = Object.entries(deed.fields).find(([, { kind }]) => kind === 'case')?.[0];
  return ({ data, stream, position, id, type, eff, zone }: LedgerFact, key: number, rows: RowSink) => {
    const { [register.entry]: named, flags: _flags, extra: _extra, ...fields } = data as Record<string, unknown>;
    const entry = register.whole ? stream : (named as string);
    const due = optionalDate(fields['due'] as string | undefined);
    const about = caseField === undefined ? null : ((fields[caseField] as string | undefined) ?? null);
    const what = [STAGES[deed.does], id, type, dateValue(eff), due, about, JSON.stringify(fields)];
    rows.insert(ENTRY_FACTS, [key, position, entry, register.entry, makes, ...what]);
    if (deed.does === 'founds') {
      const ref = (fields['ref'] as string | undefined) ?? null;
      rows.insert(HOMES, [key, stream, fields['portfolio'] as string, ref, zone.name]);
    }
  };
}

const registerFolds = Object.fromEntries(
  REGISTERS.flatMap((register) => Object.values(register.deeds).map((deed) => [deed.fact, foldOf(register, deed)])),
) as Folds;

/** 2: which case an entry is about. 3: the zone of each stream; corrections stand with the cases. */
export function registersProjection(): Projection {
  return {
    name: 'registers',
    version: 3,
    tables: [ENTRY_FACTS, HOMES],
    lanes: 'stream',
    on: {
      ...registerFolds,
      PartyRegistered({ data, stream, zone }, key, rows) {
        rows.insert(HOMES, [key, stream, data.portfolio, data.ref ?? null, zone.name]);
      },
      PortfolioCreated({ data, stream }, key, rows) {
        rows.insert(HOMES, [key, stream, stream, data.name, data.zone]);
      },
    },
  };
}
