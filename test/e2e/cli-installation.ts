/**
 * The program as it is installed: bin, build and packages in a folder of their own, compiled from the sources of this
 * moment, so that a test in child processes never meets an older build.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledCheckout } from '../support/compiled.js';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits for a text on stdout and gives what the pattern's group found. */
  said(pattern: RegExp): Promise<string>;
}

export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-e2e-'));
  private readonly children = new Set<ChildProcess>();

  static async make(): Promise<Installation> {
    const made = new Installation();
    cpSync(await compiledCheckout(), made.folder, { recursive: true, verbatimSymlinks: true });
    return made;
  }

  /** Starts `quittance` with these arguments. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('QUITTANCE_')));
    const child = spawn(process.execPath, [join(this.folder, 'bin/quittance.js'), ...args], {
      cwd: this.folder,
      env: { ...own, NODE_OPTIONS: '', TZ: 'UTC', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => {
        this.children.delete(child);
        resolve({ code, stdout, stderr });
      });
    });
    const said = (pattern: RegExp): Promise<string> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(stdout);
          if (found) resolve(found[1] ?? found[0]);
        };
        child.stdout.on('data', look);
        void ended.then((end) => reject(new Error(`ended without ${String(pattern)}: ${JSON.stringify(end)}`)));
        look();
      });
    return { child, ended, said };
  }

  /** Runs `quittance` to its end. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  /** Ends what still runs and removes everything. */
  async remove(): Promise<void> {
    const closed = [...this.children].map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of this.children) child.kill('SIGKILL');
    await Promise.all(closed);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
