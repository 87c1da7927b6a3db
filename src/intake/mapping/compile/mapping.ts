/** A whole mapping: from its document to closures, or to everything that is wrong with it. */
import { isZone } from '../../../ledger/dates.js';
import { isCurrency } from '../../../ledger/money.js';
import type { SourceOptions } from '../../sources/index.js';
import type { MappingDoc, PortfolioDoc } from '../document.js';
import type { Frame, Value } from '../frame.js';
import type { MappingProblem } from '../problem.js';
import { compileCase, type CompiledCase } from './case.js';
import type { Evaluate } from './compiled.js';
import { Compiler } from './compiler.js';
import { compileCondition } from './condition.js';
import type { PersonalFields } from './field-uses.js';
import { compileKey, type CompiledKey } from './key.js';
import { Names } from './names.js';
import { compileParty, type CompiledParty } from './party.js';
import { compileRules, type CompiledRule } from './rules.js';
import { compileValue } from './value.js';

/** A mapping that can be run. What a row becomes depends on the file and the mapping alone, never on the ledger. */
export interface Mapping {
  readonly name: string;
  readonly version: number;
  /** `name@version`. */
  readonly id: string;
  /** Digest of the document: another text is another batch. */
  readonly digest: string;
  readonly source: SourceOptions;
  /** Rows that were imported before and are not in the file are missing. */
  readonly holdsEverything: boolean;
  readonly portfolio: PortfolioDoc;
  /** Zone of the source's dates. */
  readonly zone: string;
  readonly personal: PersonalFields;
  /** Fields that it reads, where their names are fixed. */
  readonly reads: readonly string[];
  readonly case: CompiledCase;
  /** Undefined: a row is known by its content. */
  readonly rowKey: CompiledKey | undefined;
  readonly parties: readonly CompiledParty[];
  /** Currency of the row's amounts; undefined where the mapping names none. */
  readonly currency: Evaluate<string> | undefined;
  /** True where the mapping says so itself, and not only by the portfolio's default. */
  readonly currencyIsDeclared: boolean;
  /** Running values of a case before its first row. */
  start(frame: Frame): (Value | undefined)[];
  ruleFor(frame: Frame): CompiledRule;
}

export type CompileResult =
  | { readonly ok: true; readonly mapping: Mapping }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] };

export function compileMapping(doc: MappingDoc, digest: string): CompileResult {
  const c = new Compiler(doc, new Names(doc), { value: compileValue, condition: compileCondition });
  checkZones(c);
  const parts = {
    case: compileCase(c),
    rowKey: doc.row?.key === undefined ? undefined : compileKey(c, doc.row.key, ['row', 'key']),
    parties: (doc.parties ?? []).map((party, i) => compileParty(c, party, i)),
    currency: compileCurrency(c),
    start: compileStart(c),
    ruleFor: compileRules(c),
  };
  const { personal, problems } = c.uses.settle(doc.personal ?? []);
  const all = [...c.problems, ...c.names.problems, ...c.names.unsettled(), ...problems];
  if (all.length > 0) return { ok: false, problems: unique(all) };
  const { format, encoding, csv, holds } = doc.source;
  const mapping: Mapping = {
    name: doc.mapping,
    version: doc.version,
    id: `${doc.mapping}@${doc.version}`,
    digest,
    source: { format, encoding, csv },
    holdsEverything: holds !== 'additions',
    portfolio: doc.portfolio,
    zone: c.zone,
    personal,
    reads: [...c.uses.all],
    currencyIsDeclared: doc.money?.currency !== undefined,
    ...parts,
  };
  return { ok: true, mapping };
}

function checkZones(c: Compiler): void {
  const { portfolio, dates, source } = c.doc;
  if (!isZone(portfolio.zone)) c.complain(['portfolio', 'zone'], `'${portfolio.zone}' is no IANA zone`);
  if (dates?.zone !== undefined && !isZone(dates.zone))
    c.complain(['dates', 'zone'], `'${dates.zone}' is no IANA zone`);
  if (source.csv && source.format !== 'csv')
    c.complain(['source', 'csv'], `a ${source.format} file has no csv options`);
}

function compileCurrency(c: Compiler): Evaluate<string> | undefined {
  const { money, portfolio } = c.doc;
  const { currency } = portfolio;
  if (money?.currency === undefined) return currency === undefined ? undefined : () => currency;
  const { evaluate, reads, constant } = c.typed(money.currency, ['money', 'currency'], 'text');
  c.uses.show(reads, ['money', 'currency'], 'the currency');
  if (constant !== undefined && !isCurrency(constant)) {
    c.complain(['money', 'currency'], `'${constant}' is no ISO 4217 code such as EUR`);
  }
  return (frame) => {
    const code = evaluate(frame) as string | undefined;
    if (code === undefined || isCurrency(code)) return code;
    return frame.fail({ field: reads[0], value: code, reason: 'no ISO 4217 code such as EUR' });
  };
}

function compileStart(c: Compiler): Mapping['start'] {
  const starts = Object.entries(c.doc.running ?? {}).map(([name, declared]) => {
    if (typeof declared === 'string' || declared.start === undefined) return undefined;
    const { evaluate, constant } = c.typed(declared.start, ['running', name, 'start'], declared.type);
    if (constant === undefined) c.complain(['running', name, 'start'], 'a start is a constant');
    return evaluate;
  });
  return (frame) => starts.map((evaluate) => evaluate?.(frame));
}

/** A mistake inside a loop is found once a turn, but told once. */
function unique(problems: readonly MappingProblem[]): MappingProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = `${path.join('/')} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
