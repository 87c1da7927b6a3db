// What a run of Jest comes to, in one line, and each thing that is wrong with it by name. Also where a suite breaks
// before its first test, behind its last, or dies, and where Jest itself wrote no report.

/**
 * @param {string} text of the report; empty: there is none
 * @param {number | null} code with which Jest ended
 * @param {number} suites how many were asked for; 0: as many as there are
 */
export function outcomeOf(text, code, suites = 0) {
  if (text === '') return { ok: false, detail: `Jest ended with ${code} and wrote no report`, wrong: [] };
  const report = JSON.parse(text);
  const { numPassedTests: passed, numFailedTests: bad, numPendingTests: left, numTotalTestSuites: ran } = report;
  const broken = report.numRuntimeErrorTestSuites;
  const parts = [`${passed} passed, ${bad} failed, ${left} left out, ${broken} of ${ran} suites broken`];
  if (report.wasInterrupted) parts.push('interrupted');
  if (ran < suites) parts.push(`${suites - ran} suites did not run`);
  const wrong = report.testResults.filter(({ status }) => status === 'failed').flatMap(wrongIn);
  const ok = code === 0 && passed > 0 && bad + broken + wrong.length === 0 && parts.length === 1;
  if (code !== 0 && wrong.length === 0) parts.push(`Jest ended with ${code}`);
  return { ok, detail: parts.join(', '), wrong };
}

function wrongIn({ name, assertionResults, message }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  // A suite may break beside its tests: a file that cannot be loaded, an afterAll that throws, a worker that dies.
  const broke = /● Test suite failed to run\s+(\S.*)/.exec(message)?.[1];
  if (broke !== undefined) failed.push(`the suite broke: ${broke}`);
  if (failed.length === 0) failed.push(`failed: ${message.trim().split('\n')[0]}`);
  return failed.map((what) => `${name}: ${what}`);
}
