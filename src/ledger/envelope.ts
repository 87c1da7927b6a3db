/**
 * The envelope: from a proposed fact to the bytes that are stored, and back. Body = JCS of the header and data
 * (design.md 3); a golden file in `test/contract` fixes the bytes for ever.
 */
import { leafOf } from '../seal/leaf.js';
import type { NewEvent, StoredEvent } from '../store/port.js';
import { bodyText } from './body-text.js';
import type { CivilDate, Moment } from './dates.js';
import type { AnyFact, Source, Zone } from './fact.js';
import type { Sealed, SealedFields } from './ports.js';
import { currentVersion, upcast } from './upcast.js';
import type { Writable } from './writable.js';

/** What stands beside a body: the chain link, and sealed disclosures where the fact has personal values. */
export interface Meta {
  readonly prev: string;
  readonly sd?: readonly Sealed[];
}

/** Everything a fact's header needs that the decider does not know. */
export interface Attempt {
  readonly id: string;
  readonly salt: string;
  readonly rec: string;
  readonly by: string;
  readonly obo?: string;
  readonly src?: Source;
  readonly cmd: string;
  readonly cmdMac: string;
  readonly corr?: string;
  readonly zone: Zone;
}

export interface Proposed {
  readonly type: string;
  readonly data: object;
  readonly at: Moment;
  readonly eff: CivilDate;
  readonly cause?: string;
  readonly ref?: string;
}

export interface Link {
  readonly stream: string;
  readonly revision: number;
  /** Leaf hash of the stream's previous event. */
  readonly prev: string;
}

export interface Built {
  readonly event: NewEvent;
  readonly fact: AnyFact;
  /** Leaf hash of this event: the next one's `prev`. */
  readonly leaf: string;
}

/** Builds body, meta and leaf of one fact. */
export function build(proposed: Proposed, attempt: Attempt, link: Link, hidden?: SealedFields): Built {
  const { id, salt: s, rec, by, obo, src, cmd, cmdMac, corr, zone } = attempt;
  const { type, data, at, eff, cause, ref } = proposed;
  const { stream, revision, prev } = link;
  const meta = metaText(prev, hidden?.sealed);
  const fact: AnyFact = {
    v: 1,
    id,
    type,
    sv: currentVersion(type),
    s,
    at,
    eff,
    zone,
    rec,
    by,
    obo,
    src,
    cmd,
    cmdMac,
    cause,
    corr,
    ref,
    data,
    _sd: hidden?.digests,
    stream,
    revision,
    position: 0,
    meta,
  };
  const body = bodyText(fact);
  return { event: { id, type, data: body, meta }, fact, leaf: leafOf(stream, revision, prev, body) };
}

function metaText(prev: string, sealed: readonly Sealed[] | undefined): string {
  return sealed ? JSON.stringify({ prev, sd: sealed }) : `{"prev":"${prev}"}`;
}

export function readMeta(text: string): Meta {
  return JSON.parse(text) as Meta;
}

/** A stored event as a fact, in its current shape. */
export function decode(event: StoredEvent): AnyFact {
  const fact = JSON.parse(event.data) as Writable<AnyFact>;
  if (fact.sv !== 1 || currentVersion(fact.type) !== 1) fact.data = upcast(fact.type, fact.sv, fact.data);
  fact.stream = event.stream;
  fact.revision = event.revision;
  fact.position = event.position;
  fact.meta = event.meta;
  return fact;
}

/** The leaf hash of a stored event. */
export function leafOfStored(event: StoredEvent): string {
  return leafOf(event.stream, event.revision, readMeta(event.meta).prev, event.data);
}
