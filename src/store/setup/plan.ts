/** What has to be done so that a server runs our scripts in their newest version, and no older one. */
import type { ServerProjection, ServerScript } from '../remote/projection-server.js';
import { namedIn, projectionName, queryFor, type Script } from './scripts.js';

/** `left`: a newer program made a newer version, which is not ours to touch. */
export type Deed = 'create' | 'update' | 'enable' | 'unchanged' | 'disable' | 'remove' | 'left';

export interface Step {
  readonly name: string;
  readonly base: string;
  readonly version: number;
  readonly deed: Deed;
  /** First part of the names of the streams that it makes; undefined where the script is not known here. */
  readonly links?: string;
  /** The text, where there is one to give. */
  readonly query?: string;
  /** Whether it has to be started after it was given its text. */
  readonly starts?: boolean;
}

export interface Found extends ServerProjection {
  /** Undefined where our user may not see it: then the name alone tells, as a changed script has a new one. */
  readonly script?: ServerScript;
}

export interface Wanted {
  readonly scripts: readonly Script[];
  /** Letters before the names of the ledger's streams on the server. */
  readonly prefix: string;
  /** Older versions are deleted with their streams, not only stopped. */
  readonly removeOld: boolean;
}

/** New ones first, so that an older version stops only when its successor is there. Pure. */
export function planOf({ scripts, prefix, removeOld }: Wanted, found: readonly Found[]): readonly Step[] {
  const steps = scripts.map((script) => stepFor(script, prefix, found));
  const others = found.flatMap((projection) => {
    const named = namedIn(projection.name, prefix);
    const script = scripts.find(({ base }) => base === named?.base);
    if (!named || !script || named.version === script.version) return [];
    return [
      { ...named, name: projection.name, deed: deedForOther(named.version > script.version, projection, removeOld) },
    ];
  });
  return [...steps, ...others];
}

function stepFor(script: Script, prefix: string, found: readonly Found[]): Step {
  const { base, version } = script;
  const name = projectionName(script, prefix);
  const step = { name, base, version, links: prefix + script.links };
  const isNewer = found.some((each) => {
    const named = namedIn(each.name, prefix);
    return named?.base === base && named.version > version;
  });
  if (isNewer) return { ...step, deed: 'left' };
  const query = queryFor(script, prefix);
  const there = found.find((each) => each.name === name);
  if (!there) return { ...step, deed: 'create', query };
  const starts = isStopped(there);
  const differs = there.script !== undefined && (there.script.query !== query || !there.script.emits);
  if (differs) return { ...step, deed: 'update', query, starts };
  return { ...step, deed: starts ? 'enable' : 'unchanged' };
}

function deedForOther(isNewer: boolean, projection: Found, removeOld: boolean): Deed {
  if (isNewer) return 'left';
  if (removeOld) return 'remove';
  return isStopped(projection) ? 'unchanged' : 'disable';
}

/** Not running and not about to, because it was told so. One that is faulted stands still too, but not by order. */
export function isStopped({ status }: Pick<ServerProjection, 'status'>): boolean {
  return /^(?:stopped|aborted|completed)/i.test(status);
}

export function isFaulted({ status }: Pick<ServerProjection, 'status'>): boolean {
  return /^faulted/i.test(status);
}
