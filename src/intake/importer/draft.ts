/** Gathers what a row becomes, and compares it with what the ledger knows of it. */
import type { Command } from '../../ledger/command.js';
import { CASE, type CaseCommand } from '../../ledger/ledger.js';
import type { Origin, Recorder } from '../mapping/frame.js';
import { cmdOf } from './identity.js';
import { saysTheSame, type KnownFact, type KnownRow } from './known.js';
import type { ImportLedger } from './ledger.js';
import type { Withdrawal } from './row-unit.js';

export interface Drafted {
  readonly command: CaseCommand;
  readonly cmd: string;
  readonly origin: Origin;
}

export class Draft implements Recorder {
  /** What must be recorded. */
  commands: Drafted[] = [];
  withdraw: Withdrawal[] = [];
  /** The row says otherwise than the ledger, in any of its facts. */
  changed = false;
  /** Facts that the row has, known or not. */
  facts = 0;
  private row = '';
  private stream = '';
  private known: KnownRow | undefined;
  private readonly places = new Set<string>();

  constructor(
    private readonly ledger: ImportLedger,
    /** Whether a row that changed is corrected. */
    private readonly corrections: boolean,
  ) {}

  begin(stream: string, row: string, known: KnownRow | undefined): void {
    this.stream = stream;
    this.row = row;
    this.known = known;
    this.commands = [];
    this.withdraw = [];
    this.changed = false;
    this.facts = 0;
    this.places.clear();
  }

  record(place: string, command: Command, origin: Origin, creates?: string): string | undefined {
    const fact = { command: command as CaseCommand, origin };
    const cmd = this.known ? this.compared(place, fact, this.known) : this.fresh(place, fact);
    this.facts += 1;
    return creates === undefined ? undefined : this.ledger.ports.ids.part(creates, this.stream, cmd);
  }

  /** Facts of the known row that it no longer gives. */
  end(): void {
    if (!this.known) return;
    for (const [place, { withdrawn, ordinal }] of this.known) {
      if (withdrawn || this.places.has(place)) continue;
      this.changed = true;
      if (this.corrections) this.withdraw.push({ cmd: cmdOf(this.row, place, ordinal), action: 'WITHDRAWN' });
    }
  }

  private fresh(place: string, fact: Omit<Drafted, 'cmd'>): string {
    const cmd = `${this.row}.${place}`;
    this.commands.push({ ...fact, cmd });
    return cmd;
  }

  /** @returns the command id under which the fact stands, or will */
  private compared(place: string, told: Omit<Drafted, 'cmd'>, known: KnownRow): string {
    this.places.add(place);
    const fact = known.get(place);
    if (!fact) {
      this.changed = true;
      return this.corrections ? this.fresh(place, told) : cmdOf(this.row, place, 0);
    }
    const newest = cmdOf(this.row, place, fact.ordinal);
    if (!fact.withdrawn && this.same(fact, told.command)) return newest;
    this.changed = true;
    if (!this.corrections) return newest;
    if (!fact.withdrawn) this.withdraw.push({ cmd: newest, action: 'REPLACED' });
    const cmd = cmdOf(this.row, place, fact.ordinal + 1);
    this.commands.push({ ...told, cmd });
    return cmd;
  }

  private same(fact: KnownFact, command: CaseCommand): boolean {
    const { personal = [] } = CASE.rules[command.type];
    return saysTheSame(this.ledger, fact, command, personal);
  }
}
