/** All packs together: the strictest wins, everything consulted is listed. */
import type { RuleVerdict } from '../ledger/clearance/index.js';
import { toInstant, toMillis } from '../ledger/dates.js';
import type { Act } from './dossier/attempt.js';
import { Dossier } from './dossier/dossier.js';
import { isPermitted, nextAllowed, verdictsOf, type Conduct } from './judge.js';
import type { ActivePack, OutcomeKind, RuleEntry, Verification } from './pack.js';
import type { Place } from './place.js';

const WORDS = { en: 'x', zh: 'x' };

interface Hours {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly kind?: OutcomeKind;
  readonly verification?: Verification;
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
}

function rule({
  id,
  start,
  end,
  kind = 'PROHIBITED',
  verification = 'verified',
  from = '2000-01-01',
  to,
  version = 1,
}: Hours): RuleEntry {
  return {
    rule_id: id,
    version,
    title: WORDS,
    text: WORDS,
    authority_rank: 'statute',
    in_force_from: from,
    in_force_to: to,
    citation: 'x',
    source_url: 'https://example.org',
    verification,
    applies_when: {},
    evaluator: 'contact-hours@1.0.0',
    outcome_kind: kind,
    parameters: { start, end },
    test_vectors: [],
  };
}

function pack(name: string, jurisdiction: string, ...rules: Hours[]): ActivePack {
  return { pack: { pack: name, version: 1, title: WORDS, jurisdiction, rules: rules.map(rule) }, digest: '' };
}

const PLACE: Place = { jurisdictions: ['AA'], products: [], zone: 'Europe/Paris' };

function conduct(at: string, place = PLACE): Conduct {
  const act: Act = {
    at: toMillis(at),
    kind: 'ATTEMPT',
    channel: 'phone',
    direction: 'OUTBOUND',
    purpose: 'COLLECTION',
    party: 'party-1',
    role: 'DEBTOR',
    debts: [],
    cases: [],
  };
  return { act, asked: act.at, dossier: new Dossier(), place };
}

const names = (verdicts: readonly RuleVerdict[]): string[] =>
  verdicts.map(({ rule: name, outcome }) => `${name} ${outcome}`);

describe('several packs', () => {
  const law = pack('law', 'AA', { id: 'AA-1', start: '08:00', end: '21:00' });
  const own = pack('own', '*', { id: 'CO-1', start: '10:00', end: '18:00' });

  it('are all consulted, and the strictest wins', () => {
    const verdicts = verdictsOf(conduct('2026-03-10T09:00:00+01:00'), [law, own]);
    expect(names(verdicts)).toEqual(['AA-1@1 ALLOWED', 'CO-1@1 PROHIBITED']);
    expect(isPermitted(verdicts)).toBe(false);
  });

  it('agree on the next allowed time', () => {
    const asked = conduct('2026-03-10T22:00:00+01:00');
    const next = nextAllowed(asked, [law, own], verdictsOf(asked, [law, own]));
    expect(next === null ? null : toInstant(next)).toBe('2026-03-11T09:00:00.000Z');
  });

  it('have no next time where their hours exclude each other', () => {
    const night = pack('night', '*', { id: 'CO-2', start: '19:00', end: '20:00' });
    const asked = conduct('2026-03-10T09:00:00+01:00');
    expect(nextAllowed(asked, [own, night], verdictsOf(asked, [own, night]))).toBeNull();
  });

  it('of another place are not consulted; where no place is stated, all are listed and not evaluated', () => {
    const other = pack('other', 'BB', { id: 'BB-1', start: '10:00', end: '11:00' });
    expect(names(verdictsOf(conduct('2026-03-10T09:00:00+01:00'), [law, other]))).toEqual(['AA-1@1 ALLOWED']);
    const nowhere = verdictsOf(conduct('2026-03-10T09:00:00+01:00', { ...PLACE, jurisdictions: [] }), [law, other]);
    expect(nowhere).toMatchObject([
      { rule: 'AA-1@1', outcome: 'NOT_EVALUATED', reason: 'jurisdiction-not-stated' },
      { rule: 'BB-1@1', outcome: 'NOT_EVALUATED', reason: 'jurisdiction-not-stated' },
    ]);
    expect(isPermitted(nowhere)).toBe(true);
  });
});

