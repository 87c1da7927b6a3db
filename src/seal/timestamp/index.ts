/** Time stamps after RFC 3161: what is asked, and what an answer proves. Pure; it runs in a browser too. */
export { certificatesOfPem } from './pem.js';
export { positive, timeStampRequest } from './request.js';
export type { TimeStampFault, TimeStampProven, TimeStampRefused, TimeStampVerdict } from './verdict.js';
export { verifyTimeStamp } from './verify.js';
