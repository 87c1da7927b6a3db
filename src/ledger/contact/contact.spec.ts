/** Interactions with a debtor or another person. What happened is recorded, whatever it breaks; what was said is sealed. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { ContactCommand } from './contact.decide.js';
import type { RecordContact } from './contact.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100 }, occurredAt: '2026-03-01' };
const call: RecordContact = { type: 'RecordContact', channel: 'phone', occurredAt: '2026-03-10T10:00:00Z' };
const visit: CaseCommand = { type: 'RecordVisit', occurredAt: '2026-03-13' };

describe('a call', () => {
  it('is one append: attempted, connected, verified, talked, outcome, and the words sealed', () => {
    const { facts, state } = aCase(debt)
      .when({
        ...call,
        connected: true,
        purpose: 'COLLECT',
        party: 'party-1',
        role: 'DEBTOR',
        point: 'point-1',
        debts: ['debt-1'],
        staff: 'agent-7',
        rightParty: 'BIRTH_DATE',
        conversation: { startedAt: '2026-03-10T10:00:05Z', endedAt: '2026-03-10T10:04:00Z', effective: true },
        outcome: 'PTP',
        feedback: 'Will pay after the salary.',
      })
      .then(
        {
          type: 'ContactAttempted',
          data: {
            contact: 'contact-1',
            channel: 'phone',
            direction: 'OUTBOUND',
            purpose: 'COLLECT',
            party: 'party-1',
            role: 'DEBTOR',
            point: 'point-1',
            debts: ['debt-1'],
            staff: 'agent-7',
          },
        },
        { type: 'ContactConnected', cause: 'event-2', data: { contact: 'contact-1' } },
        { type: 'RightPartyVerified', cause: 'event-2', data: { contact: 'contact-1', method: 'BIRTH_DATE' } },
        { type: 'ConversationHeld', cause: 'event-2', data: { contact: 'contact-1', effective: true } },
        {
          type: 'ContactOutcomeRecorded',
          cause: 'event-2',
          data: { contact: 'contact-1', code: 'PTP' },
          personal: { subject: 'party-1', fields: { feedback: 'Will pay after the salary.' } },
        },
      );
    expect(JSON.stringify(facts)).not.toContain('salary');
    expect(state.contacts.get('contact-1')).toMatchObject({ channel: 'phone', connected: true });
  });

  it('that nobody answered', () => {
    const { state } = aCase()
      .when({ ...call, connected: false, cause: 'NO_ANSWER', voicemail: 'GENERIC' })
      .then(
        { type: 'ContactAttempted' },
        { type: 'DialNotConnected', cause: 'event-1', data: { contact: 'contact-1', cause: 'NO_ANSWER' } },
        { type: 'VoicemailLeft', cause: 'event-1', data: { contact: 'contact-1', class: 'GENERIC' } },
      );
    expect(state.contacts.get('contact-1')?.connected).toBe(false);
  });

  it('that did not connect for no known cause', () => {
    aCase()
      .when({ ...call, connected: false })
      .then({ type: 'ContactAttempted' }, { type: 'DialNotConnected', data: { cause: 'UNKNOWN' } });
  });

  it('of which only the attempt is known', () => {
    aCase().when(call).then({ type: 'ContactAttempted' });
  });

  it('from the debtor is inbound', () => {
    aCase()
      .when({ ...call, direction: 'INBOUND', conversation: {} })
      .then(
        { type: 'ContactAttempted', data: { direction: 'INBOUND' } },
        { type: 'ContactConnected' },
        { type: 'ConversationHeld' },
      );
  });

  it('with words but no outcome is noted', () => {
    aCase()
      .when({ ...call, feedback: 'Ring at noon.' })
      .then(
        { type: 'ContactAttempted' },
        {
          type: 'ContactOutcomeRecorded',
          data: { code: 'NOTED' },
          personal: { subject: 'case-1', fields: { feedback: 'Ring at noon.' } },
        },
      );
  });

  it.each([
    ['unknown-debt', 'debts', { debts: ['debt-9'] }],
    ['not-connected', 'conversation', { connected: false, conversation: {} }],
    [
      'ends-before-start',
      'conversation.endedAt',
      { conversation: { startedAt: '2026-03-10T10:00:01Z', endedAt: '2026-03-10T11:00:00+01:00' } },
    ],
    ['bad-moment', 'conversation.startedAt', { conversation: { startedAt: '2026-03-10' } }],
    ['bad-moment', 'conversation.endedAt', { conversation: { endedAt: '2026-02-30T10:00:00Z' } }],
    ['occurred-in-future', 'occurredAt', { occurredAt: '2026-03-31T12:06:00Z' }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt)
      .when({ ...call, ...change })
      .thenRefused(code, field);
  });
});

describe('a visit', () => {
  it('is recorded with who came and what they showed', () => {
    aCase()
      .when({
        ...visit,
        visitors: ['agent-7', 'agent-8'],
        idShown: true,
        entryConsent: false,
        outcome: 'NOT_HOME',
        feedback: 'Neighbour says she works nights.',
      })
      .then(
        {
          type: 'VisitConducted',
          data: { channel: 'visit', visitors: ['agent-7', 'agent-8'], idShown: true, entryConsent: false },
        },
        {
          type: 'ContactOutcomeRecorded',
          cause: 'event-1',
          data: { contact: 'contact-1', code: 'NOT_HOME' },
          personal: { subject: 'case-1', fields: { feedback: 'Neighbour says she works nights.' } },
        },
      );
  });

  it('without an outcome is one fact', () => {
    aCase().when(visit).then({ type: 'VisitConducted' });
  });
});

describe('what was not cleared', () => {
  const outbound: ContactCommand[] = [
    { type: 'RecordContact', channel: 'phone' },
    { type: 'RecordMessage', channel: 'sms' },
    { type: 'IssueNotice', notice: 'reminder' },
    { type: 'RecordVisit' },
  ];
  const flagsOf = (command: ContactCommand): unknown =>
    (aCase(command).facts[1]?.data as { readonly flags?: unknown }).flags;

  it.each(outbound)('is recorded and flagged where we began it: $type', (command) => {
    expect(flagsOf(command)).toEqual(['uncleared']);
    expect(flagsOf({ ...command, direction: 'OUTBOUND' } as ContactCommand)).toEqual(['uncleared']);
  });

  it.each(outbound)('is not flagged where it names its permit, or the person began it: $type', (command) => {
    expect(flagsOf({ ...command, clearance: 'permit-1' } as ContactCommand)).toBeUndefined();
    expect(flagsOf({ ...command, direction: 'INBOUND' } as ContactCommand)).toBeUndefined();
  });
});

describe('what rules ask of a contact', () => {
  it('is kept: permit, agency, why a third person is asked again, and how the call was made', () => {
    const said = { clearance: 'permit-1', agency: 'agency-07', reason: 'EARLIER_ERRONEOUS', mode: 'AI' } as const;
    aCase()
      .when({ type: 'RecordContact', channel: 'phone', purpose: 'LOCATE', ...said })
      .then({ type: 'ContactAttempted', data: { purpose: 'LOCATE', ...said } });
  });

  it('is kept: whether a message says how to opt out, and whether it is a reply', () => {
    aCase()
      .when({ type: 'RecordMessage', channel: 'email', optOut: false, reply: true })
      .then({ type: 'MessageSent', data: { optOut: false, reply: true } });
  });

  it('is kept: what a letter tells, and as of which day it itemises the debt', () => {
    const said = { itemizationDate: '2026-02-28', discloses: ['ITEMIZATION', 'DISPUTE_RIGHT'] };
    aCase()
      .when({ type: 'IssueNotice', notice: 'validation', ...said })
      .then({ type: 'NoticeIssued', data: said })
      .when({ type: 'IssueNotice', notice: 'validation', itemizationDate: '2026-02-30' })
      .thenRefused('bad-date', 'itemizationDate');
  });
});

describe('later facts about a contact', () => {
  it('its outcome', () => {
    aCase(call)
      .when({ type: 'RecordContactOutcome', contact: 'contact-1', outcome: 'CALL_BACK', feedback: 'At six.' })
      .then({
        type: 'ContactOutcomeRecorded',
        data: { contact: 'contact-1', code: 'CALL_BACK' },
        personal: { subject: 'case-1', fields: { feedback: 'At six.' } },
      });
  });

  it('a correction of its record names the fact that it corrects, and that one stays', () => {
    const { facts } = aCase(call)
      .when({
        type: 'CorrectContact',
        contact: 'contact-1',
        reason: 'wrong number dialled',
        changes: { point: 'point-2' },
        text: 'The neighbour answered.',
      })
      .then({
        type: 'ContactRecordCorrected',
        ref: 'event-1',
        data: { contact: 'contact-1', reason: 'wrong number dialled', changes: { point: 'point-2' } },
        personal: { subject: 'case-1', fields: { text: 'The neighbour answered.' } },
      });
    expect(facts.map((fact) => fact.type)).toEqual(['CaseOpened', 'ContactAttempted', 'ContactRecordCorrected']);
  });

  it('a correction may be in words only, but must say something', () => {
    const correct: CaseCommand = { type: 'CorrectContact', contact: 'contact-1', reason: 'typing error', changes: {} };
    aCase(call).when(correct).thenRefused('nothing-corrected', 'changes');
    aCase(call)
      .when({ ...correct, text: 'He said Tuesday.' })
      .then({ type: 'ContactRecordCorrected', data: { changes: {} } });
  });

  it('are refused where the case has no such contact', () => {
    aCase(call)
      .when({ type: 'RecordContactOutcome', contact: 'contact-9', outcome: 'PTP' })
      .thenRefused('unknown-contact', 'contact')
      .when({ type: 'CorrectContact', contact: 'contact-9', reason: 'x', changes: { a: 'b' } })
      .thenRefused('unknown-contact', 'contact');
  });
});
