// A whole ledger of the product in this process (facts, keys, seal, read side), and the commands that fault tests send it.
// Every command has a key of its own, so that whoever sends it again must get the same answer.
import 'reflect-metadata';
import { asOneFile, load } from './base.js';

asOneFile();

/** Commands of one case: its debtor, the case, its debt, words about it, a payment. */
export const COMMANDS_A_CASE = 6;

/**
 * @param {{ data: string, from: string }} where folder of the ledger, and which code opens it
 * @param {{ now(): number }} [clock]
 */
export async function openOffice({ data, from }, clock = Date) {
  const { readConfig } = await load(from, 'config.js');
  const { openRuntime } = await load(from, 'runtime.js');
  const kinds = await load(from, 'ledger/ledger.js');
  const config = readConfig({ QUITTANCE_DATA: data, QUITTANCE_LOG: 'silent' });
  const runtime = await openRuntime(config, { now: () => clock.now() });
  const send = ({ kind, stream, command, cmd }) =>
    runtime.transactor.run(kinds[kind], stream, { command, cmd, by: 'local:faults' });
  return { runtime, config, kinds, send, commands: (cases, from = 0) => commandsOf(runtime.ids, cases, from) };
}

/** The commands of some cases, in order: the same for the same ledger, whichever process asks. */
function commandsOf(ids, cases, first) {
  const portfolio = ids.stream('portfolio', ['main']);
  const all =
    first > 0
      ? []
      : [
          at('PORTFOLIO', portfolio, 'main', [
            { type: 'CreatePortfolio', name: 'main', zone: 'Europe/Rome', currency: 'EUR' },
          ]),
        ];
  for (let n = first; n < first + cases; n++) {
    const party = ids.stream('party', [portfolio, `P-${n}`]);
    const id = ids.stream('case', [portfolio, `A-${n}`]);
    const on = { occurredAt: '2025-03-04' };
    all.push(
      at('PARTY', party, `p${n}`, [
        { type: 'RegisterParty', portfolio, kind: 'PERSON', ref: `P-${n}`, name: `Person Number ${n}`, ...on },
        { type: 'AddContactPoint', medium: 'phone', value: `+39 055 ${String(1_000_000 + n)}`, ...on },
      ]),
      at('CASE', id, `c${n}`, [
        { type: 'OpenCase', portfolio, ref: `A-${n}`, ...on },
        { type: 'RegisterDebt', balances: { principal: 5_000 + n }, ...on },
        { type: 'AddNote', text: `Said on the telephone that number ${n} was never received.`, ...on },
        { type: 'RecordPayment', amount: 1_000 + n, currency: 'EUR', ...on },
      ]),
    );
  }
  return all.flat();
}

function at(kind, stream, name, commands) {
  return commands.map((command, i) => ({ kind, stream, command, cmd: `${name}-${i}` }));
}

/** Every event of a store, checkpoints included where it has them. */
export async function* eventsOf(store) {
  for (let position = 0; ;) {
    const page = await store.readAll(position, 1024);
    if (page.length === 0) return;
    yield* page;
    position = page[page.length - 1].position;
  }
}

/** The full audit of an open ledger: every difference in words. */
export async function auditOf({ runtime }, from) {
  const { audit } = await load(from, 'sealer/audit/audit.js');
  const { sealer, wholeStore: store } = runtime;
  const { db, tiles, signer } = sealer;
  const report = await audit({ store, db, tiles, origin: signer.origin, keys: signer.vkeys() });
  return { ...report, found: (report?.differences ?? []).map(({ kind, what, detail }) => `${kind} ${what} ${detail}`) };
}

/** Sealed values whose key is gone without a fact that says so, or that do not open to what was recorded. */
export async function closedValues({ runtime }, from) {
  const { decode, readMeta } = await load(from, 'ledger/envelope.js');
  const { vault, store } = runtime;
  const destroyed = new Set();
  const missing = [];
  for await (const event of eventsOf(store)) {
    const fact = decode(event);
    if (fact.type === 'SubjectKeyDestroyed') fact.data.keyIds.forEach((id) => destroyed.add(id));
    const values = await vault.open(fact).catch((error) => ({ [error.message]: null }));
    const keys = new Map((readMeta(event.meta).sd ?? []).map(({ n, k }) => [n, k]));
    for (const [name, value] of Object.entries(values)) {
      if (value === null) missing.push({ key: keys.get(name), what: `${event.stream}@${event.revision} ${name}` });
    }
  }
  return missing.filter(({ key }) => !destroyed.has(key)).map(({ what }) => what);
}
