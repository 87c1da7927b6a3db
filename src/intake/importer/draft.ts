/** Gathers what a row becomes, and compares it with what the ledger knows of it. */
import type { Command } from '../../ledger/command.js';
import { CASE, type CaseCommand } from '../../ledger/ledger.js';
import type { Origin, Recorder } from '../mapping/frame.js';
import type { Writable } from '../../ledger/writable.js';
import { cmdOf } from './identity.js';
import { saysTheSame, type KnownFact, type KnownRow } from './known.js';
import type { ImportLedger } from './ledger.js';
import type { CaseRequest, Withdrawal } from './row-unit.js';

/** Who sends the commands of a row, and where it stands. */
export type From = Pick<CaseRequest, 'by' | 'src' | 'zone'>;

/** Written out: one for each fact of the book, and a spread costs several times as much. */
export function requestOf({ by, src, zone }: From, command: CaseCommand, cmd: string): CaseRequest {
  return { by, src, zone, command, cmd, partId: undefined, mayPostLater: true };
}

export class Draft implements Recorder {
  /** What must be recorded. */
  requests: CaseRequest[] = [];
  /** Of each request. */
  origins: Origin[] = [];
  withdraw: Withdrawal[] = [];
  /** The row says otherwise than the ledger, in any of its facts. */
  changed = false;
  /** Facts that the row has, known or not. */
  facts = 0;
  private row = '';
  private stream = '';
  private known: KnownRow | undefined;
  private from: From = { by: '' };
  private readonly places = new Set<string>();

  constructor(
    private readonly ledger: ImportLedger,
    /** Whether a row that changed is corrected. */
    private readonly corrections: boolean,
  ) {}

  begin(stream: string, row: string, known: KnownRow | undefined, from: From): void {
    this.from = from;
    this.stream = stream;
    this.row = row;
    this.known = known;
    this.requests = [];
    this.origins = [];
    this.withdraw = [];
    this.changed = false;
    this.facts = 0;
    // To clear a set makes a new table, even where there is nothing in it.
    if (this.places.size > 0) this.places.clear();
  }

  record(place: string, command: Command, origin: Origin, creates?: string): string | undefined {
    const told = command as CaseCommand;
    const { length } = this.requests;
    const cmd = this.known ? this.compared(place, told, origin, this.known) : this.fresh(place, told, origin);
    this.facts += 1;
    if (creates === undefined) return undefined;
    const id = this.ledger.ports.ids.part(creates, this.stream, cmd);
    const request: Writable<CaseRequest> | undefined = this.requests[length];
    if (request) request.partId = id;
    return id;
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

  private fresh(place: string, command: CaseCommand, origin: Origin): string {
    return this.put(`${this.row}.${place}`, command, origin);
  }

  private put(cmd: string, command: CaseCommand, origin: Origin): string {
    this.requests.push(requestOf(this.from, command, cmd));
    this.origins.push(origin);
    return cmd;
  }

  /** @returns the command id under which the fact stands, or will */
  private compared(place: string, told: CaseCommand, origin: Origin, known: KnownRow): string {
    this.places.add(place);
    const fact = known.get(place);
    if (!fact) {
      this.changed = true;
      return this.corrections ? this.fresh(place, told, origin) : cmdOf(this.row, place, 0);
    }
    const newest = cmdOf(this.row, place, fact.ordinal);
    if (!fact.withdrawn && this.same(fact, told)) return newest;
    this.changed = true;
    if (!this.corrections) return newest;
    if (!fact.withdrawn) this.withdraw.push({ cmd: newest, action: 'REPLACED' });
    return this.put(cmdOf(this.row, place, fact.ordinal + 1), told, origin);
  }

  private same(fact: KnownFact, command: CaseCommand): boolean {
    const { personal = [] } = CASE.rules[command.type];
    return saysTheSame(this.ledger, fact, command, personal);
  }
}
