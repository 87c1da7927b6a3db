/** Where a contact is made, or a case stands: what the portfolio states, and what the case's and the person's address add. */
import { startOfDay, type CivilDate, type Millis } from '../ledger/dates.js';
import type { CaseFile } from './dossier/case-file.js';
import { obligorsOf } from './dossier/case-file.js';
import type { Dossier } from './dossier/dossier.js';
import { saidText } from './dossier/spell.js';
import type { Place } from './place.js';

interface Whose {
  readonly cases: readonly string[];
  readonly debts: readonly string[];
  /** Parties whose address counts. */
  readonly parties: readonly string[];
}

const NONE: readonly string[] = [];

function jurisdictionsOf(
  dossier: Dossier,
  files: readonly CaseFile[],
  parties: readonly string[],
  at: Millis,
): readonly string[] {
  const [first, second] = files;
  const added = dossier.spells('caseJurisdiction').length + dossier.spells('partyJurisdiction').length;
  // Most cases state no more than their portfolio: the same list, so that whoever remembers by it finds it again.
  if (added === 0 && first && !second) return dossier.portfolios.get(first.portfolio)?.jurisdictions ?? NONE;
  const stated = files.flatMap(({ portfolio }) => dossier.portfolios.get(portfolio)?.jurisdictions ?? []);
  const said = (register: string, stream: string): string[] =>
    dossier.standing(register, at, stream).flatMap((spell) => saidText(spell, 'jurisdiction') ?? []);
  const ofCases = files.flatMap(({ id }) => said('caseJurisdiction', id));
  const ofParties = parties.flatMap((party) => said('partyJurisdiction', party));
  return [...new Set([...stated, ...ofCases, ...ofParties])];
}

function productsOf(dossier: Dossier, files: readonly CaseFile[], debts: readonly string[]): (string | undefined)[] {
  const portfolioOf = ({ portfolio }: CaseFile): string | undefined => dossier.portfolios.get(portfolio)?.product;
  return files.flatMap((file) => {
    const own = [...file.debts.values()].filter(({ id }) => debts.length === 0 || debts.includes(id));
    const products = own.length === 0 ? [file.product] : own.map(({ product }) => product ?? file.product);
    return products.map((product) => product ?? portfolioOf(file));
  });
}

/** Undefined where none of the cases is known. */
export function placeOf(dossier: Dossier, { cases, debts, parties }: Whose, at: Millis): Place | undefined {
  const files = cases.flatMap((id) => dossier.cases.get(id) ?? []);
  const [first] = files;
  if (!first) return undefined;
  const portfolio = dossier.portfolios.get(first.portfolio);
  const kinds = parties.flatMap((party) => dossier.parties.get(party)?.kind ?? []);
  return {
    jurisdictions: jurisdictionsOf(dossier, files, parties, at),
    capacity: portfolio?.capacity,
    creditorKind: portfolio?.creditorKind,
    products: [...new Set(productsOf(dossier, files, debts))],
    partyKind: kinds[0],
    zone: first.zone,
  };
}

/** Where a case stands on a day: by its own debts and the addresses of whoever owes. */
export function placeOfCase(dossier: Dossier, file: CaseFile, day: CivilDate): Place {
  const whose = { cases: [file.id], debts: [...file.debts.keys()], parties: obligorsOf(file) };
  return placeOf(dossier, whose, startOfDay(day, file.zone)) as Place;
}