describe('a jurisdiction without a pack', () => {
  const own = pack('own', '*', { id: 'CO-1', start: '08:00', end: '21:00' });
  const at = '2026-03-10T12:00:00+01:00';
  const said = (jurisdictions: readonly string[], version?: number, ...laws: ActivePack[]): string[] =>
    verdictsOf(conduct(at, { ...PLACE, jurisdictions }), [...laws, own], version)
      .filter(({ pack: name }) => name === 'none')
      .map(({ rule: name, outcome, reason }) => `${name} ${outcome} ${reason}`);
  const law = pack('law', 'AA', { id: 'AA-1', start: '08:00', end: '21:00' });
  const state = pack('state', 'BB-1', { id: 'BB-1', start: '08:00', end: '21:00' });

  it('is listed, and blocks nothing: a pack for everywhere is no law of any place', () => {
    expect(said(['AA'])).toEqual(['NO-PACK-AA NOT_EVALUATED no-pack']);
    expect(said(['AA', 'CC'], undefined, law)).toEqual(['NO-PACK-CC NOT_EVALUATED no-pack']);
    expect(isPermitted(verdictsOf(conduct(at), [own]))).toBe(true);
  });

  it('is none where a pack of the country or of a union that has it is active; a part is not the whole', () => {
    expect(said(['AA-2'], undefined, law)).toEqual([]);
    const union = { ...law, pack: { ...law.pack, jurisdiction: 'EU', includes: ['CC'] } };
    expect(said(['CC'], undefined, union)).toEqual([]);
    expect(said(['BB'], undefined, state)).toEqual(['NO-PACK-BB NOT_EVALUATED no-pack']);
    expect(said(['BB-1'], undefined, state)).toEqual([]);
  });

  it('was not listed by the first judge: what that decided is decided again as it was', () => {
    expect(said(['AA'], 1)).toEqual([]);
  });
});

describe('an entry', () => {
  it('is used with the version in force on the day of the contact', () => {
    const law = pack(
      'law',
      'AA',
      { id: 'AA-1', start: '08:00', end: '22:00', to: '2026-03-10' },
      { id: 'AA-1', version: 2, start: '08:00', end: '19:00', from: '2026-03-10' },
    );
    expect(names(verdictsOf(conduct('2026-03-09T20:00:00+01:00'), [law]))).toEqual(['AA-1@1 ALLOWED']);
    expect(names(verdictsOf(conduct('2026-03-10T20:00:00+01:00'), [law]))).toEqual(['AA-1@2 PROHIBITED']);
  });

  it('that no source confirmed advises and never blocks', () => {
    const law = pack('law', 'AA', { id: 'AA-1', start: '08:00', end: '09:00', verification: 'unverified' });
    const verdicts = verdictsOf(conduct('2026-03-10T12:00:00+01:00'), [law]);
    expect(verdicts).toMatchObject([{ outcome: 'ADVISORY', effect: 'WARNS', reason: 'outside-hours' }]);
    expect(isPermitted(verdicts)).toBe(true);
  });

  it.each([
    ['PRESUMED_VIOLATION', 'BLOCKS'],
    ['HOLD', 'BLOCKS'],
    ['ADVISORY', 'WARNS'],
  ] as const)('of kind %s %s', (kind, effect) => {
    const law = pack('law', 'AA', { id: 'AA-1', start: '08:00', end: '09:00', kind });
    expect(verdictsOf(conduct('2026-03-10T12:00:00+01:00'), [law])).toMatchObject([{ outcome: kind, effect }]);
  });
});
