/** From a validated body to a command on the bus, and from its outcome to the answer. */
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Projector } from '../../projections/projector/projector.js';
import type { LinkParty } from '../ledger/case/index.js';
import type { Command, Outcome, Request, StreamKind } from '../ledger/command.js';
import type { AnyFact } from '../ledger/fact.js';
import { CASE, PARTY, PORTFOLIO, type CaseCommand, type PartyStreamCommand } from '../ledger/ledger.js';
import type { PortfolioCommand } from '../ledger/portfolio/index.js';
import { Transactor } from '../ledger/transact.js';
import { ApiKeys } from '../access/api-keys.js';
import { Scope } from '../access/scope.js';
import { LedgerSecrets } from '../privacy/secrets.js';
import { receiptOf, type Receipt } from '../sealer/receipt.js';
import { Sealer } from '../sealer/sealer.js';
import { asCommand } from './as-command.js';
import type { Sender } from './caller.js';
import { LedgerCommand } from './ledger-command.js';
import { linkOutcome, type TwoStreams } from './party-link.js';
import { Problem, refusalProblem, troubleProblem } from './problem.js';
import { ReadSideWaits } from './wait-for.js';

/** What a POST answers. Sent again with the same Idempotency-Key it answers the same. */
export interface CommandAnswer {
  /** Stream that the facts went to: a case, a party, a portfolio, … */
  readonly stream: string;
  /** Id of the part that was created: a payment, a promise, a contact. */
  readonly id?: string;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly string[];
  /** With `?wait=sealed`. */
  readonly receipt?: Receipt;
}

/** A command of many, for one party. */
export interface PartyLine {
  readonly party: string;
  readonly command: PartyStreamCommand;
  readonly from: Sender;
}

/** A body without its command type. */
export type Body<C extends Command> = Omit<C, 'type'>;

const STREAM_ID =
  /^(?:case|party|portfolio|staff|incident|agency)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

