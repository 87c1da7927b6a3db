/** Clocks of whole stories, from the facts that commands record: limitation, effective collection, enforcement. */
import { readFileSync } from 'node:fs';
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../../ledger/ledger.js';
import { clocksOf, type RuleClock } from '../clocks.js';
import type { CaseFile } from '../dossier/case-file.js';
import { Dossier } from '../dossier/dossier.js';
import { checkPack, parsePack } from '../load-pack.js';
import type { ActivePack } from '../pack.js';

function loaded(pack: ActivePack | { readonly problems: readonly string[] }): ActivePack {
  if ('problems' in pack) throw new Error(pack.problems.join('\n'));
  return pack;
}

const civil = loaded(parsePack(readFileSync(new URL('../packs/cn-civil.yaml', import.meta.url), 'utf8')));

/** A rule of conduct: no calls at night. */
const conduct = loaded(
  checkPack({
    pack: 'conduct',
    version: 1,
    title: { en: 'Conduct', zh: '行为' },
    jurisdiction: 'CN',
    rules: [
      {
        rule_id: 'CN-NIGHT',
        version: 1,
        title: { en: 'Night', zh: '夜间' },
        text: { en: 'No calls at night.', zh: '夜间不得致电。' },
        authority_rank: 'industry_code',
        in_force_from: '2020-01-01',
        citation: 'test',
        source_url: 'https://example.org/',
        verification: 'verified',
        applies_when: {},
        evaluator: 'contact-hours@1.0.0',
        outcome_kind: 'PROHIBITED',
        parameters: { start: '08:00', end: '22:00' },
        test_vectors: [],
      },
    ],
  }),
);

function clocks(commands: readonly CaseCommand[], asOf: string, rule: string, packs = [civil, conduct]): RuleClock[] {
  const dossier = Dossier.of(aCase(...commands).facts);
  const place = { jurisdictions: ['CN'], products: ['credit-card'], zone: 'Europe/Rome' };
  const file = dossier.cases.get('case-1') as CaseFile;
  return clocksOf(dossier, file, place, asOf, packs).filter((clock) => clock.rule === rule);
}

const debt: CaseCommand = {
  type: 'RegisterDebt',
  product: 'credit-card',
  dueDate: '2025-01-31',
  balances: { principal: 6_000_000, interest: 300_000 },
  occurredAt: '2025-01-31',
};

function call(occurredAt: string): CaseCommand {
  return { type: 'RecordContact', channel: 'phone', rightParty: 'id', conversation: { effective: true }, occurredAt };
}

describe('effective collection', () => {
  const [first, second] = [call('2025-03-01T10:00:00+01:00'), call('2025-03-31T10:00:00+02:00')];

  it('needs two that are thirty days apart, and rests on the facts of both', () => {
    const [clock] = clocks([debt, first, second], '2025-06-30', 'CN-EFF-1@1');
    expect(clock).toMatchObject({ reason: 'two-effective-collections', due: '2025-06-30' });
    expect(clock?.flags).toEqual(['conversation-without-recording']);
    expect(clock?.inputs).toHaveLength(4);
    const [after] = clocks([debt, first, second], '2025-07-01', 'CN-EFF-1@1');
    expect(after).toMatchObject({ outcome: 'ADVISORY', reason: 'unpaid-after-effective-collections' });
  });

  it('is destroyed by a call at night: the breach is named, and one is left', () => {
    const told = [debt, first, call('2025-03-31T22:30:00+02:00')];
    expect(clocks(told, '2025-12-31', 'CN-EFF-1@1')).toMatchObject([
      {
        reason: 'one-effective-collection',
        counters: { effective: 1, not_compliant: 1 },
        flags: ['conversation-without-recording', 'not-compliant:CN-NIGHT@1'],
      },
    ]);
    expect(clocks(told, '2025-12-31', 'CN-EFF-1@1', [civil])).toMatchObject([
      { reason: 'unpaid-after-effective-collections', counters: { effective: 2 } },
    ]);
  });

  it('counts every payment to principal, whatever the waterfall paid with it', () => {
    const paid: CaseCommand = { type: 'RecordPayment', amount: 1_000_001, occurredAt: '2025-05-01' };
    expect(clocks([debt, first, second, paid], '2025-07-01', 'CN-EFF-1@1')).toMatchObject([
      { reason: 'two-effective-collections', counters: { unpaid_principal: 4_999_999 } },
    ]);
  });

  it('is not asked of a debt that is paid', () => {
    const paid: CaseCommand = { type: 'RecordPayment', amount: 6_300_000, occurredAt: '2025-05-01' };
    expect(clocks([debt, first, second, paid], '2025-07-01', 'CN-EFF-1@1')).toEqual([]);
  });
});

