/** "May I call now?": gathers what is known, asks the rules, answers inside `transact` (`VerdictPort`). */
import type { ClearanceQuestion, ClearanceVerdict } from '../ledger/clearance/index.js';
import type { VerdictPort } from '../ledger/ports.js';
import type { Refusal } from '../ledger/refusal.js';
import type { Dossier } from '../rules/index.js';
import { Dossiers, type Streams } from './dossiers.js';
import { decideContact } from './decide-contact.js';
import { gather, type IncidentsAbout } from './evidence.js';
import type { RuleBook } from './rule-book.js';
import type { StreamFacts } from './stream-facts.js';

export class ClearanceDesk implements VerdictPort {
  private readonly dossiers = new Dossiers();

  constructor(
    private readonly facts: StreamFacts,
    private readonly book: RuleBook,
    private readonly incidents: IncidentsAbout,
  ) {}

  async judge(question: ClearanceQuestion): Promise<ClearanceVerdict | Refusal> {
    const packs = await this.book.forDecision();
    const read = (stream: string): ReturnType<StreamFacts['now']> => this.facts.now(stream);
    const fold = (streams: Streams): Dossier => this.dossiers.of(question.party, streams);
    const evidence = await gather(question.party, question.facts, read, this.incidents, fold);
    return decideContact(question, evidence, packs);
  }
}
