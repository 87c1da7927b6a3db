/** What befell which party, and holds the cases in which it owes, at any (V, K)? */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { holdsOfParty, isHeldOn, PARTY_HOLD_FACTS } from '../../src/ledger/hold/index.js';
import type { Projection } from '../projector/projection.js';
import { standingProjection } from '../projector/standing.projection.js';
import type { StandingSource } from '../read/standing.js';
import { standingHold, type StandingHold } from './holds.js';
import { holdColumns } from './holds.projection.js';
import { PARTY_HOLDS } from './holds.tables.js';

interface PartyHold extends StandingHold {
  readonly party: string;
}

type FactType = CaseStreamFact['type'];
// Standing things are told of one stream at a time; here it is a party's.
const FACTS = PARTY_HOLD_FACTS as readonly FactType[];

const ofParty: StandingSource<PartyHold> = {
  name: 'party',
  begins: FACTS,
  touches: FACTS,
  book(facts) {
    const holds = holdsOfParty(facts);
    const party = facts[0]?.stream ?? '';
    return {
      days: holds.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
      at: (day) => holds.filter((hold) => isHeldOn(hold, day)).map((hold) => ({ ...standingHold(hold), party })),
    };
  },
};

export function partyHoldsProjection(): Projection {
  return standingProjection({
    name: 'party-holds',
    version: 1,
    table: PARTY_HOLDS,
    sources: [ofParty],
    details: (hold) => [hold.party, ...holdColumns(hold)],
  });
}