describe('limitation', () => {
  const paid: CaseCommand = { type: 'RecordPayment', amount: 100, occurredAt: '2025-05-05' };
  const reversed = (amount?: number): CaseCommand => ({
    type: 'ReversePayment',
    payment: 'payment-1',
    amount,
    reason: 'NSF',
    basis: 'ORIGINAL_DATE',
    occurredAt: '2025-05-10',
  });

  it('gives both answers about a part payment that was taken back', () => {
    const told = clocks([debt, paid, reversed()], '2025-06-01', 'CN-LIM-1@1');
    expect(told).toMatchObject([
      { reason: 'limitation', due: '2028-01-31', flags: ['for-counsel:reversed-payment'] },
      { reason: 'limitation-if-counted', due: '2028-05-05', flags: ['for-counsel:reversed-payment'] },
    ]);
  });

  it('lets a part payment count of which something is left', () => {
    const told = clocks([debt, paid, reversed(99)], '2025-06-01', 'CN-LIM-1@1');
    expect(told).toMatchObject([{ reason: 'limitation', due: '2028-05-05', from: '2025-05-05' }]);
  });

  it('asks counsel where an employer paid', () => {
    const told = clocks([debt, { ...paid, payerRole: 'EMPLOYER' }], '2025-06-01', 'CN-LIM-1@1');
    expect(told.map(({ due }) => due)).toEqual(['2028-01-31', '2028-05-05']);
    expect(told[0]?.flags).toEqual(['for-counsel:paid-by-another']);
  });

  it('is restarted for the debt that the money was used on, not for another', () => {
    const other: CaseCommand = { ...debt, dueDate: '2025-02-28', occurredAt: '2025-02-28' };
    const told = clocks([debt, other, { ...paid, directedTo: ['debt-2'] }], '2025-06-01', 'CN-LIM-1@1');
    expect(told.map(({ subject, due }) => [subject, due])).toEqual([
      ['debt-1', '2028-01-31'],
      ['debt-2', '2028-05-05'],
    ]);
  });

  it('is not restarted by a record that its source withdrew', () => {
    const scenario = aCase(debt, {
      type: 'RecordDemand',
      kind: 'POLICE_REPORT',
      occurredAt: '2025-05-05',
    });
    const event = scenario.facts.find(({ type }) => type === 'DemandRecorded')?.id as string;
    const before = clocksOn(scenario.facts);
    scenario.given({ type: 'CorrectRecord', event, of: 'DemandRecorded', action: 'WITHDRAWN', reason: 'row-gone' });
    expect([before, clocksOn(scenario.facts)]).toEqual(['2028-05-05', '2028-01-31']);
  });

  function clocksOn(facts: Parameters<typeof Dossier.of>[0]): string | undefined {
    const dossier = Dossier.of(facts);
    const place = { jurisdictions: ['CN'], products: ['credit-card'], zone: 'Europe/Rome' };
    const told = clocksOf(dossier, dossier.cases.get('case-1') as CaseFile, place, '2026-01-01', [civil]);
    return told.find(({ rule }) => rule === 'CN-LIM-1@1')?.due;
  }
});

describe('enforcement', () => {
  it('counts from the last day for performance, and again from a part performance of the judgment', () => {
    const judged: CaseCommand[] = [
      debt,
      { type: 'FileLegalAction', kind: 'suit', occurredAt: '2025-02-10' },
      { type: 'EnterJudgment', outcome: 'allowed', performanceDeadline: '2025-04-30', occurredAt: '2025-04-01' },
    ];
    expect(clocks(judged, '2025-05-01', 'CN-ENF-1@1')).toMatchObject([{ due: '2027-04-30', outcome: 'DUTY_DUE' }]);
    const paid: CaseCommand = { type: 'RecordPayment', amount: 100, occurredAt: '2025-06-30' };
    expect(clocks([...judged, paid], '2025-07-01', 'CN-ENF-1@1')).toMatchObject([{ due: '2027-06-30' }]);
  });
});
