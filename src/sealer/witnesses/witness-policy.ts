/** Which witnesses the checkpoints are shown to, and how many must have signed: a C2SP tlog-policy with their addresses. */
import { FormatError } from '../../seal/format-error.js';
import { parsePolicy, witnessesIn, type Policy } from '../../seal/policy.js';
import type { Vkey } from '../../seal/vkey.js';

export interface NamedWitness {
  readonly name: string;
  readonly key: Vkey;
  /** Submission prefix, without a slash at its end. */
  readonly url: string;
  /** Its key's name and id: it tells two keys of one name apart. */
  readonly who: string;
}

export interface WitnessPolicy {
  readonly policy: Policy;
  readonly witnesses: readonly NamedWitness[];
  /** Its lines about witnesses, groups and the quorum, each with a newline. */
  readonly text: string;
}

export const NO_WITNESSES: WitnessPolicy = {
  policy: parsePolicy('quorum none\n'),
  witnesses: [],
  text: 'quorum none\n',
};

/** Throws FormatError. Whoever is named is asked, at the address named, and nobody else. */
export function readWitnessPolicy(text: string): WitnessPolicy {
  const policy = parsePolicy(text);
  const witnesses = witnessesIn(policy).map(({ name, key, url }) => {
    if (url === undefined) throw new FormatError(`the witness ${name} has no address`);
    return { name, key, url: addressOf(name, url), who: `${key.name}+${key.keyId.toString('hex')}` };
  });
  const lines = text.split('\n').map((line) => line.trim());
  const kept = lines.filter((line) => /^(?:witness|group|quorum)\s/.test(line));
  return { policy, witnesses, text: kept.map((line) => `${line}\n`).join('') };
}

function addressOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new FormatError(`the address of the witness ${name} is no http or https address without user and query`);
  }
  return url.href.replace(/\/+$/, '');
}
