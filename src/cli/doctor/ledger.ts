/** What the doctor asks of the open ledger. */
import { countedStatusOf, type ProjectionStatus } from '../../../projections/projector/status.js';
import { isUsable } from '../../access/api-keys.js';
import { readMeta } from '../../ledger/envelope.js';
import { PostgresKeys } from '../../privacy/postgres/postgres-keys.js';
import type { Runtime } from '../../runtime.js';
import { differencesIn, lastAudit } from '../../sealer/audit/audit-record.js';
import { sealStatus } from '../../sealer/status.js';
import { RemoteStore } from '../../store/remote/remote.store.js';
import { SqliteStore } from '../../store/sqlite/sqlite.store.js';
import { checkChain } from './chain.js';
import { checkClock } from './clock.js';
import { checkRoles } from './roles.js';
import { checkReadSide } from './read-side.js';
import { fail, ok, warn, type Finding } from './finding.js';

/** `PRAGMA synchronous` of a connection that flushes every commit. */
const FULL = 2;
const SEALED_LOOKED_AT = 200;
/** An audit that is older says little. */
const AUDIT_LATE_MS = 8 * 24 * 60 * 60 * 1000;
/** A daily stamp that is older is late, unless nothing was recorded. */
const STAMP_LATE_MS = 2 * 24 * 60 * 60 * 1000;

export async function checkLedger(runtime: Runtime): Promise<Finding[]> {
  const { store, projector, clock } = runtime;
  return [
    await checkDurability(runtime),
    await checkChain(store),
    await checkReadSide(runtime),
    await checkSeal(runtime),
    ...checkVouching(runtime),
    checkAudit(runtime),
    ...(await checkRoles(runtime)),
    ...(await countedStatusOf(projector, store, clock.now())).map(checkProjection),
    await checkKeys(runtime),
    ...(await checkKeyPlace(runtime)),
    await checkApiKeys(runtime),
    await checkClock(runtime),
  ];
}

async function checkDurability({ wholeStore: store }: Runtime): Promise<Finding> {
  const check = 'Store';
  if (store instanceof RemoteStore) return checkLosses(await store.losses());
  if (!(store instanceof SqliteStore)) return ok(check, 'opens');
  const [synchronous, mode] = [store.inspect('synchronous'), store.inspect('journal_mode')];
  const found = `synchronous=${synchronous === FULL ? 'FULL' : String(synchronous)}, journal_mode=${String(mode)}`;
  if (synchronous === FULL && mode === 'wal') return ok(check, `opens; ${found}`);
  return fail(check, found, 'Acknowledged facts could be lost with the power. Put the ledger on a local disk.');
}

/** Settings of the server's under which facts vanish. */
function checkLosses([loss, ...more]: readonly string[]): Finding {
  if (loss === undefined) return ok('Store', 'opens; no stream of the ledger is cut by a setting of the server');
  const others = more.length > 0 ? ` ${more.length} more streams are cut likewise.` : '';
  return fail('Store', `${loss}${others}`, "See docs/kurrentdb.md, 'Settings that lose facts'.");
}

function checkProjection({ name, state, lagEvents, failure }: ProjectionStatus): Finding {
  const check = `Projection ${name}`;
  switch (state) {
    case 'live':
      return ok(check, lagEvents === 0 ? 'live' : `live, ${lagEvents} facts behind`);
    case 'building':
      return warn(
        check,
        `is being built, ${lagEvents} facts behind`,
        'Wait; questions that need it are answered then.',
      );
    case 'stalled':
      return fail(
        check,
        `does not move and is ${lagEvents} facts behind`,
        'Start the ledger anew; if it stays, send its log.',
      );
    case 'failed':
      return fail(
        check,
        failure?.message ?? 'failed',
        `Update Quittance, then 'quittance projection rebuild ${name}'.`,
      );
  }
}

