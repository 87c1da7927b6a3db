/** Every route that records a fact, over HTTP: each sample body becomes its fact, once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENCY, CASE, INCIDENT, PARTY, PORTFOLIO, STAFF } from '../ledger/ledger.js';
import { SAMPLES } from './dto-samples.fixture.js';
import { apiDocument } from './openapi.js';
import { partsNamedBy, REGISTER_SAMPLES, REGISTER_STEPS } from './register-samples.fixture.js';
import { TestApp } from './test-app.fixture.js';

/**
 * Sent by reactors or intake, or together with another command: no route of their own. Clearances have theirs in
 * `src/clearance`, told in `test/e2e/clearance*`.
 */
const NOT_ROUTED = [
  ...[
    'NoticePromiseOutcome',
    'NoticePlan',
    'NoticeSettlement',
    'NoticeDeadline',
    'NoticeBuckets',
    'CorrectRecord',
    'LinkCase',
    'PostLeft',
  ],
  ...['RequestClearance', 'ReleaseClearance'],
];

const bodies = new Map([...SAMPLES, ...REGISTER_SAMPLES].map(({ dto, body }) => [dto.name.replace(/Dto$/, ''), body]));

/** A command, where it goes, and what is special about this test's body. Ids in braces are filled in from answers. */
type Step = readonly [command: string, path: string, first: string, change?: object];

/** Who asked cannot approve: those are told in `four-eyes`. */
const FOUR_EYES = [
  ...['ReviewEscalation', 'ApproveWaiver', 'ApproveChargeOff', 'ApproveRefund', 'ApproveEarlyHoldRelease'],
  ...['ApproveErasure', 'ApproveHoldRelease', 'ApproveCaseHoldRelease', 'ReleaseFreeze'],
];

/** Of a command that gives nothing up as this story tells it. */
const UNNEEDED = { waiverRequest: undefined };

