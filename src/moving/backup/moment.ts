/**
 * One moment of a ledger's three databases, whoever writes them. The ledger's is taken first, so that the keys have the key of
 * every value in it; the seal must fit to it (its process publishes into one and notes in the other), and no key may have
 * been destroyed in between: else all are taken again, which costs nothing yet.
 */
import Database from '#sqlite';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CheckpointStream, SEAL_CATEGORY, type Published } from '../../sealer/checkpoint-stream.js';
import { SealDb } from '../../sealer/seal-db.js';
import type { StoredEvent } from '../../store/port.js';
import { copyPages, holdMoment, SqliteSnapshot } from '../../store/sqlite/snapshot.js';

/** How often the moment is taken again, and the pause between: publications are a second apart. */
const TRIES = 50;
const PAUSE_MS = 50;

export interface Places {
  readonly ledger: string;
  readonly seal: string;
  readonly keys: string;
}

export interface SealMoment {
  readonly db: Database.Database;
  /** The last checkpoint in the ledger's moment. */
  readonly published: Published | undefined;
}

export interface Moment {
  readonly at: Date;
  readonly ledger: SqliteSnapshot;
  /** The last fact. */
  readonly head: StoredEvent | undefined;
  /** Undefined where the ledger has no `seal.db`. */
  readonly seal: SealMoment | undefined;
  /** Lets the writers' logs be emptied again. */
  close(): void;
}

export function placesIn(folder: string, ledger: string): Places {
  return { ledger, seal: join(folder, 'seal.db'), keys: join(folder, 'keys.db') };
}

/** Nothing was copied. */
export class NoMoment extends Error {
  override readonly name = 'NoMoment';

  constructor(seal: string) {
    super(
      `No moment could be taken: ${seal} does not fit to the ledger ('quittance audit verify' says more), or people are being erased one after the other. Nothing was written; try again.`,
    );
  }
}

/** @param keysTo where the keys are copied to, within the moment: they are small, and nobody's log may wait for long */
export async function takeMoment(places: Places, keysTo: string, now: () => Date): Promise<Moment> {
  for (let tries = 1; ; tries++) {
    const moment = await tryMoment(places, keysTo, now());
    if (moment) return moment;
    if (tries === TRIES) throw new NoMoment(places.seal);
    rmSync(keysTo, { force: true });
    await sleep(PAUSE_MS);
  }
}

async function tryMoment(places: Places, keysTo: string, at: Date): Promise<Moment | undefined> {
  const ledger = SqliteSnapshot.take(places.ledger);
  let sealDb: Database.Database | undefined;
  const close = (): void => {
    ledger.close();
    sealDb?.close();
  };
  try {
    sealDb = momentOf(places.seal);
    const seal = sealDb && (await sealOf(sealDb, ledger));
    const fits = sealDb === undefined || seal !== undefined;
    if (fits && (await keysAfter(places, ledger, keysTo))) {
      return { at, ledger, head: ledger.lastWithout(SEAL_CATEGORY), seal, close };
    }
  } catch (error) {
    close();
    throw error;
  }
  close();
  return undefined;
}

function momentOf(file: string): Database.Database | undefined {
  if (!existsSync(file)) return undefined;
  const db = new Database(file, { readonly: true, fileMustExist: true });
  holdMoment(db);
  return db;
}

/** Undefined where the two moments do not belong together. */
async function sealOf(db: Database.Database, ledger: SqliteSnapshot): Promise<SealMoment | undefined> {
  const seal = SealDb.over(db);
  const { origin, tree } = seal.log();
  const known = seal.lastPublished();
  let published: Published | undefined;
  for await (const next of new CheckpointStream(ledger, origin).from(Math.max(0, known?.revision ?? 0))) {
    if (!published && known && next.note !== known.note) return undefined;
    published = next;
  }
  if (known && !published) return undefined;
  return published && published.checkpoint.size > tree.size ? undefined : { db, published };
}

/** Copies the keys. False where a key may have been destroyed after the ledger's moment: its values would look lost. */
async function keysAfter({ ledger, keys }: Places, before: SqliteSnapshot, to: string): Promise<boolean> {
  const db = new Database(keys, { readonly: true, fileMustExist: true });
  try {
    holdMoment(db);
    await copyPages(db, to, () => undefined);
  } finally {
    db.close();
  }
  const after = SqliteSnapshot.take(ledger);
  try {
    return !after.hasAfter(before.head(), 'SubjectKeyDestroyed');
  } finally {
    after.close();
  }
}
