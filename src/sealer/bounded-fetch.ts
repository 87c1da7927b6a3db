/** Requests to configured addresses: no redirects, a deadline, and no more of an answer than is asked for. */

/** How long an answer may take, milliseconds. */
export const ANSWER_MS_MAX = 10_000;

export interface Fetched {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** Throws where there is no answer. A redirect is an answer like another: it is not followed. */
export async function boundedPost(
  url: string,
  body: Uint8Array | string,
  { type, bytesMax, signal }: { readonly type: string; readonly bytesMax: number; readonly signal: AbortSignal },
): Promise<Fetched> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: body as RequestInit['body'],
    headers: { 'content-type': type },
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)]),
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Error(`the answer has more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: Buffer.concat(chunks) };
}

interface Fault {
  readonly message?: unknown;
  readonly cause?: Fault;
}

/** What went wrong with a request, in one line: fetch hides it in the cause. */
export function faultOf(error: unknown): string {
  const { message, cause } = (typeof error === 'object' && error !== null ? error : {}) as Fault;
  const why = cause?.message ?? message;
  return typeof why === 'string' && why !== '' ? why : String(error);
}
