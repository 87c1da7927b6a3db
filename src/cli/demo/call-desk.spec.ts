/** Where the sample ledger calls somebody: in the portfolio in which it is day. */
import { localDate, startOfDay } from '../../ledger/dates.js';
import { bookCases } from './book/index.js';
import { dayPortfolio } from './call-desk.js';

const ZONES: Readonly<Record<string, string>> = {
  'cards-cn': 'Asia/Shanghai',
  'fines-it': 'Europe/Rome',
  'agency-us': 'America/New_York',
};

it.each(['2026-01-15', '2026-07-15'])('has a portfolio in daylight at every hour of %s', (day) => {
  for (let hour = 0; hour < 24; hour++) {
    const now = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, 15, hour);
    const zone = ZONES[dayPortfolio(now, day)] as string;
    const local = (now - startOfDay(localDate(now, zone), zone)) / 3_600_000;
    expect([hour, zone, local >= 8 && local <= 21]).toEqual([hour, zone, true]);
  }
});

it('knows only portfolios of the book', () => {
  const names = new Set(bookCases().map(({ portfolio }) => portfolio));
  expect(Object.keys(ZONES).filter((name) => !names.has(name))).toEqual([]);
});
