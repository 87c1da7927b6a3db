/** The scripts that run in a server, as they are shipped: `projections/kurrent/*.js`, one file a projection. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Script {
  /** `by-party`. */
  readonly base: string;
  /** Grows with every change of the text: name and streams of a projection carry it. */
  readonly version: number;
  /** First part of the names of the streams that it makes, without the letters of a ledger. */
  readonly links: string;
  readonly text: string;
}

const FOLDER = fileURLToPath(new URL('../../../projections/kurrent/', import.meta.url));
const HEAD = /^\/\/ quittance-([a-z]+(?:-[a-z]+)*), version ([1-9][0-9]*): /;
/** The one line that differs between ledgers on one server. */
const PREFIX_LINE = "var PREFIX = '';";
const LINKS_LINE = /^var LINKS = PREFIX \+ '([a-z_]+_[0-9]+-)';$/m;

export function shippedScripts(): readonly Script[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
  return files.sort().map((name) => scriptOf(readFileSync(FOLDER + name, 'utf8')));
}

/** Throws where the text lacks what its name and streams are taken from. */
export function scriptOf(text: string): Script {
  const [, base, version] = HEAD.exec(text) ?? [];
  const [, links] = LINKS_LINE.exec(text) ?? [];
  if (!base || !version || !links || text.split(PREFIX_LINE).length !== 2) {
    throw new Error('a server-side script names itself, its version, its PREFIX and its LINKS');
  }
  return { base, version: Number(version), links, text };
}

/** The text for one ledger: with the letters before the names of its streams. */
export function queryFor({ text }: Script, prefix: string): string {
  return text.replace(PREFIX_LINE, `var PREFIX = '${prefix}';`);
}

/** `quittance-by-party-1`, with a ledger's letters before it. */
export function projectionName({ base, version }: Pick<Script, 'base' | 'version'>, prefix: string): string {
  return `${prefix}quittance-${base}-${version}`;
}

/** Base and version of a projection of this ledger; undefined: it is somebody else's. */
export function namedIn(name: string, prefix: string): Pick<Script, 'base' | 'version'> | undefined {
  const start = `${prefix}quittance-`;
  if (!name.startsWith(start)) return undefined;
  const [, base, version] = /^([a-z]+(?:-[a-z]+)*)-([1-9][0-9]{0,8})$/.exec(name.slice(start.length)) ?? [];
  return base === undefined ? undefined : { base, version: Number(version) };
}
