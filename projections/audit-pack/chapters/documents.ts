/** Chapter 9: documents, recordings and other evidence by reference and digest, and until when they must be kept. */
import type { Block, Chapter, Coded, Words } from '../../../src/documents/model.js';
import { col, heading, note, table } from '../../../src/documents/table.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { factWords } from '../../audit-history/sentences/registers/registers.sentences.js';
import { valueZh } from '../../audit-history/sentences/registers/value.words.js';
import { eventColumn, proofColumn, reasonWords } from '../common.js';
import type { DutyFinding } from '../../findings/duty-findings.calc.js';
import type { Scene } from '../scene.js';

interface Evidence {
  readonly event: string;
  readonly kind: Words;
  readonly detail: Coded | null;
  readonly reference: string;
  readonly sha256: string | null;
  readonly on: string;
  readonly contact: string | null;
  readonly retention: string | null;
}

type Text = string | undefined;

const KINDS: Readonly<Record<string, Words>> = {
  DocumentFiled: { en: 'document', zh: '文件' },
  RecordingAttached: { en: 'recording', zh: '录音' },
  VisitEvidenceAttached: { en: 'evidence of a visit', zh: '上门证据' },
};

/** What a fact names as evidence without filing it. */
const NAMED: Words = { en: 'named only', zh: '仅提及' };

const isThere = (text: Text): text is string => text !== undefined;

/** In English as recorded, as tables for programs have it. */
function detailOf(code: string, zh: string): Coded | null {
  return code === '' ? null : { code, en: code, zh };
}

/** What of the case's own facts names evidence, in Chinese; registers have words of their own. */
const NAMING: Readonly<Record<string, string>> = {
  BalanceAdjusted: '余额调整',
  PlanAgreed: '达成还款计划',
  PlanRestructured: '重组还款计划',
  SettlementAccepted: '接受和解',
};

/** The Chinese words for a fact that names evidence; its type where it has none. */
export function namingZh(type: string): string {
  return NAMING[type] ?? factWords(type)?.[1] ?? type;
}

function filed(fact: LedgerFact): Evidence[] {
  const { id: event, type, eff: on } = fact;
  const data = fact.data as Readonly<Record<string, Text>>;
  const kind = KINDS[type];
  if (!kind) return [];
  const { reference = '', sha256 = null, contact = null, retention = null } = data;
  const { kind: what, title } = data;
  const whatZh = what === undefined ? undefined : (valueZh('document', 'kind', what) ?? what);
  const detail = detailOf([what, title].filter(isThere).join(', '), [whatZh, title].filter(isThere).join('，'));
  return [{ event, kind, detail, reference, sha256, on: data['documentDate'] ?? on, contact, retention }];
}

/** References that facts rest on and nobody filed. */
function namedOnly(facts: readonly LedgerFact[], known: ReadonlySet<string>): Evidence[] {
  return facts.flatMap(({ id: event, type, eff: on, data }): Evidence[] => {
    const { evidence, recordingRef, contact = null } = data as Record<string, string | null | undefined>;
    return [evidence, recordingRef].flatMap((reference) =>
      typeof reference !== 'string' || known.has(reference)
        ? []
        : [
            {
              event,
              kind: NAMED,
              detail: detailOf(type, namingZh(type)),
              reference,
              sha256: null,
              on,
              contact,
              retention: null,
            },
          ],
    );
  });
}

function evidenceTable({ history, head }: Scene): Block {
  const facts = history.merged.filter(({ eff }) => eff <= head.asOf);
  const own = facts.flatMap(filed);
  const known = new Set(own.map(({ reference }) => reference));
  return table<Evidence>(
    {
      name: 'documents',
      about: ['A document, recording or other evidence', '一份文件、录音或其他证据'],
      none: ['Nothing was filed.', '无归档文件。'],
    },
    [
      eventColumn(({ event }) => event),
      col('kind', 'words', ['Kind', '类型'], ({ kind }) => kind),
      col('detail', 'code', ['Detail', '说明'], ({ detail }) => detail),
      col('on', 'date', ['Dated', '日期'], ({ on }) => on),
      col('reference', 'text', ['Reference', '编号'], ({ reference }) => reference),
      col('contact', 'id', ['Contact', '联系'], ({ contact }) => contact),
      col('retention', 'text', ['Kept for', '保存期限'], ({ retention }) => retention),
      col('sha256', 'digest', ['SHA-256', 'SHA-256'], ({ sha256 }) => sha256),
    ],
    [...own, ...namedOnly(facts, known)],
  );
}

function retentionTable({ duties }: Scene): Block {
  return table<DutyFinding>(
    {
      name: 'retention',
      about: ['Until when records must be kept by a rule', '规则要求的保存期限'],
      none: ['No rule says until when the records must be kept.', '无规则规定保存期限。'],
    },
    [
      eventColumn(({ clock }) => clock.set),
      col('rule', 'text', ['Rule', '规则'], ({ clock }) => clock.rule),
      col('what', 'code', ['What', '事项'], ({ clock }) => reasonWords(clock.reason)),
      col('about', 'id', ['About', '对象'], ({ clock }) => clock.subject),
      col('until', 'date', ['To be kept until', '须保存至'], ({ clock }) => clock.due ?? null),
      proofColumn(({ clock }) => clock.inputs),
    ],
    duties.filter(({ clock }) => clock.outcome === 'RETAIN_UNTIL'),
  );
}

export function documents(scene: Scene): Chapter {
  return {
    number: 9,
    name: 'documents',
    title: { en: 'Documents and recordings', zh: '文件与录音目录' },
    blocks: [
      note(
        'Documents and recordings stay where they are kept; the ledger holds their references and digests. Whoever gets one compares its SHA-256 with the one here.',
        '文件与录音保存于原处，台账仅记录其编号与摘要。取得文件者可将其 SHA-256 与此处比对。',
      ),
      evidenceTable(scene),
      heading('Retention', '保存期限'),
      retentionTable(scene),
    ],
  };
}
