/** Why a source could not be opened at all. */
export type SourceErrorCode = 'missing' | 'not-a-file' | 'no-permission' | 'io' | 'bad-options';

/** The file could not be opened or read by the system, or the options make no sense. The message is a sentence for people. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(
    readonly code: SourceErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Turns an error of `node:fs` into a sentence. Compares codes: in jest, fs errors come from another realm. */
export function sourceErrorOf(path: string, cause: unknown): SourceError {
  const code = (cause as { readonly code?: unknown } | null | undefined)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SourceError('missing', `There is no file at ${path}.`, { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new SourceError('no-permission', `No permission to read ${path}.`, { cause });
  }
  if (code === 'EISDIR') return directoryError(path);
  return new SourceError(
    'io',
    `${path} could not be read: ${String((cause as Error | undefined)?.message ?? cause)}.`,
    {
      cause,
    },
  );
}

/** A directory stands where a file was expected. */
export function directoryError(path: string): SourceError {
  return new SourceError('not-a-file', `${path} is a directory; name one file in it.`);
}