const STORY: readonly Step[] = [
  ['CreatePortfolio', 'portfolios', 'PortfolioCreated'],
  ['RegisterParty', 'parties', 'PartyRegistered'],
  ['AddContactPoint', 'parties/{party}/contact-points', 'ContactPointAdded'],
  ['OpenCase', 'cases', 'CaseOpened'],
  ['LinkParty', 'cases/{case}/parties', 'PartyLinked', { party: '{party}' }],
  ['AssignCase', 'cases/{case}/assignments', 'CaseAssigned'],
  ['AddNote', 'cases/{case}/notes', 'CaseNoteAdded'],
  ['RegisterDebt', 'cases/{case}/debts', 'DebtRegistered'],
  ['AssessCharge', 'cases/{case}/charges', 'ChargeAssessed', { debt: '{debt}' }],
  [
    'AdjustBalance',
    'cases/{case}/adjustments',
    'BalanceAdjusted',
    { debt: '{debt}', waiverRequest: '{waiverRequest}' },
  ],
  ['ApplyWaiver', 'cases/{case}/waivers', 'WaiverApplied', { debt: '{debt}', waiverRequest: '{waiverRequest}' }],
  ['ChargeOffDebt', 'cases/{case}/debts/{debt}/charge-offs', 'ChargedOff', { chargeOffRequest: '{chargeOffRequest}' }],
  ['ReportDelinquency', 'cases/{case}/debts/{debt}/delinquency-reports', 'DelinquencyReported'],
  ['SetInterestTerms', 'cases/{case}/interest-terms', 'InterestTermsSet', { debt: '{debt}', ...UNNEEDED }],
  ['PostInterest', 'cases/{case}/interest-postings', 'InterestAccrued', { through: '2026-03-10' }],
  [
    'GrantRateConcession',
    'cases/{case}/rate-concessions',
    'InterestRateConcessionGranted',
    { debt: '{debt}', waiverRequest: '{waiverRequest}' },
  ],
  [
    'SuspendInterest',
    'cases/{case}/interest-suspensions',
    'InterestSuspended',
    { debts: ['{debt}'], waiverRequest: '{waiverRequest}' },
  ],
  ['ResumeInterest', 'cases/{case}/interest-suspensions/{suspension}/resumptions', 'InterestResumed'],
  ['RecordContact', 'cases/{case}/contacts', 'ContactAttempted', { party: '{party}', debts: ['{debt}'] }],
  ['RecordContactOutcome', 'cases/{case}/contacts/{contact}/outcomes', 'ContactOutcomeRecorded'],
  ['CorrectContact', 'cases/{case}/contacts/{contact}/corrections', 'ContactRecordCorrected'],
  ['RecordMessage', 'cases/{case}/messages', 'MessageSent', { party: '{party}', debts: ['{debt}'] }],
  ['RecordDelivery', 'cases/{case}/contacts/{contact}/deliveries', 'MessageBounced'],
  ['IssueNotice', 'cases/{case}/notices', 'NoticeIssued', { party: '{party}', debts: ['{debt}'] }],
  ['RecordVisit', 'cases/{case}/visits', 'VisitConducted', { party: '{party}', debts: ['{debt}'] }],
  ['MakePromise', 'cases/{case}/promises', 'PromiseMade', { debts: ['{debt}'], contact: '{contact}' }],
  [
    'RenegotiatePromise',
    'cases/{case}/promises/{promise}/renegotiations',
    'PromiseRenegotiated',
    { debts: ['{debt}'], contact: '{contact}' },
  ],
  ['CancelPromise', 'cases/{case}/promises/{promise}/cancellations', 'PromiseCancelled'],
  ['ProposePlan', 'cases/{case}/plans', 'PlanProposed', { debts: ['{debt}'] }],
  ['CounterOfferPlan', 'cases/{case}/plans/{plan}/counter-offers', 'PlanCounterOffered', { debts: ['{debt}'] }],
  ['TestPlanAffordability', 'cases/{case}/plans/{plan}/affordability-tests', 'PlanAffordabilityTested'],
  ['AgreePlan', 'cases/{case}/plans/{plan}/agreements', 'PlanAgreed'],
  ['ActivatePlan', 'cases/{case}/plans/{plan}/activations', 'PlanActivated', UNNEEDED],
  ['GrantDeferral', 'cases/{case}/deferrals', 'DeferralGranted', { plan: '{plan}', instalment: 2, debts: ['{debt}'] }],
  ['RestructurePlan', 'cases/{case}/plans/{plan}/restructurings', 'PlanRestructured', UNNEEDED],
  [
    'CancelPlan',
    'cases/{case}/plans/{plan}/cancellations',
    'PlanCancelled',
    { holdReleaseRequest: '{holdReleaseRequest}' },
  ],
  ['OfferSettlement', 'cases/{case}/settlements', 'SettlementOffered', { debts: ['{debt}'] }],
  ['AcceptSettlement', 'cases/{case}/settlements/{settlement}/acceptances', 'SettlementAccepted'],
  [
    'RecordPayment',
    'cases/{case}/payments',
    'PaymentReceived',
    { amount: 70_000, directedTo: ['{debt}'], occurredAt: '2026-03-10T15:05:00+01:00' },
  ],
  [
    'CompleteSettlement',
    'cases/{case}/settlements/{settlement}/completions',
    'SettlementCompleted',
    { waiverRequest: '{waiverRequest}' },
  ],
  ['LogComplaint', 'cases/{case}/complaints', 'ComplaintReceived'],
  ['AcknowledgeComplaint', 'cases/{case}/complaints/{complaint}/acknowledgements', 'ComplaintAcknowledged'],
  ['ExtendComplaint', 'cases/{case}/complaints/{complaint}/extensions', 'ComplaintExtended'],
  ['DecideComplaint', 'cases/{case}/complaints/{complaint}/decisions', 'ComplaintDecided'],
  ['CloseComplaint', 'cases/{case}/complaints/{complaint}/closures', 'ComplaintClosed'],
  ['RaiseDispute', 'cases/{case}/disputes', 'DisputeRaised', { debts: ['{debt}'] }],
  ['RecordDisputeStep', 'cases/{case}/disputes/{dispute}/steps', 'DisputeStepRecorded'],
  [
    'ResolveDispute',
    'cases/{case}/disputes/{dispute}/resolutions',
    'DisputeResolved',
    { holdReleaseRequest: '{holdReleaseRequest}' },
  ],
  ['RaiseDispute', 'cases/{case}/disputes', 'DisputeRaised', { debts: ['{debt}'] }],
  [
    'WithdrawDispute',
    'cases/{case}/disputes/{dispute}/withdrawals',
    'DisputeWithdrawn',
    { holdReleaseRequest: '{holdReleaseRequest}' },
  ],
  ['FileLegalAction', 'cases/{case}/legal-actions', 'LegalActionFiled', { debts: ['{debt}'] }],
  ['RecordCourtStep', 'cases/{case}/legal-actions/{action}/steps', 'CourtStepRecorded'],
  ['EnterJudgment', 'cases/{case}/legal-actions/{action}/judgments', 'JudgmentEntered'],
  ['PlaceAccount', 'cases/{case}/placements', 'AccountPlaced', { debts: ['{debt}'] }],
  ['RecallAccount', 'cases/{case}/placements/{placement}/recalls', 'AccountRecalled'],
  ['RecordPayment', 'cases/{case}/payments', 'PaymentReceived', { amount: 200_000, directedTo: ['{debt}'] }],
  ['PayRefund', 'cases/{case}/refunds', 'RefundPaid', { refundRequest: '{refundRequest}' }],
  ['ReversePayment', 'cases/{case}/payments/{payment}/reversals', 'PaymentReversed', UNNEEDED],
  ['CloseCase', 'cases/{case}/closures', 'CaseClosed'],
  ['ReopenCase', 'cases/{case}/reopenings', 'CaseReopened'],
  ['InvalidateContactPoint', 'parties/{party}/contact-points/{point}/invalidations', 'ContactPointInvalidated'],
  ...REGISTER_STEPS.filter(({ command }) => !FOUR_EYES.includes(command)).map(({ command, path, deed }): Step => [
    command,
    path,
    deed.fact,
    partsNamedBy(deed),
  ]),
];

