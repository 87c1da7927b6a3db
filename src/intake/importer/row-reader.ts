/**
 * From a source row to what must be recorded for it. What a row becomes depends on the file and the mapping alone; only
 * whether it is new, known or changed is read from the ledger.
 */
import type { Source } from '../../ledger/fact.js';
import type { Soon } from '../../ledger/soon.js';
import type { SourceRow } from '../row.js';
import { keyText } from '../mapping/compile/key.js';
import type { Run } from '../mapping/compile/steps.js';
import { Frame, type Fields, type RowProblem } from '../mapping/frame.js';
import { Draft, requestOf, type From } from './draft.js';
import type { Identities } from './identity.js';
import type { CaseContext, Contexts } from './contexts.js';
import { Openings, type Opened } from './opening.js';
import type { Parties, PartyPlan } from './parties.js';
import { earlierPart } from './earlier-part.js';
import { identify } from './row-identity.js';
import type { CaseRequest, RowPlace, RowUnit } from './row-unit.js';
import { Snapshot } from './snapshot.js';
import { sourceOf, type Stage } from './stage.js';
import type { Tally } from './tally.js';

/** What a row came to. */
export type RowReading =
  | {
      readonly kind: 'send';
      readonly context: CaseContext;
      readonly unit: RowUnit;
      readonly detail: string | undefined;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly detail: string }
  | { readonly kind: 'ignored'; readonly reason: string }
  /** `isKnown`: which row it is could be told, so it does not count as missing. */
  | { readonly kind: 'rejected'; readonly problem: RowProblem; readonly isKnown: boolean };

export interface RowReaderParts {
  readonly stage: Stage;
  readonly identities: Identities;
  readonly contexts: Contexts;
  readonly parties: Parties;
  readonly tally: Tally;
  /** The file has this row, whatever becomes of it. */
  readonly seen: (stream: string, row: string) => void;
}

const UNCHANGED: RowReading = { kind: 'unchanged' };
const OTHER_CONTENT = 'The ledger knows this row with other content.';
const SAME_KEY = 'Another row of this file has the same key and other content.';
const NO_PLANS: readonly PartyPlan[] = [];
const NO_LINKS: readonly CaseRequest[] = [];
const NO_PARTIES: RowUnit['parties'] = [];
const NO_FACT: RowReading = { kind: 'ignored', reason: 'no step of its rule applies to this row' };

/** A row of a case that is to be recorded. */
interface Row {
  readonly context: CaseContext;
  readonly key: readonly string[];
  readonly at: RowPlace;
}

interface Judged {
  readonly from: From;
  readonly plans: readonly PartyPlan[];
  readonly opening: Opened | undefined;
  /** How party or opening differ from what is known. */
  readonly differs: string | undefined;
  readonly isKnown: boolean;
}

/** A row that is known, or known to be new. */
interface Told {
  readonly id: string;
  readonly isKnown: boolean;
  readonly from: From;
  readonly plans: readonly PartyPlan[];
}

export class RowReader {
  private readonly frame = new Frame();
  /** What the case remembered before the row. */
  private readonly before = new Snapshot();
  private readonly draft: Draft;
  private readonly openings: Openings;
  /** Whose row is read. */
  private row: Row | undefined;
  private lastKey = '';
  private lastStream = '';

  constructor(private readonly parts: RowReaderParts) {
    this.draft = new Draft(parts.stage.ledger, parts.stage.corrections);
    this.openings = new Openings(parts.stage, parts.identities);
    this.frame.earlier = (key, part) => this.row && earlierPart(parts, this.row, key, part);
  }

  /** At once, unless the ledger must be asked for the case or a party: a book has many rows. */
  read({ fields }: SourceRow, at: RowPlace): Soon<RowReading> {
    const { frame } = this;
    const { mapping } = this.parts.stage;
    frame.begin(fields);
    const key = mapping.case.key.evaluate(frame);
    if (!key)
      return this.rejected({ field: mapping.case.key.missing(frame), reason: 'absent, but it is the key of the case' });
    frame.currency = mapping.currency?.(frame) ?? '';
    if (frame.problem) return this.rejected();
    const context = this.contextOf(key);
    return context instanceof Promise ? this.inCaseLater(context, key, at) : this.inCase({ context, key, at });
  }

  /** Apart, as a closure would be made for each row, with all that it holds. */
  private inCaseLater(context: Promise<CaseContext>, key: readonly string[], at: RowPlace): Promise<RowReading> {
    return context.then((found) => this.inCase({ context: found, key, at }));
  }

  private inCase(row: Row): Soon<RowReading> {
    const { frame } = this;
    const { context } = row;
    this.row = row;
    frame.running = context.running;
    frame.parts = context.parts;
    frame.keyed = context.keyed;
    frame.parties = context.parties;
    const rule = this.parts.stage.mapping.ruleFor(frame);
    if (frame.problem) return this.rejected();
    switch (rule.what) {
      case 'ignore':
        return { kind: 'ignored', reason: rule.reason };
      case 'reject':
        return this.rejected({ reason: rule.reason });
      case 'do':
        return this.recorded(rule.run, row);
    }
  }

