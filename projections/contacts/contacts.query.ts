/** Which interactions were there, on a case and across cases? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { ContactFact, Interaction } from '../../src/ledger/contact/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { correctionColumn, correctionsOf, type Correction } from '../read/corrections.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope, type ListSource } from '../read/list.js';
import type { ListMoment } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import { corrected, stepped } from '../read/steps.js';
import { dateValue } from '../tables/table.js';
import { CONTACTS, CONTACT_STEPS } from './contacts.tables.js';

export interface ContactView {
  readonly contact: string;
  readonly at: string;
  readonly channel: string;
  readonly direction: string;
  readonly party?: string;
  readonly role?: string;
  readonly staff?: string;
  readonly purpose?: string;
  /** Its source has since changed or withdrawn it. */
  readonly correction?: Correction;
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

/** The interactions of a case as of V; what corrects one of them holds for every V. @param facts cut at K. */
export function contactsAt(facts: readonly CaseStreamFact[], asOf: string): ContactView[] {
  const views = new Map<string, ContactView & { facts: ContactView['facts'][number][] }>();
  const corrections = correctionsOf(facts);
  for (const fact of facts) {
    if (!isContact(fact)) continue;
    if (fact.eff > asOf && !(fact.type === 'ContactRecordCorrected' && views.has(fact.data.contact))) continue;
    const { type, id, at, data } = fact;
    const known = views.get(data.contact);
    if (known) {
      known.facts.push({ type, id, at, data });
      continue;
    }
    // A fact that tells more may be effective before the interaction itself: then there is none yet.
    if (!('channel' in data)) continue;
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
      correction: corrections.get(id),
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
    return { case: caseId, ...head, contacts: contactsAt(facts, head.asOf) };
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
  /** 1 once its record was corrected. */
  readonly corrected: number;
  /** Its source has since changed or withdrawn it. */
  readonly correction: Correction | null;
}

@QueryHandler(ContactListQuery)
export class ContactListHandler implements IQueryHandler<ContactListQuery, ListPage<ContactListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  execute({ scope, filter }: ContactListQuery): Promise<ListPage<ContactListRow>> {
    const { read } = this;
    const { staff, channel, from, to } = filter;
    const steps = { table: CONTACT_STEPS, projection: 'contacts' };
    const said = (column: string, at: ListMoment): RawBuilder<unknown> => stepped(read, steps, column, at);
    const source: ListSource = {
      table: CONTACTS,
      projection: 'contacts',
      since: 'on_date',
      columns: (
        at,
      ) => sql`r.contact, r.kind, r.channel, r.direction, r.at, r.staff, ${said('connected', at)} AS connected,
        ${said('right_party', at)} AS right_party, ${said('delivery', at)} AS delivery, ${said('outcome', at)} AS outcome,
        COALESCE(${corrected(read, steps, 'corrected', at)}, 0) AS corrected, ${correctionColumn(read, at)} AS correction`,
      where: [
        ...(staff === undefined ? [] : [sql`r.staff = ${staff}`]),
        ...(channel === undefined ? [] : [sql`r.channel = ${channel}`]),
        ...(from === undefined ? [] : [sql`r.on_date >= ${dateValue(from)}`]),
        ...(to === undefined ? [] : [sql`r.on_date <= ${dateValue(to)}`]),
      ],
    };
    return listPage(read, source, scope);
  }
}
