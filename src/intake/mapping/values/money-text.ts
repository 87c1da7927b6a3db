/** Amounts as sources write them, to exact minor units. No float is involved. */
import { minorUnits, parseDecimal } from '../../../ledger/money.js';
import type { MoneyText } from '../document.js';

/** Minor units, or a sentence about why the text is no amount. */
export type MoneyReader = (text: string, currency: string) => number | string;

const PLAIN = /^[+-]?\d{1,16}(?:\.\d*)?$/;
const SPACES = /[\s\u00a0\u2007\u2009\u202f]/;
const MINUS = /^[-\u2212\u2013]/;

export function moneyReader(how: MoneyText): MoneyReader {
  if (how.minor) return minorReader;
  const { decimal = '.', thousands, symbols = [], negative = ['leading'], exponent = false } = how;
  const grouped = thousands === undefined ? undefined : groupedPattern(decimal, thousands);
  const isPlain = decimal === '.' && thousands === undefined && symbols.length === 0 && negative.includes('leading');
  return (text, currency) => {
    if (isPlain && PLAIN.test(text)) return finish(text, currency);
    const { sign, digits } = signOf(withoutSymbols(text, symbols), negative, symbols);
    if (sign === 0) return 'no amount of money as the mapping describes one';
    const number = decimalOf(digits, decimal, thousands, grouped);
    if (number === undefined) return 'no amount of money as the mapping describes one';
    const whole = exponent ? withoutExponent(number) : number;
    return finish(sign < 0 ? `-${whole}` : whole, currency);
  };
}

function minorReader(text: string): number | string {
  const amount = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(amount) ? amount + 0 : 'no whole number of minor units';
}

function finish(text: string, currency: string): number | string {
  const amount = parseDecimal(text, currency);
  if (amount !== undefined) return amount;
  if (/[eE]/.test(text)) return 'in scientific notation, which may have lost digits (exponent: true accepts it)';
  if (!PLAIN.test(text)) return 'no amount of money as the mapping describes one';
  const places = minorUnits(currency);
  const fraction = (text.split('.')[1] ?? '').replace(/0+$/, '');
  if (fraction.length > places) return `an amount with more than ${places} decimal places, which ${currency} has not`;
  return 'too large an amount';
}

function withoutSymbols(text: string, symbols: readonly string[]): string {
  let rest = text;
  for (const symbol of symbols) {
    if (rest.startsWith(symbol)) rest = rest.slice(symbol.length).trim();
    if (rest.endsWith(symbol)) rest = rest.slice(0, -symbol.length).trim();
  }
  return rest;
}

interface Signed {
  /** 0: a sign that the mapping does not allow. */
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
}

function signOf(
  text: string,
  negative: readonly ('leading' | 'trailing' | 'parentheses')[],
  symbols: readonly string[],
): Signed {
  const inside = /^\((.*)\)$/s.exec(text)?.[1];
  if (inside !== undefined) {
    const sign = negative.includes('parentheses') ? -1 : 0;
    return { sign, digits: withoutSymbols(inside.trim(), symbols) };
  }
  if (MINUS.test(text)) {
    const sign = negative.includes('leading') ? -1 : 0;
    return { sign, digits: withoutSymbols(text.slice(1).trim(), symbols) };
  }
  if (/[-\u2212\u2013]$/.test(text)) {
    const sign = negative.includes('trailing') ? -1 : 0;
    return { sign, digits: withoutSymbols(text.slice(0, -1).trim(), symbols) };
  }
  return { sign: 1, digits: text.startsWith('+') ? text.slice(1).trim() : text };
}

/** Groups of three behind the first, and the decimals. */
function groupedPattern(decimal: string, thousands: string): RegExp {
  const group = thousands === ' ' ? SPACES.source : `\\${thousands}`;
  return new RegExp(`^\\d{1,3}(?:${group}\\d{3})+(?:\\${decimal}\\d*)?$`);
}

/** The number with a decimal point and nothing else but digits (and an exponent, judged later). */
function decimalOf(
  text: string,
  decimal: string,
  thousands: string | undefined,
  grouped: RegExp | undefined,
): string | undefined {
  let number = text;
  if (grouped?.test(number)) {
    number = number.replace(new RegExp(thousands === ' ' ? SPACES.source : `\\${thousands ?? ''}`, 'g'), '');
  }
  if (decimal !== '.') number = number.includes('.') ? '' : number.replace(decimal, '.');
  return /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(number) ? number.replace(/^\./, '0.') : undefined;
}

/** `5.00E+05` as `500000`: the point is moved in the text. */
function withoutExponent(number: string): string {
  const match = /^(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,2})$/.exec(number);
  if (!match) return number;
  const [, whole = '', fraction = '', shift] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(shift);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, '0');
  return `${padded.slice(0, point).replace(/^0+(?=\d)/, '')}.${padded.slice(point)}`;
}
