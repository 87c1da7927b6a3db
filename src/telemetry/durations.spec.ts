import { Histogram, Registry } from 'prom-client';
import { Durations } from './durations.js';

const [NAME, HELP, BOUNDS] = ['x_seconds', 'Time of x.', [0.001, 0.01, 1]];

it('tells what the histogram of prom-client tells of the same observations', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const own = new Durations(NAME, HELP, 'outcome', BOUNDS);
  own.register(ours);
  const other = new Histogram({
    name: NAME,
    help: HELP,
    labelNames: ['outcome'],
    buckets: BOUNDS,
    registers: [theirs],
  });
  for (const [outcome, seconds] of [
    ['appended', 0.0005],
    ['appended', 0.001],
    ['conflict', 0.5],
    ['appended', 1],
    ['appended', 7.25],
  ] as const) {
    own.observe(outcome, seconds);
    other.observe({ outcome }, seconds);
  }
  expect(await ours.metrics()).toBe(await theirs.metrics());
});

it('tells nothing where nothing was observed', async () => {
  const registry = new Registry();
  new Durations(NAME, HELP, 'outcome', BOUNDS).register(registry);
  expect(await registry.metrics()).toBe(`# HELP ${NAME} ${HELP}\n# TYPE ${NAME} histogram\n`);
});
