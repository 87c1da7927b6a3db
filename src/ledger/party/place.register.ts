/** Where a party is: its time zones, the jurisdictions of its address, and whose its numbers are (domain/rules.md 3.1). */
import { jurisdictionRefusal } from '../command-checks.js';
import { isZone } from '../dates.js';
import { impossible, type Refusal } from '../refusal.js';
import { about, choice, code, line, part, opt } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

/** Refuses what no pack could ever name. */
export function placeRefusal({ jurisdiction }: { readonly jurisdiction: string }): Refusal | undefined {
  return jurisdictionRefusal(jurisdiction);
}

/** Which law may apply, and how we know. */
export const JURISDICTION_FIELDS = {
  jurisdiction: about(code('US-MA'), 'A country or a part of one: CN, UK, US-MA.'),
  source: choice('ADDRESS', 'STATED', 'COURT', 'OTHER'),
};

export const partyZones = register({
  stream: 'party',
  // Not `zone`: that is the name of the zone itself in the fact.
  entry: 'partyZone',
  path: 'zones',
  asks: 'In which time zone may the party be, and how do we know?',
  deeds: {
    RecordZone: opens(
      'ZoneRecorded',
      'Records a time zone in which the party may be. Several at once are all possible.',
      {
        zone: about(code('America/New_York'), 'IANA time zone.'),
        source: choice('ADDRESS', 'STATED', 'AREA_CODE', 'EMPLOYER', 'OTHER'),
        point: opt(about(part('point'), 'The contact point that it is known from.')),
      },
      {
        check: ({ zone }) =>
          isZone(zone)
            ? undefined
            : impossible('bad-zone', `'${zone.slice(0, 40)}' is no IANA time zone such as Europe/Rome.`, 'zone'),
      },
    ),
    EndZone: ends(
      'ZoneEnded',
      'Records that the party is not in that zone any more, or never was.',
      { reason: line('moved to the west coast') },
      { at: 'endings' },
    ),
  },
});

export const partyJurisdictions = register({
  stream: 'party',
  // Not `jurisdiction`: that is the name of the code in the fact.
  entry: 'partyJurisdiction',
  path: 'jurisdictions',
  asks: 'Under which law does the party live, and how do we know?',
  deeds: {
    RecordJurisdiction: opens(
      'JurisdictionRecorded',
      'Records a jurisdiction whose rules protect the party, beside those of the portfolio.',
      JURISDICTION_FIELDS,
      { check: placeRefusal },
    ),
    EndJurisdiction: ends(
      'JurisdictionEnded',
      'Records that these rules protect the party no longer.',
      { reason: line('moved to another state') },
      { at: 'endings' },
    ),
  },
});

export const numberChecks = register({
  stream: 'party',
  entry: 'numberCheck',
  path: 'number-checks',
  asks: 'Were the numbers of the party checked against a list of reassigned ones, and when?',
  deeds: {
    CheckNumber: notes('ReassignedNumberChecked', 'Records a check whether a number was given to somebody else.', {
      point: part('point'),
      database: about(code('fcc-rnd'), 'The list that was asked.'),
      result: choice('CLEAN', 'REASSIGNED', 'UNKNOWN'),
    }),
  },
});

export const placeRegisters = [partyZones, partyJurisdictions, numberChecks] as const;
