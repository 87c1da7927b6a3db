/** What other rooms may use of the intake: mappings, and bringing a book in through one. */
export { runImport } from './importer/run-import.js';
export { ImportError, type ImportOptions, type ImportProgress, type ImportResult } from './importer/options.js';
export { loadMapping, MappingError, readMapping, shippedMappings, type Mapping } from './mapping/index.js';
export { SourceError } from './sources/index.js';
