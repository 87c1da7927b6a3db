import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/projections', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
  testSequencer: '<rootDir>/test/support/slow-first.js',
  workerIdleMemoryLimit: '512MB',
  // A hang is found, and nothing else: a loaded machine takes ten times as long for what starts processes.
  testTimeout: Number(process.env.QUITTANCE_TEST_TIMEOUT_MS ?? 180_000),
  // Jest leaves one core for itself: on two cores that would be half of the machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};
