/** A dialling list answers as its lines would one by one, and costs no reading of a person's history for each of them. */
import { jest } from '@jest/globals';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

interface Debtor {
  readonly party: string;
  readonly case: string;
  readonly debts: readonly string[];
}

/** One case with two debts and one call: two people who are made so differ in nothing but their ids. */
async function debtor(): Promise<Debtor> {
  const portfolio = 'dial';
  const { stream: party } = await ledger.record('/v1/parties', { portfolio, kind: 'PERSON', name: 'Ann Poe' });
  await ledger.record(`/v1/parties/${party}/zones`, { zone: 'America/New_York', source: 'ADDRESS' });
  const { stream } = await ledger.record('/v1/cases', { portfolio, product: 'credit-card' });
  await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
  const debts: string[] = [];
  for (let i = 0; i < 2; i++) {
    const debt = { currency: 'USD', balances: { principal: 50_000 } };
    debts.push((await ledger.record(`/v1/cases/${stream}/debts`, debt))['id'] as string);
  }
  const called = { channel: 'phone', party, connected: false, debts: debts.slice(0, 1) };
  await ledger.record(`/v1/cases/${stream}/contacts`, called);
  return { party, case: stream, debts };
}

beforeAll(async () => {
  const law = { jurisdictions: ['US', 'US-MA', 'CN'], capacity: 'AGENCY', creditorKind: 'BANK' };
  await ledger.record('/v1/portfolios', { name: 'dial', zone: 'America/New_York', currency: 'USD', ...law });
});

/** Inside everybody's hours, and one that is inside nobody's. */
function planned(day: number, hour = '17'): string {
  return `${new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10)}T${hour}:00:00Z`;
}

/** What a dialler may ask about one person: both debts and one of them, other days, messages, the night, nonsense. */
function linesAbout({ party, debts }: Debtor): object[] {
  const lines: object[] = [];
  for (let i = 0; i < 8; i++) {
    lines.push({ party, plannedAt: planned(1), debts: [debts[i % 2]] }, { party, plannedAt: planned(1 + (i % 3)) });
  }
  lines.push({ party, plannedAt: planned(2, '06') }, { party, channel: 'sms', plannedAt: planned(2) });
  lines.push({ party, channel: 'pigeon' }, { party, plannedAt: planned(2), debts: [] });
  return [...lines, { party, plannedAt: planned(3), case: 'case-of-another' }];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** With ids by order of mention, and without what says when it was asked: the same of two people in the same situation. */
function alike(value: object): string {
  const ids = new Map<string, number>();
  const leave = new Set(['askedAt', 'position', 'instance']);
  const text = JSON.stringify(value, (name, member: unknown) => (leave.has(name) ? undefined : member));
  return text.replace(UUID, (id) => `#${ids.get(id) ?? (ids.set(id, ids.size), ids.size - 1)}`);
}

async function detailOf({ party }: Debtor, answer: { clearance?: string }): Promise<object> {
  if (answer.clearance === undefined) return {};
  return (await ledger.get(`/v1/parties/${party}/clearances/${answer.clearance}`)).body;
}

interface Answer {
  readonly clearance?: string;
  readonly permitted?: boolean;
  readonly problem?: { readonly status: number; readonly type: string; readonly detail: string };
}

/** Each line by itself, as a list of one: the answer of one line is brief in a list of any length. */
async function oneByOne(lines: readonly object[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const line of lines) {
    const { body } = await ledger.post('/v1/contacts/clearances/bulk', {
      defaults: { channel: 'phone' },
      requests: [line],
    });
    answers.push(...(body['answers'] as Answer[]));
  }
  return answers;
}

async function asList(lines: readonly object[], headers = {}): Promise<Answer[]> {
  const body = { defaults: { channel: 'phone' }, requests: lines };
  return (await ledger.post('/v1/contacts/clearances/bulk', body, headers)).body['answers'] as Answer[];
}

describe('a dialling list', () => {
  it('answers and records what its lines would one by one, each on the permits of those before it', async () => {
    const [listed, single] = [await debtor(), await debtor()];
    const together = await asList(linesAbout(listed));
    const apart = await oneByOne(linesAbout(single));
    expect(together.map(({ permitted, problem }) => permitted ?? problem?.status)).toEqual(
      apart.map(({ permitted, problem }) => permitted ?? problem?.status),
    );
    expect(new Set(together.map(({ permitted }) => permitted))).toEqual(new Set([true, false, undefined]));
    for (const [i, answer] of together.entries()) {
      const of = apart[i] as Answer;
      expect(alike({ ...answer, index: 0 })).toBe(alike({ ...of, index: 0 }));
      expect(alike(await detailOf(listed, answer))).toBe(alike(await detailOf(single, of)));
    }
    const last = together.findLast(({ clearance }) => clearance !== undefined);
    const replayed = await ledger.get(`/v1/parties/${listed.party}/clearances/${last?.clearance}/replay`);
    expect(replayed.body).toEqual({ same: true, differs: [] });
  });

  it('is decided in its order for a key that is bound to portfolios, too, however much of a line is to be checked', async () => {
    const one = await debtor();
    const { body: key } = await ledger.post('/v1/keys', { name: 'dialler', role: 'collector', portfolios: ['dial'] });
    const named = Array.from({ length: 12 }, (_, i) => ({
      party: one.party,
      plannedAt: planned(1),
      case: one.case,
      ...(i % 2 === 0 ? {} : { case: undefined }),
    }));
    const answers = await asList(named, { authorization: `Bearer ${key['text'] as string}` });
    const revisions = answers.map((answer) => (answer as { revision: number }).revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    const permits = answers.map(({ permitted }) => permitted);
    expect(permits).toContain(true);
    expect(permits.lastIndexOf(true)).toBe(permits.indexOf(false) - 1);
  });

  it('does not read the history of a person anew for each of its lines, nor for each of its appends', async () => {
    const one = await debtor();
    const { store } = ledger.runtime;
    const read = jest.spyOn(store, 'readStream');
    const answers = await asList(
      Array.from({ length: 250 }, (_, i) => ({ party: one.party, plannedAt: planned(1 + (i % 20)) })),
    );
    expect(answers).toHaveLength(250);
    const own = read.mock.calls.filter(([stream]) => stream === one.party);
    const whole = own.filter(([, from, most]) => from === 0 && most > 1);
    read.mockRestore();
    // Its state is at hand since it was made, and no append undoes it; each line's own record is read by itself.
    expect(whole).toEqual([]);
    expect(own.filter(([, , most]) => most === 1).length).toBeLessThanOrEqual(300);
  });
});
