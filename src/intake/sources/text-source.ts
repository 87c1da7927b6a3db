/** Turns bytes into text, in pieces cut anywhere. Bytes that are not valid become `MALFORMED`; nothing throws. */
export interface TextSource {
  /** The encoding's standard name, for messages. */
  readonly encoding: string;
  /** True once a byte was not valid: only then must texts be searched for `MALFORMED`. */
  readonly damaged: boolean;
  /** The text of these bytes, as far as its last character is complete. Surrogate pairs are never split. */
  write(bytes: Uint8Array): string;
  /** The rest: an incomplete last character is damage. */
  end(): string;
}
