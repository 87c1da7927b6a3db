/** Whether what stands beside a body is what the body says. */
import type { StoredEvent } from '../../store/port.js';

/**
 * The columns beside a body say the same as the body, which the leaf covers. Ids are unique, and no body has members named
 * as the end of an envelope elsewhere, so nearly always the text tells; else the body is parsed.
 */
export function isItself({ data, id, type }: StoredEvent): boolean {
  if (data.includes(`"id":"${id}"`) && data.includes(`"sv":1,"type":"${type}","v":1`)) return true;
  const body = JSON.parse(data) as { id?: unknown; type?: unknown };
  return body.id === id && body.type === type;
}

/**
 * Of the meta the leaf covers `prev` alone. A body without digests has nothing else there, to the byte: a flipped bit would
 * make its stream unreadable. What else it is for a body with digests, the audit of values reads.
 */
export function isLinkAlone({ data, meta }: StoredEvent): boolean {
  return data.startsWith('{"_sd":[') ? SEALED.test(meta) : LINK.test(meta);
}

const LINK = /^\{"prev":"[\w-]{43}"\}$/;
const SEALED = /^\{"prev":"[\w-]{43}","sd":\[.*\]\}$/s;
