/**
 * The bytes of a body, as they are stored and hashed (design.md 3): RFC 8785 sorts members by name, and the names of a header
 * are known, so it is put together from its texts. JSON.stringify looks at each name and at each letter: half as long again.
 */
import { canonical, canonicalInner, canonicalText, type Json } from '../seal/canonical.js';
import type { AnyFact, Place } from './fact.js';

export type Body = Omit<AnyFact, keyof Place>;

/** Braces around what a body holds. */
const INSIDE = 1;

/**
 * The canonical text of a body. What the ledger makes itself (ids, salts, digests, names of types) has no letter to escape.
 * Each text is a piece of its own: one that is put together first, even with its quotes, is read twice.
 */
export function bodyText(f: Body): string {
  const { _sd, cause, corr, obo, ref, rules, src, zone } = f;
  return [
    _sd === undefined ? '{"at":"' : `{"_sd":${canonical(_sd, INSIDE)},"at":"`,
    canonicalInner(f.at),
    '","by":"',
    canonicalInner(f.by),
    cause === undefined ? '","cmd":"' : `","cause":${canonicalText(cause)},"cmd":"`,
    canonicalInner(f.cmd),
    '","cmdMac":"',
    f.cmdMac,
    corr === undefined ? '","data":' : `","corr":${canonicalText(corr)},"data":`,
    canonical(f.data as Json, INSIDE),
    ',"eff":"',
    canonicalInner(f.eff),
    '","id":"',
    f.id,
    obo === undefined ? '","rec":"' : `","obo":${canonicalText(obo)},"rec":"`,
    f.rec,
    ref === undefined ? '"' : `","ref":${canonicalText(ref)}`,
    rules === undefined ? ',"s":"' : `,"rules":${canonical(rules, INSIDE)},"s":"`,
    f.s,
    src === undefined ? '","sv":' : '","src":{',
    member('batch', src?.batch),
    member('file', src?.file),
    member('map', src?.map),
    member('row', src?.row),
    src === undefined ? '' : `"via":"${src.via}"},"sv":`,
    f.sv,
    ',"type":"',
    f.type,
    '","v":1,"zone":{"by":"',
    zone.by,
    '","name":"',
    canonicalInner(zone.name),
    '"}}',
  ].join('');
}

/** With what divides it from the next one. */
function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `"${name}":"${canonicalInner(value)}",`;
}
