/**
 * Cases of which rows left their postings for later (`mayPostLater`): what they change for others is posted when all rows
 * are in. What an import that was killed had left is found again in the facts.
 */
import type { Statement } from '#sqlite';
import { decode } from '../../ledger/envelope.js';
import { CASE, type LedgerFact } from '../../ledger/ledger.js';
import { NOTHING_LEFT } from '../../ledger/payment/index.js';
import { isRefusal } from '../../ledger/refusal.js';
import type { ImportLedger } from './ledger.js';
import { ImportError } from './options.js';
import type { Rejects } from './rejects.js';
import type { Scratch } from './scratch.js';
import { sourceOf, type Stage } from './stage.js';
import type { Tally } from './tally.js';

export const LEFT_SCHEMA = 'CREATE TABLE left_postings (stream TEXT PRIMARY KEY, cmd TEXT NOT NULL) WITHOUT ROWID;';
/** No source names a row's place: the posting follows from many. */
const NO_ROW = 'end';
const PAGE = 500;

/** What is posted for whom, and where it is told. */
export interface LeftTo {
  readonly stage: Stage;
  readonly tally: Tally;
  readonly rejects: Rejects;
}

interface Left {
  readonly stream: string;
  /** Command of the last row that left its postings: it names the posting, whichever run sends it. */
  readonly cmd: string;
}

export class LeftPostings {
  private readonly put: Statement<[string, string]>;
  private readonly drop: Statement<[string]>;

  constructor(private readonly scratch: Scratch) {
    this.put = scratch.prepare('INSERT OR REPLACE INTO left_postings (stream, cmd) VALUES (?, ?)');
    this.drop = scratch.prepare('DELETE FROM left_postings WHERE stream = ?');
  }

  note(stream: string, cmd: string): void {
    this.put.run(stream, cmd);
  }

  posted(stream: string): void {
    this.drop.run(stream);
  }

  /**
   * Of every case. What the ledger refuses is listed: the rows of that case stand, and the next import tries again.
   * @throws ImportError where the ledger could not write
   */
  async post(to: LeftTo): Promise<void> {
    const page = this.scratch.prepare<[string, number], Left>(
      'SELECT stream, cmd FROM left_postings WHERE stream > ? ORDER BY stream LIMIT ?',
    );
    for (let last = ''; ;) {
      const some = page.all(last, PAGE);
      await Promise.all(some.map((left) => this.postOne(to, left)));
      if (some.length < PAGE) return;
      last = (some.at(-1) as Left).stream;
    }
  }

  /** What one append does not hold goes in the next, until nothing is left. */
  private async postOne({ stage, tally, rejects }: LeftTo, { stream, cmd }: Left): Promise<void> {
    const { by, zone, ledger } = stage;
    const src = sourceOf(stage, NO_ROW);
    for (let round = 1; ; round++) {
      const id = round === 1 ? `left:${cmd}` : `left:${cmd} ${round}`;
      const request = { command: { type: 'PostLeft' as const }, cmd: id, by, src, zone };
      const outcome = await ledger.transactor.run(CASE, stream, request);
      if (isRefusal(outcome)) {
        // All is posted, or something else that moved money posted it meanwhile.
        if (outcome.code === NOTHING_LEFT) return;
        tally.rejected += 1;
        const why = `What rows of ${await nameOf(ledger, stream)} changed for its other rows cannot be posted. ${outcome.message}`;
        const reason = `${why} Correct the amounts or interest terms of that case, then import the file again.`;
        return rejects.rejected({ n: Number.MAX_SAFE_INTEGER, place: NO_ROW }, { reason });
      }
      if (outcome.kind === 'trouble') {
        throw new ImportError(outcome.why === 'no-room' ? 'no-room' : 'ledger', `${stream}: ${outcome.message}`);
      }
      if (!outcome.repeated) tally.facts += outcome.events.length;
    }
  }
}

/** A case as its source names it, where it has a name there. */
async function nameOf({ store }: ImportLedger, stream: string): Promise<string> {
  const [first] = await store.readStream(stream, 0, 1);
  const opened = first && (decode(first) as LedgerFact);
  const ref = opened?.type === 'CaseOpened' ? opened.data.ref : undefined;
  return ref === undefined ? stream : `case '${ref}' (${stream})`;
}
