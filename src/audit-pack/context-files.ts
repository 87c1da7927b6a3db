/** Files of a pack from which, with its events, its readable files can be made again (docs/verify.md). */
import type { AnswerHead } from '../../projections/read/cut.js';
import { readMeta } from '../ledger/envelope.js';
import { linesFile, textFile, type PackFile } from '../seal/pack/files.js';
import { formatLine, type EventLine } from '../seal/pack/lines.js';
import { PATHS } from '../seal/pack/paths.js';
import { formatFields, formatReading, READING_FORMAT, type Reading } from '../seal/pack/reading.js';
import type { StoredEvent } from '../store/port.js';
import { eventLine, type LineParts } from './event-lines.js';
import { folded } from './folded.js';
import { headLine } from './head-line.js';
import type { PackMoment } from './moment.js';
import type { Desk, Prepared } from './prepare.js';
import { sweep } from './sweep.js';
import { LedgerDiffers } from './trouble.js';

/** Names of personal fields that a reader does not see, as events are proven one by one. */
export class HiddenFields {
  private readonly lines: string[] = [];

  take({ sid, rev, undisclosed }: EventLine, { meta }: StoredEvent): void {
    if (undisclosed.length === 0) return;
    const names = (readMeta(meta).sd ?? []).map(({ n }) => n).sort();
    this.lines.push(formatFields({ sid, rev, names }));
  }

  /** Read when all events were taken. */
  file(): PackFile {
    return linesFile(PATHS.fields, () => this.lines);
  }
}

/** V and K that chapters print, by case, as they are made. */
export class SettledHeads {
  private readonly heads = new Map<string, { readonly at: string; readonly event: string }>();

  readonly settle = (caseId: string, head: AnswerHead): AnswerHead => {
    this.heads.set(caseId, { at: head.knownAt as string, event: head.lastEvent as string });
    return head;
  };

  list(): Reading['heads'] {
    return [...this.heads].map(([id, head]) => ({ case: id, ...head })).sort((a, b) => (a.case < b.case ? -1 : 1));
  }
}

/** @throws LedgerDiffers where an event is not what was sealed. */
export async function contextFiles(
  { store }: Pick<Desk, 'store'>,
  { around, aroundHeads }: Prepared,
  parts: Omit<LineParts, 'withheld'>,
): Promise<PackFile[]> {
  const lines: string[] = [];
  for await (const event of sweep(store, around.positions)) {
    const line = await eventLine({ ...parts, withheld: around.withheld }, event);
    lines.push(formatLine({ ...line, body: folded(line.body) }));
  }
  return [
    linesFile(PATHS.context, () => lines),
    linesFile(PATHS.contextHeads, () => aroundHeads.map((head) => formatLine(headLine(head)))),
  ];
}

export function readingFile(
  { db }: Prepared['state'],
  { event, sealedUntil }: PackMoment,
  heads: Reading['heads'],
): PackFile {
  const index = db.indexOf(event);
  if (index === undefined) throw new LedgerDiffers(`The fact ${event} is not sealed.`);
  return textFile(
    PATHS.reading,
    formatReading({ format: READING_FORMAT, known: index + 1, until: sealedUntil, heads }),
  );
}
