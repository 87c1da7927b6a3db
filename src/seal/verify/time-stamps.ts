/** Reads time-stamp tokens for step 10, trusting the authorities of the auditor's choice. */
import { certificatesOfPem, verifyTimeStamp } from '../timestamp/index.js';
import type { TokenCheck } from './anchors.js';

/** Throws FormatError. @param pem certificates in which a chain may end. What the pack brings along is not trusted. */
export function tokenCheckOf(pem: string): TokenCheck {
  const trusted = certificatesOfPem(pem);
  return async (token, over) => {
    const found = await verifyTimeStamp(token, over, trusted);
    return found.kind === 'proven' ? { at: found.time, authority: found.authority } : found.detail.replace(/\.$/, '');
  };
}
