/** Numbers in a reader's grouping, exact to the last minor unit: decimal text goes in, no float is involved. */
import { minorUnits } from '../../../src/ledger/money.js';
import { named } from './plain.js';
import type { Locale } from './words.js';

const TAGS: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-CN' };
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: Locale, least: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${least} ${most}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(TAGS[locale], { minimumFractionDigits: least, maximumFractionDigits: most });
    formats.set(key, format);
  }
  return format;
}

/** `123456` with two places as `1234.56`. */
function decimal(units: bigint, places: number): Intl.StringNumericLiteral {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return (units < 0n ? `-${text}` : text) as Intl.StringNumericLiteral;
}

/**
 * An amount as `EUR 1,234.56`, in both languages; code first, so that no reader takes one currency for another.
 * @param minor whole minor units.
 * @param currency ISO 4217 code; where none is known, the minor units themselves are named.
 */
export function moneyText(minor: number | bigint, currency: string | undefined, locale: Locale): string {
  const units = BigInt(minor);
  if (currency === undefined) {
    const count = formatOf(locale, 0, 0).format(units);
    return locale === 'en' ? `${count} minor units` : `${count} 个最小货币单位`;
  }
  const places = minorUnits(currency);
  return `${named(currency)} ${formatOf(locale, places, places).format(decimal(units, places))}`;
}

/** Basis points as per cent: 1050 is `10.5%`. */
export function percentText(bps: number, locale: Locale): string {
  return `${formatOf(locale, 0, 2).format(decimal(BigInt(bps), 2))}%`;
}
