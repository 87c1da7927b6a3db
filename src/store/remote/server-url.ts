/** The URL of a KurrentDB or EventStoreDB, as the client reads it, or a sentence on what is wrong with it. */

/** A URL that cannot be used: what is wrong, and what to write. It never repeats the password. */
export class StoreUrlError extends Error {
  override readonly name = 'StoreUrlError';
}

const OURS = 'streamprefix';
const SCHEME = /^(esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//;
const KEYS = new Set(
  `tls tlsverifycert tlscafile usercertfile userkeyfile maxdiscoverattempts discoveryinterval gossiptimeout
   nodepreference throwonappendfailure keepaliveinterval keepalivetimeout defaultdeadline connectionname streamprefix`.split(
    /\s+/,
  ),
);

/** Letters before the names of our streams: for several ledgers on one server. */
const STREAM_PREFIX = /^[a-z]{1,24}$/;

export interface Target {
  /** As the client takes it. */
  readonly url: string;
  readonly streamPrefix: string;
  /** Whether a node that does not lead passes us on to the one that does; not where a node was chosen by name. */
  readonly requiresLeader: boolean;
}

export function isServerUrl(url: string): boolean {
  return SCHEME.test(url);
}

/**
 * What the client takes: `esdb://` and `esdb+discover://` only. The names of the successor's scheme mean the same server
 * protocol, so they are translated. What the client would drop or ignore without a word is refused here.
 */
export function targetOf(url: string): Target {
  const scheme = SCHEME.exec(url);
  if (!scheme) throw new StoreUrlError('A KurrentDB is named esdb://host:2113 or esdb+discover://host:2113.');
  const rest = url.slice(scheme[0].length);
  const [, credentials, hosts, query = ''] = /^(?:(.*)@)?([^?]*)(?:\?(.*))?$/.exec(rest) ?? [];
  if (!hosts) throw new StoreUrlError('The store URL names no host: esdb://host:2113.');
  const options = optionsOf(query);
  const tls = options.get('tls') !== 'false';
  if (credentials !== undefined) checkCredentials(credentials, tls);
  if (options.get('throwonappendfailure') === 'false') {
    throw new StoreUrlError('throwOnAppendFailure=false hides refused appends. Leave it out of the store URL.');
  }
  if (options.get('tlsverifycert') === 'false') {
    throw new StoreUrlError(
      'tlsVerifyCert=false has no effect in this client. Name the CA with tlsCAFile=… in the store URL, or set NODE_EXTRA_CA_CERTS.',
    );
  }
  const streamPrefix = options.get(OURS) ?? '';
  if (streamPrefix !== '' && !STREAM_PREFIX.test(streamPrefix)) {
    throw new StoreUrlError(`streamPrefix in the store URL is 1 to 24 small letters, not '${streamPrefix}'.`);
  }
  const theirs = query.split('&').filter((pair) => pair !== '' && flat(pair.split('=')[0] ?? '') !== OURS);
  const login = credentials === undefined ? '' : `${credentials}@`;
  const tail = theirs.length > 0 ? `?${theirs.join('&')}` : '';
  const clean = `esdb${scheme[2] ?? ''}://${login}${hosts.replace(/\/+$/, '')}${tail}`;
  return { url: clean, streamPrefix, requiresLeader: !options.has('nodepreference') };
}

function checkCredentials(credentials: string, tls: boolean): void {
  const parts = credentials.split(':');
  if (parts.length !== 2 || parts.some((part) => part === '' || part.includes('@'))) {
    throw new StoreUrlError(
      "Credentials in the store URL are user:password@; write ':' within a password as %3A, '@' as %40 and '/' as %2F.",
    );
  }
  if (!tls) {
    throw new StoreUrlError(
      'With tls=false the client sends no credentials, so the server would see nobody. Leave user:password@ out, or use TLS.',
    );
  }
}

/** Options by their flat names: the client takes `tlsCaFile`, `tls-ca-file` and `TLS_CA_FILE` alike. */
function optionsOf(query: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [name = '', value = ''] = pair.split('=');
    const key = flat(name);
    if (!KEYS.has(key))
      throw new StoreUrlError(`The store URL has an option '${name}', which the client does not know.`);
    options.set(key, value.trim());
  }
  return options;
}

function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '');
}
