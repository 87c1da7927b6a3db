/** What linters cannot hold: the size of rooms, pages that must name things, words that must not land. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../src/cli/program.js';

/** No file is longer than this; and only so many are longer than 250 lines. Lower the second when you can. */
const LINES_MAX = 300;
const LONG_FILES_MAX = 6;
const MEDIAN_LINES_MAX = 70;

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules' || name === 'dist') return [];
    if (statSync(path).isDirectory()) return files(path, ending);
    return ending.test(name) ? [path] : [];
  });
}

const sources = [...files('src', /\.ts$/), ...files('projections', /\.ts$/)];
const shipped = sources.filter((path) => !/\.(spec|fixture)\.ts$/.test(path));
const lines = (path: string): number => readFileSync(path, 'utf8').split('\n').length - 1;

describe('rooms are small', () => {
  it(`no file is longer than ${LINES_MAX} lines, and hardly any longer than 250`, () => {
    expect(shipped.filter((path) => lines(path) > LINES_MAX)).toEqual([]);
    expect(shipped.filter((path) => lines(path) > 250).length).toBeLessThanOrEqual(LONG_FILES_MAX);
  });

  it(`the median file is at most ${MEDIAN_LINES_MAX} lines`, () => {
    const sizes = shipped.map(lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MEDIAN_LINES_MAX);
  });
});

describe('words', () => {
  it('no debt is left behind in a comment, and nothing is printed past the logger', () => {
    const bad = shipped.filter((path) =>
      /\b(TODO|FIXME|XXX|HACK)\b|console\.(log|debug)/.test(readFileSync(path, 'utf8')),
    );
    expect(bad).toEqual([]);
  });

  it('no test is focused, and a skipped one says why', () => {
    const specs = [...sources, ...files('test', /\.ts$/)].filter((path) => path.endsWith('spec.ts'));
    const focused = specs.filter((path) =>
      /\b(?:it|describe|test)\.only\(|\b(?:fit|fdescribe)\(/.test(readFileSync(path, 'utf8')),
    );
    expect(focused).toEqual([]);
  });
});

describe('pages', () => {
  const readme = readFileSync('README.md', 'utf8');
  const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

  it('every npm script that a page names exists', () => {
    const pages = [readme, ...files('docs', /\.md$/).map((path) => readFileSync(path, 'utf8'))];
    const named = pages.flatMap((text) =>
      [...text.matchAll(/npm (?:run )?(?:--silent )?([a-z][a-z:-]*)/g)].map(([, name]) => name as string),
    );
    const own = new Set([...Object.keys(scripts), 'ci', 'install', 'exec', 'packages']);
    expect([...new Set(named)].filter((name) => !own.has(name))).toEqual([]);
  });

  it('every command that a page names exists', () => {
    const pages = [readme, ...files('docs', /\.md$/).map((path) => readFileSync(path, 'utf8'))];
    const named = pages.flatMap((text) => [...text.matchAll(/\bquittance ([a-z]+)(?: ([a-z][a-z-]*))?/g)]);
    const program = buildProgram();
    const unknown = named.filter(([, noun, verb]) => {
      const command = program.commands.find((each) => each.name() === noun);
      if (!command) return true;
      return (
        command.commands.length > 0 && verb !== undefined && !command.commands.some((each) => each.name() === verb)
      );
    });
    expect(unknown.map(([text]) => text)).toEqual([]);
    expect(named.length).toBeGreaterThan(5);
  });

  it('every link to a file leads somewhere', () => {
    const broken: string[] = [];
    for (const path of ['README.md', ...files('docs', /\.md$/)]) {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
      for (const [, target] of readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
        if (!existsSync(join(folder, target as string))) broken.push(`${path}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('every decision is in the list of decisions', () => {
    const list = readFileSync('docs/adr/README.md', 'utf8');
    const decisions = readdirSync('docs/adr').filter((name) => /^\d{4}-/.test(name));
    expect(decisions.filter((name) => !list.includes(name))).toEqual([]);
  });

  it('every metric is documented', () => {
    const page = readFileSync('docs/http.md', 'utf8');
    const metrics = [...readFileSync('src/http/metrics.ts', 'utf8').matchAll(/name: '(quittance_[a-z_]+)'/g)].map(
      ([, name]) => name as string,
    );
    expect(metrics.length).toBeGreaterThan(3);
    expect(metrics.filter((name) => !page.includes(name))).toEqual([]);
  });
});
