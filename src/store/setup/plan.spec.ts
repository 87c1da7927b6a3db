/** What has to be done on a server, for every state in which it may be found. */
import { planOf, type Found, type Step } from './plan.js';
import { namedIn, projectionName, queryFor, scriptOf, type Script } from './scripts.js';

const text = (version: number): string =>
  `// quittance-by-party, version ${version}: a test.\nvar PREFIX = '';\nvar LINKS = PREFIX + 'quittance_by_party_${version}-';\nfromAll().when({});\n`;
const script = scriptOf(text(2));

const found = (version: number, more: Partial<Found> = {}, prefix = ''): Found => ({
  name: projectionName({ base: 'by-party', version }, prefix),
  status: 'Running',
  reason: '',
  progress: 100,
  script: { query: queryFor(scriptOf(text(version)), prefix), emits: true },
  ...more,
});

const plan = (
  there: readonly Found[],
  more: { removeOld?: boolean; prefix?: string; scripts?: readonly Script[] } = {},
) => planOf({ scripts: [script], prefix: '', removeOld: false, ...more }, there);
const deeds = (steps: readonly Step[]): string[] => steps.map(({ name, deed }) => `${name} ${deed}`);

describe('what is shipped', () => {
  it('is created where it is missing, with the letters of the ledger', () => {
    expect(plan([], { prefix: 'alpha' })).toEqual([
      {
        name: 'alphaquittance-by-party-2',
        base: 'by-party',
        version: 2,
        links: 'alphaquittance_by_party_2-',
        deed: 'create',
        query: text(2).replace("PREFIX = ''", "PREFIX = 'alpha'"),
      },
    ]);
  });

  it.each([
    ['runs with the same text', {}, 'unchanged'],
    ['runs, and its text may not be seen', { script: undefined }, 'unchanged'],
    ['is faulted with the same text', { status: 'Faulted' }, 'unchanged'],
    ['is on its way', { status: 'Preparing' }, 'unchanged'],
    ['was stopped', { status: 'Stopped' }, 'enable'],
    ['was stopped, and its text may not be seen', { status: 'Aborted', script: undefined }, 'enable'],
    ['has another text', { script: { query: 'fromAll()', emits: true } }, 'update'],
    ['may not emit', { script: { query: text(2), emits: false } }, 'update'],
  ])('that %s', (_state, more, deed) => {
    expect(deeds(plan([found(2, more)]))).toEqual([`quittance-by-party-2 ${deed}`]);
  });

  it('is started too where it was stopped with another text', () => {
    const [step] = plan([found(2, { status: 'Stopped', script: { query: '', emits: true } })]);
    expect(step).toMatchObject({ deed: 'update', starts: true });
  });
});

describe('other versions', () => {
  it('older ones are stopped once, after their successor was made, or removed where that is asked for', () => {
    expect(deeds(plan([found(1)]))).toEqual(['quittance-by-party-2 create', 'quittance-by-party-1 disable']);
    const stopped = found(1, { status: 'Stopped' });
    expect(deeds(plan([found(2), stopped]))).toEqual([
      'quittance-by-party-2 unchanged',
      'quittance-by-party-1 unchanged',
    ]);
    expect(deeds(plan([found(2), stopped], { removeOld: true }))[1]).toBe('quittance-by-party-1 remove');
  });

  it('newer ones belong to a newer program: neither they nor ours are touched', () => {
    const there = [found(2, { status: 'Stopped' }), found(3)];
    expect(deeds(plan(there, { removeOld: true }))).toEqual(['quittance-by-party-2 left', 'quittance-by-party-3 left']);
    expect(deeds(plan([found(10)]))).toEqual(['quittance-by-party-2 left', 'quittance-by-party-10 left']);
  });
});

describe('names', () => {
  it('of other ledgers on the server, of scripts that are not known here, and of others are left alone', () => {
    const names = [
      'alphaquittance-by-party-1',
      'quittance-by-moon-1',
      '$by_category',
      'quittance-by-party-x',
      'orders',
    ];
    const there = names.map((name) => ({ ...found(1), name }));
    expect(deeds(plan(there, { removeOld: true }))).toEqual(['quittance-by-party-2 create']);
  });

  it('are read as they are written', () => {
    expect(namedIn(projectionName(script, 'alpha'), 'alpha')).toEqual({ base: 'by-party', version: 2 });
    expect(namedIn('alphaquittance-by-party-2', '')).toBeUndefined();
    expect(namedIn('quittance-by-party-2', 'alpha')).toBeUndefined();
  });

  it.each([
    ['no version', "var PREFIX = '';"],
    ['no letters to fill in', text(1).replace('var PREFIX', 'let PREFIX')],
    ['two places for the letters', text(1) + "var PREFIX = '';"],
    ['no streams', text(1).replace('LINKS', 'STREAMS')],
  ])('a script with %s is refused', (_lack, wrong) => {
    expect(() => scriptOf(wrong)).toThrow(/names itself/);
  });
});
