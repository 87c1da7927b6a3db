// Durable appends through the whole write side, against raw inserts of the same stored bytes and indexes.
import { allEvents, compare, drive, fine, FINE_FACTS, newLedger, noted, NOTED_FACTS } from './kit.js';
import { insertRows, rawLedger, rowsOf } from './raw.js';

async function sample(commands, count) {
  const ledger = await newLedger();
  await drive(ledger, { count, commands });
  const rows = rowsOf(await allEvents(ledger.runtime.store));
  await ledger.close();
  return rows;
}

/** Our side and the raw side over the same facts, each round in fresh ledgers; opening and closing is not timed. */
async function measure({ commands, facts, count, callers, each }) {
  const rows = await sample(commands, count);
  let ledger;
  let raw;
  const close = async () => {
    await ledger?.close();
    raw?.close();
  };
  const result = await compare(
    async () => {
      await drive(ledger, { count, commands, callers });
      return count * facts;
    },
    async () => insertRows(raw.db, rows, each),
    async () => {
      await close();
      ledger = await newLedger();
      raw = await rawLedger();
    },
  );
  await close();
  return result;
}

export async function appendGrouped(quick) {
  const count = quick ? 3_000 : 12_000;
  return measure({ commands: fine, facts: FINE_FACTS, count, callers: 512, each: 512 });
}

export async function appendGroupedPersonal(quick) {
  const count = quick ? 2_000 : 6_000;
  return measure({ commands: noted, facts: NOTED_FACTS, count, callers: 512, each: 512 });
}

export async function appendSingle(quick) {
  const count = quick ? 150 : 400;
  return measure({ commands: fine, facts: FINE_FACTS, count, callers: 1, each: 1 });
}
