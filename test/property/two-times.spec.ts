/**
 * Both times, from random histories (issue 3, section 1). (now, now) equals live; a fact recorded late may change (V, now) and
 * never an answer at an earlier position; a replay of any prefix by position gives the answer that was given there. For
 * every question about a case and across cases, asked as users ask it: at (V, K) over the read side.
 */
import fc from 'fast-check';
import { AsToldHandler, AsToldQuery } from '../../projections/as-told/as-told.query.js';
import { CaseBalanceHandler, CaseBalanceQuery } from '../../projections/balances/balances.query.js';
import { CaseListHandler, CaseListQuery, type CaseSort } from '../../projections/cases/case-list.query.js';
import { CaseViewHandler, CaseViewQuery } from '../../projections/cases/case-view.query.js';
import {
  CaseComplaintsHandler,
  CaseComplaintsQuery,
  ComplaintListHandler,
  ComplaintListQuery,
} from '../../projections/complaints/complaints.query.js';
import {
  CaseContactsHandler,
  CaseContactsQuery,
  ContactListHandler,
  ContactListQuery,
} from '../../projections/contacts/contacts.query.js';
import {
  CaseDeadlinesHandler,
  CaseDeadlinesQuery,
  DeadlineListHandler,
  DeadlineListQuery,
} from '../../projections/deadlines/deadlines.query.js';
import { CaseDifferenceHandler, CaseDifferenceQuery } from '../../projections/difference/case-difference.query.js';
import {
  PortfolioDifferenceHandler,
  PortfolioDifferenceQuery,
} from '../../projections/difference/portfolio-difference.query.js';
import {
  CaseDisputesHandler,
  CaseDisputesQuery,
  DisputeListHandler,
  DisputeListQuery,
} from '../../projections/disputes/disputes.query.js';
import {
  CaseHoldsHandler,
  CaseHoldsQuery,
  HoldListHandler,
  HoldListQuery,
} from '../../projections/holds/holds.query.js';
import { PortfolioTotalsHandler, PortfolioTotalsQuery } from '../../projections/portfolio/totals.query.js';
import type { AsOf } from '../../projections/read/case-history.js';
import { decode } from '../../src/ledger/envelope.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import type { NewEvent } from '../../src/store/port.js';
import { TestLedger } from '../support/test-ledger.js';

const RUNS = { numRuns: 12 };
const REFS = ['A', 'B'];
const TODAY = '2026-03-31';

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
const part = fc.nat({ max: 9 });

/** A command on parts that the case has by then; what is refused is no fact. */
type Step = (facts: readonly { readonly type: string; readonly id: string; readonly data: object }[]) => CaseCommand;

