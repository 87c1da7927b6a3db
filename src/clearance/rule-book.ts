/**
 * Which packs decide. They are activated by facts; where nobody has activated any yet, the shipped ones are, by the system
 * and before the first decision, so that each decision rests on activated packs.
 */
import { createHash } from 'node:crypto';
import { canonical, type Json } from '../seal/canonical.js';
import type { Outcome, Request } from '../ledger/command.js';
import type { LedgerFact } from '../ledger/ledger.js';
import type { RuleBookCommand } from '../ledger/rulebook/index.js';
import { checkPack, packName, type ActivePack, type Pack } from '../rules/index.js';
import { shippedPacks } from './shipped-packs.js';
import type { StreamFacts } from './stream-facts.js';

/** Who activates the shipped packs of a ledger that has no rule book yet. */
export const SYSTEM = 'system:rules';

/** Correlation of the first activations, with their number: `shipped-9`. */
const SHIPPED = 'shipped-';

/** Whether the shipped packs were activated, all of those that the program had then. */
function isStarted(facts: readonly LedgerFact[]): boolean {
  const corr = facts[0]?.corr;
  if (corr === undefined || !corr.startsWith(SHIPPED)) return facts.length > 0;
  return facts.filter((fact) => fact.corr === corr).length >= Number(corr.slice(SHIPPED.length));
}

export type RecordOnRuleBook = (request: Request<RuleBookCommand>) => Promise<Outcome>;

export function activation({ pack, digest }: ActivePack): RuleBookCommand {
  const content = canonical(pack as unknown as Json);
  return { type: 'ActivateRulePack', pack: pack.pack, version: pack.version, digest, content };
}

/** Content of a shipped pack was checked with it: checking it again takes longer than reading it. */
function asShipped(content: string): ActivePack | undefined {
  const digest = createHash('sha256').update(content).digest('hex');
  if (!shippedPacks().some((shipped) => shipped.digest === digest)) return undefined;
  return { pack: JSON.parse(content) as Pack, digest };
}

export class RuleBook {
  private known: { readonly length: number; readonly packs: readonly ActivePack[] } | undefined;
  private readonly read = new Map<string, ActivePack>();
  private starting: Promise<void> | undefined;

  /**
   * @param stream id of the rule book's stream.
   * @param record records a command on it.
   */
  constructor(
    readonly stream: string,
    private readonly facts: StreamFacts,
    private readonly record: RecordOnRuleBook,
  ) {}

  /** The packs that decide now, by name. In a ledger without a rule book the shipped ones are activated first. */
  async forDecision(): Promise<readonly ActivePack[]> {
    if (!isStarted(await this.facts.now(this.stream))) {
      await (this.starting ??= this.activateShipped().finally(() => (this.starting = undefined)));
    }
    return this.now();
  }

  /** The packs that decide now, by name; those that would, where nobody has activated any yet. */
  async now(): Promise<readonly ActivePack[]> {
    const facts = await this.facts.now(this.stream);
    if (facts.length === 0) return shippedPacks();
    if (this.known?.length !== facts.length) this.known = { length: facts.length, packs: this.active(facts) };
    return this.known.packs;
  }

  /** The packs that decided at a position. */
  async at(position: number): Promise<readonly ActivePack[]> {
    const facts = (await this.facts.now(this.stream)).filter((fact) => fact.position <= position);
    return facts.length === 0 ? shippedPacks() : this.active(facts);
  }

  /** Every version that was ever activated, by `pack@version`. */
  async versions(): Promise<ReadonlyMap<string, ActivePack>> {
    this.active(await this.facts.now(this.stream));
    return this.read;
  }

  async history(): Promise<readonly LedgerFact[]> {
    return this.facts.now(this.stream);
  }

  private async activateShipped(): Promise<void> {
    const shipped = shippedPacks();
    for (const pack of shipped) {
      const cmd = `activate-${packName(pack.pack)}`;
      const command = activation(pack);
      // How many there are, said in each: a process that died in the middle of this left fewer, and they are completed.
      const corr = `${SHIPPED}${shipped.length}`;
      const done = await this.record({ command, cmd, by: SYSTEM, corr, src: { via: 'reactor' } });
      if (done.kind !== 'done') throw new Error(`The shipped rule packs could not be activated: ${done.message}`);
    }
  }

  private active(facts: readonly LedgerFact[]): ActivePack[] {
    const active = new Map<string, ActivePack>();
    for (const fact of facts) {
      if (fact.type === 'RulePackActivated') active.set(fact.data.pack, this.packOf(fact.data));
      if (fact.type === 'RulePackDeactivated') active.delete(fact.data.pack);
    }
    return [...active].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pack]) => pack);
  }

  /** Read once for each version. What was activated was checked then: if it is no pack any more, this program is too old. */
  private packOf({ pack, version, content }: { pack: string; version: number; content: string }): ActivePack {
    const name = `${pack}@${version}`;
    const known = this.read.get(name);
    if (known) return known;
    const checked = asShipped(content) ?? checkPack(JSON.parse(content) as Pack);
    if ('problems' in checked) {
      throw new Error(`The rule pack ${name} needs a newer program: ${checked.problems.join(' ')}`);
    }
    this.read.set(name, checked);
    return checked;
  }
}
