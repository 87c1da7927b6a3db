/** How the text of a setting becomes its value, or a sentence on why it is none. */
import { isKeyName } from './seal/vkey.js';

export const text = (value: string): string => value;

/** Empty would mean every interface of the machine to the system: who wants that says 0.0.0.0 or ::. */
export function filled(value: string): string | Error {
  return value.trim() === '' ? new Error('is empty: unset it for its default') : value;
}

export function port(value: string): number | Error {
  const number = value.trim() === '' ? NaN : Number(value);
  return Number.isInteger(number) && number >= 0 && number <= 65_535 ? number : new Error('is no port (0 to 65535)');
}

/** Whole seconds, from none to an hour. */
export function seconds(value: string): number | Error {
  return /^\d{1,4}$/.test(value) && Number(value) <= 3_600
    ? Number(value)
    : new Error('is no number of seconds (0 to 3600)');
}

export function leaseSeconds(value: string): number | Error {
  const number = /^\d{1,2}$/.test(value) ? Number(value) : NaN;
  return number >= 1 && number <= 60 ? number : new Error('is no number of seconds (1 to 60)');
}

/** More would cost more reading than they save. */
export function lanes(value: string): number | Error {
  const number = /^\d{1,2}$/.test(value) ? Number(value) : NaN;
  return number >= 1 && number <= 16 ? number : new Error('is no number of lanes (1 to 16)');
}

export function perMinute(value: string): number | Error {
  return /^\d{1,9}$/.test(value) ? Number(value) : new Error('is no number a minute (0 to 999999999)');
}

/** Names the log, and its key: the rules are those of a key name. */
export function origin(value: string): string | Error {
  return value === '' || isKeyName(value) ? value : new Error('holds spaces, control characters or a plus sign');
}

/** An address to be asked: http or https, and nothing of a password in it. */
export function address(value: string): string | Error {
  if (value === '') return value;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const plain = url && url.username === '' && url.password === '' && url.hash === '';
  if (plain && (url.protocol === 'https:' || url.protocol === 'http:')) return value;
  return new Error('is no http or https address without user and password');
}

/** A time of day, or nothing. */
export function timeOfDay(value: string): string | Error {
  return /^(?:|(?:[01]\d|2[0-3]):[0-5]\d)$/.test(value) ? value : new Error("is no time of day (such as '03:10')");
}

export function keysUrl(value: string): string | Error {
  return value === '' || /^postgres(?:ql)?:\/\/./.test(value) ? value : new Error('is no postgres:// address');
}

export function choice<T extends string>(...allowed: readonly T[]) {
  return (value: string): T | Error =>
    allowed.find((item) => item === value) ?? new Error(`is none of ${allowed.join(', ')}`);
}