  private rejected(problem?: RowProblem, isKnown = false): RowReading {
    return { kind: 'rejected', problem: this.frame.problem ?? (problem as RowProblem), isKnown };
  }

  private contextOf(key: readonly string[]): Soon<CaseContext> {
    const { contexts, stage } = this.parts;
    const text = keyText(key);
    if (text !== this.lastKey) {
      this.lastStream = stage.ledger.ports.ids.stream('case', [stage.portfolio, text]);
      this.lastKey = text;
    }
    return contexts.get(this.lastStream) ?? contexts.load(this.lastStream, () => stage.mapping.start(this.frame));
  }

  private recorded(run: Run, row: Row): Soon<RowReading> {
    const { frame, draft, parts } = this;
    const { context } = row;
    const identity = identify(parts.identities, parts.stage.mapping, frame, row);
    if (identity.kind === 'none') return this.rejected(identity.problem);
    if (identity.kind === 'twice') return identity.same ? UNCHANGED : { kind: 'changed', detail: SAME_KEY };
    const { id } = identity;
    parts.seen(context.stream, id);
    this.before.take(context);
    const known = context.known?.rows.get(id);
    const { by, zone } = parts.stage;
    const from: From = { by, src: sourceOf(parts.stage, row.at.place), zone };
    draft.begin(context.stream, id, known, from);
    const told = { id, isKnown: known !== undefined, from, plans: NO_PLANS };
    return parts.stage.mapping.parties.length === 0 ? this.told(run, row, told) : this.toldLater(run, row, told);
  }

  private async toldLater(run: Run, row: Row, told: Told): Promise<RowReading> {
    return this.told(run, row, { ...told, plans: await this.plansOf(row) });
  }

  /** Runs the rule of the row. What it says is what must be recorded, unless it comes to nothing. */
  private told(run: Run, row: Row, { id, isKnown, from, plans }: Told): RowReading {
    const { frame, draft } = this;
    const { context } = row;
    if (!frame.problem) run(frame, draft);
    const opening = frame.problem ? undefined : this.openings.of(frame, row, id);
    context.keyed = frame.keyed;
    if (frame.problem) {
      frame.forget();
      this.before.restore(context);
      return this.rejected(undefined, true);
    }
    draft.end();
    if (draft.facts === 0 && !isKnown) return NO_FACT;
    const differs = plans.find((plan) => plan.differs !== undefined)?.differs ?? opening?.differs;
    return this.judged(row, { from, plans, opening, differs, isKnown });
  }

  private async plansOf({ context, key }: Row): Promise<readonly PartyPlan[]> {
    const { parties, stage } = this.parts;
    const plans: PartyPlan[] = [];
    for (const party of stage.mapping.parties) {
      const told = party.tell(this.frame);
      if (this.frame.problem) return [];
      if (told) plans.push(await parties.plan(told, party.slot, this.frame, { context, key }));
    }
    return plans;
  }

  private judged({ context, at }: Row, { from, plans, opening, differs, isKnown }: Judged): RowReading {
    const { stage } = this.parts;
    const { draft } = this;
    const changed = isKnown && draft.changed;
    const tells = plans.some((plan) => plan.entries.length > 0 || plan.invalid.length > 0 || plan.isNew);
    const detail = changed ? OTHER_CONTENT : differs;
    if (isKnown) this.parts.tally.landed(context);
    if (changed && !stage.corrections) return { kind: 'changed', detail: OTHER_CONTENT };
    if (draft.requests.length === 0 && draft.withdraw.length === 0 && !tells) {
      return detail === undefined ? UNCHANGED : { kind: 'changed', detail };
    }
    const unit: RowUnit = {
      at,
      src: from.src as Source,
      opening: opening && requestOf(from, opening.command, opening.cmd),
      links: plans.length === 0 ? NO_LINKS : linksOf(plans, context, from),
      requests: draft.requests,
      caseOrigin: stage.mapping.case.origin,
      origins: draft.origins,
      fields: this.frame.fields,
      withdraw: draft.withdraw,
      kind: changed ? 'changed' : 'new',
      parties: plans.length === 0 ? NO_PARTIES : plans.map((plan) => this.parts.parties.commit(plan, context, from)),
      size: sizeOf(this.frame.fields),
    };
    return { kind: 'send', context, unit, detail };
  }
}

/** Links of the row's parties that do not stand yet. */
function linksOf(plans: readonly PartyPlan[], { links }: CaseContext, from: From): readonly CaseRequest[] {
  const missing = plans.filter(({ link }) => links?.has(link.cmd) !== true);
  return missing.map(({ link }) => requestOf(from, link.command, link.cmd));
}

function sizeOf(fields: Fields): number {
  let size = 0;
  for (const name in fields) size += (fields[name] as string).length;
  return size;
}
