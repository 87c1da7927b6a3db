/**
 * `exports/` in the data folder: files for their owner alone. Of an export `<id>` there are `<id>.json` (its state), `<id>.streams`
 * (whose data is in it), `<id>.zip` once it is whole, and `.part` and `.spool` on the way, which no start leaves behind.
 */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type ReadStream,
} from 'node:fs';
import { join } from 'node:path';
import type { ExportState } from './export-state.js';

const STATE = /^(export-[0-9a-f-]{36})\.json$/;
const ENDINGS = ['.zip', '.zip.part', '.spool', '.streams', '.json'] as const;

export class ExportFolder {
  private readonly states = new Map<string, ExportState>();

  /** Reads what is there; nothing is made before the first export. */
  constructor(private readonly folder: string) {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) this.takeUp(name);
    for (const name of readdirSync(folder)) {
      if (!this.isKept(name)) rmSync(join(folder, name), { force: true });
    }
  }

  all(): ExportState[] {
    return [...this.states.values()];
  }

  get(id: string): ExportState | undefined {
    return this.states.get(id);
  }

  put(state: ExportState): void {
    this.make();
    this.states.set(state.id, state);
    replace(this.path(state.id, '.json'), JSON.stringify(state));
  }

  /** A new file on the way. */
  path(id: string, ending: (typeof ENDINGS)[number]): string {
    this.make();
    return join(this.folder, `${id}${ending}`);
  }

  setStreams(id: string, streams: readonly string[]): void {
    replace(this.path(id, '.streams'), streams.map((stream) => `${stream}\n`).join(''));
  }

  /** Whether data of one of these streams is in an export. */
  holds(id: string, streams: ReadonlySet<string>): boolean {
    const file = this.path(id, '.streams');
    return (
      existsSync(file) &&
      readFileSync(file, 'utf8')
        .split('\n')
        .some((stream) => streams.has(stream))
    );
  }

  read(id: string, range: { readonly start: number; readonly end: number }): ReadStream {
    return createReadStream(this.path(id, '.zip'), range);
  }

  remove(id: string): void {
    for (const ending of ENDINGS) rmSync(join(this.folder, `${id}${ending}`), { force: true });
    this.states.delete(id);
  }

  private make(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  private takeUp(name: string): void {
    const [, id] = STATE.exec(name) ?? [];
    if (id === undefined) return;
    try {
      this.states.set(id, JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as ExportState);
    } catch {
      // Cut off by a crash: its export is none.
    }
  }

  /** A file of an export that is ready, or the state of one. */
  private isKept(name: string): boolean {
    const [, id, ending] = /^(export-[0-9a-f-]{36})(\.[a-z.]+)$/.exec(name) ?? [];
    const state = this.states.get(id ?? '');
    if (!state || ending === undefined) return false;
    return ending === '.json' || (state.status === 'ready' && (ending === '.zip' || ending === '.streams'));
  }
}

/** Whole or not at all. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
