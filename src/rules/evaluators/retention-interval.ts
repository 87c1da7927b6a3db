/**
 * How long the records of a case must be kept, by kind of record: the longest of what its law asks, from the record itself
 * or from the case's last activity; beside it the first day on which they may, or must, be erased, where the law says one.
 */
import { localDate, type CivilDate } from '../../ledger/dates.js';
import type { CaseFile } from '../dossier/case-file.js';
import { NOTICE_FACTS } from '../dossier/notices.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

export const RECORD_KINDS = ['CASE_FILE', 'RECORDING', 'LETTER', 'COMPLAINT'] as const;
type RecordKind = (typeof RECORD_KINDS)[number];

interface Kept {
  readonly record: RecordKind;
  readonly keep_months: number;
  /** RECORD: each for itself, the latest decides. LAST_ACTIVITY: the whole kind from the case's last fact. */
  readonly from: 'RECORD' | 'LAST_ACTIVITY';
  /** Latest erasure, from the same day, where a law sets one. */
  readonly erase_months?: number;
}

interface RetentionInterval {
  readonly records: readonly Kept[];
}

/** Facts that are records of a kind; any fact belongs to the case file. */
const RECORDS: Readonly<Record<RecordKind, readonly string[] | undefined>> = {
  CASE_FILE: undefined,
  RECORDING: ['RecordingAttached'],
  LETTER: ['NoticeIssued', 'MessageSent', 'MessageReceived'],
  COMPLAINT: ['ComplaintReceived', 'ComplaintDecided', 'ComplaintClosed'],
};

interface Latest {
  readonly on: CivilDate;
  readonly event: string;
}

function latest(file: CaseFile, asOf: CivilDate, isOne: (type: string) => boolean): Latest | undefined {
  let last: Latest | undefined;
  for (const { id: event, type, eff: on } of file.facts) {
    if (on <= asOf && isOne(type) && (last === undefined || on >= last.on)) last = { on, event };
  }
  return last;
}

/** The last recording is as old as its call, whenever it was attached. */
function latestCall({ dossier, file, asOf }: DutyScene): Latest | undefined {
  let last: Latest | undefined;
  for (const { cases, recordings, day, at } of dossier.attempts()) {
    const event = recordings?.at(-1);
    if (event === undefined || !cases.includes(file.id)) continue;
    const on = day ?? localDate(at, file.zone);
    if (on <= asOf && (last === undefined || on >= last.on)) last = { on, event };
  }
  return last;
}

function clockOf(scene: DutyScene, { record, keep_months, from, erase_months }: Kept): Clock[] {
  const { file, asOf } = scene;
  const types = RECORDS[record];
  if (types !== undefined && !file.facts.some(({ type }) => types.includes(type))) return [];
  const isOne = (type: string): boolean => types?.includes(type) ?? !NOTICE_FACTS.has(type);
  const own = record === 'RECORDING' ? latestCall(scene) : latest(file, asOf, isOne);
  const last = from === 'RECORD' ? own : own && latest(file, asOf, (type) => !NOTICE_FACTS.has(type));
  if (!last) return [];
  const due = addMonths(last.on, keep_months);
  const erase = erase_months === undefined ? undefined : addMonths(last.on, erase_months);
  const isTight = erase !== undefined && erase < due;
  return [
    {
      subject: record,
      outcome: 'RETAIN_UNTIL',
      reason: `keep-${record.toLowerCase().replace('_', '-')}`,
      due,
      from: last.on,
      set: last.event,
      inputs: [last.event],
      flags: isTight ? ['erasure-due-before-retention-ends'] : [],
    },
  ];
}

function evaluate(scene: DutyScene, { records }: RetentionInterval): readonly Clock[] {
  const clocks = records.flatMap((kept) => clockOf(scene, kept));
  const byKind = new Map<string, Clock>();
  for (const clock of clocks) {
    const known = byKind.get(clock.subject);
    if (!known || (known.due as CivilDate) < (clock.due as CivilDate)) byKind.set(clock.subject, clock);
  }
  return [...byKind.values()];
}

export const retentionInterval: DutyEvaluator<RetentionInterval> = {
  of: 'duty',
  name: 'retention-interval@1.0.0',
  parameters: {
    type: 'object',
    required: ['records'],
    additionalProperties: false,
    properties: {
      records: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['record', 'keep_months', 'from'],
          additionalProperties: false,
          properties: {
            record: { enum: RECORD_KINDS },
            keep_months: { type: 'integer', minimum: 1, maximum: 1200 },
            from: { enum: ['RECORD', 'LAST_ACTIVITY'] },
            erase_months: { type: 'integer', minimum: 0, maximum: 1200 },
          },
        },
      },
    },
  },
  evaluate,
};