function nth(facts: Parameters<Step>[0], type: string, name: string, n: number): string {
  const own = facts.filter((fact) => fact.type === type);
  const found = own[n % Math.max(own.length, 1)];
  return (found?.data as Record<string, string> | undefined)?.[name] ?? 'none';
}

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({ on: day, a: fc.integer({ min: 1, max: 3_000 }) })
    .map(({ on, a }): Step => () => ({ type: 'RecordPayment', amount: a, occurredAt: on })),
  fc.record({ on: day, n: part }).map(({ on, n }): Step => (facts) => ({
    type: 'ReversePayment',
    payment: nth(facts, 'PaymentReceived', 'payment', n),
    reason: 'NSF',
    occurredAt: on,
  })),
  fc
    .record({ on: day, due: fc.option(day) })
    .map(({ on, due }): Step => () => ({ type: 'LogComplaint', dueDate: due ?? undefined, occurredAt: on })),
  fc.record({ on: day, due: day, n: part }).map(({ on, due, n }): Step => (facts) => ({
    type: 'ExtendComplaint',
    complaint: nth(facts, 'ComplaintReceived', 'complaint', n),
    dueDate: due,
    reason: 'more to find out',
    occurredAt: on,
  })),
  fc
    .record({ on: day, n: part, how: fc.constantFrom('AcknowledgeComplaint', 'CloseComplaint', 'DecideComplaint') })
    .map(({ on, n, how }): Step => (facts) => {
      const complaint = nth(facts, 'ComplaintReceived', 'complaint', n);
      return {
        type: how,
        complaint,
        outcome: how === 'DecideComplaint' ? 'upheld' : undefined,
        occurredAt: on,
      } as CaseCommand;
    }),
  fc.record({ on: day, hold: fc.boolean() }).map(({ on, hold }): Step => () => ({
    type: 'RaiseDispute',
    ground: 'AMOUNT',
    hold,
    step: 'VERIFICATION',
    occurredAt: on,
  })),
  fc.record({ on: day, n: part, resolved: fc.boolean() }).map(({ on, n, resolved }): Step => (facts) => {
    const dispute = nth(facts, 'DisputeRaised', 'dispute', n);
    const end = resolved ? { type: 'ResolveDispute', outcome: 'agreed' } : { type: 'WithdrawDispute' };
    return { ...end, dispute, occurredAt: on } as CaseCommand;
  }),
  fc.record({ on: day, connected: fc.boolean() }).map(({ on, connected }): Step => () => ({
    type: 'RecordContact',
    channel: 'phone',
    connected,
    outcome: 'promise',
    occurredAt: on,
  })),
  fc.record({ on: day, n: part }).map(({ on, n }): Step => (facts) => ({
    type: 'CorrectContact',
    contact: nth(facts, 'ContactAttempted', 'contact', n),
    reason: 'CORRECTION',
    changes: { channel: 'sms' },
    occurredAt: on,
  })),
  fc.record({ on: day, due: day, a: fc.integer({ min: 1, max: 2_000 }) }).map(({ on, due, a }): Step => () => ({
    type: 'MakePromise',
    amount: a,
    dueDate: due,
    graceDays: 1,
    occurredAt: on,
  })),
  fc
    .record({ on: day, who: fc.constantFrom('c-1', 'c-2') })
    .map(({ on, who }): Step => () => ({ type: 'AssignCase', assignee: who, occurredAt: on })),
  fc.record({ on: day, close: fc.boolean() }).map(
    ({ on, close }): Step =>
      () =>
        close
          ? { type: 'CloseCase', reason: 'WITHDRAWN', occurredAt: on }
          : { type: 'ReopenCase', reason: 'test', occurredAt: on },
  ),
  fc
    .record({ on: day, n: part, of: fc.constantFrom('ComplaintReceived', 'DisputeRaised', 'ContactAttempted') })
    .map(({ on, n, of }): Step => (facts) => {
      const own = facts.filter(({ type }) => type === of);
      const event = own[n % Math.max(own.length, 1)]?.id ?? '00000000-0000-7000-8000-000000000000';
      return { type: 'CorrectRecord', event, of, action: 'WITHDRAWN', reason: 'row-gone', occurredAt: on };
    }),
  fc
    .record({ on: day, due: day })
    .map(({ on, due }): Step => () => ({ type: 'FileLegalAction', kind: 'LAWSUIT', occurredAt: on < due ? on : due })),
  fc.record({ on: day, due: day, n: part }).map(({ on, due, n }): Step => (facts) => ({
    type: 'EnterJudgment',
    action: nth(facts, 'LegalActionFiled', 'action', n),
    outcome: 'GRANTED',
    amount: 1_500,
    performanceDeadline: due,
    occurredAt: on,
  })),
);

const history = fc.array(fc.record({ ref: fc.constantFrom(...REFS), step: arbitraryStep }), {
  minLength: 4,
  maxLength: 22,
});
type History = readonly { readonly ref: string; readonly step: Step }[];

/** What is asked at one (V, K); the answers as one document each. */
async function answers(
  { read, rules }: TestLedger,
  ids: readonly string[],
  when: AsOf,
): Promise<Record<string, unknown>> {
  const scope = { limit: 100, when };
  const sorts: readonly CaseSort[] = ['opened', 'net', '-net'];
  const told: Record<string, unknown> = {
    complaints: await new ComplaintListHandler(read).execute(new ComplaintListQuery(scope, {})),
    disputes: await new DisputeListHandler(read).execute(new DisputeListQuery(scope)),
    contacts: await new ContactListHandler(read).execute(new ContactListQuery(scope, {})),
    holds: await new HoldListHandler(read).execute(new HoldListQuery(scope)),
    deadlines: await new DeadlineListHandler(read, rules).execute(new DeadlineListQuery(scope, {})),
    totals: await new PortfolioTotalsHandler(read).execute(new PortfolioTotalsQuery('main', when)),
  };
  for (const sort of sorts)
    told[`cases by ${sort}`] = await new CaseListHandler(read).execute(new CaseListQuery(scope, {}, sort));
  for (const id of ids) Object.assign(told, await ofCase({ read, rules }, id, when));
  return told;
}

