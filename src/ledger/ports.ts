/** What the ledger needs from other rooms. It arrives through these ports, bound in `app.module.ts`. */
import type { ClearanceQuestion, ClearanceVerdict } from './clearance/verdict.js';
import type { Millis } from './dates.js';
import type { ErasureEvidence, ErasureQuestion } from './erasure/evidence.js';
import type { AnyFact, Personal } from './fact.js';
import type { SearchedValue } from './party/searched.calc.js';
import type { Policy } from './policy.js';
import type { Refusal } from './refusal.js';

/** Reads the time. The only clock that reaches the ledger. */
export interface ClockPort {
  now(): Millis;
}

/** Ids that tell nothing: HMACs under the ledger's id secret. The same parts give the same id (design.md 3). */
export interface IdPort {
  /** `<category>-<uuid>` of the parts. */
  stream(category: string, parts: readonly string[]): string;
  /** UUID of a part inside a stream: a payment, a promise, a contact. */
  part(kind: string, stream: string, cmd: string): string;
  /** Keyed digest under the ledger's MAC secret, base64url, 22 characters. */
  mac(text: string): string;
}

/** Fresh randomness for an attempt. */
export interface EntropyPort {
  /** 16 random bytes, base64url. */
  salt(): string;
  /** 12 random bytes, for one encryption with an AEAD (RFC 5116). */
  nonce(): Buffer;
  /** UUIDv7; later calls sort later. */
  eventId(now: Millis): string;
}

/** A subject's key, known by an id that tells nothing. */
export interface SubjectKey {
  readonly id: string;
  /** Whose it is. */
  readonly subject: string;
  readonly secret: Buffer;
}

/** One personal value, sealed: what stands beside the body. */
export interface Sealed {
  /** Key id. */
  readonly k: string;
  /** Name of the field. */
  readonly n: string;
  /** base64url of IV, ciphertext and tag (AES-256-GCM; AAD = stream|event id|field). */
  readonly c: string;
}

/** Seals personal values under their subject's key. */
export interface ConcealPort {
  /**
   * The subject's key, made and made durable first where there is none.
   * @param searched by what the subject may be looked for from here on: durable with the key.
   */
  keyOf(subject: string, searched?: readonly SearchedValue[]): Promise<SubjectKey>;
  /** A key by its id; undefined once it was destroyed. */
  keyById(id: string): Promise<SubjectKey | undefined>;
  /** Digests for the body's `_sd` (sorted) and the sealed disclosures. */
  seal(key: SubjectKey, place: { stream: string; event: string }, fields: Personal['fields']): SealedFields;
  /** Digest of a personal value under its subject's key, for the command MAC. */
  mac(key: SubjectKey, text: string): string;
}

export interface SealedFields {
  readonly digests: readonly string[];
  readonly sealed: readonly Sealed[];
}

/** Opens what was sealed, at the edge of a query. */
export interface DisclosePort {
  /** Personal values of a fact by field; null once their key was destroyed, or while processing is restricted. */
  open(fact: AnyFact): Promise<Readonly<Record<string, string | null>>>;
  /** Whether its subject's processing is restricted: then `open` opens nothing, though the values are there. */
  isRestricted(fact: AnyFact): Promise<boolean>;
}

export const DISCLOSE = Symbol('DisclosePort');

/** The policy of a portfolio: zone, currency, waterfall, promise terms, with its id and version. */
export interface PolicyPort {
  /** Undefined when there is no such portfolio. */
  policyOf(portfolio: string): Policy | undefined | Promise<Policy | undefined>;
}

/** What the rules say of a contact that is asked for (`src/clearance`). */
export interface VerdictPort {
  judge(question: ClearanceQuestion): Promise<ClearanceVerdict | Refusal>;
}

/** What an erasure is decided on: the person's keys, and what keeps them (`src/privacy`). */
export interface ErasurePort {
  evidence(question: ErasureQuestion): Promise<ErasureEvidence>;
}

/** Facts of other streams, of which a command names something: a debt of a party's cases, a contact. */
export interface OthersPort {
  facts(stream: string): Promise<readonly AnyFact[]>;
}

/** Follows the work on commands (`src/telemetry`). */
export interface TracePort {
  /** Where the caller stands: kept with its command while that waits for its turn. */
  here(): unknown;
  /** Does the work of a batch of commands that came from these places. */
  batch<T>(origins: readonly unknown[], work: () => Promise<T>): Promise<T>;
  /** Decides so many commands on a stream of this category. */
  decide<T>(category: string, commands: number, work: () => Promise<T>): Promise<T>;
}

export interface LedgerPorts {
  readonly clock: ClockPort;
  readonly ids: IdPort;
  readonly entropy: EntropyPort;
  readonly conceal: ConcealPort;
  readonly policies: PolicyPort;
  /** Left out where nobody asks for clearances: an import, a trial. */
  readonly verdicts?: VerdictPort;
  /** Left out where nobody erases: an import, a trial. */
  readonly erasures?: ErasurePort;
  /** Left out where nothing of other streams is named: an import, a trial. */
  readonly others?: OthersPort;
  /** Left out where nobody traces. */
  readonly traces?: TracePort;
}
