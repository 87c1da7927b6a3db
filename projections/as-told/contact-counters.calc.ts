/** How often a case was contacted lately, and what came of the last time. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { ContactFact, Interaction } from '../../src/ledger/contact/index.js';
import { addDays, type CivilDate } from '../../src/ledger/dates.js';

/** Days that the longer counter looks back, the day itself included. */
export const COUNTED_DAYS = 7;

export interface Counter {
  readonly today: number;
  readonly sevenDays: number;
}

export interface ChannelCounter extends Counter {
  readonly channel: string;
  readonly direction: string;
}

export interface LastContact {
  readonly contact: string;
  readonly at: string;
  readonly channel: string;
  readonly direction: string;
  readonly staff: string | null;
  /** Null while nobody has told. */
  readonly connected: boolean | null;
  readonly outcome: string | null;
}

export interface ContactsLately {
  readonly byChannel: readonly ChannelCounter[];
  readonly conversations: Counter;
  readonly last: LastContact | null;
}

type Begin = Extract<ContactFact, { data: Interaction }>;

const BEGINS = new Set<CaseStreamFact['type']>([
  'ContactAttempted',
  'MessageSent',
  'MessageReceived',
  'NoticeIssued',
  'VisitConducted',
]);

function isBegin(fact: CaseStreamFact): fact is Begin {
  return BEGINS.has(fact.type);
}

function counterOf(days: readonly CivilDate[], asOf: CivilDate): Counter {
  const first = addDays(asOf, 1 - COUNTED_DAYS);
  const lately = days.filter((day) => day >= first && day <= asOf);
  return { today: lately.filter((day) => day === asOf).length, sevenDays: lately.length };
}

/** Contacts with some of the last seven days, by channel and direction. */
function byChannel(begins: readonly Begin[], asOf: CivilDate): ChannelCounter[] {
  const days = new Map<string, CivilDate[]>();
  for (const { data, eff } of begins) {
    const name = `${data.channel} ${data.direction}`;
    days.set(name, [...(days.get(name) ?? []), eff]);
  }
  return [...days]
    .map(([name, all]) => {
      const [channel = '', direction = ''] = name.split(' ');
      return { channel, direction, ...counterOf(all, asOf) };
    })
    .filter(({ sevenDays }) => sevenDays > 0);
}

function lastOf(begins: readonly Begin[], facts: readonly CaseStreamFact[]): LastContact | null {
  const last = begins.reduce<Begin | undefined>((best, fact) => (best && best.eff > fact.eff ? best : fact), undefined);
  if (!last) return null;
  const { contact, channel, direction, staff = null } = last.data;
  let connected: boolean | null = null;
  let outcome: string | null = null;
  for (const fact of facts) {
    if (!('contact' in fact.data) || fact.data.contact !== contact) continue;
    if (fact.type === 'ContactConnected' || fact.type === 'ConversationHeld') connected = true;
    if (fact.type === 'DialNotConnected') connected = false;
    if (fact.type === 'ContactOutcomeRecorded') outcome = fact.data.code;
  }
  return { contact, at: last.at, channel, direction, staff, connected, outcome };
}

/** @param facts of one case, cut at (V, K). */
export function contactsLately(facts: readonly CaseStreamFact[], asOf: CivilDate): ContactsLately {
  const begins = facts.filter(isBegin);
  const talks = facts.filter(({ type }) => type === 'ConversationHeld').map(({ eff }) => eff);
  return { byChannel: byChannel(begins, asOf), conversations: counterOf(talks, asOf), last: lastOf(begins, facts) };
}
