/** Alerts and dashboard name metrics that the program has, targets that compose starts, and pages that exist. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { metrics, metricsIn, series } from '../operations/house.js';

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string; readonly runbook: string };
    }[];
  }[];
}

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

const ALERTS = (parse(readFileSync('docker/prometheus/alerts.yml', 'utf8')) as Rules).groups.flatMap(
  ({ rules }) => rules,
);
const { panels } = JSON.parse(readFileSync('docker/grafana/dashboards/quittance.json', 'utf8')) as Dashboard;
const EXPRESSIONS = [
  ...ALERTS.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

it('every metric of an alert or a panel exists', async () => {
  const known = new Set((await metrics()).flatMap(series));
  const named = EXPRESSIONS.flatMap(metricsIn);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it('shows lag, seal lag, append latency, conflicts and blocked contacts', () => {
  const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');
  for (const name of ['projection_lag', 'seal_lag', 'append_seconds', 'append_conflicts', 'clearances']) {
    expect(shown).toContain(`quittance_${name}`);
  }
});

it('every alert says what to do: a section of the runbook', () => {
  const page = readFileSync('docs/operations.md', 'utf8');
  const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
  );
  expect(ALERTS.length).toBeGreaterThan(8);
  for (const { annotations } of ALERTS) {
    const [file, section] = annotations.runbook.split('#');
    expect(file).toBe('docs/operations.md');
    expect(sections).toContain(section);
  }
  expect(ALERTS.filter(({ alert }) => !page.includes(`\`${alert}\``)).map(({ alert }) => alert)).toEqual([]);
});

it('asks the processes that the cluster starts', () => {
  const { scrape_configs: jobs } = parse(readFileSync('docker/prometheus/prometheus.yml', 'utf8')) as {
    scrape_configs: { static_configs: { targets: string[] }[] }[];
  };
  const targets = jobs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));
  const { services } = parse(readFileSync('docker/compose.cluster.yaml', 'utf8'), { merge: true }) as {
    services: Record<string, { environment?: Record<string, string> }>;
  };
  const ours = Object.keys(services).filter((name) => services[name]?.environment?.['QUITTANCE_ROLES'] !== undefined);
  expect(targets.sort()).toEqual(ours.map((name) => `${name}:8420`).sort());
});