/** What a command creates, for the ids in later paths. */
const CREATES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(REGISTER_STEPS.flatMap(({ command, creates }) => (creates ? [[command, creates]] : []))),
  CreatePortfolio: 'portfolio',
  RegisterParty: 'party',
  OpenCase: 'case',
  AddContactPoint: 'point',
  RegisterDebt: 'debt',
  SuspendInterest: 'suspension',
  RecordContact: 'contact',
  RecordMessage: 'contact',
  MakePromise: 'promise',
  RenegotiatePromise: 'promise',
  ProposePlan: 'plan',
  OfferSettlement: 'settlement',
  LogComplaint: 'complaint',
  RaiseDispute: 'dispute',
  FileLegalAction: 'action',
  PlaceAccount: 'placement',
  RecordPayment: 'payment',
};

const app = new TestApp();
const ids: Record<string, string> = {};

/** Fills in ids that earlier steps got. */
function filled<T>(value: T): T {
  const text = JSON.stringify(value).replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? 'missing');
  return JSON.parse(text) as T;
}

/** What is given up is asked for first, and approved by somebody else. */
const WAIVER = ['waiverRequest', 'waiver-requests', 'RequestWaiver', 'ApproveWaiver'] as const;
const RELEASE = [
  'holdReleaseRequest',
  'hold-release-requests',
  'RequestEarlyHoldRelease',
  'ApproveEarlyHoldRelease',
] as const;
const APPROVED: Readonly<
  Record<string, readonly [noun: string, path: string, asks: string, decides: string, asked: object]>
> = {
  ApplyWaiver: [...WAIVER, { component: 'cost', amount: 950 }],
  AdjustBalance: [...WAIVER, { component: 'interest', amount: 300 }],
  CompleteSettlement: [...WAIVER, { component: undefined, amount: 1_000_000 }],
  ChargeOffDebt: [
    'chargeOffRequest',
    'charge-off-requests',
    'RequestChargeOff',
    'ApproveChargeOff',
    { amount: 125_000 },
  ],
  PayRefund: ['refundRequest', 'refund-requests', 'RequestRefund', 'ApproveRefund', { amount: 100 }],
  GrantRateConcession: [...WAIVER, { component: 'interest' }],
  SuspendInterest: [...WAIVER, { component: 'interest' }],
  CancelPlan: [...RELEASE, { hold: 'PLAN', plan: '{plan}', dispute: undefined }],
  ResolveDispute: [...RELEASE, { dispute: '{dispute}', plan: undefined }],
  WithdrawDispute: [...RELEASE, { dispute: '{dispute}', plan: undefined }],
};

async function approve(command: string): Promise<void> {
  const [noun = '', path = '', asks = '', decides = '', what = {}] = APPROVED[command] ?? [];
  if (noun === '') return;
  const ofDebt = 'debt' in (bodies.get(asks) ?? {}) ? { debt: '{debt}' } : {};
  const asked = await app.record(filled(`cases/{case}/${path}`), filled({ ...bodies.get(asks), ...ofDebt, ...what }));
  ids[noun] = asked.id ?? '';
  const url = filled(`cases/{case}/${path}/${ids[noun]}/approvals`);
  const given = { ...bodies.get(decides), limit: undefined };
  expect(await app.post(url, given, `approve-${command}`, app.other())).toMatchObject({ status: 201 });
}

beforeAll(() => app.start());
afterAll(() => app.close());

