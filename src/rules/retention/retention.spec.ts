/** The longest duty on each record against its earliest erasure, each with the fact that began it. */
import { clocksOf } from '../clocks.js';
import type { CaseFile } from '../dossier/case-file.js';
import type { Pack, VectorFact } from '../pack.js';
import type { Place } from '../place.js';
import { dossierOf, placeIn, shipped } from '../vectors/one-rule.fixture.js';
import { STORY } from '../vectors/story.js';
import { keepingClocks, retentionOf, type RecordRetention } from './retention.js';

interface Asked {
  readonly packs: readonly Pack[];
  readonly place: Place;
  readonly given: readonly VectorFact[];
}

function clocksAt({ packs, place, given }: Asked, asOf: string) {
  const dossier = dossierOf(given, place.zone);
  const file = dossier.cases.get(STORY.case) as CaseFile;
  const active = packs.map((pack) => ({ pack, digest: '' }));
  return { scene: { dossier, file, asOf }, clocks: clocksOf(dossier, file, place, asOf, active), active };
}

function records(asked: Asked, asOf: string): readonly RecordRetention[] {
  const { scene, clocks, active } = clocksAt(asked, asOf);
  return retentionOf(scene, clocks, active);
}

function of(kind: string, asked: Asked, asOf: string): RecordRetention | undefined {
  return records(asked, asOf).find((one) => one.kind === kind);
}

const [card, pipl, complaints, us, eu, company] = ['cn-card', 'cn-pipl', 'cn-complaints', 'us', 'eu', 'company'].map(
  shipped,
) as [Pack, Pack, Pack, Pack, Pack, Pack];

const closed: VectorFact = { fact: 'CaseClosed', at: '2026-06-30', data: { reason: 'SETTLED' } };
const recorded: VectorFact[] = [
  { fact: 'ContactAttempted', at: '2024-02-29T10:00:00+08:00', data: { contact: 'c1' } },
  { fact: 'ConversationHeld', at: '2024-02-29T10:00:05+08:00', data: { contact: 'c1' } },
  { fact: 'RecordingAttached', at: '2024-03-20', data: { contact: 'c1', recording: 'r1' } },
];
const shared: VectorFact = {
  fact: 'DataShared',
  at: '2024-03-10',
  data: { dataShare: 's1', recipient: 'risk', purpose: 'p', fields: ['balance'] },
};
const CHINA = placeIn('Asia/Shanghai', { jurisdictions: ['CN'], products: ['credit-card'], creditorKind: 'BANK' });
const china = (...given: VectorFact[]): Asked => ({ packs: [card, pipl, complaints], place: CHINA, given });

