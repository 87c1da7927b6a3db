/** What other rooms may use of clearances. */
export { openClearance, type Clearance } from './open-clearance.js';
export { ClearanceDesk } from './clearance-desk.js';
export { replay, type Decision, type Replayed } from './replay.js';
export { activation, RuleBook, SYSTEM } from './rule-book.js';
export { compiledPacks, shippedNumber, shippedPacks } from './shipped-packs.js';
export { StreamFacts } from './stream-facts.js';
