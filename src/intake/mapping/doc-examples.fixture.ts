/** The examples of `docs/mapping.md`: a mapping, a book, and what they give. */
import type { AnyFact } from '../../ledger/fact.js';
import type { Imported, ImportDesk } from '../importer/import-desk.fixture.js';

export interface Example {
  readonly name: string;
  readonly mapping: string;
  readonly book: string;
  /** What the page says that comes out. */
  readonly gives: string;
}

const FENCE = /^```(\w+) (mapping|book|gives)(?: (\S+))?\n(.*?)^```$/gms;

/** A mapping holds until the next one; each book is followed by what it gives. */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  let mapping = '';
  let book = '';
  for (const [, , what, , text = ''] of page.matchAll(FENCE)) {
    if (what === 'mapping') mapping = text;
    else if (what === 'book') book = text;
    else examples.push({ name: /^mapping: (\S+)/m.exec(mapping)?.[1] ?? '?', mapping, book, gives: text });
  }
  return examples;
}

/** Puts what comes out where the page says it, example by example. */
export function withOutcomes(page: string, outcomes: readonly string[]): string {
  let n = -1;
  return page.replace(FENCE, (whole, language: string, what: string) => {
    if (what !== 'gives') return whole;
    n += 1;
    return `\`\`\`${language} gives\n${outcomes[n]}\`\`\``;
  });
}

/** Facts of all cases in the order of the cases' references, then the lines of the rejects file, then the counts. */
export async function outcome(desk: ImportDesk, result: Imported): Promise<string> {
  const cases = new Map<string, AnyFact[]>();
  const parties: AnyFact[] = [];
  for (const fact of await desk.everything()) {
    if (fact.stream.startsWith('case-')) cases.set(fact.stream, [...(cases.get(fact.stream) ?? []), fact]);
    if (fact.stream.startsWith('party-')) parties.push(fact);
  }
  const lines: string[] = [];
  const refOf = (facts: readonly AnyFact[]): string =>
    (facts[0]?.data as { readonly ref?: string }).ref ?? '(no reference)';
  for (const facts of [...cases.values()].sort((a, b) => (refOf(a) < refOf(b) ? -1 : 1))) {
    const ref = refOf(facts);
    for (const fact of facts) if (!fact.cause) lines.push(await told(desk, ref, fact));
  }
  for (const fact of parties) lines.push(await told(desk, 'party', fact));
  for (const { place, kind, field, value, reason, detail } of result.lines) {
    lines.push([`${kind}: ${place}`, field, value && `"${value}"`, detail ?? reason].filter(Boolean).join(', '));
  }
  const { rows, cases: n, facts, ignored, rejected, unchanged, changed, missing } = result;
  const counts = { rows, cases: n, facts, unchanged, changed, missing, ignored, rejected };
  const shown = Object.entries(counts).filter(([name, count]) => count > 0 || name === 'rows');
  return `${lines.join('\n')}\n${shown.map(([name, count]) => `${name} ${count}`).join(', ')}\n`;
}

async function told(desk: ImportDesk, ref: string, fact: AnyFact): Promise<string> {
  const sealed = Object.entries(await desk.opened(fact)).map(([name, value]) => `${name}=[sealed] ${value}`);
  const when = fact.at.startsWith(fact.eff) ? fact.at : `${fact.at} (value date ${fact.eff})`;
  return [ref, when, fact.type, ...flat('', fact.data), ...sealed].join('  ').replaceAll('\n', ' / ');
}

const HIDDEN = ['portfolio', 'ref', 'lines', 'waterfall', 'version', 'policy'];
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-8/;

/** `balances.principal=100`; ids and what the ledger adds by itself are left out. */
function flat(prefix: string, value: unknown): string[] {
  if (Array.isArray(value)) return ID.test(String(value[0])) ? [] : [`${prefix}=${value.join(',')}`];
  if (typeof value !== 'object' || value === null) return ID.test(String(value)) ? [] : [`${prefix}=${String(value)}`];
  return Object.entries(value).flatMap(([name, member]) =>
    prefix === '' && HIDDEN.includes(name) ? [] : flat(prefix === '' ? name : `${prefix}.${name}`, member),
  );
}
