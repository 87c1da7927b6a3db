import tseslint from 'typescript-eslint';

// Budgets and bans of the house. Each ban names its reason: a reader who meets it should know why.
const PURE = ['src/ledger/**/*.{events,state,calc,decide}.ts', 'src/ledger/{case-state,money,dates}.ts', 'src/seal/*.ts'];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', 'data', 'demo-data', '*.js', '*.cjs', 'bin', 'test/**/*.{js,cjs}', 'projections/kurrent/*.js'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      complexity: ['error', { max: 15, variant: 'modified' }],
      'max-depth': ['error', 4],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { name: 'better-sqlite3', message: "'#sqlite' takes the version that this Node can load (ADR 0032)." },
      ],
      'no-console': 'error',
    },
  },
  {
    files: PURE,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Pure code takes time as an argument (design.md 2).' },
        { name: 'process', message: 'Pure code knows no environment (design.md 2).' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Pure code is deterministic (design.md 2).' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
