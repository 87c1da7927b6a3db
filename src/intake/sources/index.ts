export type { CsvOptions } from './csv.js';
export type { SourceFormat, SourceOptions } from './options.js';
export { openSource, type Source } from './source.js';
export { SourceError, type SourceErrorCode } from './source-error.js';
