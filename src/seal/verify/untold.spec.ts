import { packFiles } from '../pack/pack-files.js';
import { bytesOf, SealedScene } from '../pack/pack.fixture.js';
import { sourceOf } from '../bytes.js';
import { parsePolicy } from '../policy.js';
import { reportLines } from './report.js';
import { Untold } from './untold.js';
import { verifyPack } from './verify-pack.js';

describe('events that a pack proves and does not tell', () => {
  it('were recorded after K, or are effective after V', () => {
    const untold = new Untold('2026-03-31', '2026-04-01T12:00:00Z');
    untold.take({ rec: '2026-04-01T12:00:00.000Z', eff: '2026-03-31' });
    untold.take({ rec: '2026-04-01T12:00:00.001Z', eff: '2026-03-31' });
    untold.take({ rec: '2026-04-01T11:00:00Z', eff: '2026-04-01' });
    untold.take(undefined);
    expect(untold.count).toEqual({ later: 1, dated: 1 });
  });

  it('are none where the manifest names no K and V has passed', () => {
    const untold = new Untold('2026-03-31', null);
    untold.take({ rec: '2026-04-01T12:00:00Z', eff: '2026-03-31' });
    expect(untold.count).toEqual({ later: 0, dated: 0 });
  });

  it('are counted in the report, in both languages, and not mentioned where there are none', async () => {
    const it = new SealedScene().put('case-1').put('case-1').seal();
    const plan = await packFiles(it.parts(['case-1']));
    const verdict = await verifyPack(sourceOf(await bytesOf(plan.chunks())), { policy: parsePolicy(it.policy) });
    const said = (later: number, lang: 'en' | 'zh'): string =>
      reportLines({ ...verdict, untold: { later, dated: 0 } }, lang).join('\n');
    expect(said(7, 'en')).toContain('but in events.jsonl: 7 events recorded later');
    expect(said(7, 'zh')).toContain('之后记录的 7 个');
    expect(said(0, 'en')).not.toContain('Not told');
  });
});
