/** Records the sample book through the ledger's own deciders, many cases at a time. */
import type { Command, Done, Request, StreamKind } from '../../ledger/command.js';
import { addDays, dateOf, localDate } from '../../ledger/dates.js';
import { decode } from '../../ledger/envelope.js';
import type { AnyFact } from '../../ledger/fact.js';
import { AGENCY, CASE, INCIDENT, PARTY, PORTFOLIO, STAFF } from '../../ledger/ledger.js';
import type { Runtime } from '../../runtime.js';
import { CliError, EXIT } from '../exit.js';
import { progressOf } from '../progress.js';
import { CallDesk } from './call-desk.js';
import { BOOK_DAYS, demoBook, resolve, type DemoStep, type Keyed, type ResolvedStep } from './book/index.js';

/** Cases that are written at the same time: their appends share transactions. */
const CASES_AT_ONCE = 64;
const ACTOR = 'system:demo';

export interface LoadedBook {
  readonly portfolios: number;
  readonly cases: number;
  /** Facts that were added; 0 when the book was there already. */
  readonly facts: number;
  readonly seconds: number;
  /** The day as of which the book is told. */
  readonly today: string;
}

/** Loads the book. What is there already is found by its command ids and not recorded again. */
export async function loadBook(runtime: Runtime): Promise<LoadedBook> {
  const began = performance.now();
  const today = await dayOfBook(runtime);
  const steps = [...demoBook(today)];
  const loader = new Loader(runtime);
  const desk = new CallDesk(runtime, ACTOR);
  const progress = await progressOf('Sample book');
  try {
    const groups = byCase(steps.filter((step) => !('house' in step)));
    const [portfolios = []] = groups.splice(0, 1);
    await loader.tell(portfolios, () => undefined);
    const told = (): void => progress.update(loader.steps, steps.length, `${loader.facts} facts`);
    const lanes = Array.from({ length: CASES_AT_ONCE }, async () => {
      for (let group = groups.pop(); group; group = groups.pop()) await loader.tell(group, told);
    });
    await Promise.all(lanes);
    await loader.tell(
      steps.filter((step) => 'house' in step),
      told,
    );
    // Once: what is asked now would be another question tomorrow.
    if (loader.facts > 0) await desk.open(today);
  } finally {
    progress.stop();
  }
  const seconds = Math.round(performance.now() - began) / 1000;
  const count = (type: string): number => steps.filter(({ key }) => key.startsWith(type)).length;
  return { portfolios: count('portfolio:'), cases: count('case:'), facts: loader.facts + desk.facts, seconds, today };
}

/**
 * Today, or the day of the book that is there: told as of another day it would be another book. A ledger that did not begin
 * with the sample book is somebody's own: nothing invented goes in, since nothing ever comes out again.
 */
async function dayOfBook({ store, clock }: Runtime): Promise<string> {
  const [first] = await store.readAll(0, 1);
  if (!first) return localDate(clock.now(), 'UTC');
  const fact = decode(first);
  if (fact.by !== ACTOR) {
    const message =
      "This ledger holds facts that are not the sample book's. Give the sample book a folder of its own (--data).";
    throw new CliError(EXIT.usage, message);
  }
  return addDays(dateOf(fact.at, 'UTC'), BOOK_DAYS);
}

/** The portfolios, then each case with its people: their references end with the case's number. */
function byCase(steps: readonly DemoStep[]): DemoStep[][] {
  const groups = new Map<string, DemoStep[]>();
  for (const step of steps) {
    const number = 'party' in step ? step.party.ref.slice(-6) : 'case' in step ? step.case.ref.slice(-6) : '';
    const group = groups.get(number);
    if (group) group.push(step);
    else groups.set(number, [step]);
  }
  return [...groups.values()];
}

type House = Extract<ResolvedStep, { house: unknown }>['house'];
const HOUSE = { portfolio: PORTFOLIO, staff: STAFF, agency: AGENCY, incident: INCIDENT };

class Loader {
  steps = 0;
  facts = 0;
  private readonly made = new Map<string, string>();

  constructor(private readonly runtime: Runtime) {}

  /** Records steps one after the other. */
  async tell(steps: readonly DemoStep[], told: () => void): Promise<void> {
    for (const step of steps) {
      const done = await this.record(step);
      this.made.set(step.key, done.id ?? done.stream);
      this.steps += 1;
      this.facts += done.repeated ? 0 : done.events.length;
      told();
    }
  }

  private record(symbolic: DemoStep): Promise<Done> {
    const { ids } = this.runtime;
    const step = resolve(symbolic, this.made);
    if ('portfolio' in step) {
      return this.run(PORTFOLIO, ids.stream('portfolio', [step.portfolio.name]), step.portfolio, step);
    }
    if ('house' in step) return this.recordHouse(step.house, step);
    const { portfolio, ref } = 'party' in step ? step.party : step.case;
    const home = ids.stream('portfolio', [portfolio]);
    if ('party' in step) return this.run(PARTY, ids.stream('party', [home, ref]), step.party.command, step);
    return this.run(CASE, ids.stream('case', [home, ref]), step.case.command, step);
  }

  private recordHouse({ kind, portfolio, ref, command }: House, step: Keyed): Promise<Done> {
    const { ids } = this.runtime;
    const stream = kind === 'portfolio' ? [portfolio] : [ids.stream('portfolio', [portfolio]), ref];
    return this.run(HOUSE[kind] as never, ids.stream(kind, stream), command, step);
  }

  private async run<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    command: C,
    { key: cmd, by = ACTOR }: Keyed,
  ): Promise<Done> {
    const request: Request<C> = { command, cmd, by, src: { via: 'cli' } };
    const outcome = await this.runtime.transactor.run(kind, stream, request);
    if (outcome.kind === 'done') return outcome;
    const noRoom = outcome.kind === 'trouble' && outcome.why === 'no-room';
    throw new CliError(noRoom ? EXIT.diskFull : EXIT.fault, `The sample book stops at ${cmd}: ${outcome.message}`);
  }
}