async function ofCase(
  { read, rules }: Pick<TestLedger, 'read' | 'rules'>,
  id: string,
  when: AsOf,
): Promise<Record<string, unknown>> {
  return {
    [`show ${id}`]: await new CaseViewHandler(read).execute(new CaseViewQuery(id, when)),
    [`balance ${id}`]: await new CaseBalanceHandler(read).execute(new CaseBalanceQuery(id, when)),
    [`complaints ${id}`]: await new CaseComplaintsHandler(read).execute(new CaseComplaintsQuery(id, when)),
    [`disputes ${id}`]: await new CaseDisputesHandler(read).execute(new CaseDisputesQuery(id, when)),
    [`contacts ${id}`]: await new CaseContactsHandler(read).execute(new CaseContactsQuery(id, when)),
    [`holds ${id}`]: await new CaseHoldsHandler(read).execute(new CaseHoldsQuery(id, when)),
    [`deadlines ${id}`]: await new CaseDeadlinesHandler(read, rules).execute(new CaseDeadlinesQuery(id, when)),
  };
}

/** Without the notes on how final they are: a live answer is not, the same answer at its K is. */
const plain = (told: unknown): unknown =>
  JSON.parse(JSON.stringify(told, (key, value: unknown) => (key === 'final' ? undefined : value)));

async function begin(ledger: TestLedger): Promise<string[]> {
  ledger.clock.set('2026-03-31T06:00:00Z');
  await ledger.createPortfolio();
  const ids: string[] = [];
  for (const ref of REFS) ids.push(await ledger.openCase(ref, 5_000, '2026-03-01'));
  await ledger.openRead();
  await ledger.projector.catchUp();
  return ids;
}

/** Records what the step says, a minute later; false where it is refused. */
async function play(ledger: TestLedger, id: string, step: Step): Promise<boolean> {
  ledger.clock.pass(60_000);
  const facts = (await ledger.store.readStream(id, 0, 1_000)).map(decode);
  try {
    await ledger.record(id, step(facts));
  } catch {
    return false;
  }
  await ledger.projector.catchUp();
  return true;
}

async function lastId(ledger: TestLedger): Promise<string> {
  const [event] = await ledger.store.readAll((await ledger.store.head()) - 1, 1);
  return event?.id as string;
}

async function onLedger(work: (ledger: TestLedger) => Promise<void>): Promise<void> {
  const ledger = new TestLedger();
  try {
    await work(ledger);
  } finally {
    await ledger.close();
  }
}

const check = (property: (steps: History, v: string) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(history, day, property), RUNS);

describe('both times', () => {
  it(
    '(now, now) equals live, at every step',
    () =>
      check((steps) =>
        onLedger(async (ledger) => {
          const ids = await begin(ledger);
          for (const { ref, step } of steps) {
            if (!(await play(ledger, ledger.caseId(ref), step))) continue;
            const live = await answers(ledger, ids, {});
            const now = await answers(ledger, ids, { asOf: TODAY, knownAt: await lastId(ledger) });
            expect(plain(now)).toEqual(plain(live));
          }
        }),
      ),
    240_000,
  );

  it(
    'a fact recorded late may change (V, now), and never an answer at an earlier position',
    () =>
      check((steps, v) =>
        onLedger(async (ledger) => {
          const ids = await begin(ledger);
          const given: [AsOf, unknown][] = [];
          for (const { ref, step } of steps) {
            await play(ledger, ledger.caseId(ref), step);
            const when = { asOf: v, knownAt: await lastId(ledger) };
            given.push([when, await answers(ledger, ids, when)]);
          }
          for (const [when, answer] of given) expect(await answers(ledger, ids, when)).toEqual(answer);
        }),
      ),
    240_000,
  );

  it(
    'a replay of any prefix by position gives the answer that was given there',
    () =>
      fc.assert(
        fc.asyncProperty(history, day, fc.nat(), (steps, v, cut) =>
          onLedger(async (ledger) => {
            const ids = await begin(ledger);
            const from = await ledger.store.head();
            for (const { ref, step } of steps) await play(ledger, ledger.caseId(ref), step);
            const head = await ledger.store.head();
            // Any position, also in the middle of an append.
            const position = from + (cut % (head - from + 1));
            const [at] = await ledger.store.readAll(position - 1, 1);
            const there = await answers(ledger, ids, { asOf: v, knownAt: at?.id });
            await onLedger(async (replayed) => {
              for (const event of await ledger.store.readAll(0, position)) {
                const { stream, revision, id, type, data, meta } = event;
                const same: NewEvent = { id, type, data, meta };
                await replayed.store.append(stream, [same], revision === 0 ? 'no-stream' : revision - 1);
              }
              replayed.clock.millis = ledger.clock.millis;
              await replayed.openRead();
              await replayed.projector.catchUp();
              expect(plain(await answers(replayed, ids, { asOf: v }))).toEqual(plain(there));
            });
          }),
        ),
        RUNS,
      ),
    240_000,
  );

  it(
    'a register says of each case what its own facts say, and so do holds and deadlines',
    () =>
      check((steps, v) =>
        onLedger(async (ledger) => {
          const ids = await begin(ledger);
          for (const { ref, step } of steps) await play(ledger, ledger.caseId(ref), step);
          const told = (await answers(ledger, ids, { asOf: v })) as Record<string, { rows: object[] }>;
          for (const id of ids) {
            const rows = (name: string): Record<string, unknown>[] =>
              (told[name]?.rows as Record<string, unknown>[]).filter((row) => row['case'] === id);
            const own = (name: string): Record<string, unknown>[] =>
              (told[`${name} ${id}`] as unknown as Record<string, Record<string, unknown>[]>)[name] as Record<
                string,
                unknown
              >[];
            expect(
              rows('complaints').map((r) => [r['complaint'], r['stage'], r['due'], r['outcome'], r['correction']]),
            ).toEqual(
              own('complaints').map((c) => [
                c['id'],
                c['stage'],
                c['dueDate'] ?? null,
                c['outcome'] ?? null,
                c['correction'] ?? null,
              ]),
            );
            expect(rows('disputes').map((r) => [r['dispute'], r['stage'], r['held'], r['correction']])).toEqual(
              own('disputes').map((d) => [d['id'], d['stage'], d['held'], d['correction'] ?? null]),
            );
            expect(rows('contacts').map((r) => [r['contact'], r['corrected'] === 1])).toEqual(
              own('contacts').map((c) => [
                c['contact'],
                (c['facts'] as { type: string }[]).some(({ type }) => type === 'ContactRecordCorrected'),
              ]),
            );
            for (const name of ['holds', 'deadlines']) {
              const bare = rows(name).map(({ case: _case, ref: _ref, ...row }) => row);
              const sorted = (list: object[]): string[] =>
                list.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
              expect(sorted(bare)).toEqual(sorted(own(name)));
            }
          }
        }),
      ),
    240_000,
  );
});

