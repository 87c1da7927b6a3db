/** Third persons: stories that are longer than the vectors of the packs. */
import type { VectorFact } from '../pack.js';
import {
  ruleOf,
  shipped,
  storyInChina,
  verdictsIn,
  verdictsOn,
  withdrawing,
  type Asking,
} from '../vectors/shipped.fixture.js';

const cba4 = ruleOf(shipped('cn-cba'), 'CN-CBA-4');
const asks: Asking = { at: '2026-03-10T15:00:00+08:00', party: 'party-2', role: 'CONTACT_PERSON', purpose: 'LOCATE' };

function failed(at: string, more: Partial<VectorFact> = {}): VectorFact[] {
  const contact = `call-${at}`;
  return [
    { fact: 'ContactAttempted', at, ...more, data: { contact, ...more.data } },
    { fact: 'DialNotConnected', at, ...more, data: { contact, cause: 'NO_ANSWER' } },
  ];
}

const three = [
  ...failed('2026-03-08T10:00:00+08:00'),
  ...failed('2026-03-09T10:00:00+08:00'),
  ...failed('2026-03-10T10:00:00+08:00'),
];

function answer(given: readonly VectorFact[], asking: Asking = asks) {
  return verdictsIn(storyInChina(given), asking, [cba4])[0];
}

describe('a third person', () => {
  it('is allowed by the three latest failures, which are named', () => {
    const facts = storyInChina(three);
    const calls = facts.filter(({ type }) => type === 'ContactAttempted').map(({ id }) => id);
    expect(verdictsIn(facts, asks, [cba4])[0]).toMatchObject({ outcome: 'ALLOWED', inputs: calls });
  });

  it('whose role nobody knows is not judged', () => {
    expect(answer(three, { ...asks, party: 'party-9', role: undefined })).toMatchObject({
      outcome: 'NOT_EVALUATED',
      reason: 'role-not-known',
    });
  });

  it('is not shown by a failure that was withdrawn as recorded by mistake', () => {
    const facts = withdrawing(storyInChina(three), 'ContactAttempted');
    expect(verdictsIn(facts, asks, [cba4])[0]).toMatchObject({
      outcome: 'PROHIBITED',
      counters: { failures_in_a_row: 2 },
    });
  });

  it('is left alone by the contact point that was refused, whoever answers there', () => {
    const refusal = { fact: 'ThirdPersonRefusedContact', at: '2026-03-01', data: { prohibition: 'x1', point: 'p9' } };
    expect(answer([...three, refusal], { ...asks, point: 'p9' })?.reason).toBe('refused-contact');
    expect(answer([...three, refusal], { ...asks, point: 'p8' })?.outcome).toBe('ALLOWED');
  });

  it('may be asked again after a refusal that was recorded of the wrong person', () => {
    const refusal = {
      fact: 'ThirdPersonRefusedContact',
      at: '2026-03-01',
      data: { prohibition: 'x1', person: 'party-2' },
    };
    const facts = withdrawing(storyInChina([refusal, ...three]), 'ThirdPersonRefusedContact');
    expect(verdictsIn(facts, asks, [cba4])[0]?.outcome).toBe('ALLOWED');
  });

  it('is judged without its own contact: what happened is not its own reason', () => {
    const own: VectorFact[] = [
      {
        fact: 'ContactAttempted',
        at: asks.at,
        data: { contact: 'own', party: 'party-2', role: 'CONTACT_PERSON', purpose: 'LOCATE' },
      },
      { fact: 'DialNotConnected', at: asks.at, data: { contact: 'own', cause: 'NO_ANSWER' } },
    ];
    const two = three.slice(0, 4);
    expect(verdictsOn(storyInChina([...two, ...own]), 'own', [cba4])[0]?.reason).toBe('contact-not-lost');
    expect(verdictsOn(storyInChina([...three, ...own]), 'own', [cba4])[0]?.outcome).toBe('ALLOWED');
  });

  it('failures to reach the third person are none to reach the debtor', () => {
    const other = { data: { party: 'party-2', role: 'CONTACT_PERSON' } };
    const given = [...three.slice(0, 4), ...failed('2026-03-10T10:00:00+08:00', other)];
    expect(answer(given)).toMatchObject({ outcome: 'PROHIBITED', counters: { failures_in_a_row: 2 } });
  });

  it('the debtor was reached about another debt: contact is not lost', () => {
    const talked: VectorFact[] = [
      { fact: 'ContactAttempted', stream: 'case2', at: '2026-03-10T12:00:00+08:00', data: { contact: 'c9' } },
      { fact: 'ConversationHeld', stream: 'case2', at: '2026-03-10T12:00:09+08:00', data: { contact: 'c9' } },
    ];
    expect(answer([...three, ...talked])).toMatchObject({ outcome: 'PROHIBITED', counters: { failures_in_a_row: 0 } });
  });

  it('one of two debtors can still be reached', () => {
    const second: VectorFact[] = [
      { fact: 'PartyLinked', at: '2026-01-05', data: { party: 'party-5', role: 'DEBTOR' } },
    ];
    expect(answer([...second, ...three])).toMatchObject({ outcome: 'PROHIBITED', counters: { failures_in_a_row: 0 } });
  });

  it('an answering machine, a failed visit and a returned letter are failures', () => {
    const given: VectorFact[] = [
      { fact: 'ContactAttempted', at: '2026-03-08T10:00:00+08:00', data: { contact: 'a' } },
      { fact: 'ContactConnected', at: '2026-03-08T10:00:05+08:00' },
      { fact: 'VoicemailLeft', at: '2026-03-08T10:00:20+08:00', data: { class: 'LIMITED_CONTENT' } },
      { fact: 'VisitConducted', at: '2026-03-09T10:00:00+08:00', data: { contact: 'b' } },
      { fact: 'ContactOutcomeRecorded', at: '2026-03-09T10:00:00+08:00', data: { code: 'NOT_HOME' } },
      { fact: 'NoticeIssued', at: '2026-03-09T11:00:00+08:00', data: { contact: 'c', notice: 'DEMAND' } },
      { fact: 'NoticeReturnedUndeliverable', at: '2026-03-10T11:00:00+08:00' },
    ];
    expect(answer(given)).toMatchObject({ outcome: 'ALLOWED', counters: { failures_in_a_row: 3 } });
  });

  it('a correction that came later does not change what had been recorded then', () => {
    const later = { at: '2026-03-11T09:00:00+08:00', rec: '2026-03-11T09:00:00+08:00' };
    const changes = { contact: 'call-2026-03-10T10:00:00+08:00', reason: 'x', changes: { connected: 'true' } };
    const corrected: VectorFact = { fact: 'ContactRecordCorrected', ...later, data: changes };
    expect(answer([...three, corrected], { ...asks, asked: false })?.outcome).toBe('ALLOWED');
  });
});
