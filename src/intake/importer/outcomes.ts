/** What became of rows: counted, and listed where it is not simply recorded or known. */
import type { Done, Trouble } from '../../ledger/command.js';
import { CASE } from '../../ledger/ledger.js';
import { isRefusal, type Refusal } from '../../ledger/refusal.js';
import type { UnitOutcome } from '../../ledger/transact.js';
import type { RowProblem } from '../mapping/frame.js';
import type { CaseContext } from './contexts.js';
import type { Parcel } from './delivery.js';
import type { LeftPostings } from './left.js';
import { ImportError } from './options.js';
import { MASK, type Rejects } from './rejects.js';
import type { CaseRequest, RowUnit } from './row-unit.js';
import type { Tally } from './tally.js';

export class Outcomes {
  constructor(
    private readonly tally: Tally,
    private readonly rejects: Rejects,
    private readonly left: LeftPostings,
  ) {}

  /**
   * What the ledger answered for a row.
   * @param before how many of the answers belong to what stood before the row
   * @throws ImportError where the ledger could not write
   */
  settled(context: CaseContext, parcel: Parcel, answer: UnitOutcome, before = 0): void {
    if (isRefusal(answer)) return this.refused(parcel, answer);
    if ('kind' in answer) return this.troubled(parcel, answer);
    this.tally.facts += factsIn(answer);
    this.tally.landed(context);
    this.noteLeft(context, answer, parcel, before);
    const own = answer.slice(before);
    if (parcel.row.kind === 'new' && own.every(({ repeated }) => repeated)) this.tally.unchanged += 1;
  }

  refused(parcel: Parcel, refusal: Refusal): void {
    const { row } = parcel;
    if (refusal.why === 'reused-command-id' && row.kind === 'new') {
      this.tally.changed += 1;
      this.rejects.changed(row.at, 'The ledger knows this row with other content.');
      return;
    }
    this.rejected(row, problemOf(parcel, refusal));
  }

  private noteLeft({ stream }: CaseContext, answer: readonly Done[], { requests }: Parcel, before: number): void {
    answer.forEach(({ postsLater }, i) => {
      const request = requests[i - before];
      if (postsLater && request) this.left.note(stream, request.cmd);
    });
  }

  /** Facts of a party of a row. */
  party(answers: readonly UnitOutcome[]): void {
    for (const answer of answers) if (!('kind' in answer)) this.tally.facts += factsIn(answer);
  }

  partyRefused(row: RowUnit, { field, message }: Refusal): void {
    this.rejected(row, { field, reason: message });
  }

  private troubled({ row }: Parcel, { why, message }: Trouble): void {
    if (why === 'too-large') return this.rejected(row, { reason: message });
    throw new ImportError(why === 'no-room' ? 'no-room' : 'ledger', message);
  }

  private rejected({ at, kind }: RowUnit, problem: RowProblem): void {
    // A row that was counted as changed or missing could not be corrected: it is rejected instead.
    if (kind !== 'new') this.tally[kind] -= 1;
    this.tally.rejected += 1;
    this.rejects.rejected(at, problem);
  }
}

function factsIn(answer: readonly Done[]): number {
  let facts = 0;
  for (const { repeated, events } of answer) if (!repeated) facts += events.length;
  return facts;
}

/** What the source says where the refusal points; else the command's own value, unless that is personal. */
function problemOf({ row, requests }: Parcel, { field, message, command = 0 }: Refusal): RowProblem {
  const request = requests[command];
  if (field === undefined || !request) return { field, reason: message };
  const [name = field] = field.split('.');
  const at = row.requests.indexOf(request);
  const origin = at < 0 ? row.caseOrigin : row.origins[at];
  const reads = origin?.[field] ?? origin?.[name];
  const source = reads?.find((read) => row.fields[read] !== undefined);
  if (source !== undefined) return { field: source, value: row.fields[source], reason: message };
  return { field, value: shown(request, field), reason: message };
}

function shown({ command }: CaseRequest, field: string): string | undefined {
  const value = (command as unknown as Readonly<Record<string, unknown>>)[field];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return CASE.rules[command.type].personal?.includes(field) === true ? MASK : String(value);
}