describe('the routes of the ledger', () => {
  it('are one for each command', () => {
    const commands = [CASE, PARTY, PORTFOLIO, STAFF, INCIDENT, AGENCY].flatMap(({ rules }) => Object.keys(rules));
    const ledger = join(import.meta.dirname, '../ledger');
    const sources = readdirSync(ledger, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.controller.ts'))
      .map((file) => readFileSync(join(ledger, file), 'utf8'));
    const sent = sources.flatMap((source) => [...source.matchAll(/\{ type: '(\w+)'/g)].map((match) => match[1]));
    sent.push(...REGISTER_STEPS.map(({ command }) => command));
    expect(sent.sort()).toEqual(commands.filter((command) => !NOT_ROUTED.includes(command)).sort());
    expect(new Set([...STORY.map(([command]) => command), ...FOUR_EYES])).toEqual(new Set(sent));
  });

  it('stand in the OpenAPI document, each with its body', () => {
    const { paths, components } = apiDocument(app.nest);
    for (const [command, path] of STORY) {
      const route = paths[`/v1/${path}`]?.post;
      expect([command, route?.requestBody]).toMatchObject([
        command,
        { content: { 'application/json': { schema: { $ref: `#/components/schemas/${command}Dto` } } } },
      ]);
      const schema = components?.schemas?.[`${command}Dto`] as { properties: object };
      expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(bodies.get(command) ?? {}).sort());
    }
    expect(components?.schemas?.['RegisterDebtDto']).toMatchObject({
      properties: { balances: { allOf: [{ $ref: '#/components/schemas/BalancesDto' }] }, currency: { example: 'EUR' } },
      required: ['currency', 'balances'],
    });
  });

  it('tell in the OpenAPI document of each name in their path that it must be given', () => {
    const { paths } = apiDocument(app.nest);
    for (const [path, routes] of Object.entries(paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const [method, { parameters = [] }] of Object.entries(routes)) {
        const given = parameters.filter(
          (each: { in: string; required: boolean }) => each.in === 'path' && each.required,
        );
        expect([method, path, given.map(({ name }: { name: string }) => name).sort()]).toEqual([
          method,
          path,
          names.sort(),
        ]);
      }
    }
  });

  for (const [command, path, first, change = {}] of STORY) {
    it(`${command} to ${path} records ${first}, once`, async () => {
      await approve(command);
      const body: { occurredAt?: string } = filled({ ...bodies.get(command), ...change });
      const [url, key] = [filled(path), `story-${command}-${Object.keys(ids).length}`];
      const reply = await app.post(url, body, key);
      expect(reply).toMatchObject({ status: 201, body: { events: expect.any(Array), revision: expect.any(Number) } });
      const { stream, id, events, revision } = reply.body;
      const recorded = (await app.facts(stream)).filter((fact) => events.includes(fact.id));
      expect(recorded[0]).toMatchObject({ type: first, at: body.occurredAt, eff: '2026-03-10', cmd: key });
      expect(recorded[0]?.data).toMatchObject({ extra: { branch: 'Firenze 2' } });
      expect(JSON.stringify(recorded)).not.toContain('verbatim');
      expect(reply.headers['etag']).toBe(`"${revision}"`);
      const name = CREATES[command];
      if (name !== undefined) ids[name] = id ?? stream;

      // Sent again, with another word for the door: the same command.
      const again = await app.post(url, { ...body, ...('verbatim' in body ? { verbatim: true } : {}) }, key);
      expect(again.body).toEqual(reply.body);
      expect(again.headers['idempotent-replayed']).toBe('true');
    });
  }

  it('keep every field of a body: plain ones in the fact, personal ones sealed', async () => {
    const [registered] = await app.facts(ids['party'] ?? '');
    expect(registered?.data).toMatchObject({ kind: 'PERSON', ref: 'CUST-88213', language: 'it-IT' });
    expect(registered && (await app.disclose(registered))).toEqual({
      name: 'Chiara Bianchi',
      birthDate: '1984-07-21',
      idNumber: 'BNCCHR84L61D612X',
      address: 'Via Roma 12, 50123 Firenze',
      nickname: 'Bibi',
    });
    const debt = (await app.facts(ids['case'] ?? '')).find((fact) => fact.type === 'DebtRegistered');
    const { balances } = bodies.get('RegisterDebt') as { balances: object };
    expect(debt?.data).toMatchObject({ ref: '4417-88213', creditor: 'Lakeside Bank', balances });
  });
});

describe('free text that looks like code', () => {
  const text = `'; DROP TABLE events;--`;

  it('is refused, then recorded word for word by whoever says that it is meant', async () => {
    const url = filled('cases/{case}/notes');
    const before = (await app.facts(ids['case'] ?? '')).length;
    expect(await app.post(url, { text }, 'verbatim')).toMatchObject({
      status: 400,
      body: { type: 'urn:quittance:problem:invalid-request', field: 'text', detail: expect.stringMatching(/verbatim/) },
    });
    expect(await app.facts(ids['case'] ?? '')).toHaveLength(before);
    expect((await app.post(url, { text, verbatim: true }, 'verbatim')).status).toBe(201);
    const note = (await app.facts(ids['case'] ?? '')).at(-1);
    expect(note?.type).toBe('CaseNoteAdded');
    expect(note && (await app.disclose(note))).toEqual({ text });
  });
});

describe('a portfolio', () => {
  it('is called by its name or its id', async () => {
    const { stream } = await app.record('cases', { portfolio: 'lakeside-cards', ref: 'by name' });
    const [opened] = await app.facts(stream);
    const { portfolio } = opened?.data as { portfolio: string };
    expect(portfolio).toMatch(/^portfolio-/);
    expect(await app.post('cases', { portfolio, ref: 'by name' })).toMatchObject({ status: 409, body: { id: stream } });
    expect((await app.post('cases', { portfolio: 'nobody', ref: 'x' })).body.type).toMatch(/:unknown-portfolio$/);
  });
});

describe('four eyes', () => {
  it.each([
    ['EscalateCase', 'escalations', 'ReviewEscalation', 'reviews'],
    ['RequestWaiver', 'waiver-requests', 'ApproveWaiver', 'approvals'],
    ['RequestChargeOff', 'charge-off-requests', 'ApproveChargeOff', 'approvals'],
    ['RequestRefund', 'refund-requests', 'ApproveRefund', 'approvals'],
    ['RequestEarlyHoldRelease', 'hold-release-requests', 'ApproveEarlyHoldRelease', 'approvals'],
  ])('%s: who asked cannot decide; somebody else can', async (asks, path, decides, at) => {
    const parts = REGISTER_STEPS.filter(({ command }) => command === asks).map(({ deed }) => partsNamedBy(deed));
    const body = filled({ ...bodies.get(asks), ...parts[0] });
    const asked = await app.record(filled(`cases/{case}/${path}`), body);
    const url = filled(`cases/{case}/${path}/${asked.id ?? ''}/${at}`);
    const own = await app.post(url, bodies.get(decides) ?? {}, `own-${decides}`);
    expect(own).toMatchObject({ status: 409, body: { type: 'urn:quittance:problem:four-eyes' } });
    const other = await app.post(url, bodies.get(decides) ?? {}, `other-${decides}`, app.other());
    expect(other.status).toBe(201);
  });

  it('ReleaseFreeze: nobody without a request, and not who asked; somebody else can', async () => {
    const frozen = await app.record(filled('incidents/{incident}/freezes'), { case: ids['case'], reason: 'press' });
    const url = `${filled('incidents/{incident}/freezes')}/${frozen.id ?? ''}`;
    const releasedBy = async (key: string, as?: Record<string, string>): Promise<unknown> => {
      const { status, body } = await app.post(`${url}/releases`, { reason: 'over' }, key, as);
      return [status, body.type];
    };
    expect(await releasedBy('unasked')).toEqual([409, 'urn:quittance:problem:not-asked-for']);
    await app.record(`${url}/release-requests`, { reason: 'the report was corrected' });
    expect(await releasedBy('own')).toEqual([409, 'urn:quittance:problem:four-eyes']);
    expect(await releasedBy('other', app.other())).toEqual([201, undefined]);
  });

  it.each([
    ['ApplyWaiver', 'waiver-requests', 'RequestWaiver'],
    ['ChargeOffDebt', 'charge-off-requests', 'RequestChargeOff'],
    ['PayRefund', 'refund-requests', 'RequestRefund'],
    ['ResolveDispute', 'hold-release-requests', 'RequestEarlyHoldRelease'],
  ])('nobody says by hand that %s has applied a request', async (_what, path, asks) => {
    const parts = REGISTER_STEPS.filter(({ command }) => command === asks).map(({ deed }) => partsNamedBy(deed));
    const asked = await app.record(filled(`cases/{case}/${path}`), filled({ ...bodies.get(asks), ...parts[0] }));
    const url = filled(`cases/{case}/${path}/${asked.id ?? ''}/closures`);
    expect(await app.post(url, { outcome: 'APPLIED' }, `by-hand-${path}`)).toMatchObject({
      status: 409,
      body: { type: 'urn:quittance:problem:applied-by-hand', field: 'outcome' },
    });
    expect((await app.post(url, { outcome: 'REVOKED' }, `revoked-${path}`)).status).toBe(201);
  });
});
