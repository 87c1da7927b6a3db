/** The compose files cannot be run here: what can be checked without an engine is checked. */
import { Ajv } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { SETTINGS } from '../../src/config.js';
import { COMPOSE_SCHEMA } from './compose.schema.js';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly read_only?: boolean;
  readonly stop_grace_period?: string;
  readonly build?: { readonly dockerfile: string };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

const FILES = readdirSync('docker').filter((name) => /^compose.*\.yaml$/.test(name));
const read = (name: string): Compose => parse(readFileSync(`docker/${name}`, 'utf8'), { merge: true }) as Compose;
const settings = new Set<string>(Object.values(SETTINGS).map(({ name }) => name));
/** Comes with the roles of processes; to be taken out of here once `config.ts` has it. */
const COMING: ReadonlySet<string> = new Set(['QUITTANCE_ROLES']);
const valid = new Ajv({ allErrors: true, strict: false }).compile(COMPOSE_SCHEMA);

const faultsOf = (compose: unknown): string[] => {
  valid(compose);
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

it('there are three: all in one, single nodes, a cluster', () => {
  expect(FILES).toEqual(['compose.cluster.yaml', 'compose.single.yaml', 'compose.yaml']);
});

describe.each(FILES)('%s', (name) => {
  const compose = read(name);
  const services = Object.entries(compose.services);
  const ours = services.filter(([, { build }]) => build !== undefined);

  it('fits the schema', () => expect(faultsOf(compose)).toEqual([]));

  it('names settings that the program has, and reads them as it does', () => {
    expect(ours.length).toBeGreaterThan(0);
    for (const [, { environment = {} }] of ours) {
      for (const [key, value] of Object.entries(environment)) {
        expect([key, settings.has(key) || COMING.has(key)]).toEqual([key, true]);
        const setting = Object.values(SETTINGS).find((each) => each.name === key);
        expect([key, setting?.read(value)]).not.toEqual([key, expect.any(Error)]);
      }
    }
  });

  it('opens ports on loopback alone', () => {
    const ports = services.flatMap(([, { ports: all = [] }]) => all);
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  it('has no secret in clear', () => {
    const clear = services.flatMap(([service, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([key, value]) => isSecret(key) && !/_?FILE$/.test(key) && value !== '')
        .map(([key]) => `${service}: ${key}`),
    );
    expect(clear).toEqual([]);
    expect(readFileSync(`docker/${name}`, 'utf8')).not.toMatch(/:\/\/[^\s/@"]+:[^\s/@"]+@/);
  });

  it('uses volumes, secrets and services that it declares, and no others', () => {
    const volumes = services.flatMap(([, { volumes: all = [] }]) =>
      all.map((each) => each.split(':')[0] as string).filter((each) => !/^[./]/.test(each)),
    );
    expect([...new Set(volumes)].sort()).toEqual(Object.keys(compose.volumes ?? {}).sort());
    const secrets = services.flatMap(([, { secrets: all = [] }]) => all);
    expect([...new Set(secrets)].sort()).toEqual(Object.keys(compose.secrets ?? {}).sort());
    const needed = services.flatMap(([, { depends_on: all = {} }]) => Object.keys(all));
    expect(needed.filter((each) => !(each in compose.services))).toEqual([]);
  });

  it('runs our image with a read-only root, and lets it end in its own time', () => {
    for (const [, { read_only: only, stop_grace_period: grace = '0s' }] of ours) {
      expect(only).toBe(true);
      expect(parseInt(grace, 10)).toBeGreaterThan(10);
    }
  });
});

const isSecret = (key: string): boolean => /PASSWORD|SECRET|MASTER_KEY|TOKEN/.test(key);

it('the cluster gives each duty to somebody, and has three nodes with TLS', () => {
  const { services } = read('compose.cluster.yaml');
  const roles = Object.values(services).flatMap(({ environment }) => environment?.['QUITTANCE_ROLES'] ?? []);
  expect(roles.filter((role) => role === 'api').length).toBeGreaterThan(1);
  expect([...new Set(roles)].sort()).toEqual(['api', 'projector', 'reactor', 'sealer']);
  const nodes = Object.values(services).filter(({ environment }) => environment?.['KURRENTDB_CLUSTER_SIZE'] === '3');
  expect(nodes).toHaveLength(3);
  expect(nodes.every(({ environment }) => environment?.['KURRENTDB_INSECURE'] === undefined)).toBe(true);
});

it.each([
  ['a misspelt key', { services: { a: { image: 'a:1.0', read_onyl: true } } }],
  ['an image without a version', { services: { a: { image: 'postgres' } } }],
  ['the latest of an image', { services: { a: { image: 'postgres:latest' } } }],
  ['a capability that is kept', { services: { a: { image: 'a:1.0', cap_drop: ['NET_RAW'] } } }],
])('the check refuses %s', (_what, compose) => expect(faultsOf(compose)).not.toEqual([]));
