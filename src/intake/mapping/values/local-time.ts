/** Times that are written without an offset: the zone's offset is added, as RFC 3339 wants it. */
import { Temporal } from 'temporal-polyfill';
import { addDays, startOfDay } from '../../../ledger/dates.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days with one offset throughout are remembered: nearly all are. */
const DAYS_REMEMBERED_MAX = 20_000;

export class LocalTimes {
  private readonly offsets = new Map<string, string>();

  constructor(private readonly zone: string) {}

  /**
   * The instant of a civil date and a time `HH:mm:ss[.fraction]`. Where the clock is set back, the earlier of the two;
   * undefined where it is set forward over that time.
   */
  instant(date: string, time: string): string | undefined {
    const known = this.offsets.get(date) ?? this.steady(date);
    if (known !== undefined) return `${date}T${time}${known}`;
    const plain = Temporal.PlainDateTime.from(`${date}T${time}`);
    const zoned = plain.toZonedDateTime(this.zone, { disambiguation: 'earlier' });
    return zoned.toPlainDateTime().equals(plain) ? `${date}T${time}${zoned.offset}` : undefined;
  }

  /** The offset of a day on which no clock is changed. */
  private steady(date: string): string | undefined {
    const start = startOfDay(date, this.zone);
    if (startOfDay(addDays(date, 1), this.zone) - start !== DAY_MS) return undefined;
    const offset = offsetText((Date.parse(`${date}T00:00:00Z`) - start) / MINUTE_MS);
    if (this.offsets.size >= DAYS_REMEMBERED_MAX) this.offsets.clear();
    this.offsets.set(date, offset);
    return offset;
  }
}

/** Minutes east of Greenwich as `+02:00`. Offsets of before 1900 with seconds are cut to minutes, as RFC 3339 has none. */
export function offsetText(minutes: number): string {
  const whole = Math.trunc(minutes);
  const digits = (n: number): string => String(Math.abs(n)).padStart(2, '0');
  return `${whole < 0 ? '-' : '+'}${digits(Math.trunc(whole / 60))}:${digits(whole % 60)}`;
}
