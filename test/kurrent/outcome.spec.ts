/** The report on a server names what is wrong, whatever broke, and is never better than the run was. */
import { outcomeOf } from './outcome.js';

const BROKEN = '\n\n  ● Test suite failed to run\n\n    closing failed\n\n    > 1 | describe(';

interface Suite {
  readonly tests: Readonly<Record<string, 'passed' | 'failed' | 'pending'>>;
  readonly message?: string;
}

/** As Jest writes it with `--json`. */
function report(suites: Readonly<Record<string, Suite>>, more: object = {}): string {
  const all = Object.values(suites);
  const count = (wanted: string): number =>
    all.flatMap(({ tests }) => Object.values(tests)).filter((status) => status === wanted).length;
  return JSON.stringify({
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numRuntimeErrorTestSuites: all.filter(({ message }) => message === BROKEN).length,
    numTotalTestSuites: all.length,
    wasInterrupted: false,
    testResults: Object.entries(suites).map(([name, { tests, message = '' }]) => ({
      name,
      status: message || Object.values(tests).includes('failed') ? 'failed' : 'passed',
      assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
      message,
    })),
    ...more,
  });
}

describe('the report on a run of suites', () => {
  it('is good where every test passed or was left out', () => {
    const text = report({ 'a.spec.ts': { tests: { one: 'passed', two: 'pending' } } });
    expect(outcomeOf(text, 0, 1)).toEqual({
      ok: true,
      detail: '1 passed, 0 failed, 1 left out, 0 of 1 suites broken',
      wrong: [],
    });
  });

  it('names each test that failed', () => {
    const text = report({ 'a.spec.ts': { tests: { one: 'passed', two: 'failed' }, message: '  ● two\n\n    expect' } });
    expect(outcomeOf(text, 1)).toMatchObject({ ok: false, wrong: ['a.spec.ts: two'] });
  });

  it('names a suite that broke behind its tests, all of which passed', () => {
    const text = report({ 'a.spec.ts': { tests: { one: 'passed' }, message: BROKEN } });
    expect(outcomeOf(text, 1)).toMatchObject({ ok: false, wrong: ['a.spec.ts: the suite broke: closing failed'] });
  });

  it('names a suite that could not be loaded, or whose process died', () => {
    const text = report({
      'a.spec.ts': { tests: { one: 'passed' } },
      'b.spec.ts': { tests: {}, message: '  ● Test suite failed to run\n\n    A jest worker process was terminated\n' },
    });
    expect(outcomeOf(text, 1)).toMatchObject({
      ok: false,
      wrong: ['b.spec.ts: the suite broke: A jest worker process was terminated'],
    });
  });

  it('is bad without a report, without a test, without a suite that was asked for, or where Jest says so', () => {
    const good = { 'a.spec.ts': { tests: { one: 'passed' } } } as const;
    expect(outcomeOf('', null)).toMatchObject({ ok: false, detail: 'Jest ended with null and wrote no report' });
    expect(outcomeOf(report({}), 0)).toMatchObject({ ok: false });
    expect(outcomeOf(report(good), 0, 2)).toMatchObject({ ok: false, detail: expect.stringMatching(/1 suites did/) });
    expect(outcomeOf(report(good), 1)).toMatchObject({ ok: false, detail: expect.stringMatching(/ended with 1/) });
    expect(outcomeOf(report(good, { wasInterrupted: true }), 0)).toMatchObject({ ok: false });
  });
});
