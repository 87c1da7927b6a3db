/** Trust policies after C2SP tlog-policy: which logs are known, and which witnesses must have cosigned. */
import { signedBy, type SignedAt } from './cosignature.js';
import type { Checkpoint } from './checkpoint.js';
import { FormatError } from './format-error.js';
import type { Note } from './note.js';
import { formatVkey, KEY_TYPE, parseVkey, type KeyType, type Vkey } from './vkey.js';

/** A witness, or a group of which at least `least` members must have signed. */
type Party =
  { readonly key: Vkey; readonly url?: string } | { readonly least: number; readonly members: readonly string[] };

export interface Policy {
  readonly logs: readonly Vkey[];
  readonly parties: ReadonlyMap<string, Party>;
  readonly quorum: string;
}

const NOBODY = 'none';

class PolicyReader {
  private readonly logs: Vkey[] = [];
  private readonly parties = new Map<string, Party>();
  private readonly members = new Set<string>();
  private readonly keys = new Set<string>();
  private quorum: string | undefined;

  line(words: readonly string[]): void {
    const [what, ...rest] = words;
    if (what === 'log' && (rest.length === 1 || rest.length === 2)) this.log(rest[0] as string);
    else if (what === 'witness' && (rest.length === 2 || rest.length === 3))
      this.witness(rest as [string, string, string?]);
    else if (what === 'group' && rest.length >= 3) this.group(rest as [string, string, ...string[]]);
    else if (what === 'quorum' && rest.length === 1) this.setQuorum(rest[0] as string);
    else throw new FormatError(`a policy has no line '${words.join(' ').slice(0, 40)}'`);
  }

  policy(): Policy {
    if (this.quorum === undefined) throw new FormatError('a policy has one quorum line');
    return { logs: this.logs, parties: this.parties, quorum: this.quorum };
  }

  private log(vkey: string): void {
    this.logs.push(this.key(vkey, KEY_TYPE.ed25519));
  }

  private witness([name, vkey, url]: [string, string, string?]): void {
    this.define(name, { key: this.key(vkey, KEY_TYPE.cosignature), ...(url === undefined ? {} : { url }) });
  }

  private group([name, how, ...members]: [string, string, ...string[]]): void {
    for (const member of members) {
      if (!this.parties.has(member)) throw new FormatError(`the group ${name} names ${member}, which is not known yet`);
      if (this.members.has(member)) throw new FormatError(`${member} is a member twice`);
      this.members.add(member);
    }
    const least = how === 'any' ? 1 : how === 'all' ? members.length : /^[1-9]\d*$/.test(how) ? Number(how) : 0;
    if (least < 1 || least > members.length) throw new FormatError(`the group ${name} cannot ask for '${how}'`);
    this.define(name, { least, members });
  }

  private setQuorum(name: string): void {
    if (this.quorum !== undefined) throw new FormatError('a policy has one quorum line');
    if (name !== NOBODY && !this.parties.has(name)) throw new FormatError(`the quorum ${name} is not known`);
    this.quorum = name;
  }

  private define(name: string, party: Party): void {
    if (name === NOBODY || this.parties.has(name)) throw new FormatError(`the name ${name} is taken`);
    this.parties.set(name, party);
  }

  private key(text: string, type: KeyType): Vkey {
    const key = parseVkey(text);
    if (key.type !== type) throw new FormatError(`the key of ${key.name} signs something else`);
    const raw = key.publicKey.toString('hex');
    if (this.keys.has(raw)) throw new FormatError(`the key of ${key.name} is there twice`);
    this.keys.add(raw);
    return key;
  }
}

/** Throws FormatError. */
export function parsePolicy(text: string): Policy {
  const reader = new PolicyReader();
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) throw new FormatError('a policy holds no control characters');
  for (const line of text.split('\n')) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length > 0 && !words[0]?.startsWith('#')) reader.line(words);
  }
  return reader.policy();
}

export interface PolicyWitness {
  readonly name: string;
  readonly key: Vkey;
  /** Its submission prefix (C2SP tlog-witness); undefined where the policy is for verifying only. */
  readonly url: string | undefined;
}

/** The witnesses of a policy, in its order. */
export function witnessesIn({ parties }: Policy): PolicyWitness[] {
  return [...parties].flatMap(([name, party]) => ('key' in party ? [{ name, key: party.key, url: party.url }] : []));
}

/** The policy of a log under these keys, with the witnesses of another policy. */
export function formatPolicy(keys: readonly Vkey[], { parties, quorum }: Policy): string {
  const lines = [...parties].map(([name, party]) =>
    'key' in party
      ? `witness ${name} ${formatVkey(party.key)}`
      : `group ${name} ${party.least} ${party.members.join(' ')}`,
  );
  return [...keys.map((key) => `log ${formatVkey(key)}`), ...lines, `quorum ${quorum}\n`].join('\n');
}

/** The policy of a log without witnesses. */
export function policyOfLog(...keys: readonly Vkey[]): string {
  return `${keys.map((key) => `log ${formatVkey(key)}\n`).join('')}quorum ${NOBODY}\n`;
}

/** What a policy finds in a checkpoint. */
export interface Trust {
  /** The log's key that signed; undefined: none of them did. */
  readonly log?: Vkey;
  /** Witnesses that cosigned, with the time that each signed. */
  readonly witnesses: ReadonlyMap<string, SignedAt>;
  readonly quorum: boolean;
}

/** Who signed a checkpoint, and whether that is enough. */
export function trustIn(policy: Policy, note: Note, { origin }: Checkpoint): Trust {
  const log = policy.logs.find((key) => key.name === origin && signedBy(note, key) !== undefined);
  const witnesses = new Map<string, SignedAt>();
  for (const [name, party] of policy.parties) {
    const time = 'key' in party ? signedBy(note, party.key) : undefined;
    if (time !== undefined) witnesses.set(name, time);
  }
  const has = (name: string): boolean => {
    const party = policy.parties.get(name);
    if (!party || 'key' in party) return witnesses.has(name);
    return party.members.filter(has).length >= party.least;
  };
  return { log, witnesses, quorum: policy.quorum === NOBODY || has(policy.quorum) };
}
