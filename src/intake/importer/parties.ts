/** Registers the parties that rows name, adds their contact points, and links them to cases: the party's side first. */
import type { LinkParty } from '../../ledger/case/index.js';
import type { Request } from '../../ledger/command.js';
import { PARTY } from '../../ledger/ledger.js';
import type { PartyCommand } from '../../ledger/party/index.js';
import { isRefusal, type Refusal } from '../../ledger/refusal.js';
import { keyText } from '../mapping/compile/key.js';
import type { ToldParty } from '../mapping/compile/party.js';
import type { Frame } from '../mapping/frame.js';
import type { CaseContext } from './contexts.js';
import type { Identities } from './identity.js';
import { ImportError } from './options.js';
import type { Outcomes } from './outcomes.js';
import type { PartyBook, PartyContext } from './party-book.js';
import { PartyDraft, type PartyEntry } from './party-draft.js';
import type { CaseRequest } from './row-unit.js';
import type { Stage } from './stage.js';

type PartyRequest = Request<PartyCommand>;
type Sender = Pick<CaseRequest, 'by' | 'src' | 'zone'>;

/** What a row needs of a party, worked out before anything is sent. */
export interface PartyPlan {
  readonly context: PartyContext;
  readonly told: ToldParty;
  readonly entries: readonly PartyEntry[];
  readonly invalid: readonly { readonly point: string; readonly cmd: string }[];
  readonly link: { readonly cmd: string; readonly command: LinkParty };
  /** The party was not told of the case yet. */
  readonly isNew: boolean;
  readonly differs: string | undefined;
}

export interface Owner {
  readonly context: CaseContext;
  readonly key: readonly string[];
}

export class Parties {
  constructor(
    private readonly stage: Stage,
    private readonly identities: Identities,
    private readonly book: PartyBook,
    private readonly outcomes: Outcomes,
  ) {}

  /** Puts party and points into the frame, and says what must be recorded for them. Sends nothing. */
  async plan(told: ToldParty, slot: number, frame: Frame, owner: Owner): Promise<PartyPlan> {
    const { ledger, portfolio } = this.stage;
    const stream = ledger.ports.ids.stream('party', [portfolio, keyText(told.key)]);
    const row = this.identities.party(told.key);
    const context = this.book.get(stream) ?? (await this.book.load(stream, row));
    const draft = new PartyDraft(this.stage, context, row);
    draft.register({ ...told.register, portfolio });
    for (const { place, command, slot: part } of told.points) {
      const cmd = draft.point(place, command);
      if (part !== undefined) frame.parts[part] = ledger.ports.ids.part('point', stream, cmd);
    }
    frame.parties[slot] = stream;
    const cmd = this.identities.link(owner.key, told.key, told.role);
    const { role, register } = told;
    const command: LinkParty = { type: 'LinkParty', party: stream, role, occurredAt: register.occurredAt };
    const isNew = owner.context.links?.has(cmd) !== true && owner.context.told?.has(cmd) !== true;
    const { entries, invalid, differs } = draft;
    return { context, told, entries, invalid, link: { cmd, command }, isNew, differs };
  }

  /**
   * Sends what a plan needs on the party's side.
   * @returns to be asked before the row is sent: why the party cannot be recorded, if so
   */
  commit(plan: PartyPlan, owner: CaseContext, from: Sender): () => Promise<Refusal | undefined> {
    const { context, link } = plan;
    for (const { place, hash, cmd } of plan.entries) context.told.set(place, { hash, cmd });
    const requests = requestsOf(plan, owner.stream, from);
    if (plan.isNew) (owner.told ??= new Set()).add(link.cmd);
    if (requests.length > 0) void this.enqueue(context, requests);
    return async () => {
      const refused = await context.last;
      // What went before was refused, by this row's telling or an earlier one's: all of this row's own may do.
      return refused && this.enqueue(context, this.whole(plan, owner.stream, from));
    };
  }

  private enqueue(context: PartyContext, requests: readonly PartyRequest[]): Promise<Refusal | undefined> {
    const sent = this.send(context, context.last, requests);
    // Whoever waits for it meets its failure; it must not be one that nobody handles.
    sent.catch(() => undefined);
    context.last = sent;
    return sent;
  }

  private whole({ context, told, link }: PartyPlan, owner: string, from: Sender): PartyRequest[] {
    const draft = new PartyDraft(this.stage, { ...context, told: new Map() }, this.identities.party(told.key));
    draft.register({ ...told.register, portfolio: this.stage.portfolio });
    for (const { place, command } of told.points) draft.point(place, command);
    const { entries, invalid } = draft;
    return requestsOf({ entries, invalid, link, isNew: true }, owner, from);
  }

  private async send(
    context: PartyContext,
    before: Promise<unknown> | undefined,
    requests: readonly PartyRequest[],
  ): Promise<Refusal | undefined> {
    context.pending += 1;
    try {
      await before;
      const units = requests.map((request) => [request]);
      const answers = await this.stage.ledger.transactor.runUnits(PARTY, context.stream, units);
      this.outcomes.party(answers);
      for (const answer of answers) {
        if (!('kind' in answer) || answer.kind !== 'trouble') continue;
        throw new ImportError(answer.why === 'no-room' ? 'no-room' : 'ledger', answer.message);
      }
      const refused = answers.filter(isRefusal).find(({ why }) => why !== 'exists' && why !== 'reused-command-id');
      return refused;
    } finally {
      context.pending -= 1;
    }
  }
}

function requestsOf(
  { entries, invalid, link, isNew }: Pick<PartyPlan, 'entries' | 'invalid' | 'link' | 'isNew'>,
  owner: string,
  from: Sender,
): PartyRequest[] {
  const requests: PartyRequest[] = invalid.map(({ point, cmd }) => ({
    ...from,
    command: { type: 'InvalidateContactPoint', point, reason: 'row-changed' },
    cmd,
  }));
  for (const { command, cmd } of entries) requests.push({ ...from, command, cmd });
  if (isNew) {
    const { role, occurredAt } = link.command;
    requests.push({ ...from, command: { type: 'LinkCase', case: owner, role, occurredAt }, cmd: link.cmd });
  }
  return requests;
}
