// Who may import whom (design.md 2). Each rule says why; `npm run arch` enforces them, circles are errors.
const FACT = '^src/ledger/([a-z]+)/';
const PURE =
  '^src/ledger/(?:[a-z]+/[^/]+\\.(?:events|state|calc|decide)|case-state|components|dates|money|policy|refusal|checks|command-checks|command|fact|upcast|envelope)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or lack a third: nobody can read either alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'ledger-is-alone',
      comment:
        'The facts know no rule pack, no vault, no store adapter and no projection: what those give arrives through ports.ts.',
      severity: 'error',
      from: { path: '^src/ledger/', pathNot: '\\.(?:controller|dto|spec)\\.ts$' },
      to: {
        path: '^(?:projections/|src/(?:rules|privacy|access|intake|cli|http|reactors|clearance)/|src/store/(?:sqlite|memory|kurrent)/|src/(?:app\\.module|config|runtime|main)\\.ts)',
      },
    },
    {
      name: 'controllers-are-adapters',
      comment: 'A controller or DTO turns HTTP into a command; it reads no projection and opens no store.',
      severity: 'error',
      from: { path: '^src/ledger/.+\\.(?:controller|dto)\\.ts$' },
      to: { path: '^(?:projections/|src/(?:privacy|intake|cli|reactors)/|src/store/|src/runtime\\.ts)' },
    },
    {
      name: 'events-first',
      comment: 'Shapes that are stored for ever depend on nothing that may change: only on other shapes.',
      severity: 'error',
      from: { path: '\\.events\\.ts$' },
      to: { path: '^src/', pathNot: '(?:\\.events|/components|/dates|/fact|/policy)\\.ts$' },
    },
    {
      name: 'state-and-calc-below-decide',
      comment: 'Downwards only: events <- state, calc <- case-state <- decide <- ledger <- transact <- controllers.',
      severity: 'error',
      from: { path: '^src/ledger/.+\\.(?:state|calc)\\.ts$|^src/ledger/case-state\\.ts$' },
      to: {
        path: '^src/ledger/(?:.+\\.(?:decide|controller|dto)|ledger|transact|unit-plan|load|decide-one|build-facts|controllers)\\.ts$',
      },
    },
    {
      name: 'decide-below-transact',
      comment: 'A decider is a pure function of command, state, policy and time: it does not know how it is run.',
      severity: 'error',
      from: { path: '^src/ledger/.+\\.decide\\.ts$' },
      to: {
        path: '^src/ledger/(?:.+\\.(?:controller|dto)|ledger|transact|unit-plan|load|decide-one|build-facts|controllers)\\.ts$',
      },
    },
    {
      name: 'pure-knows-no-io',
      comment:
        'Events, states, calculations and deciders run anywhere and replay to the same bytes: no Nest, no I/O, no database.',
      severity: 'error',
      from: { path: PURE, pathNot: '\\.spec\\.ts$' },
      to: {
        path: '(?:^bin/sqlite|node_modules/(?:@nestjs|better-sqlite3|kysely|fastify|pino|prom-client)|^(?:node:)?(?:fs|net|http|https|child_process|os|worker_threads|timers)(?:/|$))',
      },
    },
    {
      name: 'seal-is-pure',
      comment: 'Proofs are checked by other programs: they depend on hashes and nothing else of ours.',
      severity: 'error',
      from: { path: '^src/seal/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(?:projections/|src/(?!seal/))' },
    },
    {
      name: 'sealer-knows-no-fact',
      comment:
        'What is sealed is bytes in store order, whatever they say: an auditor must be able to trust it without trusting the rules of the ledger.',
      severity: 'error',
      from: { path: '^src/sealer/', pathNot: '\\.(?:spec|fixture|controller|dto)\\.ts$' },
      to: { path: '^(?:projections/|src/(?!sealer/|seal/|store/(?:port|streams)\\.ts|turns\\.ts))' },
    },
    {
      name: 'witness-is-alone',
      comment:
        'A witness is run by somebody else, on another machine: it knows the formats of the seal, and no ledger.',
      severity: 'error',
      from: { path: '^src/witness/', pathNot: '\\.(?:spec|fixture)\\.ts$' },
      to: { path: '^(?:projections/|src/(?!witness/|seal/))' },
    },
    {
      name: 'store-knows-no-fact',
      comment: 'A store keeps bytes in streams: it must not care what they say.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^(?:projections/|src/(?!store/))' },
    },
    {
      name: 'documents-know-no-fact',
      comment:
        'A document is titles and typed values: renderers depend on nothing of ours, so that what a pack shows is decided where its chapters are made.',
      severity: 'error',
      from: { path: '^src/documents/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(?:projections/|src/(?!documents/))' },
    },
    {
      name: 'through-the-door',
      comment: 'Other rooms use a fact through its index.ts: it says what is meant to be used, so the rest may change.',
      severity: 'error',
      from: { path: '^(?:projections/|src/(?!ledger/))', pathNot: '\\.(?:spec|fixture)\\.ts$' },
      to: { path: `${FACT}(?!index\\.ts$)` },
    },
    {
      name: 'projections-never-write',
      comment: 'The read side can be deleted and built anew: it never records a fact.',
      severity: 'error',
      from: { path: '^projections/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/(?:ledger/(?:transact|unit-plan|decide-one|build-facts)\\.ts|reactors/|intake/|cli/|store/(?:sqlite|memory|kurrent)/|privacy/)',
      },
    },
    {
      name: 'projectors-are-no-reactors',
      comment: 'What may be replayed and what must never be are different types in different rooms.',
      severity: 'error',
      from: { path: '^src/(?!reactors/|cli/|app\\.module|runtime)', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/reactors/' },
    },
    {
      name: 'tests-are-not-shipped',
      comment: 'What ships must not need what only tests have.',
      severity: 'error',
      from: { path: '^(?:src|projections)/', pathNot: '\\.(?:spec|fixture)\\.ts$' },
      to: { path: '^test/|\\.(?:spec|fixture)\\.ts$' },
    },
    {
      name: 'no-unlisted-package',
      comment: 'A package that package.json does not list is there by accident and may be gone tomorrow.',
      severity: 'error',
      from: { path: '^(?:src|projections)/', pathNot: '\\.(?:spec|fixture)\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-orphans',
      comment:
        'A file that nobody imports and that is no entry is dead. Scripts for a server are read as texts (store/setup).',
      severity: 'error',
      from: { orphan: true, pathNot: '(?:\\.d|\\.spec|\\.fixture|main)\\.ts$|^projections/kurrent/' },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
