/** What befalls who owes holds the case, on days of its own; what stops contact alone excludes no promise. */
import { aCase, type CaseScenario } from '../../../test/support/case-scenario.js';
import { aParty, type PartyScenario } from '../../../test/support/other-scenarios.js';
import { largeDebt, promise } from '../../../test/support/promise-outcomes.js';
import { Scenario } from '../../../test/support/scenario.js';
import type { AnyFact } from '../fact.js';
import { INCIDENT, type PartyStreamCommand } from '../ledger.js';
import { PromiseBook } from '../promise/promises-at.calc.js';
import { HoldBook } from './holds-at.calc.js';

type Role = 'DEBTOR' | 'GUARANTOR' | 'CONTACT_PERSON';

function linked(...roles: Role[]): CaseScenario {
  const links = roles.map((role) => ({ type: 'LinkParty', party: 'party-1', role, occurredAt: '2026-03-01' }) as const);
  return aCase(largeDebt, ...links, promise);
}

function told(...commands: PartyStreamCommand[]): PartyScenario {
  return aParty(...commands);
}

function held(scenario: CaseScenario, others: readonly AnyFact[], days: readonly string[]): string[][] {
  const book = new HoldBook(scenario.facts, others);
  return days.map((day) => book.on(day).map(({ source }) => source));
}

const moratorium: PartyStreamCommand = {
  type: 'NotifyMoratorium',
  kind: 'BREATHING_SPACE',
  from: '2026-03-05',
  until: '2026-03-20',
  occurredAt: '2026-03-09',
};
const death: PartyStreamCommand = {
  type: 'NotifyDeath',
  diedOn: '2026-03-08',
  source: 'family',
  occurredAt: '2026-03-25',
};

describe('an attorney', () => {
  const days = ['2026-03-05', '2026-03-12', '2026-03-31', '2026-04-01'];
  const appointed: PartyStreamCommand = {
    type: 'AppointRepresentative',
    kind: 'ATTORNEY',
    until: '2026-04-01',
    occurredAt: '2026-03-05',
  };

  it('holds until the mandate ends; a consent to direct contact, or silence, changes nothing of that', () => {
    const holding = [['representation'], ['representation'], ['representation'], []];
    expect(held(linked('DEBTOR'), told(appointed).facts, days)).toEqual(holding);
    const later = told(
      appointed,
      {
        type: 'RecordRepresentativeConsent',
        representation: 'representation-1',
        allowedUntil: '2026-03-11',
        occurredAt: '2026-03-06',
      },
      {
        type: 'RecordRepresentativeUnresponsive',
        representation: 'representation-1',
        since: '2026-03-08',
        occurredAt: '2026-03-09',
      },
    );
    expect(held(linked('DEBTOR'), later.facts, days)).toEqual(holding);
  });
});

describe('a moratorium', () => {
  const days = ['2026-03-04', '2026-03-05', '2026-03-11', '2026-03-12', '2026-03-19', '2026-03-20'];

  it('holds on the days of its own, the last one left out, whenever it was notified', () => {
    const [none, yes]: [string[], string[]] = [[], ['moratorium']];
    expect(held(linked('DEBTOR'), told(moratorium).facts, days)).toEqual([none, yes, yes, yes, yes, none]);
  });

  it('that ended holds until the day on which it did', () => {
    const ended: PartyStreamCommand = {
      type: 'EndMoratorium',
      moratorium: 'moratorium-1',
      reason: 'LEFT',
      endedOn: '2026-03-12',
      occurredAt: '2026-03-15',
    };
    const party = told(moratorium, ended);
    expect(held(linked('DEBTOR'), party.facts, days).map((sources) => sources.length)).toEqual([0, 1, 1, 0, 0, 0]);
    const [hold] = new HoldBook(linked('DEBTOR').facts, party.facts).on('2026-03-05');
    expect(hold).toEqual({
      source: 'moratorium',
      id: 'moratorium-1',
      stops: ['COLLECTION', 'CONTACT'],
      from: '2026-03-05',
      to: '2026-03-12',
      party: 'party-1',
      role: 'DEBTOR',
      why: 'BREATHING_SPACE',
      event: 'event-1',
    });
    // Before its end was known it was to last until its own.
    expect(held(linked('DEBTOR'), party.facts.slice(0, 2), ['2026-03-19'])).toEqual([['moratorium']]);
  });
});

