/** What is said of a mapping whose shape the schema refuses. */
import { csvMapping } from '../importer/import-desk.fixture.js';
import { readMapping } from './load.js';
import { MappingError } from './problem.js';

const RULES = `
  - do:
      - record: RegisterDebt
        with: { balances: { principal: { money: amount } } }
        remember: debt
`;

function problemsOf(text: string): readonly string[] {
  try {
    readMapping('book.yaml', text);
    return [];
  } catch (error) {
    if (error instanceof MappingError) return error.problems;
    throw error;
  }
}

describe('a name in letters that it may not have', () => {
  it('is told with what it may have, in words', () => {
    const [problem, ...others] = problemsOf(csvMapping(RULES.replace('remember: debt', 'remember: 债')));
    expect(others).toEqual([]);
    expect(problem).toMatch(
      /^book\.yaml, line \d+, rows\/0\/do\/0\/remember: '债' is not written as it must be \(.+A to Z/,
    );
    expect(problem).not.toContain('^');
  });

  it('is told once, with its own place, where it declares something', () => {
    const problems = problemsOf(csvMapping(RULES, 'running:\n  owed: money\n  合计: money\n'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/, running\/合计: '合计' is not written as it must be \(.+A to Z/);
  });

  it.each(['owed', '_owed-2', 'Owed'])('does not stop %s', (name) => {
    expect(problemsOf(csvMapping(RULES, `running: { ${name}: money }\n`))).toEqual([]);
  });
});
