/** What concerns no single case: staff, agencies, incidents, and what is published of a portfolio. */
import { addDays, startOfDay, toInstant, type CivilDate } from '../../../ledger/dates.js';
import { namesEntry, type Deed, type Register } from '../../../ledger/register/index.js';
import {
  AGENCY_REGISTERS,
  INCIDENT_REGISTERS,
  PORTFOLIO_REGISTERS,
  STAFF_REGISTERS,
} from '../../../ledger/registers.js';
import { exampleOn } from './beats/registers.js';
import type { Place } from './place.js';
import type { DemoStep, HouseKind, IdOf } from './step.js';

/** Days before today on which each thing of the house happened, and from one deed to the next. */
const BEGAN = 400;
const APART = 3;

const HOUSE: Readonly<Record<HouseKind, readonly Register[]>> = {
  portfolio: PORTFOLIO_REGISTERS,
  staff: STAFF_REGISTERS,
  agency: AGENCY_REGISTERS,
  incident: INCIDENT_REGISTERS,
};

/** Whom a kind is about, as the book names them. */
function refsOf({ portfolio, staff, agencies, prefix }: Place): Readonly<Record<HouseKind, readonly string[]>> {
  return { portfolio: [portfolio.name], staff, agency: agencies, incident: [`INC-${prefix}-1`, `INC-${prefix}-2`] };
}

function bodyOn(day: CivilDate, { fields }: Deed, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const said = Object.entries(fields).map(([name, field]) => [name, given[name] ?? exampleOn(day, name, field)]);
  return Object.fromEntries(said) as Record<string, unknown>;
}

const TEN_O_CLOCK_MS = 10 * 3_600_000;

function morningOf(day: CivilDate, zone: string): string {
  return toInstant(startOfDay(day, zone) + TEN_O_CLOCK_MS);
}

/** The steps of one member of staff, agency, incident or portfolio; the stream's own ending comes last. */
function* tellOne(kind: HouseKind, ref: string, place: Place, aCase: string, today: CivilDate): Generator<DemoStep> {
  const { name: portfolio, zone } = place.portfolio;
  const deeds = HOUSE[kind].flatMap((register) =>
    Object.entries(register.deeds).map(([type, deed]) => ({ register, type, deed })),
  );
  const isEnd = ({ register, deed }: (typeof deeds)[number]): boolean => register.whole && deed.does === 'ends';
  const given = { portfolio: { idOf: `portfolio:${portfolio}` }, ref, case: { idOf: `case:${aCase}` } };
  const entries = new Map<string, IdOf>();
  let day = addDays(today, -BEGAN);
  let n = 0;
  for (const { register, type, deed } of [...deeds.filter((d) => !isEnd(d)), ...deeds.filter(isEnd)]) {
    const key = `house:${kind}/${ref}/${++n}`;
    const named = namesEntry(register, deed) ? { [register.entry]: entries.get(register.entry) } : {};
    if (!namesEntry(register, deed)) entries.set(register.entry, { idOf: key });
    const command = { type, ...named, ...bodyOn(day, deed, given), occurredAt: morningOf(day, zone) } as never;
    yield { key, house: { kind, portfolio, ref, command } };
    day = addDays(day, APART);
  }
}

/** All steps of the house of one portfolio. `aCase` is a case of it that an incident touches. */
export function* tellHouse(place: Place, aCase: string, today: CivilDate): Generator<DemoStep> {
  for (const [kind, refs] of Object.entries(refsOf(place)) as [HouseKind, readonly string[]][]) {
    for (const ref of refs) yield* tellOne(kind, ref, place, aCase, today);
  }
}
