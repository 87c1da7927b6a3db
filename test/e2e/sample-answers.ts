/** Every GET of the API, asked of the sample book: of several cases and people each, so that most kinds of rows are met. */
import { addDays, localDate } from '../../src/ledger/dates.js';
import { readConfig } from '../../src/config.js';
import { openRuntime } from '../../src/runtime.js';
import { loadBook } from '../../src/cli/demo/load-book.js';
import type { HttpLedger, Reply } from '../support/http-ledger.js';

export interface GetRoute {
  readonly path: string;
  /** Query parameters that it must be asked with. */
  readonly required: readonly string[];
}

export interface Asked {
  readonly path: string;
  readonly url: string;
  readonly reply: Reply;
}

/** Cases with a fact of these types are asked about. */
const TELLING = [
  ...['PlanActivated', 'SettlementOffered', 'DisputeRaised', 'ComplaintReceived', 'PaymentReversed', 'PromiseBroken'],
  'InterestSuspended',
];

interface FeedLine {
  readonly id: string;
  readonly stream: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What may stand for each parameter. */
export class SampleBook {
  private values: Readonly<Record<string, readonly string[]>> = {};

  constructor(private readonly ledger: HttpLedger) {}

  async load(): Promise<void> {
    const { ledger } = this;
    // As `quittance demo` does it: nothing follows the ledger while the book is told.
    const config = readConfig({ QUITTANCE_DATA: ledger.folder, QUITTANCE_LOG: 'silent' });
    const runtime = await openRuntime(config, { now: () => Date.now() });
    await loadBook(runtime);
    await runtime.projector.catchUp();
    await runtime.close();
    await ledger.start();
    // Where the read tables lie elsewhere, they are folded only now.
    await ledger.runtime.projector.catchUp();
    const streams = async (type: string): Promise<string[]> => (await this.facts(type)).map(({ stream }) => stream);
    const cases = (await Promise.all(TELLING.map(streams))).map(([first]) => first);
    const permitted = await this.facts('ContactPermitted');
    const cleared = [...permitted.slice(0, 2), ...(await this.facts('ContactBlocked')).slice(0, 2)];
    const [event] = await this.facts('CaseOpened');
    const begun = await ledger.post(`/v1/cases/${cases[0]}/audit-pack`, { without: ['pdf', 'html'] });
    const today = localDate(Date.now(), 'UTC');
    this.values = {
      case: [...new Set(cases.filter((id) => id !== undefined))],
      // One clearance of each: they are asked together.
      party: cleared.map(({ stream }) => stream),
      clearance: cleared.map(({ data }) => String(data['clearance'])),
      staff: await streams('StaffRegistered'),
      agency: await streams('AgencyOnboarded'),
      incident: await streams('IncidentOpened'),
      portfolio: ['cards-cn', 'agency-us'],
      ...{ event: [event?.id ?? ''], knownAt: [event?.id ?? ''], at: [new Date().toISOString()] },
      ...{ from: [addDays(today, -60)], to: [today], part: ['numerator'], by: ['month'] },
      ...{ metric: ['overdue-rate-amount', 'kept-rate-count'], register: ['tasks', 'disclosures'] },
      ...{
        pack: ['us', 'cn-card'],
        rule: ['US-F-1', 'CN-CBA-4'],
        export: [String(begun.body['export'] ?? begun.body['id'])],
      },
    };
  }

  private async facts(type: string): Promise<FeedLine[]> {
    const { body } = await this.ledger.get(`/v1/events?types=${type}&limit=3`);
    return body['facts'] as FeedLine[];
  }

  /** One route, once for each value of its parameters. */
  async ask({ path, required }: GetRoute): Promise<Asked[]> {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    const times = Math.max(1, ...names.map((name) => this.of(name).length));
    const asked: Asked[] = [];
    for (let i = 0; i < times; i++) {
      const value = (name: string): string => encodeURIComponent(this.of(name)[i % this.of(name).length] ?? 'missing');
      const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => value(name));
      const query = required.map((name) => `${name}=${value(name)}`).join('&');
      const url = query === '' ? filled : `${filled}?${query}`;
      asked.push({ path, url, reply: await this.answer(url) });
    }
    return asked;
  }

  /** A question that meets a read side that is behind is asked again. */
  private async answer(url: string): Promise<Reply> {
    for (let left = 20; ; left--) {
      const reply = await this.ledger.get(url);
      if (reply.status !== 503 || left === 0) return reply;
      await new Promise((again) => setTimeout(again, 100));
    }
  }

  private of(name: string): readonly string[] {
    return this.values[name] ?? [];
  }
}
