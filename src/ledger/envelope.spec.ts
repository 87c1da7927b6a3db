import { NO_PREVIOUS } from '../seal/leaf.js';
import { build, decode } from './envelope.js';

const attempt = {
  id: '01935aaa-bbbb-7ccc-8ddd-eeeeffff0000',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  rec: '2026-11-22T12:00:00.000Z',
  by: 'local:test',
  cmd: 'c1',
  cmdMac: 'mac',
  zone: { by: 'portfolio', name: 'Asia/Shanghai' },
} as const;
const link = { stream: 'case-00000000-0000-8000-8000-000000000000', revision: 0, prev: NO_PREVIOUS };
const noted = { type: 'CaseNoted', data: { topic: '催收 €' }, at: '2026-11-22', eff: '2026-11-22' } as const;
const sealed = {
  digests: ['digest'],
  sealed: [{ k: 'key', c: 'ciphertext of 张三', n: 'nonce', t: 'tag' }],
};

describe('a fact that is built', () => {
  it.each([
    ['without personal values', undefined],
    ['with personal values', sealed as never],
  ])('is what is read back from the event, %s', (_what, hidden) => {
    const { event, fact } = build(noted, attempt, link, hidden);
    const { stream, revision } = link;
    expect(decode({ ...event, stream, revision, position: 0 })).toEqual(JSON.parse(JSON.stringify(fact)));
  });
});
