import { existsSync, readFileSync } from 'node:fs';
import { commandsOf, faultsOf, instructionsOf } from './dockerfile-rules.js';

const TEXT = readFileSync('docker/Dockerfile', 'utf8');

it('docker/Dockerfile keeps the rules', () => expect(faultsOf(TEXT)).toEqual([]));

it('starts the server and asks for its health without a shell', () => {
  const start = ['node', '--max-semi-space-size=32', 'bin/quittance.js', 'serve'];
  expect(commandsOf(TEXT)).toEqual({ start, health: ['node', 'bin/health.js'] });
});

it('copies what is there, leaves the development packages behind, and brings its list of parts', () => {
  const copied = instructionsOf(TEXT).filter(({ keyword, words }) => keyword === 'COPY' && !words.includes('/app/'));
  const sources = copied.flatMap(({ words }) => words.split(' ').slice(0, -1));
  expect(sources.length).toBeGreaterThan(6);
  expect(sources.filter((each) => !existsSync(each))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['sbom']).toMatch(/--omit=dev .*cyclonedx/);
  expect(TEXT).toMatch(/npm prune --omit=dev/);
  expect(TEXT).toMatch(/npm run --silent sbom > sbom\.cdx\.json/);
});

const change = (from: string | RegExp, to: string): string => {
  const changed = TEXT.replace(from, to);
  expect(changed).not.toBe(TEXT);
  return changed;
};

it.each([
  ['an image without a version', /node:[\d.]+-bookworm-slim/, 'node:latest', /has no version/],
  ['root', 'USER 1000:1000', 'USER root', /root/],
  ['no user', 'USER 1000:1000\n', '', /root/],
  ['a name for a user', 'USER 1000:1000', 'USER node', /no number/],
  ['a shell around the program', /^CMD .*$/m, 'CMD node bin/quittance.js serve', /needs a shell/],
  ['no health check', /^HEALTHCHECK .*$/m, '', /HEALTHCHECK/],
  ['curl', '"node", "bin/health.js"', '"curl", "-f", "http://127.0.0.1:8420"', /curl/],
  ['sources before packages', 'COPY bin ./bin\n', 'COPY src ./src\n', /before npm ci/],
  ['recommended packages', 'WORKDIR /app', 'WORKDIR /app\nRUN apt-get update && apt-get install -y git', /recommended/],
  ['package lists', 'WORKDIR /app', 'WORKDIR /app\nRUN apt-get install -y --no-install-recommends git', /lists/],
  ['a secret', 'ENV NODE_ENV', 'ENV QUITTANCE_MASTER_KEY=abc NODE_ENV', /secret/],
  ['ADD', 'COPY page ./page', 'ADD page ./page', /COPY/],
])('the check finds %s', (_what, from, to, said) => {
  expect(faultsOf(change(from, to)).join('\n')).toMatch(said);
});
