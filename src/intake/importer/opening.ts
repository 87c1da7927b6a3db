/** The opening of a case: told by its first row, recorded with it, and compared where the case is known. */
import type { OpenCase } from '../../ledger/case/index.js';
import { CASE } from '../../ledger/ledger.js';
import type { Frame } from '../mapping/frame.js';
import type { CaseContext } from './contexts.js';
import type { Identities } from './identity.js';
import { saysTheSame } from './known.js';
import type { Stage } from './stage.js';

export interface Opened {
  readonly command: OpenCase;
  readonly cmd: string;
  /** How it differs from what the ledger has; undefined where the ledger does not have the case. */
  readonly differs: string | undefined;
}

const OTHER_OPENING = 'The case was opened with other values; an opening is not corrected by an import.';
const PERSONAL = CASE.rules.OpenCase.personal ?? [];

interface RowOf {
  readonly context: CaseContext;
  readonly key: readonly string[];
}

export class Openings {
  private last = { stream: '', cmd: '' };

  constructor(
    private readonly stage: Stage,
    private readonly identities: Identities,
  ) {}

  /** How the row opens its case; or, for the row that opened a known case, how it would open it otherwise. */
  of(frame: Frame, { context, key }: RowOf, id: string): Opened | undefined {
    const { stage } = this;
    const { known, open } = context;
    if (known ? known.openedWith !== id : open) return undefined;
    const told = stage.mapping.case.opening(frame, key);
    if (!told) {
      // A row of the case that came before opens it: this one need not say how.
      if (context.flying || context.waiting.length > 0) frame.problem = undefined;
      return undefined;
    }
    const command: OpenCase = { ...told, portfolio: stage.portfolio, ...this.currency(frame) };
    const cmd = this.cmdOf(context, key);
    if (!known) return { command, cmd, differs: undefined };
    return saysTheSame(stage.ledger, known.opening, command, PERSONAL)
      ? undefined
      : { command, cmd, differs: OTHER_OPENING };
  }

  /** Rows of one case mostly follow each other, and until it is open each would open it. */
  private cmdOf({ stream }: CaseContext, key: readonly string[]): string {
    if (this.last.stream !== stream) this.last = { stream, cmd: this.identities.opening(key) };
    return this.last.cmd;
  }

  /** The currency is named where the mapping names it, or where the portfolio would give the case another. */
  private currency({ currency }: Frame): { readonly currency?: string } {
    const { mapping, portfolioCurrency } = this.stage;
    const isNamed = currency !== '' && (mapping.currencyIsDeclared || currency !== portfolioCurrency);
    return isNamed ? { currency } : {};
  }
}
