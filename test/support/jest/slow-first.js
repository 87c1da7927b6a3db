// The order of the spec files: those that take longest begin, so that no worker waits at the end for one of them. Jest
// knows by itself only what it has run before on this machine, which on a clean one is nothing.
import TestSequencer from '@jest/test-sequencer';

/** Longest first: seconds of CPU from 90 down to 6, most of them in processes that they start. */
const SLOW = [
  'test/e2e/cli.e2e-spec.ts',
  'test/docs/adding-a-fact.spec.ts',
  'test/e2e/cli-rules.e2e-spec.ts',
  'test/faults/suites.spec.ts',
  'test/faults/roles.spec.ts',
  'test/e2e/reporting-sql.e2e-spec.ts',
  'test/faults/erasure.spec.ts',
  'test/faults/import-kill.spec.ts',
  'test/faults/network.spec.ts',
  'test/verifier/flips.spec.ts',
  'test/e2e/answers.e2e-spec.ts',
  'test/e2e/access.e2e-spec.ts',
  'test/e2e/cli-reporting.e2e-spec.ts',
  'test/contract/kurrent-store.spec.ts',
  'test/property/retrace.spec.ts',
  'test/e2e/cli-export.e2e-spec.ts',
  'test/property/audit-pack.spec.ts',
  'test/e2e/exports-elsewhere.e2e-spec.ts',
  'test/property/two-times.spec.ts',
];

/** @param {{ readonly path: string }} test */
function rank({ path }) {
  const place = SLOW.findIndex((each) => path.replaceAll('\\', '/').endsWith(`/${each}`));
  return place < 0 ? SLOW.length : place;
}

export default class SlowFirst extends TestSequencer {
  async sort(tests) {
    const others = await super.sort(tests);
    return [...others].sort((a, b) => rank(a) - rank(b));
  }
}
