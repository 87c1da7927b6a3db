import { availableParallelism } from 'node:os';

// How the tests run. `npm test` runs all suites but those of test/faults, which kill processes and cut networks for real and have
// a run of their own (`npm run test:faults`); `npm test -- payment` runs those with that in their path. Four processes
// share them; Node itself loads the suites (test/support/jest/runtime.cjs), TypeScript compiled on the way and kept
// (test/support/typescript.js). The suites that meet in a process share its modules and globals: each module is evaluated
// once and not once a suite, and code that is hot stays compiled. So a suite
//   - holds its state in its own variables and begins with what it makes itself, never with what another one left;
//   - puts back what it changes of others (spies, prototypes); environment, folder and exit code are put back for it;
//   - may be run alone: it is then the first of its process, and nothing else differs.
// Reversed (`npm test -- --testSequencer ./test/support/jest/reversed.js`) all must be as green.
export default {
  roots: ['<rootDir>/src', '<rootDir>/projections', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/faults/'],
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  testEnvironment: '<rootDir>/test/support/jest/environment.js',
  transform: {},
  setupFiles: ['reflect-metadata'],
  testSequencer: '<rootDir>/test/support/jest/slow-first.js',
  // A process that holds more is ended after its suite, and another one goes on: which loads all modules again, some 5 s of
  // CPU. `npm test` gives Node room for short-lived objects (--max-semi-space-size): they are collected a third as often.
  workerIdleMemoryLimit: '1.6GB',
  // A hang is found, and nothing else: a loaded machine takes ten times as long for what starts processes.
  testTimeout: Number(process.env.QUITTANCE_TEST_TIMEOUT_MS ?? 180_000),
  // Twice two cores: a suite that started processes waits for them. With the suites of test/faults among them two took 468 to 539 s,
  // three 380 to 427, four 331 to 427; without them four take 341 where they took 427.
  maxWorkers: Math.max(4, availableParallelism() - 1),
};
