/** A recorded decision made again, from the streams at the revisions that it names and the packs that it names. */
import type { ClearanceFact } from '../ledger/clearance/index.js';
import { toMillis } from '../ledger/dates.js';
import { isRefusal } from '../ledger/refusal.js';
import { canonical, type Json } from '../seal/canonical.js';
import type { ActivePack } from '../rules/index.js';
import { decideContact } from './decide-contact.js';
import { gather } from './evidence.js';
import type { RuleBook } from './rule-book.js';
import type { StreamFacts } from './stream-facts.js';

export type Decision = Extract<ClearanceFact, { type: 'ContactPermitted' | 'ContactBlocked' }>;

export interface Replayed {
  readonly same: boolean;
  /** What differs, one sentence each; empty where it is the same to the byte. */
  readonly differs: readonly string[];
}

function packsOf(decision: Decision, known: ReadonlyMap<string, ActivePack>): ActivePack[] | string {
  const packs: ActivePack[] = [];
  for (const { pack, digest } of decision.data.judgement.packs) {
    const found = known.get(pack);
    if (!found) return `The pack ${pack} was never activated in this ledger.`;
    if (found.digest !== digest)
      return `The pack ${pack} has the digest ${found.digest}; the decision names ${digest}.`;
    packs.push(found);
  }
  return packs;
}

/** Makes the decision again. What the fact says beside the rules' answer (who asked, when) is not decided. */
export async function replay(
  decision: Decision,
  facts: Pick<StreamFacts, 'upTo'>,
  book: Pick<RuleBook, 'versions'>,
): Promise<Replayed> {
  const { judgement, askedAt, ...contact } = decision.data;
  const packs = packsOf(decision, await book.versions());
  if (typeof packs === 'string') return { same: false, differs: [packs] };
  const read = (stream: string): ReturnType<StreamFacts['upTo']> => facts.upTo(stream, judgement.read[stream] ?? -1);
  const party = decision.stream;
  const own = await read(party);
  const incidents = Object.keys(judgement.read).filter((stream) => stream.startsWith('incident-'));
  const evidence = await gather(party, own, read, async () => incidents);
  const again = decideContact(
    { contact, party, facts: own, revision: own.length - 1, now: toMillis(askedAt) },
    evidence,
    packs,
    judgement.judge ?? 1,
  );
  if (isRefusal(again)) return { same: false, differs: [`It would be refused: ${again.message}`] };
  return compared(decision, again.permitted, again.nextAllowedAt, again.judgement);
}

function compared(decision: Decision, permitted: boolean, next: string | null, judgement: object): Replayed {
  const differs: string[] = [];
  if (permitted !== (decision.type === 'ContactPermitted'))
    differs.push(`It would be ${permitted ? 'permitted' : 'blocked'}.`);
  if (decision.type === 'ContactBlocked' && decision.data.nextAllowedAt !== next) {
    differs.push(
      `The next allowed time would be ${next ?? 'unknown'}, not ${decision.data.nextAllowedAt ?? 'unknown'}.`,
    );
  }
  const members = new Set([...Object.keys(judgement), ...Object.keys(decision.data.judgement)]);
  for (const member of members) {
    const [was, is] = [decision.data.judgement, judgement].map(
      (one) => (one as Record<string, Json | undefined>)[member],
    );
    if (was === undefined || is === undefined || canonical(was) !== canonical(is)) differs.push(`'${member}' differs.`);
  }
  return { same: differs.length === 0, differs };
}
