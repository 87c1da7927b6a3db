import { decoderOfUnicode } from './decoder-unicode.js';
import { SourceError } from './source-error.js';
import { MALFORMED } from './text.js';
import type { TextSource } from './text-source.js';

/**
 * The encoding's standard name, or undefined if this Node does not know it. As on the web, `latin1` and `ascii` mean
 * windows-1252, which differs from them only where they have control codes.
 */
export function encodingNamed(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** A decoder for an encoding. An unknown one is a `SourceError`: ask `encodingNamed` first where the file names it. */
export function textSource(label: string): TextSource {
  const encoding = encodingNamed(label);
  if (encoding === undefined) {
    throw new SourceError('bad-options', `The encoding "${label}" is not known; utf-8 and windows-1252 are usual.`);
  }
  if (encoding === 'windows-1252') return new Windows1252();
  return decoderOfUnicode(encoding) ?? new OtherEncoding(encoding);
}

/** What bytes 0x80 to 0x9F mean in windows-1252 (the five unassigned ones stay control codes, as on the web). */
const WINDOWS_C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand: TextDecoder of Node 20 reads windows-1252 as ISO-8859-1, so `€` would become a control code. */
class Windows1252 implements TextSource {
  readonly encoding = 'windows-1252';
  readonly damaged = false;

  write(bytes: Uint8Array): string {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return text.replace(/[\x80-\x9f]/g, (c) => WINDOWS_C1.charAt(c.charCodeAt(0) - 0x80));
  }

  end(): string {
    return '';
  }
}

/** Every other encoding. None of them but gb18030 can write U+FFFD, so it marks the damage. */
class OtherEncoding implements TextSource {
  damaged = false;
  private readonly decoder: InstanceType<typeof TextDecoder>;

  constructor(readonly encoding: string) {
    this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  write(bytes: Uint8Array): string {
    return this.marked(this.decoder.decode(bytes, { stream: true }));
  }

  end(): string {
    return this.marked(this.decoder.decode());
  }

  private marked(text: string): string {
    if (!text.includes('\uFFFD')) return text;
    this.damaged = true;
    return text.replaceAll('\uFFFD', MALFORMED);
  }
}
