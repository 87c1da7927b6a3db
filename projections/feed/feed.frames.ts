/** The feed as server-sent events (WHATWG HTML, 9.2): `id` is the position, `event` the type, `data` the fact as JSON. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedFact, Followed } from './feed.reader.js';

/** A comment at least this often: proxies keep the connection, and a dead reader is noticed. */
export const HEARTBEAT_MS = 15_000;
/** How long a client waits before it connects again, as it is told. */
export const RETRY_MS = 2_000;
/** Text handed on in one piece. A piece is made when the one before was taken, so a slow reader holds no more. */
const PIECE_CHARS_MAX = 64 * 1024;

function frame(fact: FeedFact): string {
  return `id: ${fact.position}\nevent: ${fact.type}\ndata: ${JSON.stringify(fact)}\n\n`;
}

/** A comment, and an id without data: it raises no event, but the client resumes from there. */
function beat(position: number): string {
  return `: ${position}\nid: ${position}\n\n`;
}

async function* pieces({ facts, position }: Followed): AsyncGenerator<string, void, undefined> {
  let text = '';
  for (const fact of facts) {
    text += frame(fact);
    if (text.length < PIECE_CHARS_MAX) continue;
    yield text;
    text = '';
  }
  // Where the filter left the last facts out, the client still learns how far it has come.
  if (facts[facts.length - 1]?.position !== position) text += beat(position);
  if (text !== '') yield text;
}

/** @param pages as the reader gives them; read one at a time. */
export async function* frames(
  pages: AsyncGenerator<Followed, void, undefined>,
  after: number,
  heartbeatMs = HEARTBEAT_MS,
): AsyncGenerator<string, void, undefined> {
  yield `retry: ${RETRY_MS}\n${beat(after)}`;
  let position = after;
  for (;;) {
    const arrival = new AbortController();
    const page = pages.next().finally(() => arrival.abort());
    while (!arrival.signal.aborted) {
      await sleep(heartbeatMs, undefined, { signal: arrival.signal }).catch(() => undefined);
      if (!arrival.signal.aborted) yield beat(position);
    }
    const turn = await page;
    if (turn.done) return;
    yield* pieces(turn.value);
    position = turn.value.position;
  }
}
