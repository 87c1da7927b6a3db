/** Lists of clearances at (V, K): what was answered at a position is answered there for ever, whatever is recorded later. */
import fc from 'fast-check';
import { CallDesk, noon, type Called } from '../support/call-desk.js';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const desk = new CallDesk(ledger);
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

const STEPS = ['ASK', 'ASK_AT_NIGHT', 'CALL', 'RELEASE', 'CALL_UNCLEARED', 'TOLD_LATE'] as const;
type Step = (typeof STEPS)[number];
const steps = fc.array(fc.constantFrom(...STEPS), { minLength: 4, maxLength: 8 });

/** What a step recorded last, by event id; undefined where there was nothing to do. */
async function taken(step: Step, one: Called, permits: string[]): Promise<string | undefined> {
  const call = { channel: 'phone', party: one.party, debts: [one.debt] };
  const contacts = `/v1/cases/${one.case}/contacts`;
  switch (step) {
    case 'ASK':
    case 'ASK_AT_NIGHT': {
      const plannedAt = step === 'ASK' ? noon() : noon().replace('T17', 'T06');
      const { body } = await desk.ask(one, { plannedAt });
      if (body['permitted'] === true) permits.push(body['clearance']);
      return body['event'];
    }
    case 'CALL': {
      const clearance = permits.pop();
      return clearance && (await ledger.record(contacts, { ...call, clearance }))['events'].at(-1);
    }
    case 'RELEASE': {
      const clearance = permits.pop();
      const path = `/v1/parties/${one.party}/clearances/${clearance}/releases`;
      return clearance && (await ledger.record(path, {}))['events'].at(-1);
    }
    case 'CALL_UNCLEARED':
      return (await ledger.record(contacts, call))['events'].at(-1);
    case 'TOLD_LATE':
      return (await ledger.record(contacts, { ...call, occurredAt: '2026-01-05T15:00:00Z' }))['events'].at(-1);
  }
}

it('answer at an earlier position as they did when it was the last one', async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (some) => {
      const book = await desk.portfolio();
      const [one] = await desk.debtor(book);
      const asOf = noon(0).slice(0, 10);
      const lists = async (event: string): Promise<readonly string[]> => {
        const when = `asOf=${asOf}&knownAt=${event}`;
        const paths = [`/v1/parties/${one.party}/clearances?${when}`, `/v1/clearances?portfolio=${book}&${when}`];
        const replies = await Promise.all(paths.map((path) => ledger.get(path)));
        // Whether K is final is said of the clock, not of the answer.
        return replies.map(({ status, body: { final: _final, ...body } }) => `${status} ${JSON.stringify(body)}`);
      };
      const permits: string[] = [];
      const given = new Map<string, readonly string[]>();
      for (const step of some) {
        const event = await taken(step, one, permits);
        if (event !== undefined) given.set(event, await lists(event));
      }
      for (const [event, then] of given) expect(await lists(event)).toEqual(then);
      if (new Set([...given.values()].map(([own]) => own)).size > 1) moved++;
    }),
    { numRuns: 3 },
  );
  expect(moved).toBeGreaterThan(0);
});