describe('the difference', () => {
  it(
    'of a figure that is a sum is what its causes add up to, and leads from one balance to the other',
    () =>
      fc.assert(
        fc.asyncProperty(history, day, fc.nat(), (steps, v, cut) =>
          onLedger(async (ledger) => {
            const ids = await begin(ledger);
            const from = await ledger.store.head();
            for (const { ref, step } of steps) await play(ledger, ledger.caseId(ref), step);
            const position = from + (cut % ((await ledger.store.head()) - from + 1));
            const [at] = await ledger.store.readAll(position - 1, 1);
            const knownAt = at?.id as string;
            const changed = new Map<string, number>();
            for (const id of ids) {
              const net = async (when: AsOf): Promise<number> =>
                (await new CaseBalanceHandler(ledger.read).execute(new CaseBalanceQuery(id, when))).net;
              const query = new CaseDifferenceQuery(id, { asOf: v, knownAt }, false);
              const { figures } = await new CaseDifferenceHandler(ledger.read, ledger.vault).execute(query);
              for (const { delta, causes, before, after } of figures) {
                expect(before).not.toBe(after);
                expect(causes.length).toBeGreaterThan(0);
                if (delta !== null) expect(causes.reduce((sum, cause) => sum + (cause.delta ?? 0), 0)).toBe(delta);
              }
              const [before, after] = [await net({ asOf: v, knownAt }), await net({ asOf: v })];
              const found = figures.find(({ figure }) => figure === 'net');
              expect([found?.before ?? before, found?.after ?? after]).toEqual([before, after]);
              if (before !== after) changed.set(id, after - before);
            }
            const query = new PortfolioDifferenceQuery('main', { asOf: v, knownAt }, undefined, 100);
            const { cases } = await new PortfolioDifferenceHandler(ledger.read).execute(query);
            expect(new Map(cases.map((row) => [row.case, row.delta]))).toEqual(changed);
          }),
        ),
        RUNS,
      ),
    240_000,
  );
});

describe('a screen as told', () => {
  it(
    'at a minute is for ever what it was at that minute',
    () =>
      check((steps) =>
        onLedger(async (ledger) => {
          const ids = await begin(ledger);
          const told: [string, string, unknown][] = [];
          const screen = (id: string, at: string): Promise<unknown> =>
            new AsToldHandler(ledger.read).execute(new AsToldQuery(id, at));
          for (const { ref, step } of steps) {
            await play(ledger, ledger.caseId(ref), step);
            const at = new Date(ledger.clock.millis).toISOString();
            for (const id of ids) told.push([id, at, await screen(id, at)]);
          }
          for (const [id, at, then] of told) expect(plain(await screen(id, at))).toEqual(plain(then));
        }),
      ),
    240_000,
  );
});
