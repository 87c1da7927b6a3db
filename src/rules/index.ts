/** What other rooms may use of rules. */
export * from './clocks.js';
export * from './dossier/attempt.js';
export * from './dossier/case-file.js';
export { Dossier } from './dossier/dossier.js';
export { DEFAULT_PURPOSE, isBegin as beginsContact } from './dossier/attempts.js';
export { whenHappened, whenOf } from './dossier/moments.js';
export { zonesRecorded as recordedZones } from './dossier/zones.js';
export { kindOf } from './dossier/permits.js';
export type * from './evaluator.js';
export { EVALUATORS, evaluatorNamed } from './evaluators/registry.js';
export * from './judge.js';
export * from './load-pack.js';
export * from './pack.js';
export { PACK_SCHEMA } from './pack.schema.js';
export type * from './place.js';
export * from './place-of.js';
export { isBusinessDay, isCalendarId, timeVersions } from './time/index.js';
export * from './vectors/run-vector.js';
