import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differencesIn, keepAudit, lastAudit } from '../sealer/audit/audit-record.js';
import { NightlyAudit, nextAt } from './nightly-audit.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-nightly-'));
afterAll(() => rmSync(folder, { recursive: true }));

const local = (text: string): number => new Date(text).getTime();
const NONE = { changed: 0, missing: 0, extra: 0, reordered: 0 };

it.each([
  ['2026-03-31T02:00:00', '2026-03-31T03:10:00'],
  ['2026-03-31T03:10:00', '2026-04-01T03:10:00'],
  ['2026-12-31T23:59:59', '2027-01-01T03:10:00'],
  ['2028-02-28T12:00:00', '2028-02-29T03:10:00'],
])('after %s comes %s', (after, next) => {
  expect(nextAt('03:10', local(after))).toBe(local(next));
});

describe('every night', () => {
  const clock = { millis: local('2026-03-31T02:00:00'), now: () => clock.millis };
  const warned: string[] = [];
  let ran = 0;
  let ends = { code: 0 as number | null, said: '' };
  let does = (): void => undefined;
  const nightly = new NightlyAudit({
    folder,
    at: '03:10',
    clock,
    warn: (line) => warned.push(line),
    run: async () => {
      ran += 1;
      does();
      return ends;
    },
  });
  const night = (text: string): Promise<void> => {
    clock.millis = local(text);
    return nightly.look();
  };

  it('it is made once, when its time has come', async () => {
    await night('2026-03-31T03:09:59');
    expect(ran).toBe(0);
    await night('2026-03-31T03:10:05');
    await night('2026-03-31T09:00:00');
    expect(ran).toBe(1);
    await night('2026-04-01T03:11:00');
    expect([ran, warned]).toEqual([2, []]);
  });

  it('what it finds is kept by the process that found it, and said', async () => {
    does = () => keepAudit(folder, { at: 'then', seconds: 1, size: 9, counts: { ...NONE, changed: 2 }, failed: null });
    ends = { code: 31, said: '' };
    await night('2026-04-02T04:00:00');
    const last = lastAudit(folder);
    expect([last?.size, last && differencesIn(last), warned.length]).toEqual([9, 2, 1]);
  });

  it('where it could not be made, that is kept', async () => {
    does = () => undefined;
    ends = { code: 1, said: 'quittance: the disk cannot be read' };
    await night('2026-04-03T04:00:00');
    expect(lastAudit(folder)).toMatchObject({ failed: 'quittance: the disk cannot be read', size: 0, counts: NONE });
    ends = { code: 4, said: 'nothing' };
    await night('2026-04-04T04:00:00');
    expect(lastAudit(folder)?.failed).toBe('quittance: the disk cannot be read');
  });

  it('it is never made where no time is set, and not after the end', async () => {
    const none = new NightlyAudit({
      folder,
      at: '',
      clock,
      warn: () => undefined,
      run: async () => ((ran += 1), ends),
    });
    const before = ran;
    none.start();
    await none.look();
    await nightly.stop();
    nightly.start();
    expect(ran).toBe(before);
  });
});

it('a record that is none is as none', () => {
  expect(lastAudit(join(folder, 'nowhere'))).toBeUndefined();
});
