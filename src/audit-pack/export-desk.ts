/** Where exports are asked for: one is made after the other, into a file that is kept for its asker, or into one of the asker's own. */
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { ReadSide } from '../../projections/read/read-side.js';
import { Problem, problem } from '../http/problem.js';
import { toInstant } from '../ledger/dates.js';
import { isShared } from '../operations/ops-url.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { Turns } from '../turns.js';
import type { Making } from './export-shelf.js';
import { EXPORTS_MAX, type ExportState } from './export-state.js';
import { makePack } from './make-pack.js';
import { PackFileWriter } from './pack-file.js';
import type { Asker, PackMade, PackProgress, PackRequest } from './request.js';
import { Spool } from './spool.js';
import { Cancelled, LedgerDiffers } from './trouble.js';

export interface Job {
  readonly id: string;
  readonly by: Asker;
  readonly request: PackRequest;
  /** Where the file goes, and whether one that is there is replaced. */
  readonly file: string;
  readonly replace: boolean;
  readonly onProgress?: (progress: PackProgress) => void;
  /** Called as soon as the file has its name, before anybody else gets a turn. */
  readonly onMade?: (made: PackMade) => void;
}

@Injectable()
export class ExportDesk implements OnModuleDestroy {
  /** Packs are made one at a time: each reads and hashes as fast as it can. */
  private readonly turns = new Turns();
  private closing = false;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ReadSide) private readonly read: ReadSide,
  ) {}

  get shelf(): Runtime['exports'] {
    return this.runtime.exports;
  }

  /** Whether other processes make exports too, each in a folder of its own. */
  get shared(): boolean {
    return isShared(this.runtime.config);
  }

  /**
   * Begins an export whose file is kept for its asker. Asked for again with the same command id it is the same export; one that
   * failed is begun anew.
   * @throws Problem 422 where the command id was used for another export, 503 where too many are kept
   */
  begin(by: Asker, cmd: string, request: PackRequest): { readonly state: ExportState; readonly repeated: boolean } {
    const { ids, clock } = this.runtime;
    const id = ids.stream('export', [by.id, cmd]);
    const mac = ids.mac(JSON.stringify(request));
    const found = this.shelf.find(id);
    if (found && found.mac !== mac) {
      const detail = 'This Idempotency-Key was used for another export. Use a new one.';
      throw Problem.of(422, 'reused-command-id', detail);
    }
    if (found && found.status !== 'failed') return { state: found, repeated: true };
    if (!found && this.shelf.count >= EXPORTS_MAX) {
      const detail = `${EXPORTS_MAX} exports are kept. Delete some that you need no more, or wait until their time is over.`;
      throw Problem.of(503, 'too-many-exports', detail);
    }
    const state: ExportState = { id, by: by.id, mac, request, status: 'waiting', asked: toInstant(clock.now()) };
    this.shelf.folder.put(state);
    void this.kept(state, by);
    return { state, repeated: false };
  }

  /** Makes a pack now, after those that were asked for before. @throws Problem Cancelled */
  make(job: Job): Promise<PackMade> {
    const making = this.shelf.begin(job.id);
    return this.turns.take(() => this.run(job, making)).finally(() => this.shelf.end(job.id));
  }

  /** An id for an export that is kept nowhere. */
  passingId(): string {
    return `export-${randomUUID()}`;
  }

  /** Ends what is under way: the ledger is about to be closed. */
  async onModuleDestroy(): Promise<void> {
    this.closing = true;
    this.shelf.close();
    await this.turns.over();
  }

  private async kept(state: ExportState, by: Asker): Promise<void> {
    const { shelf } = this;
    const { id, request } = state;
    try {
      const file = shelf.folder.path(id, '.zip');
      await this.make({ id, by, request, file, replace: true, onMade: (made) => shelf.ready(state, made) });
    } catch (error) {
      const { type, detail } = problemOf(error);
      // Said to whoever asks for it; nobody else waits.
      shelf.fail(state, type, detail);
    }
  }

  /** Before anybody gets the file, in an access stream: an export must not move the head that it proves. */
  private async record(by: Asker, request: PackRequest, made: PackMade, streams: readonly string[]): Promise<void> {
    const { kind, cases, asOf, knownAt, redact: redacted } = request;
    const { sha256: digest, size, root } = made;
    const what = kind === 'case' ? 'audit-pack' : 'audit-packs';
    const count = cases.length;
    const said = { what, format: 'zip', streams, asOf, knownAt, digest, count, size, root, redacted };
    await this.runtime.accessLog.exported(said, by);
  }

  private async run({ id, by, request, file, replace, onProgress, onMade }: Job, making: Making): Promise<PackMade> {
    if (this.closing) making.cancel('closing');
    making.proceed();
    const { shelf, runtime, read } = this;
    const spoolFile = shelf.folder.path(id, '.spool');
    // Of an attempt that failed for want of room.
    rmSync(spoolFile, { force: true });
    const spool = new Spool(spoolFile);
    const writer = new PackFileWriter(file, replace);
    try {
      const made = await makePack(runtime, read, request, {
        spool,
        write: (bytes) => writer.write(bytes),
        onSubjects: (streams) => {
          making.about(streams);
          if (shelf.find(id)) shelf.folder.setStreams(id, streams);
        },
        proceed: () => making.proceed(),
        onProgress: (progress) => {
          making.progress = progress;
          onProgress?.(progress);
        },
      });
      await this.record(by, request, made, making.streams);
      making.proceed();
      writer.commit();
      onMade?.(made);
      return made;
    } finally {
      spool.close();
      writer.discard();
    }
  }
}

/** What went wrong, in the words of the API. */
export function problemOf(error: unknown): ReturnType<typeof problem> {
  if (error instanceof Problem) return error.details;
  if (error instanceof Cancelled) return problem(409, `export-${error.reason}`, error.message);
  if (error instanceof LedgerDiffers) return problem(503, 'ledger-differs', error.message);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return problem(409, 'file-exists', 'There is such a file already.');
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return problem(507, 'no-room', 'The disk is full. Make room and ask again.');
  if (error instanceof RangeError) return problem(422, 'pack-too-large', `${message}. Export fewer cases at a time.`);
  new Logger('export').error(error instanceof Error ? (error.stack ?? message) : String(error));
  return problem(500, 'internal', 'The export met an error of its own; the log of the server has it.');
}
