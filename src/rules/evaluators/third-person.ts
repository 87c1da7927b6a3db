/**
 * Persons who owe nothing: they may be asked only how to reach a debtor with whom contact is lost (or who has died, or
 * cannot act), may not be told of the debt, and are left alone for ever once they say so. What shows that contact is lost
 * must have been recorded before (rules CN-CC-68, CN-CBA-4, CN-GBT-3).
 */
import { isObligorRole } from '../dossier/case-file.js';
import type { Act } from '../dossier/attempt.js';
import type { Dossier } from '../dossier/dossier.js';
import { lostContact, type Lost, type LostTerms, type Moment } from '../dossier/lost-contact.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms extends LostTerms {
  /** Roles that are no third persons: who owes, and who speaks for them. */
  readonly roles: readonly string[];
  /** For what a third person may be contacted. */
  readonly purposes: readonly string[];
  /** Registers of which a standing entry of the debtor does as well as lost contact: `death`, `incapacity`. */
  readonly circumstances?: readonly string[];
}

/** Roles as said of the contact, and as linked in its cases: a spouse who is linked as joint debtor owes. */
function rolesOf({ role, party, cases }: Act, dossier: Dossier): readonly string[] {
  const linked = party === undefined ? [] : cases.flatMap((id) => dossier.cases.get(id)?.parties.get(party) ?? []);
  return [...(role === undefined ? [] : [role]), ...linked];
}

/**
 * Who owes in one case is a third person in another, and what is said concerns both. That somebody owes counts as said
 * only where no case of the contact links the person.
 */
function owes({ act, dossier }: Scene, { roles }: Terms): boolean {
  const { party, cases, role } = act;
  const links = cases.map((id) => (party === undefined ? [] : (dossier.cases.get(id)?.parties.get(party) ?? [])));
  const isSaid = role !== undefined && roles.includes(role);
  const counts = isSaid && (!isObligorRole(role) || links.every(({ length }) => length === 0));
  return counts || (links.length > 0 && links.every((linked) => linked.some((one) => roles.includes(one))));
}

/** Whether a refusal is this person's: it names the person or the contact point, or stands with the person. */
function isRefusalOf(spell: Spell, { party, point }: Act): boolean {
  if (spell.register === 'ceaseRequest') return spell.stream === party;
  const [person, place] = [saidText(spell, 'person'), saidText(spell, 'point')];
  if (person !== undefined) return person === party;
  return (party !== undefined && spell.stream === party) || (place !== undefined && place === point);
}

/** Refusals that had come by the contact. They hold for ever: nothing but a withdrawn record undoes them. */
function refusals({ act, dossier }: Scene): readonly Spell[] {
  const refused = dossier.spells('prohibition').filter(({ type }) => type === 'ThirdPersonRefusedContact');
  return [...refused, ...dossier.spells('ceaseRequest')].filter(({ from }) => from <= act.at);
}

/** A refusal that says neither who nor where, recorded with somebody else: nobody can tell whose it is. */
function namesNobody(spell: Spell, { party }: Act): boolean {
  if (spell.register !== 'prohibition' || spell.stream === party) return false;
  return saidText(spell, 'person') === undefined && saidText(spell, 'point') === undefined;
}

interface Debtor {
  readonly party?: string;
  readonly cases: readonly string[];
}

function debtorsOf({ act, dossier }: Scene): Debtor[] {
  const found = new Map<string | undefined, string[]>();
  for (const id of act.cases) {
    const linked = [...(dossier.cases.get(id)?.parties ?? [])].filter(([, roles]) => roles.includes('DEBTOR'));
    const debtors = linked.length === 0 ? [undefined] : linked.map(([party]) => party);
    for (const party of debtors) found.set(party, [...(found.get(party) ?? []), id]);
  }
  return [...found].map(([party, cases]) => ({ party, cases }));
}

function goneOf({ party, cases }: Debtor, scene: Scene, moment: Moment, terms: Terms): Lost {
  const { act, dossier } = scene;
  const spell = (terms.circumstances ?? []).flatMap((register) =>
    party === undefined ? [] : dossier.standing(register, act.at, party),
  )[0];
  if (spell) return { is: true, failures: 0, inputs: [spell.event] };
  return lostContact(dossier, party, cases, moment, terms);
}

/** Whether every debtor of the contact's cases is out of reach: as recorded by then, or only as recorded since. */
function allGone(scene: Scene, terms: Terms, known: number): Lost {
  const moment = { at: scene.act.at, known, id: scene.id, recordsCount: scene.recordsCount };
  const each = debtorsOf(scene).map((debtor) => goneOf(debtor, scene, moment, terms));
  return {
    is: each.length > 0 && each.every(({ is }) => is),
    failures: each.length === 0 ? 0 : Math.min(...each.map(({ failures }) => failures)),
    inputs: each.flatMap(({ inputs }) => inputs),
  };
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, asked, dossier } = scene;
  if (act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  if (rolesOf(act, dossier).length === 0) return { is: 'NOT_EVALUATED', reason: 'role-not-known' };
  if (owes(scene, terms)) return NOT_CONCERNED;
  const refused = refusals(scene);
  const theirs = refused.filter((spell) => isRefusalOf(spell, act)).map(({ event }) => event);
  if (theirs.length > 0) return { is: 'BREACH', reason: 'refused-contact', inputs: theirs, next: null };
  if ((act.discloses ?? []).length > 0) return { is: 'BREACH', reason: 'discloses-debt', inputs: [], next: null };
  const gone = allGone(scene, terms, asked ?? act.at);
  const counters = { failures_in_a_row: gone.failures, needed: terms.failures };
  const { inputs } = gone;
  if (!gone.is) {
    const isLate = allGone(scene, terms, Number.MAX_SAFE_INTEGER).is;
    const reason = isLate ? 'lost-contact-recorded-later' : 'contact-not-lost';
    return { is: 'BREACH', reason, counters, inputs, next: null };
  }
  if (!terms.purposes.includes(act.purpose)) {
    return { is: 'BREACH', reason: 'purpose-not-allowed', counters, inputs, next: null };
  }
  if (refused.some((spell) => namesNobody(spell, act))) {
    return { is: 'NOT_EVALUATED', reason: 'refusal-names-nobody' };
  }
  return { is: 'ALLOWED', reason: 'contact-lost', counters, inputs };
}

const STRINGS = { type: 'array', items: { type: 'string' } };

const PARAMETERS = {
  type: 'object',
  required: ['roles', 'purposes', 'failures'],
  additionalProperties: false,
  properties: {
    roles: STRINGS,
    purposes: STRINGS,
    failures: { type: 'integer', minimum: 1 },
    invalid_numbers: { type: 'boolean' },
    unreached_outcomes: STRINGS,
    circumstances: STRINGS,
  },
};

export const thirdPerson: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'third-person@1.0.0',
  parameters: PARAMETERS,
  evaluate,
};
