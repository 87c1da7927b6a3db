import { howToVerify } from './how-to-verify.js';

it('names a command for each time stamp, and none where there is none', () => {
  const commands = (tokens: readonly string[]) => howToVerify({ kind: 'case', tokens }).match(/openssl ts .*/g);
  expect(commands([])).toBeNull();
  expect(commands(['daily', 'export'])).toEqual([
    'openssl ts -verify -data checkpoint -in anchors/daily.tsr -CAfile anchors/tsa.pem',
    'openssl ts -verify -data checkpoint -in anchors/export.tsr -CAfile anchors/tsa.pem',
  ]);
});

it('speaks of single proofs only where the pack has them', () => {
  expect(howToVerify({ kind: 'case', tokens: [] })).toContain('proofs/');
  expect(howToVerify({ kind: 'portfolio', tokens: [] })).not.toContain('proofs/');
});
