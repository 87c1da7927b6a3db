/** A person or organisation: registered, reachable at contact points, linked to cases. Every personal value is sealed. */
import { aParty, noParty, registerParty } from '../../../test/support/other-scenarios.js';
import type { PartyCommand } from './party.decide.js';

const addPhone: PartyCommand = { type: 'AddContactPoint', medium: 'phone', value: '+39 080 5550123', label: 'mobile' };
const linkCase: PartyCommand = { type: 'LinkCase', case: 'case-1', role: 'DEBTOR' };

describe('a party', () => {
  it('is registered: what is personal is sealed under its own key, the rest is in the open', () => {
    const { facts } = noParty()
      .when({
        type: 'RegisterParty',
        portfolio: 'portfolio-1',
        kind: 'PERSON',
        ref: 'D-17',
        language: 'it',
        name: 'Rosa Bianchi',
        birthDate: '1980-02-29',
        idNumber: 'BNCRSO80B69A662X',
        address: 'Via Roma 1, Bari',
      })
      .then({
        type: 'PartyRegistered',
        data: { portfolio: 'portfolio-1', kind: 'PERSON', ref: 'D-17', language: 'it' },
        personal: {
          subject: 'party-1',
          fields: {
            name: 'Rosa Bianchi',
            birthDate: '1980-02-29',
            idNumber: 'BNCRSO80B69A662X',
            address: 'Via Roma 1, Bari',
          },
        },
      });
    expect(JSON.stringify(facts)).not.toMatch(/Rosa|1980|BNCRSO|Bari/);
  });

  it('is registered once: the second registration is told the id of the first', () => {
    const { result } = aParty().when(registerParty);
    expect(result).toMatchObject({ why: 'exists', code: 'party-exists', id: 'party-1' });
  });

  it('has a birth date that exists, and the refusal does not repeat it', () => {
    const { result } = noParty().when({ ...registerParty, birthDate: '1980-02-30' } as PartyCommand);
    expect(result).toMatchObject({ code: 'bad-date', field: 'birthDate' });
    expect(JSON.stringify(result)).not.toContain('1980');
  });

  it('gets a contact point, whose value is sealed', () => {
    const { state } = aParty()
      .when(addPhone)
      .then({
        type: 'ContactPointAdded',
        data: { point: 'point-1', medium: 'phone', label: 'mobile' },
        personal: { subject: 'party-1', fields: { value: '+39 080 5550123' } },
      });
    expect(state.points.get('point-1')).toEqual({ id: 'point-1', medium: 'phone', valid: true });
  });

  it('gets a contact point that says where it reaches the person, and that it is the agreed address for notices', () => {
    aParty()
      .when({ ...addPhone, place: 'HOME', reserved: true })
      .then({ type: 'ContactPointAdded', data: { point: 'point-1', place: 'HOME', reserved: true } });
  });

  it('loses a contact point that turned out to be wrong', () => {
    const { state } = aParty(addPhone)
      .when({ type: 'InvalidateContactPoint', point: 'point-1', reason: 'WRONG_NUMBER' })
      .then({ type: 'ContactPointInvalidated', data: { point: 'point-1', reason: 'WRONG_NUMBER' } });
    expect(state.points.get('point-1')?.valid).toBe(false);
  });

  it('loses no contact point that it never had', () => {
    aParty()
      .when({ type: 'InvalidateContactPoint', point: 'point-1', reason: 'WRONG_NUMBER' })
      .thenRefused('unknown-point', 'point');
  });

  it('is linked to the cases it takes part in, once in each role', () => {
    const { state } = aParty()
      .when(linkCase)
      .then({ type: 'CaseLinked', data: { case: 'case-1', role: 'DEBTOR' } })
      .given({ ...linkCase, role: 'EMPLOYER' });
    expect(state.cases.get('case-1')).toEqual(['DEBTOR', 'EMPLOYER']);

    const { result } = aParty(linkCase).when(linkCase);
    expect(result).toMatchObject({ why: 'exists', code: 'case-linked', id: 'case-1' });
  });

  it.each([
    addPhone,
    linkCase,
    { type: 'InvalidateContactPoint', point: 'point-1', reason: 'WRONG_NUMBER' } satisfies PartyCommand,
  ])('that was never registered is unknown: $type', (command) => {
    const { result } = noParty().when(command);
    expect(result).toMatchObject({ why: 'unknown', code: 'unknown-party', field: 'party' });
  });
});
