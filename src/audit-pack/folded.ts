/**
 * The activation of a rule pack holds the whole pack. Where it is one that comes with the program, a pack leaves it out and names
 * it by its digest: whoever has the program puts it in again, and the leaf's digest says whether that is right.
 */
import { shippedPacks } from '../clearance/index.js';
import { canonical, type Json } from '../seal/canonical.js';

interface Activation {
  readonly type: string;
  readonly data: { readonly content?: string; readonly digest?: string };
}

const ACTIVATED = 'RulePackActivated';

/** By the digest of their content. */
const contents = new Map<string, string>();

function shipped(digest: string | undefined): string | undefined {
  if (digest === undefined) return undefined;
  if (contents.size === 0) {
    for (const each of shippedPacks()) contents.set(each.digest, canonical(each.pack as unknown as Json));
  }
  return contents.get(digest);
}

function withContent(body: Activation, content: string): string {
  return canonical({ ...body, data: { ...body.data, content } });
}

/** The body without the content of a pack that every copy of this program has. */
export function folded(body: string): string {
  if (!body.includes(`"type":"${ACTIVATED}"`)) return body;
  const fact = JSON.parse(body) as Activation;
  const { content, digest } = fact.data;
  return content !== undefined && content === shipped(digest) ? withContent(fact, '') : body;
}

/** The body as it was sealed; as it is where this program does not have that pack. */
export function unfolded(body: string): string {
  if (!body.includes(`"type":"${ACTIVATED}"`)) return body;
  const fact = JSON.parse(body) as Activation;
  const content = fact.data?.content === '' ? shipped(fact.data.digest) : undefined;
  return content === undefined ? body : withContent(fact, content);
}
