/** Certificates in a PEM file (RFC 7468). Text outside them is for people. */
import { FormatError } from '../format-error.js';

const BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Each certificate as DER, in order. Throws FormatError where there is none, or one that is no base64. */
export function certificatesOfPem(text: string): Uint8Array[] {
  const found = [...text.matchAll(BLOCK)].map(([, base64 = '']) => bytesOf(base64.replace(/\s+/g, '')));
  if (found.length === 0) throw new FormatError('the file holds no certificate in PEM');
  return found;
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw new FormatError('a certificate is not base64');
  }
}
