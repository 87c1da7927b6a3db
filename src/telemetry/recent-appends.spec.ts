import type { Span } from '@opentelemetry/api';
import { APPENDS_REMEMBERED_MAX, LINKS_MAX, RecentAppends } from './recent-appends.js';

const span = (i: number, traceFlags = 1): Span =>
  ({
    spanContext: () => ({ traceId: '1'.repeat(32), spanId: (i + 1).toString(16).padStart(16, '0'), traceFlags }),
  }) as Span;

describe('the traces of recent appends', () => {
  it('forgets the oldest first and holds no more than its limit', () => {
    const recent = new RecentAppends();
    for (let i = 0; i < APPENDS_REMEMBERED_MAX + 10; i++) recent.note(`e${i}`, span(i));
    expect(recent.size).toBe(APPENDS_REMEMBERED_MAX);
    expect(recent.linksTo([{ id: 'e9' }])).toEqual([]);
    expect(recent.linksTo([{ id: 'e10' }])).toHaveLength(1);
  });

  it('gives a span no more links than it may have', () => {
    const recent = new RecentAppends();
    const ids = Array.from({ length: LINKS_MAX + 5 }, (_none, i) => ({ id: `e${i}` }));
    ids.forEach(({ id }, i) => recent.note(id, span(i)));
    expect(recent.linksTo(ids)).toHaveLength(LINKS_MAX);
  });

  it('remembers nothing of a trace that is not sent', () => {
    const recent = new RecentAppends();
    recent.note('e', span(1, 0));
    expect(recent.size).toBe(0);
  });
});
