/** Messages and notices: sent, received, delivered, bounced, returned. Their words are sealed. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { RecordContact } from './contact.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100 }, occurredAt: '2026-03-01' };
const call: RecordContact = { type: 'RecordContact', channel: 'phone', occurredAt: '2026-03-10T10:00:00Z' };
const letter: CaseCommand = { type: 'IssueNotice', notice: 'reminder', template: 'R1@3', occurredAt: '2026-03-11' };
const sms: CaseCommand = { type: 'RecordMessage', channel: 'sms', text: 'Please call us.', occurredAt: '2026-03-12' };
const visit: CaseCommand = { type: 'RecordVisit', occurredAt: '2026-03-13' };

describe('a message', () => {
  it('is sent, its words sealed', () => {
    aCase()
      .when({ ...sms, template: 'T7' })
      .then({
        type: 'MessageSent',
        data: { contact: 'contact-1', channel: 'sms', direction: 'OUTBOUND', template: 'T7' },
        personal: { subject: 'case-1', fields: { text: 'Please call us.' } },
      });
  });

  it('is received, its words sealed', () => {
    aCase()
      .when({ ...sms, direction: 'INBOUND', party: 'party-1' })
      .then({
        type: 'MessageReceived',
        data: { direction: 'INBOUND' },
        personal: { subject: 'party-1', fields: { text: 'Please call us.' } },
      });
  });

  it('is delivered or bounces', () => {
    const delivered = aCase(sms)
      .when({ type: 'RecordDelivery', contact: 'contact-1', delivered: true })
      .then({ type: 'MessageDelivered', data: { contact: 'contact-1' } });
    expect(delivered.state.contacts.get('contact-1')?.delivery).toBe('DELIVERED');
    const bounced = aCase(sms)
      .when({ type: 'RecordDelivery', delivered: false, cause: 'MAILBOX_FULL' })
      .then({ type: 'MessageBounced', data: { contact: 'contact-1', cause: 'MAILBOX_FULL' } });
    expect(bounced.state.contacts.get('contact-1')?.delivery).toBe('BOUNCED');
  });
});

describe('a notice', () => {
  it('is a letter', () => {
    aCase(debt)
      .when({ ...letter, debts: ['debt-1'] })
      .then({
        type: 'NoticeIssued',
        data: { contact: 'contact-1', channel: 'letter', notice: 'reminder', template: 'R1@3', debts: ['debt-1'] },
      });
  });

  it('is delivered, also when the case is closed by then, which is flagged', () => {
    const { state } = aCase(letter)
      .when({ type: 'RecordDelivery', delivered: true, method: 'registered post' })
      .then({ type: 'NoticeDelivered', data: { contact: 'contact-1', method: 'registered post' } });
    expect(state.contacts.get('contact-1')?.delivery).toBe('DELIVERED');
    aCase(letter, { type: 'CloseCase', reason: 'WITHDRAWN' })
      .when({ type: 'RecordDelivery', delivered: true })
      .then({ type: 'NoticeDelivered', data: { flags: ['case-closed'] } });
  });

  it('comes back', () => {
    const { state } = aCase(letter)
      .when({ type: 'RecordDelivery', delivered: false, cause: 'MOVED' })
      .then({ type: 'NoticeReturnedUndeliverable', data: { contact: 'contact-1', cause: 'MOVED' } });
    expect(state.contacts.get('contact-1')?.delivery).toBe('RETURNED');
  });

  it.each([
    ['unknown-debt', { ...letter, debts: ['debt-9'] }],
    ['unknown-debt', { ...sms, debts: ['debt-9'] }],
    ['unknown-debt', { ...visit, debts: ['debt-9'] }],
  ])('a visit or a message is refused as %s where it is about no debt of the case', (code, command) => {
    aCase(debt).when(command).thenRefused(code, 'debts');
  });
});

describe('a delivery that does not say of what', () => {
  it('is of the last message or notice sent, whatever call or visit came after it', () => {
    aCase(sms, letter, visit, call, { ...call, channel: 'email' }, { ...sms, direction: 'INBOUND' })
      .when({ type: 'RecordDelivery', delivered: true })
      .then({ type: 'NoticeDelivered', data: { contact: 'contact-2' } });
  });

  it('is refused where nothing was sent', () => {
    aCase(call, visit).when({ type: 'RecordDelivery', delivered: true }).thenRefused('unknown-contact', 'contact');
    aCase(letter)
      .when({ type: 'RecordDelivery', contact: 'contact-9', delivered: true })
      .thenRefused('unknown-contact', 'contact');
  });
});
