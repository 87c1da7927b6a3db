/**
 * Prohibited behaviour as people found it: contacts flagged for a breach, contents flagged for review, investigations
 * upheld. What nobody flagged, no program sees here: the words themselves are sealed.
 */
import { saidText, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Rules whose flags and findings count: `CN-CBA-3`, and all that begin with it. */
  readonly rules: readonly string[];
  /** Allegations that count where the finding names no rule. */
  readonly allegations: readonly string[];
  /** Findings that say that it was so. */
  readonly upheld: readonly string[];
}

function isOurs(rule: string | undefined, { rules }: Terms): boolean {
  return (
    rule !== undefined &&
    rules.some((name) => rule === name || rule.startsWith(`${name}-`) || rule.startsWith(`${name}@`))
  );
}

function flagged(spell: Spell, terms: Terms): Clock | undefined {
  if (!isOurs(saidText(spell, 'rule'), terms)) return undefined;
  const isBreach = spell.type === 'ConductRuleBreached';
  const outcome = isBreach ? 'PROHIBITED' : 'ADVISORY';
  const reason = isBreach ? 'conduct-flagged' : 'content-flagged';
  const subject = saidText(spell, 'contact') ?? spell.id;
  return { subject, outcome, reason, on: spell.on, set: spell.event, inputs: [spell.event] };
}

function investigated(spell: Spell, terms: Terms, asOf: string): Clock | undefined {
  const upheld = spell.steps.find((step) => {
    const finding = saidText(step, 'finding');
    if (step.on > asOf || finding === undefined || !terms.upheld.includes(finding)) return false;
    const rule = saidText(step, 'rule');
    return rule === undefined ? terms.allegations.includes(saidText(spell, 'allegation') ?? '') : isOurs(rule, terms);
  });
  if (!upheld) return undefined;
  const inputs = [spell.event, upheld.event];
  return {
    subject: spell.id,
    outcome: 'PROHIBITED',
    reason: 'conduct-upheld',
    on: upheld.on,
    set: upheld.event,
    inputs,
  };
}

function evaluate({ dossier, file, asOf }: DutyScene, terms: Terms): readonly Clock[] {
  const isHere = ({ stream, on }: Spell): boolean => stream === file.id && on <= asOf;
  return [
    ...dossier.spells('conductFlag').flatMap((spell) => (isHere(spell) ? (flagged(spell, terms) ?? []) : [])),
    ...dossier
      .spells('investigation')
      .flatMap((spell) => (isHere(spell) ? (investigated(spell, terms, asOf) ?? []) : [])),
  ];
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const conductFindings: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'conduct-findings@1.0.0',
  parameters: {
    type: 'object',
    required: ['rules', 'allegations', 'upheld'],
    additionalProperties: false,
    properties: { rules: STRINGS, allegations: STRINGS, upheld: STRINGS },
  },
  evaluate,
};
