/** Two served ledgers on one KurrentDB (the stand-in speaks its protocol) and one PostgreSQL: the last attempt is given once. */
import { CallDesk, noon } from '../support/call-desk.js';
import { HttpLedger, type Reply } from '../support/http-ledger.js';
import { SHARED_SECRETS } from '../support/keys-place.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';

const SENT_AGAIN_MAX = 5;
const CN = { jurisdictions: ['CN'], capacity: 'FIRST_PARTY', creditorKind: 'BANK' };

(POSTGRES_HERE ? describe : describe.skip)(`two processes that are asked at once${WITHOUT_POSTGRES}`, () => {
  let store: StandIn;
  let postgres: TestPostgres;
  let ledgers: readonly [HttpLedger, HttpLedger];
  let desk: CallDesk;
  let asked = 0;

  beforeAll(async () => {
    [store, postgres] = await Promise.all([StandIn.start(), testPostgres()]);
    const settings = {
      QUITTANCE_STORE: store.url,
      QUITTANCE_READ_DB: postgres.url,
      QUITTANCE_KEYS: postgres.url,
      QUITTANCE_ORIGIN: 'shared.example/clearances',
      ...SHARED_SECRETS,
    };
    ledgers = [new HttpLedger(settings), new HttpLedger(settings)];
    for (const ledger of ledgers) await ledger.start();
    desk = new CallDesk(ledgers[0]);
  });
  afterAll(async () => {
    for (const ledger of ledgers) await ledger.close();
    await Promise.all([store.stop(), postgres.stop()]);
  });

  /** As a client asks: a 503 (a machine too busy to answer) is sent again under the same key, which is answered once. */
  async function ask(ledger: HttpLedger, body: object): Promise<Reply> {
    const key = { 'idempotency-key': `ask-${++asked}` };
    for (let again = 0; ; again++) {
      const reply = await ledger.post('/v1/contacts/clearances', body, key);
      if (reply.status !== 503 || again === SENT_AGAIN_MAX) return reply;
    }
  }
  /** The same questions in turn to the one and to the other, all at once. */
  const askAll = (bodies: readonly object[]): Promise<Reply[]> =>
    Promise.all(bodies.map((body, n) => ask(ledgers[n % 2] as HttpLedger, body)));
  const permitted = (replies: readonly Reply[]): number =>
    replies.filter(({ status, body }) => status === 201 && body['permitted'] === true).length;

  it('give seven calls about a debt in seven days, and not an eighth; each makes the decisions of the other again', async () => {
    const [{ party, case: id }] = await desk.debtor(await desk.portfolio());
    const replies = await askAll(Array(12).fill({ party, case: id, channel: 'phone', plannedAt: noon() }));
    expect(replies.map(({ status }) => status)).toEqual(Array(12).fill(201));
    expect(permitted(replies)).toBe(7);
    expect(new Set(replies.map(({ body }) => body['revision'] as number)).size).toBe(12);
    for (const [n, { body }] of replies.entries()) {
      const other = ledgers[(n + 1) % 2] as HttpLedger;
      const again = await other.get(`/v1/parties/${party}/clearances/${body['clearance']}/replay`);
      expect(again.body).toMatchObject({ same: true, differs: [] });
    }
  });

  it('give three conversations a day with one debtor of two cases', async () => {
    const cases = await desk.debtor(await desk.portfolio(CN), 2);
    const plannedAt = noon();
    const bodies = cases.flatMap(({ party, case: id }) =>
      Array(4).fill({ party, case: id, channel: 'phone', plannedAt }),
    );
    // Noon in New York is night in China: asked of a person in New York it is day.
    expect(permitted(await askAll(bodies as object[]))).toBe(3);
  });

  it('give one decision to one key that both are sent', async () => {
    const [{ party, case: id }] = await desk.debtor(await desk.portfolio());
    const body = { party, case: id, channel: 'phone', plannedAt: noon() };
    const key = { 'idempotency-key': 'one-key' };
    const replies = await Promise.all(ledgers.map((ledger) => ledger.post('/v1/contacts/clearances', body, key)));
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(replies.map(({ body: answer }) => answer['event'] as string)).size).toBe(1);
  });
});
