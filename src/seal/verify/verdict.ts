/** What a verifier found: step by step, as values. Words for people are in `words.ts`. */
import type { UntoldCount } from './untold.js';
import type { PackStream } from '../pack/manifest.js';
import type { LogFault } from './log-audit.js';
import type { ReadableFile, RemakeCode } from './remake.js';

/** In their order; the exit code of the n-th is 20 + n. */
export const STEPS = [
  'container',
  'policy',
  'heads',
  'map',
  'chain',
  'leaves',
  'bodies',
  'disclosures',
  'consistency',
  'anchors',
  'readable',
  'log',
  'remake',
] as const;
export type StepId = (typeof STEPS)[number];

export const EXIT_BASE = 20;

export type StepStatus =
  | 'holds'
  | 'fails'
  /** There was nothing to be checked, or nobody asked. */
  | 'not-asked'
  /** A step before it left nothing to check. */
  | 'not-reached';

/** Why a step fails. */
export type Code =
  | 'format'
  | 'file-differs'
  | 'files-differ'
  | 'manifest-differs'
  | 'no-log-signature'
  | 'no-quorum'
  | 'heads-not-in-tree'
  | 'heads-not-last'
  | 'not-in-map'
  | 'no-map-entry'
  | 'strange-map-entry'
  | 'no-events'
  | 'strange-stream'
  | 'out-of-order'
  | 'revision-gap'
  | 'broken-link'
  | 'head-differs'
  | 'linked-not-here'
  | 'leaf-other-place'
  | 'leaf-not-in-tree'
  | 'proof-file-differs'
  | 'body-differs'
  | 'case-withheld'
  | 'disclosure-unknown'
  | 'digest-left'
  | 'not-destroyed'
  | 'not-consistent'
  | 'no-consistency-proof'
  | 'other-log'
  | 'token-fails'
  | 'no-token'
  | 'told-otherwise'
  | LogFault['kind']
  | RemakeCode;

/** What the words of a code are filled with. */
export type Details = Readonly<Record<string, string | number>>;

export interface Finding {
  readonly code: Code;
  readonly details: Details;
}

export interface StepResult {
  /** From 1. */
  readonly n: number;
  readonly id: StepId;
  readonly status: StepStatus;
  /** What holds, for its words. */
  readonly details: Details;
  /** The first ones; `count` is of all. */
  readonly findings: readonly Finding[];
  readonly count: number;
}

/** Revisions of a stream, both included. */
export interface Range {
  readonly sid: string;
  readonly from: number;
  readonly to: number;
}

/** A person whom a fact of a case names. */
export interface Named {
  readonly party: string;
  readonly sid: string;
  readonly rev: number;
}

/** What the pack says of itself, as far as it could be read. */
export interface PackSummary {
  /** SHA-256 of the manifest, in hexadecimal: the pack's name. */
  readonly manifest: string;
  readonly kind: 'case' | 'portfolio';
  readonly case?: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly asOf: string;
  readonly knownAt: { readonly asked: string | null; readonly at: string | null; readonly event: string | null };
  readonly exportedAt: string;
  readonly events: number;
  readonly streams: readonly PackStream[];
  readonly later: readonly { readonly sid: string; readonly from: number; readonly count: number }[];
}

export interface Verdict {
  readonly ok: boolean;
  /** 0, or 20 + the number of the first step that fails. */
  readonly exit: number;
  readonly steps: readonly StepResult[];
  readonly pack?: PackSummary;
  /** Bodies that are left out: their leaves are proven, what they say is not shown. */
  readonly withheld: readonly Range[];
  /** Persons whom a case names without a link, and who have no stream in the pack. */
  readonly unseen: readonly Named[];
  /** Personal values: shown, left out for this reader, erased. */
  readonly values: { readonly shown: number; readonly withheld: number; readonly shredded: number };
  /** Events that are proven, and that texts, tables and pages do not tell: they are beyond K, or beyond V. */
  readonly untold: UntoldCount;
  /** When witnesses of the policy cosigned, by name, as RFC 3339. */
  readonly witnesses: Readonly<Record<string, string>>;
  /** Tokens that hold: when, and by whom. */
  readonly tokens: readonly TokenHolds[];
  /** What became of each file for people when it was made again; absent where nobody asked. */
  readonly readable?: readonly ReadableFile[];
}

export interface TokenHolds {
  readonly file: string;
  /** RFC 3339. */
  readonly at: string;
  readonly authority: string;
}
