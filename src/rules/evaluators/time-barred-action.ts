/**
 * No legal action on a debt whose limitation period is over (12 CFR 1006.26(b)). The periods are those of the states and
 * stand in no pack: somebody looked them up for the debt (`LimitationTermsRecorded`). Nothing is assumed without them.
 * What is known now decides, not what was known when the action was filed.
 */
import { addDays, daysBetween, type CivilDate } from '../../ledger/dates.js';
import { addYears } from '../time/index.js';
import { saidList, saidText, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Kinds of action that the rule is not about: proofs of claim. */
  readonly exempt_kinds: readonly string[];
}

interface Suspension {
  readonly from: CivilDate;
  /** First day on which it runs again; none is known where absent. */
  readonly until?: CivilDate;
  readonly event: string;
}

interface Limit {
  /** Last day; undefined while it stands still. */
  readonly end?: CivilDate;
  readonly inputs: readonly string[];
}

function suspensionsOf({ dossier, file, asOf }: DutyScene, debt: string): Suspension[] {
  return dossier
    .spells('limitationSuspension')
    .filter((spell) => spell.stream === file.id && (saidList(spell, 'debts')?.includes(debt) ?? true))
    .flatMap((spell) => {
      const from = saidText(spell, 'from');
      const ended = spell.end === undefined ? undefined : saidText(spell.end, 'endedOn');
      const until = ended ?? saidText(spell, 'until');
      return from === undefined || from > asOf ? [] : [{ from, until, event: spell.event }];
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The period last recorded of a debt: of the debt itself before one of the whole case. */
function termOf({ dossier, file, asOf }: DutyScene, debt: string): Spell | undefined {
  const terms = dossier.spells('limitationTerm').filter(({ stream, on }) => stream === file.id && on <= asOf);
  const own = terms.filter((spell) => saidText(spell, 'debt') === debt);
  return own.at(-1) ?? terms.filter((spell) => saidText(spell, 'debt') === undefined).at(-1);
}

/** Each day on which it stood still moves the last day on by one; days that two suspensions share count once. */
function limitOf(scene: DutyScene, term: Spell, debt: string): Limit {
  const startsOn = saidText(term, 'startsOn') as CivilDate;
  let end = addYears(startsOn, term.fields['years'] as number);
  const inputs = [term.event];
  let counted = startsOn;
  for (const { from, until, event } of suspensionsOf(scene, debt)) {
    const first = from < counted ? counted : from;
    if (first > end || (until !== undefined && until <= first)) continue;
    inputs.push(event);
    if (until === undefined) return { inputs };
    end = addDays(end, daysBetween(first, until));
    counted = until;
  }
  return { end, inputs };
}

function evaluate(scene: DutyScene, { exempt_kinds }: Terms): Clock[] {
  const { file, asOf, dossier } = scene;
  const clocks: Clock[] = [];
  for (const fact of file.facts) {
    if (fact.type !== 'LegalActionFiled' || fact.eff > asOf || dossier.isWithdrawn(fact.id)) continue;
    if (exempt_kinds.includes(fact.data.kind)) continue;
    for (const debt of fact.data.debts ?? file.debts.keys()) {
      const clock = { subject: fact.data.action, set: fact.id, debts: [debt] };
      const term = termOf(scene, debt);
      if (!term) {
        const reason = 'limitation-terms-not-recorded';
        clocks.push({ ...clock, outcome: 'NOT_EVALUATED', reason, inputs: [fact.id] });
        continue;
      }
      const { end, inputs } = limitOf(scene, term, debt);
      const isBarred = end !== undefined && fact.eff > end;
      clocks.push({
        ...clock,
        outcome: isBarred ? 'PROHIBITED' : 'DUTY_MET',
        reason: isBarred ? 'time-barred' : 'within-limitation',
        due: end,
        on: fact.eff,
        inputs: [fact.id, ...inputs],
      });
    }
  }
  return clocks;
}

export const timeBarredAction: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'time-barred-action@1.0.0',
  parameters: {
    type: 'object',
    required: ['exempt_kinds'],
    additionalProperties: false,
    properties: { exempt_kinds: { type: 'array', items: { type: 'string' } } },
  },
  evaluate,
};
