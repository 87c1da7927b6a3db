/** What is said of a mapping whose shape the schema refuses. */
import { csvMapping } from '../importer/import-desk.fixture.js';
import { ALIKE_MAX } from './compile/alike.js';
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

describe('a command that there is not', () => {
  const problemWith = (name: string): string | undefined =>
    problemsOf(csvMapping(RULES.replace('RegisterDebt', name).replace('        remember: debt\n', '')))[0];

  it('is told with the few that are named alike, at its place', () => {
    const problem = problemWith('PaymentReceived');
    const place = "rows/0/do/0/record: there is no command 'PaymentReceived', but there is ";
    expect(problem).toContain(place);
    const names = problem?.split(' but there is ')[1]?.split(';')[0]?.split(', ') ?? [];
    expect(names).toContain('RecordPayment');
    expect(names.length).toBeLessThanOrEqual(ALIKE_MAX);
  });

  it('is told alone when nothing is', () => {
    expect(problemWith('Zyx')).toMatch(/there is no command 'Zyx'; docs\/mapping\.md lists all/);
  });
});
