/** What is too much to be made again in memory is said before any of it is read. */
import { PATHS } from '../../seal/pack/paths.js';
import { OpenPack, type OpenFile } from '../../seal/verify/open-pack.js';
import { remakePack, REMAKE_BYTES_MAX } from './remake-pack.js';

const KEPT = [PATHS.events, PATHS.context, PATHS.contextHeads, PATHS.fields, PATHS.reading];

/** A pack whose manifest gives its files so many bytes; reading any of them is a fault of its own. */
function packOf(bytes: Readonly<Record<string, number>>): OpenPack {
  const manifest = { kind: 'case', files: KEPT.map((path) => ({ path, bytes: bytes[path] ?? 1, sha256: '' })) };
  const files: OpenFile[] = KEPT.map((path) => ({
    path,
    open: () => {
      throw new Error(`${path} was read`);
    },
  }));
  return new OpenPack(manifest as unknown as OpenPack['manifest'], '', files);
}

const remade = (bytes: Readonly<Record<string, number>>): Promise<unknown> => remakePack(packOf(bytes), {} as never);

describe('a pack made again', () => {
  it('is one whose facts come to no more than the bound', async () => {
    const fault = { code: 'too-large', details: { bytes: REMAKE_BYTES_MAX + 1, most: REMAKE_BYTES_MAX } };
    expect(await remade({ [PATHS.events]: REMAKE_BYTES_MAX, [PATHS.fields]: 0 })).toEqual({
      files: [],
      faults: [fault],
    });
    await expect(remade({ [PATHS.events]: REMAKE_BYTES_MAX - 1, [PATHS.fields]: 0 })).rejects.toThrow('was read');
  });
});
