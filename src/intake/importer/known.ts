/** What the ledger knows of a row already, and whether a row still says the same. */
import type { Command } from '../../ledger/command.js';
import { isRecorded } from '../../ledger/command-mac.js';
import type { SubjectKey } from '../../ledger/ports.js';
import type { ImportLedger } from './ledger.js';

/** The newest fact under a key, as far as comparing needs it. */
export interface KnownFact {
  /** 0: as first imported; 1: its first correction. */
  readonly ordinal: number;
  readonly withdrawn: boolean;
  readonly mac: string;
  readonly key: SubjectKey | undefined;
  /** The subject's key is gone, and with it the comparison. */
  readonly erased: boolean;
}

/** Facts of one row by place. */
export type KnownRow = ReadonlyMap<string, KnownFact>;

export interface KnownCase {
  /** `i:…` of the row that opened the case; undefined where it was not a row of this book. */
  readonly openedWith: string | undefined;
  readonly opening: KnownFact;
  /** By `i:…` of the row. */
  readonly rows: ReadonlyMap<string, KnownRow>;
  /** Command ids of links of parties. */
  readonly links: ReadonlySet<string>;
}

/** Whether a command says what was recorded. What was sealed for an erased subject cannot be compared: it stands. */
export function saysTheSame(
  { ports }: ImportLedger,
  { mac, key, erased }: KnownFact,
  command: Command,
  personal: readonly string[],
): boolean {
  return erased || isRecorded(mac, ports, command, { personal, key });
}

/** Opens what comparing with a recorded command needs. */
export async function knownFact(
  { ports }: ImportLedger,
  { mac, keyId }: { readonly mac: string; readonly keyId: string | null | undefined },
  { ordinal, withdrawn }: { readonly ordinal: number; readonly withdrawn: boolean },
): Promise<KnownFact> {
  const key = typeof keyId === 'string' ? await ports.conceal.keyById(keyId) : undefined;
  return { ordinal, withdrawn, mac, key, erased: typeof keyId === 'string' && key === undefined };
}
