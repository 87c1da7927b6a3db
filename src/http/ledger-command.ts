/** The one command of the bus: something to be recorded on a stream. Its handler is the way into `transact`. */
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Command, Outcome, Request, StreamKind } from '../ledger/command.js';
import type { AnyFact } from '../ledger/fact.js';
import { Transactor } from '../ledger/transact.js';
import { KeyWarden } from '../privacy/key-warden.js';
import { Metrics } from './metrics.js';

type AnyKind = StreamKind<Command, unknown, AnyFact>;

export class LedgerCommand {
  readonly kind: AnyKind;

  constructor(
    kind: unknown,
    readonly stream: string,
    readonly request: Request,
  ) {
    this.kind = kind as AnyKind;
  }
}

@CommandHandler(LedgerCommand)
export class LedgerCommandHandler implements ICommandHandler<LedgerCommand, Outcome> {
  constructor(
    @Inject(Transactor) private readonly transactor: Transactor,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(KeyWarden) private readonly warden: KeyWarden,
  ) {}

  async execute({ kind, stream, request }: LedgerCommand): Promise<Outcome> {
    const outcome = await this.transactor.run(kind, stream, request);
    await this.warden.afterCommand(request.command.type, stream);
    if (outcome.kind === 'refused') this.metrics.refused(outcome.code);
    this.metrics.command(outcome.kind === 'done' && outcome.repeated ? 'repeated' : outcome.kind);
    return outcome;
  }
}
