/** What the importer and the CLI use of mappings. */
export type { Mapping } from './compile/mapping.js';
export { loadMapping, readMapping } from './load.js';
export { MappingError } from './problem.js';
export { shippedMappings } from './shipped.js';
