/** The audit pack's chapters of one case as a document, and its data tape. */
import type { Chapter, Document, Table } from '../../src/documents/model.js';
import { absences } from './chapters/absences.js';
import { agreements } from './chapters/agreements.js';
import { chronicle, numbersOf } from './chapters/chronicle.js';
import { clocks } from './chapters/clocks.js';
import { contacts } from './chapters/contacts.js';
import { dataTape } from './chapters/data-tape.js';
import { documents } from './chapters/documents.js';
import { ledger } from './chapters/ledger.js';
import { privacy } from './chapters/privacy.js';
import { rules } from './chapters/rules.js';
import { scope } from './chapters/scope.js';
import { verification } from './chapters/verification.js';
import type { Scene } from './scene.js';
import { accountsTable } from './tape/accounts.js';
import { factsTable } from './tape/facts.js';
import { journalTable } from './tape/journal.js';

/** In the order of domain/audit-pack.md 5.4. */
const CHAPTERS = [
  scope,
  chronicle,
  ledger,
  contacts,
  agreements,
  clocks,
  rules,
  privacy,
  documents,
  absences,
  verification,
];

export interface PackDocument {
  readonly document: Document;
  readonly tape: readonly Table[];
}

/** Tables of a chapter that have rows for programs. */
export function tablesOf({ blocks }: Chapter): Table[] {
  return blocks.filter((block): block is Table => block.kind === 'table');
}

/** @param dated what the files say of when they were made; K where left out. */
export function packDocument(scene: Scene, dated = scene.head.knownAt as string): PackDocument {
  const { caseId, head, history, zone, currency } = scene;
  const ref = history.opened.data.ref ?? caseId;
  const tape = [accountsTable(scene), factsTable(scene), journalTable(scene)];
  const chapters = CHAPTERS.map((chapter) => chapter(scene));
  const document: Document = {
    title: { en: `Case ${ref}`, zh: `案件 ${ref}` },
    subtitle: {
      en: `Case ${ref}: true on ${head.asOf} (V), as known at ${head.knownAt} (K); last fact read ${head.lastEvent}`,
      zh: `案件 ${ref}：生效时点 ${head.asOf}（V），认知时点 ${head.knownAt}（K）；所读最后事实 ${head.lastEvent}`,
    },
    ...{ zone, currency, dated, numbers: numbersOf(scene) },
    chapters: [...chapters, dataTape(chapters, tape)],
  };
  return { document, tape };
}
