/** Which readable files of a pack are what they should be, as they are made one after the other. */
import { packageVersion } from '../../cli/version.js';
import { OWN_FOLDERS, PATHS } from '../../seal/pack/paths.js';
import type { OpenPack } from '../../seal/verify/open-pack.js';
import type { ReadableFile, Remade, RemakeFault } from '../../seal/verify/remake.js';
import { Comparison } from './comparison.js';
import { restsOnFindings } from './resting.js';
import { accessesPath } from './told-accesses.js';

const PDF = /^case\.(?:en|zh)\.pdf$/;
const PROVEN: ReadonlySet<string> = new Set(Object.values(PATHS).filter((path) => path !== PATHS.howTo));

/** A file that many cases share. */
interface Shared {
  readonly comparison: Comparison | undefined;
  isShort: boolean;
}

const utf8 = new TextEncoder();

export class Remaking {
  private readonly files = new Map<string, ReadableFile>();
  private readonly faults: RemakeFault[] = [];
  private readonly shared = new Map<string, Shared>();

  constructor(private readonly pack: OpenPack) {}

  /** @param isShort whether facts on which it may rest are left out of the pack. */
  async whole(path: string, made: Uint8Array, isShort: boolean): Promise<void> {
    const comparison = this.begin(path);
    await comparison?.next(made);
    await this.close(path, { comparison, isShort });
  }

  /** The next rows of a table of all cases. */
  async part(path: string, header: string, rows: string, isShort: boolean): Promise<void> {
    let shared = this.shared.get(path);
    if (!shared) {
      shared = { comparison: this.begin(path), isShort: false };
      this.shared.set(path, shared);
      await shared.comparison?.next(utf8.encode(header));
    }
    shared.isShort ||= isShort;
    await shared.comparison?.next(utf8.encode(rows));
  }

  async finish(): Promise<Remade> {
    for (const [path, shared] of this.shared) await this.close(path, shared);
    for (const path of this.pack.paths) this.seeOther(path);
    const files = [...this.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return { files, faults: [...this.elsewhere(), ...this.faults] };
  }

  private begin(path: string): Comparison | undefined {
    return this.pack.has(path) ? new Comparison(this.pack.open(path)) : undefined;
  }

  private async close(path: string, { comparison, isShort }: Shared): Promise<void> {
    if (!comparison) {
      this.faults.push({ code: 'readable-missing', details: { path } });
      return;
    }
    const difference = await comparison.end();
    if (!difference) this.files.set(path, { path, status: 'equal' });
    else if (isShort && restsOnFindings(path)) this.cannot(path, 'bodies-left-out');
    else {
      this.files.set(path, { path, status: 'differs' });
      this.faults.push({ code: 'remade-otherwise', details: { path, ...difference } });
    }
  }

  /** What was not made: proofs, what nobody can make again, and what does not belong there. */
  private seeOther(path: string): void {
    if (path === accessesPath(this.pack)) return this.cannot(path, 'access-log');
    if (this.files.has(path) || PROVEN.has(path) || OWN_FOLDERS.some((folder) => path.startsWith(folder))) return;
    if (PDF.test(path) && this.pack.manifest.kind === 'case') return this.cannot(path, 'pdf');
    this.files.set(path, { path, status: 'differs' });
    this.faults.push({ code: 'not-of-the-facts', details: { path } });
  }

  private cannot(path: string, why: ReadableFile['why']): void {
    this.files.set(path, { path, status: 'cannot', why });
  }

  /** First of all, where there are differences: why they may be there. */
  private elsewhere(): RemakeFault[] {
    const own = `quittance@${packageVersion()}`;
    const { software: theirs } = this.pack.manifest.versions;
    return this.faults.length === 0 || theirs === own ? [] : [{ code: 'made-elsewhere', details: { theirs, own } }];
  }
}