/** Whether facts are sealed, and whether what was published is still there. */
async function checkSeal({ sealer, store, clock }: Runtime): Promise<Finding> {
  const check = 'Seal';
  await sealer.open();
  const { state, size, lagEvents, findings, stopped } = await sealStatus(sealer, store, clock.now());
  const advice = "See docs/seal.md, 'When the sealer stops'; 'quittance audit verify' compares ledger and seal.";
  if (stopped) return fail(check, stopped.message, advice);
  if (state === 'stalled') return fail(check, `does not move and is ${lagEvents} facts behind`, advice);
  const found = `${size} leaves are under a published checkpoint, ${lagEvents} facts wait for the next`;
  if (findings > 0) return warn(check, `${found}; ${findings} facts say an odd time of recording`, advice);
  return ok(check, found);
}

/** Keys of what is sealed in the first and the last facts. A destroyed key is an erasure; all of them is a lost file. */
/** Whether others vouch for the seal, where they are asked to. */
function checkVouching({ sealer, clock }: Runtime): Finding[] {
  const findings: Finding[] = [];
  for (const { name, url, state, size, detail } of sealer.witnesses.status()) {
    const good = state === 'cosigning' || state === 'waiting';
    const found = `${url} has cosigned ${size} leaves`;
    const advice = "See docs/witness.md, 'When a witness does not cosign'.";
    findings.push(good ? ok(`Witness ${name}`, found) : warn(`Witness ${name}`, `${state}: ${String(detail)}`, advice));
  }
  const { authority, last, failed } = sealer.anchors;
  if (!authority) return findings;
  const check = 'Time stamp';
  const late = last && clock.now() - Date.parse(last.time) > STAMP_LATE_MS;
  const found = last ? `${last.size} leaves stamped at ${last.time}` : 'none yet';
  const advice = `Ask ${authority.url}; exports go without a stamp until it answers.`;
  if (failed !== undefined) return [...findings, warn(check, `${found}; ${failed}`, advice)];
  return [...findings, late ? warn(check, found, advice) : ok(check, found)];
}

/** What the last full audit found. */
function checkAudit({ config, clock }: Runtime): Finding {
  const check = 'Audit';
  const last = lastAudit(config.data);
  const advice = "'quittance audit verify' makes one now; 'serve' makes one every night (QUITTANCE_AUDIT_AT).";
  if (!last) return ok(check, 'none was made yet');
  if (last.failed !== null) return warn(check, `could not be made at ${last.at}: ${last.failed}`, advice);
  const count = differencesIn(last);
  const found = `${last.size} leaves at ${last.at}, ${count} differences`;
  if (count > 0) return fail(check, found, "Keep the folder as it is; see docs/seal.md, 'The full audit'.");
  return clock.now() - Date.parse(last.at) > AUDIT_LATE_MS ? warn(check, found, advice) : ok(check, found);
}

async function checkKeys({ store, vault, keys }: Runtime): Promise<Finding> {
  const last = await store.readBack('end', SEALED_LOOKED_AT);
  const events = [...(await store.readAll(0, SEALED_LOOKED_AT)), ...last];
  const ids = new Set(events.flatMap(({ meta }) => (readMeta(meta).sd ?? []).map(({ k }) => k)));
  const present = await Promise.all([...ids].map(async (id) => (await vault.keyById(id)) !== undefined));
  const found = present.filter(Boolean).length;
  const text = `${found} of ${ids.size} keys of a sample of sealed facts are there`;
  if (ids.size > 0 && found === 0) {
    return fail('Keys', text, `${keys.place} is not the one that belongs to this ledger. Restore it from a backup.`);
  }
  return ok('Keys', text);
}

/** Whether what an erasure deletes leaves the files of PostgreSQL with it. */
async function checkKeyPlace({ keys }: Runtime): Promise<Finding[]> {
  if (!(keys instanceof PostgresKeys)) return [];
  const [check, found] = ['Erasure in PostgreSQL', await keys.obstacles()];
  if (found.length === 0) return [ok(check, 'deleted keys leave its files and its log at once')];
  const advice = 'Deleted keys stay there longer, wrapped: docs/privacy.md says for how long they may.';
  return [warn(check, found.join('; '), advice)];
}

async function checkApiKeys({ apiKeys, clock }: Runtime): Promise<Finding> {
  const usable = (await apiKeys.list()).filter((key) => isUsable(key, clock.now())).length;
  if (usable > 0) return ok('API keys', `${usable} usable`);
  return warn(
    'API keys',
    'there is none',
    "'quittance key create' makes one; 'quittance serve' makes one at its first start.",
  );
}
