/** Which interactions were there, on a case and across cases? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { ContactFact, Interaction } from '../../src/ledger/contact/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateValue } from '../tables/table.js';
import { CONTACTS } from './contacts.tables.js';

export interface ContactView {
  readonly contact: string;
  readonly at: string;
  readonly channel: string;
  readonly direction: string;
  readonly party?: string;
  readonly role?: string;
  readonly staff?: string;
  readonly purpose?: string;
  /** Everything known of it, in order: types of facts with their event ids. */
  readonly facts: readonly { readonly type: string; readonly id: string; readonly at: string; readonly data: object }[];
}

export class CaseContactsQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseContacts extends AnswerHead {
  readonly case: string;
  readonly contacts: readonly ContactView[];
}

function isContact(fact: CaseStreamFact): fact is ContactFact {
  return 'contact' in fact.data && !fact.type.startsWith('Promise');
}

function contactsOf(facts: readonly CaseStreamFact[], asOf: string): ContactView[] {
  const views = new Map<string, ContactView & { facts: ContactView['facts'][number][] }>();
  for (const fact of facts) {
    if (!isContact(fact) || fact.eff > asOf) continue;
    const { type, id, at, data } = fact;
    const known = views.get(data.contact);
    if (known) {
      known.facts.push({ type, id, at, data });
      continue;
    }
    const { contact, channel, direction, party, role, staff, purpose } = data as Interaction;
    views.set(contact, {
      contact,
      at,
      channel,
      direction,
      party,
      role,
      staff,
      purpose,
      facts: [{ type, id, at, data }],
    });
  }
  return [...views.values()];
}

@QueryHandler(CaseContactsQuery)
export class CaseContactsHandler implements IQueryHandler<CaseContactsQuery, CaseContacts> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseContactsQuery): Promise<CaseContacts> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, contacts: contactsOf(facts, head.asOf) };
  }
}

export interface ContactFilter {
  readonly staff?: string;
  readonly channel?: string;
  readonly from?: string;
  readonly to?: string;
}

export class ContactListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: ContactFilter,
  ) {}
}

export interface ContactListRow extends CaseOfRow {
  readonly contact: string;
  readonly kind: string;
  readonly channel: string;
  readonly direction: string;
  readonly at: string;
  readonly staff: string | null;
  readonly connected: number | null;
  readonly right_party: string | null;
  readonly delivery: string | null;
  readonly outcome: string | null;
  readonly corrected: number;
}

@QueryHandler(ContactListQuery)
export class ContactListHandler implements IQueryHandler<ContactListQuery, ListPage<ContactListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  execute({ scope, filter }: ContactListQuery): Promise<ListPage<ContactListRow>> {
    const { staff, channel, from, to } = filter;
    const columns = sql`r.contact, r.kind, r.channel, r.direction, r.at, r.staff, r.connected, r.right_party,
      r.delivery, r.outcome, r.corrected`;
    const where = [
      ...(staff === undefined ? [] : [sql`r.staff = ${staff}`]),
      ...(channel === undefined ? [] : [sql`r.channel = ${channel}`]),
      ...(from === undefined ? [] : [sql`r.on_date >= ${dateValue(from)}`]),
      ...(to === undefined ? [] : [sql`r.on_date <= ${dateValue(to)}`]),
    ];
    return listPage(this.read, { table: CONTACTS, projection: 'contacts', columns, where }, scope);
  }
}
