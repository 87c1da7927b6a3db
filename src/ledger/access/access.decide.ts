/** Decides what is recorded of a read or an export: always, so long as it fits and names nothing but ids and codes. */
import type { Command, Rules } from '../command.js';
import { isCivilDate } from '../dates.js';
import { impossible, type Refusal } from '../refusal.js';
import type { Access, AccessFact } from './access.events.js';
import type { AccessState } from './access.state.js';

type Data<T extends AccessFact['type']> = Omit<Extract<AccessFact, { type: T }>['data'], 'extra'>;

export type RecordAccess = Command & { readonly type: 'RecordAccess' } & Data<'RecordAccessed'>;
export type RecordExport = Command & { readonly type: 'RecordExport' } & Data<'ExportProduced'>;
export type AccessCommand = RecordAccess | RecordExport;

/** Streams that one access may name. What shows more is recorded as the portfolios that it is about. */
export const SEEN_MAX = 2_000;

const CODE = /^[a-z][a-z0-9-]{0,63}$/;
const STREAM = /^[a-z]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A code of an organisation or a key: no spaces, so no name of a person gets in by habit. */
const RECIPIENT = /^[A-Za-z0-9][A-Za-z0-9:._/-]{0,127}$/;
const SHA256 = /^[0-9a-f]{64}$/;

function refusalOf({ what, role, seen, asOf, knownAt }: Access): Refusal | undefined {
  if (![what, role].every((code) => CODE.test(code))) return bad('what and role are codes', 'what');
  if (seen.length > SEEN_MAX) return bad(`seen names at most ${SEEN_MAX} streams`, 'seen');
  const ids = seen.flatMap(({ stream, portfolio = [] }) => [stream, portfolio].flat());
  if (!ids.every((id) => STREAM.test(id))) return bad('seen names streams and portfolios by their ids', 'seen');
  if (asOf !== undefined && !isCivilDate(asOf)) return bad('asOf is a civil date', 'asOf');
  return knownAt === undefined || /^[0-9A-Za-z:.+-]{1,64}$/.test(knownAt)
    ? undefined
    : bad('knownAt is an instant, a civil date or an event id', 'knownAt');
}

function exportRefusal({ format, digest, root, recipient, redacted, count, size }: RecordExport): Refusal | undefined {
  if (!CODE.test(format)) return bad('format is a code such as zip', 'format');
  if (![digest, root].every((hash) => hash === undefined || SHA256.test(hash))) {
    return bad('digest and root are SHA-256 in 64 lower-case hexadecimal digits', 'digest');
  }
  if (![count, size].every((number) => number === undefined || (Number.isSafeInteger(number) && number >= 0))) {
    return bad('count and size are whole numbers', 'count');
  }
  if (redacted !== undefined && !CODE.test(redacted)) return bad('redacted is a role', 'redacted');
  return recipient === undefined || RECIPIENT.test(recipient)
    ? undefined
    : bad('recipient is a reference without spaces, such as regulator:fca', 'recipient');
}

function bad(message: string, field: string): Refusal {
  return impossible('bad-access', `${message}.`, field);
}

export const accessRules: Rules<AccessCommand, AccessState, AccessFact> = {
  RecordAccess: {
    decide({ what, role, seen, asOf, knownAt }) {
      const data = { what, role, seen, asOf, knownAt };
      return refusalOf(data) ?? [{ type: 'RecordAccessed', data }];
    },
  },
  RecordExport: {
    decide(command) {
      const { what, role, seen, asOf, knownAt, format, digest, count, size, root, redacted, recipient } = command;
      const access = { what, role, seen, asOf, knownAt };
      const data = { ...access, format, digest, count, size, root, redacted, recipient };
      return refusalOf(access) ?? exportRefusal(command) ?? [{ type: 'ExportProduced', data }];
    },
  },
};
