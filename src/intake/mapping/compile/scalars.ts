/** Amounts, dates, numbers, true and false: read from texts, each with a default for what is absent. */
import { addDays, dateOf, isMoment } from '../../../ledger/dates.js';
import { parseDecimal } from '../../../ledger/money.js';
import type { OperatorDoc, Scalar } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import { momentReader } from '../values/date-text.js';
import { moneyReader } from '../values/money-text.js';
import { NOTHING, type Compiled, type Evaluate } from './compiled.js';
import type { Compiler } from './compiler.js';
import { textSource, type TextEvaluate } from './text.js';

export function compileMoney(c: Compiler, doc: OperatorDoc, path: Path): Compiled {
  const source = textSource(c, doc.money as OperatorDoc, [...path, 'money']);
  if (source.type === undefined) return NOTHING;
  const read = moneyReader({ ...c.doc.money, ...doc });
  const { evaluate, reads } = source as { evaluate: TextEvaluate; reads: readonly string[] };
  const own = doc.currency === undefined ? undefined : c.typed(doc.currency, [...path, 'currency'], 'text');
  if (!own && !c.hasCurrency) {
    return c.complain(path, 'say which currency amounts are in: money.currency, or portfolio.currency');
  }
  return {
    type: 'money',
    reads,
    evaluate(frame) {
      const text = evaluate(frame);
      if (text === undefined) return undefined;
      const currency = own ? (own.evaluate(frame) as string | undefined) : frame.currency;
      if (currency === undefined) return frame.fail({ field: own?.reads[0], reason: 'the currency is missing' });
      const amount = read(text, currency);
      return typeof amount === 'number' ? amount : frame.fail({ field: reads[0], value: text, reason: amount });
    },
  };
}

/** A constant amount: a decimal with a point, in the row's currency. */
export function constantMoney(c: Compiler, value: Scalar, path: Path): Compiled {
  const text = String(value);
  if (!/^-?\d{1,15}(?:\.\d{1,4})?$/.test(text)) {
    return c.complain(path, `an amount is needed here: { money: FIELD }, or a constant such as "12.50"`);
  }
  const byCurrency = new Map<string, number>();
  return {
    type: 'money',
    reads: [],
    constant: text,
    evaluate(frame: Frame) {
      const { currency } = frame;
      let amount = byCurrency.get(currency);
      if (amount === undefined) {
        amount = /^-?0+$/.test(text) ? 0 : parseDecimal(text, currency);
        if (amount === undefined) return frame.fail({ reason: `${currency} cannot be ${text}` });
        byCurrency.set(currency, amount);
      }
      return amount;
    },
  };
}

export function compileDate(c: Compiler, doc: OperatorDoc, path: Path): Compiled {
  const source = textSource(c, doc.date as OperatorDoc, [...path, 'date']);
  if (source.type === undefined) return NOTHING;
  const { format, zone, take } = { ...c.doc.dates, ...defined(doc) };
  const inZone = zone ?? c.zone;
  const read = momentReader({ format, take }, inZone);
  if (typeof read === 'string') return c.complain([...path, 'format'], read);
  const { evaluate, reads } = source as { evaluate: TextEvaluate; reads: readonly string[] };
  const formats = format === undefined || typeof format === 'string' ? (format ?? 'iso') : format.join(', ');
  const days = doc.addDays ?? 0;
  return {
    type: 'date',
    reads,
    evaluate(frame) {
      const text = evaluate(frame);
      if (text === undefined) return undefined;
      const moment = read(text);
      if (moment === undefined) {
        return frame.fail({ field: reads[0], value: text, reason: `no date that exists, written as ${formats}` });
      }
      return days === 0 ? moment : addDays(dateOf(moment, inZone), days);
    },
  };
}

function defined({ format, zone, take }: OperatorDoc): OperatorDoc {
  return { ...(format && { format }), ...(zone && { zone }), ...(take && { take }) };
}

export function constantDate(c: Compiler, value: Scalar, path: Path): Compiled {
  const text = String(value);
  if (!isMoment(text)) {
    return c.complain(path, `a date is needed here: { date: FIELD }, or a constant such as "2026-01-31"`);
  }
  return { type: 'date', evaluate: () => text, reads: [], constant: text };
}

export function compileNumber(c: Compiler, doc: OperatorDoc, path: Path): Compiled {
  const { type, evaluate, reads } = textSource(c, doc.number as OperatorDoc, [...path, 'number']);
  if (type === undefined) return NOTHING;
  return {
    type: 'number',
    reads,
    evaluate(frame) {
      const text = evaluate(frame) as string | undefined;
      if (text === undefined) return undefined;
      const number = /^[+-]?\d+(?:\.0*)?$/.test(text) ? Number(text) + 0 : NaN;
      if (Number.isSafeInteger(number)) return number;
      return frame.fail({ field: reads[0], value: text, reason: 'no whole number' });
    },
  };
}

export function constantNumber(c: Compiler, value: Scalar, path: Path): Compiled {
  const number = typeof value === 'boolean' || value === '' ? NaN : Number(value);
  if (!Number.isSafeInteger(number)) return c.complain(path, 'a whole number is needed here');
  return { type: 'number', evaluate: () => number, reads: [], constant: String(value) };
}

const YES: readonly Scalar[] = ['true', 'yes', 'y', '1'];
const NO: readonly Scalar[] = ['false', 'no', 'n', '0'];

export function compileBoolean(c: Compiler, doc: OperatorDoc, path: Path): Compiled {
  const { type, evaluate, reads } = textSource(c, doc.boolean as OperatorDoc, [...path, 'boolean']);
  if (type === undefined) return NOTHING;
  const texts = (list: readonly Scalar[]): string[] => list.map((text) => String(text).toLowerCase());
  const [yes, no] = [texts(doc.yes ?? YES), texts(doc.no ?? NO)];
  const reason = `none of ${[...yes, ...no].join(', ')}`;
  return {
    type: 'boolean',
    reads,
    evaluate(frame: Frame) {
      const text = evaluate(frame) as string | undefined;
      if (text === undefined) return undefined;
      if (yes.includes(text.toLowerCase())) return true;
      if (no.includes(text.toLowerCase())) return false;
      return frame.fail({ field: reads[0], value: text, reason });
    },
  };
}

export function constantBoolean(c: Compiler, value: Scalar, path: Path): Compiled {
  if (typeof value !== 'boolean') return c.complain(path, 'true or false is needed here, or { boolean: FIELD }');
  return { type: 'boolean', evaluate: () => value, reads: [], constant: String(value) };
}

/** What a value becomes where it is absent. A problem is not absence. */
export function withDefault(compiled: Compiled, other: Compiled): Compiled {
  const evaluate: Evaluate = (frame) => compiled.evaluate(frame) ?? (frame.problem ? undefined : other.evaluate(frame));
  return { ...compiled, evaluate, reads: [...compiled.reads, ...other.reads], constant: undefined };
}
