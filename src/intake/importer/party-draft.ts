/** Compares what a row tells of a party with what an earlier row told, and with what the ledger knows. */
import { PARTY } from '../../ledger/ledger.js';
import type { PartyCommand } from '../../ledger/party/index.js';
import { canonical } from '../../seal/canonical.js';
import { quickHash } from './hash.js';
import { cmdOf } from './identity.js';
import { saysTheSame } from './known.js';
import type { PartyContext } from './party-book.js';
import type { Stage } from './stage.js';

/** Place of the registration; contact points have their own. */
export const REGISTRATION = '0';

export interface PartyEntry {
  readonly place: string;
  readonly hash: number;
  readonly command: PartyCommand;
  readonly cmd: string;
}

const PERSONAL: Readonly<Record<string, readonly string[]>> = {
  RegisterParty: PARTY.rules.RegisterParty.personal ?? [],
  AddContactPoint: PARTY.rules.AddContactPoint.personal ?? [],
};
const OTHER_REGISTRATION = 'The party is registered with other values; a registration is not corrected by an import.';
const OTHER_POINT = 'The party has another value at this contact point.';

export class PartyDraft {
  /** What must be recorded. */
  readonly entries: PartyEntry[] = [];
  /** Points that are replaced. */
  readonly invalid: { readonly point: string; readonly cmd: string }[] = [];
  /** Why the row differs from what is known; undefined where it does not. */
  differs: string | undefined;

  constructor(
    private readonly stage: Stage,
    private readonly context: PartyContext,
    private readonly row: string,
  ) {}

  register(command: PartyCommand): void {
    // Somebody else registered the party: that stands.
    if (this.context.exists && !this.context.known.has(REGISTRATION)) return;
    this.compare(REGISTRATION, command);
  }

  /** @returns id of the command under which the point stands, or will */
  point(place: string, command: PartyCommand): string {
    return this.compare(place, command);
  }

  private compare(place: string, command: PartyCommand): string {
    const { context, row, stage } = this;
    const otherwise = place === REGISTRATION ? OTHER_REGISTRATION : OTHER_POINT;
    const hash = hashOf(command);
    const told = context.told.get(place);
    if (told) {
      if (told.hash !== hash) this.differs = otherwise;
      return told.cmd;
    }
    const fact = context.known.get(place);
    const newest = cmdOf(row, place, fact?.ordinal ?? 0);
    if (!fact) return this.add({ place, hash, command, cmd: newest });
    const asTold = { ...command, occurredAt: fact.at };
    const same = saysTheSame(stage.ledger, fact, asTold, PERSONAL[command.type] ?? []);
    if (!same) this.differs = otherwise;
    if (same || !stage.corrections || place === REGISTRATION) {
      context.told.set(place, { hash, cmd: newest });
      return newest;
    }
    this.invalid.push({ point: stage.ledger.ports.ids.part('point', context.stream, newest), cmd: `${newest}-` });
    return this.add({ place, hash, command, cmd: cmdOf(row, place, fact.ordinal + 1) });
  }

  private add(entry: PartyEntry): string {
    this.entries.push(entry);
    return entry.cmd;
  }
}

/** Of what is told, whenever: the date is that of the row that told it first. */
function hashOf({ occurredAt: _at, ...content }: PartyCommand): number {
  return quickHash(canonical(content));
}