@Injectable()
export class CommandSender {
  readonly waits: ReadSideWaits;
  @Inject(Scope) private readonly scope!: Scope;
  @Inject(ApiKeys) private readonly keys!: ApiKeys;

  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(LedgerSecrets) private readonly ids: LedgerSecrets,
    @Inject(Projector) projector: Projector,
    @Inject(Transactor) private readonly transactor: Transactor,
    @Inject(Sealer) private readonly sealer: Sealer,
  ) {
    this.waits = new ReadSideWaits(projector);
  }

  toCase(id: string, command: CaseCommand, from: Sender): Promise<CommandAnswer> {
    return this.send(CASE, checked(id, 'case'), command, from);
  }

  toParty(id: string, command: PartyStreamCommand, from: Sender): Promise<CommandAnswer> {
    return this.send(PARTY, checked(id, 'party'), command, from);
  }

  /**
   * Commands for many parties at once. Those for one party are decided in the order in which they stand: all are checked
   * before the first is sent, since one that names more streams takes longer to check.
   */
  async toParties(lines: readonly PartyLine[]): Promise<PromiseSettledResult<CommandAnswer>[]> {
    const checks = await Promise.allSettled(
      lines.map(async ({ party, command, from }) => {
        await this.scope.checkCommand(from.caller.portfolios, checked(party, 'party'), asCommand(command));
      }),
    );
    return Promise.allSettled(
      lines.map(async ({ party, command, from }, i) => {
        const check = checks[i];
        if (check?.status === 'rejected') throw check.reason;
        return this.answer(await this.record(PARTY, party, asCommand(command), from), from);
      }),
    );
  }

  /** Links a party to a case on both streams; answers for the case. */
  async linkParty(id: string, body: LinkParty, from: Sender): Promise<CommandAnswer> {
    const link = { ...asCommand(body), party: checked(body.party, 'party') };
    await this.scope.checkCommand(from.caller.portfolios, checked(id, 'case'), link);
    const ledger: TwoStreams = {
      read: (stream) => this.transactor.read(CASE, stream),
      toParty: (stream, command, sender) => this.execute(PARTY, stream, command, sender),
      toCase: (stream, command, sender) => this.execute(CASE, stream, command, sender),
    };
    return this.answer(await linkOutcome(ledger, checked(id, 'case'), link, from), from);
  }

  /** Any kind of stream, by the id of the stream; a portfolio also by its name. */
  to<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    id: string,
    command: C,
    from: Sender,
  ): Promise<CommandAnswer> {
    const { category } = kind as unknown as { category: Category };
    return this.send(kind, category === 'portfolio' ? this.portfolioId(id) : checked(id, category), command, from);
  }

  /** The stream of a portfolio, which people call by its name; none of none. */
  portfolioId(nameOrId: string): string;
  portfolioId(nameOrId: string | undefined): string | undefined;
  portfolioId(nameOrId: string | undefined): string | undefined {
    if (nameOrId === undefined) return undefined;
    // Several ids of a list stay as they are.
    if (nameOrId.split(',').every((each) => isStream(each, 'portfolio'))) return nameOrId;
    return this.ids.stream('portfolio', [nameOrId]);
  }

  /** The stream that a new case or party gets: of its reference, or of caller and command where it has none. */
  newStream(
    category: Exclude<Category, 'portfolio'>,
    portfolio: string,
    ref: string | undefined,
    from: Sender,
  ): string {
    return this.ids.stream(category, ref === undefined ? [portfolio, '', from.caller.id, from.cmd] : [portfolio, ref]);
  }

  openPortfolio(command: PortfolioCommand, from: Sender): Promise<CommandAnswer> {
    return this.send(PORTFOLIO, this.ids.stream('portfolio', [command.name]), command, from);
  }

  async send<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    body: C,
    from: Sender,
  ): Promise<CommandAnswer> {
    return this.answer(await this.execute(kind, stream, asCommand(body), from), from);
  }

  private async execute<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    command: C,
    from: Sender,
  ): Promise<Outcome> {
    await this.scope.checkCommand(from.caller.portfolios, stream, command);
    return this.record(kind, stream, command, from);
  }

  private async record<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    command: C,
    { caller, cmd, obo, corr, expected }: Sender,
  ): Promise<Outcome> {
    const { fourEyes: needsOthers } = kind.rules[command.type as C['type']];
    const hands = needsOthers && (await this.keys.handsOf(caller.id));
    const sent = { cmd, by: caller.id, obo, corr, expected, src: { via: caller.via } };
    const request: Request<C> = { command, ...sent, hands, asksApproval: true };
    return this.bus.execute<LedgerCommand, Outcome>(new LedgerCommand(kind, stream, request));
  }

  private async answer(outcome: Outcome, from: Sender): Promise<CommandAnswer> {
    if (outcome.kind === 'refused') throw refusalProblem(outcome);
    if (outcome.kind === 'trouble') throw troubleProblem(outcome);
    const { stream, id, revision, position, events, repeated } = outcome;
    if (from.waitFor && !(await this.waits.reached(position))) {
      void from.reply.header('quittance-read-side', 'behind');
    }
    void from.reply.header('etag', `"${revision}"`);
    if (repeated) void from.reply.header('idempotent-replayed', 'true');
    const receipt = from.waitSealed ? await receiptOf(this.sealer, { position, events }) : undefined;
    if (from.waitSealed && !receipt) void from.reply.header('quittance-seal', 'behind');
    return { stream, id, revision, position, events, receipt };
  }
}

export type Category = 'case' | 'party' | 'portfolio' | 'staff' | 'incident' | 'agency';

function isStream(id: string, category: Category): boolean {
  return STREAM_ID.test(id) && id.startsWith(`${category}-`);
}

/** A stream id of the wrong form names nothing: no need to ask the store. */
export function checked(id: string, category: Category): string {
  if (isStream(id, category)) return id;
  throw Problem.of(404, `unknown-${category}`, `There is no ${category} '${id.slice(0, 80)}'.`);
}
