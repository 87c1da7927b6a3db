/** Names a run by what it reads: the same file under the same mapping is the same batch, also when it is run again. */
import { createHash } from 'node:crypto';
import { fileBytes } from '../sources/file-bytes.js';

/** 16 hexadecimal digits of the digest of the file's bytes and the mapping's text. */
export async function batchOf(file: string, mappingDigest: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of fileBytes(file)) hash.update(bytes);
  return hash.update(mappingDigest).digest('hex').slice(0, 16);
}