describe('other holds of a party', () => {
  it.each([
    [{ type: 'NotifyIncapacity', source: 'guardian', until: '2026-03-20' }, ['CONTACT'], '2026-03-20'],
    [{ type: 'NotifyBankruptcy', kind: 'PERSONAL', filedOn: '2026-03-02' }, ['COLLECTION', 'CONTACT'], undefined],
    [{ type: 'ReceiveCeaseRequest', inWriting: true }, ['CONTACT'], undefined],
    [{ type: 'AppointRepresentative', kind: 'ATTORNEY' }, ['DIRECT_CONTACT'], undefined],
  ] as [PartyStreamCommand, string[], string | undefined][])('stop what they stop: %j', (command, stops, to) => {
    const { facts } = told({ ...command, occurredAt: '2026-03-06' });
    const holds = new HoldBook(linked('DEBTOR').facts, facts).on('2026-03-10');
    expect(holds).toMatchObject([{ stops, event: 'event-1', party: 'party-1' }]);
    expect(holds[0]?.to).toBe(to);
  });

  it('end with their entries', () => {
    const cease: PartyStreamCommand = { type: 'ReceiveCeaseRequest', inWriting: true, occurredAt: '2026-03-06' };
    const back: PartyStreamCommand = {
      type: 'WithdrawCeaseRequest',
      ceaseRequest: 'ceaseRequest-1',
      reason: 'called us',
      occurredAt: '2026-03-09',
    };
    const days = ['2026-03-05', '2026-03-06', '2026-03-08', '2026-03-09'];
    expect(held(linked('DEBTOR'), told(cease, back).facts, days).map((found) => found.length)).toEqual([0, 1, 1, 0]);
  });

  it('are none of a debt adviser, of a contact person, or of a party that is not linked yet', () => {
    const adviser = told({ type: 'AppointRepresentative', kind: 'DEBT_ADVISER', occurredAt: '2026-03-06' });
    expect(held(linked('DEBTOR'), adviser.facts, ['2026-03-10'])).toEqual([[]]);
    expect(held(linked('CONTACT_PERSON'), told(death).facts, ['2026-03-26'])).toEqual([[]]);
    const early = told({ ...death, diedOn: '2026-02-01' });
    expect(held(linked('DEBTOR'), early.facts, ['2026-02-28', '2026-03-01'])).toEqual([[], ['death']]);
  });

  it('name the role by which the party owes most', () => {
    const holds = new HoldBook(linked('GUARANTOR', 'DEBTOR').facts, told(death).facts).on('2026-03-10');
    expect(holds).toMatchObject([{ source: 'death', role: 'DEBTOR' }]);
  });
});

describe('a promise', () => {
  const counts = (scenario: CaseScenario, others: readonly AnyFact[]): unknown =>
    new PromiseBook(scenario.facts, others).at('2026-03-31').map(({ outcome, countsAs }) => [outcome, countsAs]);

  it('whose debtor died or was under a moratorium in its window is left out of the kept rate', () => {
    expect(counts(linked('DEBTOR'), told(death).facts)).toEqual([['BROKEN', 'EXCLUDED']]);
    expect(counts(linked('DEBTOR'), told(moratorium).facts)).toEqual([['BROKEN', 'EXCLUDED']]);
    expect(counts(linked('DEBTOR'), [])).toEqual([['BROKEN', 'BROKEN']]);
  });

  it('counts where the notice was wrong, the guarantor died, or it was after the window', () => {
    const refuted: PartyStreamCommand = { type: 'RefuteDeath', death: 'death-1', reason: 'another of that name' };
    expect(counts(linked('DEBTOR'), told(death, refuted).facts)).toEqual([['BROKEN', 'BROKEN']]);
    expect(counts(linked('GUARANTOR'), told(death).facts)).toEqual([['BROKEN', 'BROKEN']]);
    const later = told({ ...death, diedOn: '2026-03-14' });
    expect(counts(linked('DEBTOR'), later.facts)).toEqual([['BROKEN', 'BROKEN']]);
  });

  it('counts where contact alone was stopped', () => {
    const cease = told({ type: 'ReceiveCeaseRequest', inWriting: true, occurredAt: '2026-03-03' });
    expect(counts(linked('DEBTOR'), cease.facts)).toEqual([['BROKEN', 'BROKEN']]);
  });
});

describe('an incident', () => {
  it('stops contact on the case that it freezes, until it releases it', () => {
    const incident = new Scenario(INCIDENT).given(
      { type: 'OpenIncident', portfolio: 'portfolio-1', kind: 'MEDIA', occurredAt: '2026-03-02' },
      { type: 'FreezeContact', case: 'case-1', reason: 'press enquiry', occurredAt: '2026-03-04' },
      { type: 'FreezeContact', case: 'case-2', reason: 'press enquiry', occurredAt: '2026-03-04' },
      { type: 'ReleaseFreeze', freeze: 'freeze-1', reason: 'over', occurredAt: '2026-03-09' },
    );
    const days = ['2026-03-03', '2026-03-04', '2026-03-08', '2026-03-09'];
    const yes = ['incident'];
    expect(held(linked('DEBTOR'), incident.facts, days)).toEqual([[], yes, yes, []]);
    expect(new HoldBook(linked().facts, incident.facts).on('2026-03-08')).toMatchObject([
      { id: 'freeze-1', stops: ['CONTACT'], to: '2026-03-09', event: 'event-1' },
    ]);
  });
});
