/**
 * The bytes of a body, as they are stored and hashed (design.md 3): RFC 8785 sorts members by name, and the names of a header
 * are known, so it is put together from its texts. JSON.stringify looks at each name and at each letter: half as long again.
 */
import { canonical, canonicalText, type Json } from '../seal/canonical.js';
import type { AnyFact, Place, Source } from './fact.js';

export type Body = Omit<AnyFact, keyof Place>;

/** Braces around what a body holds. */
const INSIDE = 1;

/** The canonical text of a body. What the ledger makes itself (ids, salts, digests, names of types) has no letter to escape. */
export function bodyText(f: Body): string {
  return [
    '{',
    f._sd === undefined ? '' : `"_sd":${canonical(f._sd, INSIDE)},`,
    '"at":',
    canonicalText(f.at),
    ',"by":',
    canonicalText(f.by),
    f.cause === undefined ? '' : `,"cause":${canonicalText(f.cause)}`,
    ',"cmd":',
    canonicalText(f.cmd),
    ',"cmdMac":"',
    f.cmdMac,
    f.corr === undefined ? '"' : `","corr":${canonicalText(f.corr)}`,
    ',"data":',
    canonical(f.data as Json, INSIDE),
    ',"eff":',
    canonicalText(f.eff),
    ',"id":"',
    f.id,
    f.obo === undefined ? '"' : `","obo":${canonicalText(f.obo)}`,
    ',"rec":"',
    f.rec,
    f.ref === undefined ? '"' : `","ref":${canonicalText(f.ref)}`,
    f.rules === undefined ? '' : `,"rules":${canonical(f.rules, INSIDE)}`,
    ',"s":"',
    f.s,
    f.src === undefined ? '"' : `","src":${sourceText(f.src)}`,
    ',"sv":',
    f.sv,
    ',"type":"',
    f.type,
    '","v":1,"zone":{"by":"',
    f.zone.by,
    '","name":',
    canonicalText(f.zone.name),
    '}}',
  ].join('');
}

function sourceText({ batch, file, map, row, via }: Source): string {
  return `{${member('batch', batch)}${member('file', file)}${member('map', map)}${member('row', row)}"via":"${via}"}`;
}

function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `"${name}":${canonicalText(value)},`;
}
