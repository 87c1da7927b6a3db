/** A text that is not what it should be: the message says what is wrong with it, and names no content. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}