describe('records of a Chinese card case', () => {
  it('are each kept by the rule about them, from the fact that began it', () => {
    const asked = china(...recorded, shared, closed);
    expect(of('RECORDING', asked, '2026-07-01')).toMatchObject({
      record: 'r1',
      on: '2024-02-29',
      keep: {
        rule: 'CN-CC-68-REC@1',
        from: '2024-02-29',
        until: '2026-02-28',
        citation: expect.stringContaining('第六十八条'),
      },
    });
    expect(of('PROCESSING', asked, '2026-07-01')).toMatchObject({
      record: 's1',
      keep: { rule: 'CN-PIPL-56@1', from: '2024-03-10', until: '2027-03-10', authority: 'statute' },
    });
    expect(of('CONTACT', asked, '2026-07-01')).toMatchObject({ record: 'c1', keep: null });
  });

  it.each([
    ['2026-06-29', null, 'OPEN_CASE', 'KEEP'],
    ['2026-06-30', '2027-03-11', null, 'STORE_ONLY'],
    ['2027-03-10', '2027-03-11', null, 'STORE_ONLY'],
    ['2027-03-11', '2027-03-11', null, 'ERASE'],
  ])('on %s a record of processing may be erased from %s (%s): %s', (asOf, eraseFrom, notYet, state) => {
    const asked = china(...recorded, shared, closed);
    expect(of('PROCESSING', asked, asOf)).toMatchObject({ eraseFrom, notYet, state });
  });

  it('name the law that asks for erasure, with the day on which the purpose was over', () => {
    const [file] = records(china(shared, closed), '2026-07-01');
    expect(file).toMatchObject({
      kind: 'CASE_FILE',
      keep: null,
      eraseFrom: '2026-06-30',
      erase: { rule: 'CN-PIPL-47@1', from: '2026-06-30', citation: '个人信息保护法第四十七条' },
      state: 'ERASE',
    });
  });

  it('are advised by a rule that nobody verified, and never kept by it', () => {
    const complaint: VectorFact = { fact: 'ComplaintReceived', at: '2026-01-05', data: { complaint: 'k1' } };
    expect(of('COMPLAINT', china(complaint, closed), '2026-07-01')).toMatchObject({
      keep: null,
      others: [{ rule: 'CN-CMP-4@1', until: '2029-01-05', verification: 'unverified' }],
      eraseFrom: '2026-06-30',
    });
  });

  it('have no day of erasure while an oral plan is not settled: such a duty keeps the case', () => {
    const plan: VectorFact[] = [
      {
        fact: 'PlanProposed',
        at: '2024-02-28',
        data: {
          plan: 'p1',
          version: 1,
          kind: 'PERSONALISED',
          instalments: [{ no: 1, dueDate: '2025-02-28', amount: 1 }],
        },
      },
      { fact: 'PlanAgreed', at: '2024-02-29', data: { plan: 'p1', version: 1, form: 'ORAL', recordingRef: 'rec-1' } },
      { ...closed, data: { reason: 'RECALLED' } },
    ];
    const asked = china(...plan);
    expect(of('RECORDING', asked, '2040-01-01')).toMatchObject({
      record: 'rec-1',
      keep: { rule: 'CN-CC-70-REC@1', until: null },
      eraseFrom: null,
      notYet: 'NO_END_KNOWN',
      state: 'STORE_ONLY',
    });
    const { clocks } = clocksAt(asked, '2040-01-01');
    expect(keepingClocks(clocks, '2040-01-01').map(({ rule }) => rule)).toEqual(['CN-CC-70-REC@1']);
  });

  it('stay while a legal hold stands', () => {
    const placed: VectorFact = { fact: 'CaseLegalHoldPlaced', at: '2026-06-01', data: { caseLegalHold: 'h1' } };
    const released: VectorFact = { fact: 'CaseLegalHoldReleased', at: '2026-07-05', data: { caseLegalHold: 'h1' } };
    const on = (asOf: string): unknown => of('CASE_FILE', china(placed, closed, released), asOf)?.notYet;
    expect(on('2026-07-04')).toBe('LEGAL_HOLD');
    expect(on('2026-07-05')).toBeNull();
  });
});

describe('records elsewhere', () => {
  const paid: VectorFact = {
    fact: 'PaymentReceived',
    at: '2026-03-20',
    data: { payment: 'm1', amount: 1, currency: 'USD' },
  };

  it('are all kept by a duty on the case, from its last activity, and a recording by the later of two', () => {
    const given: VectorFact[] = [...recorded, paid, closed];
    const place = placeIn('America/New_York', { jurisdictions: ['US'] });
    const all = records({ packs: [us], place, given }, '2026-07-01');
    expect(new Set(all.map(({ keep }) => keep?.until))).toEqual(new Set(['2029-03-20']));
    expect(new Set(all.map(({ eraseFrom }) => eraseFrom))).toEqual(new Set(['2029-03-21']));
    const recording = all.find(({ kind }) => kind === 'RECORDING');
    expect(recording?.others).toMatchObject([{ reason: 'retain-recording', until: '2027-02-28' }]);
    const [payment] = all.filter(({ kind }) => kind === 'PAYMENT');
    expect(payment).toMatchObject({ record: 'm1', keep: { rule: 'US-F-17@1', citation: '12 CFR 1006.100(a), (b)' } });
    expect(payment).toMatchObject({ erase: null, state: 'KEEP' });
  });

  it('say where only the own rule of a house keeps what a law wants erased', () => {
    const place = placeIn('Europe/Rome', { jurisdictions: ['IT'] });
    const [file] = records({ packs: [eu, company], place, given: [paid, closed] }, '2026-07-01');
    expect(file).toMatchObject({
      keep: { rule: 'CO-RETAIN@1', until: '2033-06-30' },
      others: [{ rule: 'EU-CSD-1-RECORDS@1', verification: 'unverified' }],
      erase: { rule: 'EU-GDPR-17@1', from: '2026-06-30' },
      flags: ['company-rule-beyond-law'],
    });
  });
});
