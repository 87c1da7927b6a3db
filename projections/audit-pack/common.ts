/** Columns and values that several chapters have. */
import type { Coded, Words } from '../../src/documents/model.js';
import { col, type Column } from '../../src/documents/table.js';
import { codeText, type CodeKind } from '../audit-history/sentences/codes.js';
import { named } from '../audit-history/sentences/plain.js';
import type { Scene } from './scene.js';

/** A code with its words; as it was recorded where the dictionary does not know it. */
export function coded(kind: CodeKind, code: string | null | undefined): Coded | null {
  if (code === null || code === undefined) return null;
  return { code, en: codeText(kind, code, 'en') ?? named(code), zh: codeText(kind, code, 'zh') ?? named(code) };
}

/** Codes in a row, with words. */
export function listed(kind: CodeKind, codes: readonly string[] | null | undefined): Words | null {
  if (!codes || codes.length === 0) return null;
  const all = codes.map((code) => coded(kind, code) as Coded);
  return { en: all.map(({ en }) => en).join(', '), zh: all.map(({ zh }) => zh).join('、') };
}

/** A reason of a rule: its words, or its code read as words. */
export function reasonWords(reason: string | undefined): Coded | null {
  if (reason === undefined) return null;
  const own = coded('ruleReason', reason) as Coded;
  return own.en === named(reason) ? { ...own, en: reason.replaceAll('-', ' ') } : own;
}

/** Texts of others in one cell. */
export function joined(texts: readonly string[] | null | undefined): string | null {
  return texts && texts.length > 0 ? texts.join(', ') : null;
}

export function eventColumn<R>(event: (row: R) => string | null | undefined): Column<R> {
  return col('event', 'events', ['No.', '编号'], (row) => [event(row) ?? ''].filter((id) => id !== ''), {
    meaning: ['Id of the fact; printed as its number in the chronicle', '事实的编号；打印时为大事记中的序号'],
  });
}

export function proofColumn<R>(events: (row: R) => readonly string[]): Column<R> {
  return col('proof', 'events', ['Proof', '证明'], events, {
    meaning: ['Ids of the facts that it rests on', '所依据事实的编号'],
  });
}

/** When a fact was recorded. */
export function recordedColumn<R>(scene: Scene, event: (row: R) => string): Column<R> {
  return col('recorded', 'instant', ['Recorded', '记录时间'], (row) => scene.byId.get(event(row))?.rec ?? null, {
    meaning: ['When the ledger recorded it', '台账记录的时间'],
  });
}

/** Facts told one below the other. */
export function toldTogether({ sentences }: Scene, events: readonly string[]): Words | null {
  const told = events.flatMap((id) => sentences.get(id) ?? []);
  if (told.length === 0) return null;
  return { en: told.map(({ en }) => en).join('\n'), zh: told.map(({ zh }) => zh).join('\n') };
}
