/** Moments that a register holds: each deed with the examples of its fields, moved to the day of the story. */
import { addDays, type CivilDate } from '../../../../ledger/dates.js';
import { namesEntry, type Deed, type Field, type Register } from '../../../../ledger/register/index.js';
import { CASE_REGISTERS, PARTY_REGISTERS } from '../../../../ledger/registers.js';
import type { Diary } from '../diary.js';
import type { IdOf } from '../step.js';
import type { Beat } from '../story.js';

/** Days from the day on which it is said to a date that is named in it. */
const AHEAD: Readonly<Record<string, number>> = {
  due: 21,
  until: 60,
  expires: 60,
  review: 90,
  reviewOn: 90,
  countsFrom: 30,
  to: 30,
};
/** What somebody asks for, another approves. */
const BY_ANOTHER = [
  ...['ReviewEscalation', 'ApproveWaiver', 'ApproveChargeOff', 'ApproveRefund', 'ApproveEarlyHoldRelease'],
  ...['ApproveErasure', 'ApproveHoldRelease', 'ApproveCaseHoldRelease'],
];
export const SUPERVISOR = 'system:demo-supervisor';

/** The value of a field on a day; undefined where the story has nothing to say. */
export function exampleOn(day: CivilDate, name: string, { kind, example }: Field): unknown {
  if (kind === 'date') return addDays(day, AHEAD[name] ?? 0);
  return kind === 'instant' ? `${day}T09:30:00Z` : example;
}

function partIn(diary: Diary, part: string): IdOf | undefined {
  if (part === 'debt') return diary.debts[0];
  return part === 'point' ? diary.cast[0]?.points.phone : diary.made(part);
}

function valueIn(diary: Diary, name: string, field: Field): unknown {
  const { kind, part = '' } = field;
  if (kind === 'part') return partIn(diary, part);
  // Nobody represents himself: somebody else who takes part, where there is one.
  if (field.other) return diary.cast[1]?.party;
  if (kind === 'party') return diary.cast[0]?.party;
  if (name === 'debts') return diary.debts;
  if (name === 'qualifyingPayments') return [diary.last('payment')];
  const { zone, jurisdictions } = diary.setting.place.portfolio;
  if (name === 'zone') return zone;
  if (name === 'jurisdiction') return jurisdictions?.at(-1);
  // Words that may be left out are said where the book speaks English.
  if (kind === 'words' && field.optional && !diary.setting.place.language.startsWith('en')) return undefined;
  return exampleOn(diary.day, name, field);
}

function bodyIn(diary: Diary, { fields }: Deed): Record<string, unknown> {
  const said = Object.entries(fields).map(([name, field]) => [name, valueIn(diary, name, field)] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

function tellAll(diary: Diary, register: Register): void {
  let entry: IdOf | undefined;
  for (const [type, deed] of Object.entries(register.deeds)) {
    const named = namesEntry(register, deed) ? { [register.entry]: entry } : {};
    const command = { type, ...named, ...bodyIn(diary, deed) } as never;
    const by = BY_ANOTHER.includes(type) ? SUPERVISOR : undefined;
    const key =
      register.stream === 'party' ? diary.tellOf(diary.cast[0]?.ref ?? '', command, by) : diary.tell(command, by);
    if (!namesEntry(register, deed)) entry = key;
    diary.wait(1, 2);
  }
}

function named(registers: readonly Register[], entry: string): Register {
  const found = registers.find((register) => register.entry === entry);
  if (!found) throw new Error(`there is no register of ${entry}`);
  return found;
}

/** All deeds of these registers of the case, one after the other. */
export const followUp = (...entries: readonly string[]): readonly Beat[] =>
  entries.map((entry) => (diary: Diary) => tellAll(diary, named(CASE_REGISTERS, entry)));

/** All deeds of these registers of the debtor. */
export const ofDebtor = (...entries: readonly string[]): readonly Beat[] =>
  entries.map((entry) => (diary: Diary) => tellAll(diary, named(PARTY_REGISTERS, entry)));
