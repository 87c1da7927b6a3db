/** How soon things were written down: contemporaneous records are the better evidence (domain/model.md 4.2, 4.9). */
import { sum, type Metric } from './parts.js';

const FROM = ['lateness'] as const;
const COUNTED = {
  en: 'Counted are contacts with what came of them, promises, complaints, placements, payments and closings that happened in the period.',
  zh: '统计范围：期内发生的联系及其结果、承诺、投诉、委外、还款与结案。',
};

export const lateEntry: Metric = {
  id: 'late-entry-rate',
  version: 1,
  name: { en: 'Late-entry rate', zh: '补录率' },
  definition: {
    en: `Facts recorded more than the policy's hours (24 where the question does not say) after they happened, by facts. ${COUNTED.en}`,
    zh: `发生后超过规定小时数（默认 24）才记录的事实 ÷ 全部事实。${COUNTED.zh}`,
  },
  unit: 'count',
  shown: 'percent',
  numerator: sum(FROM, 'lateness.late', 'lateness.late'),
  denominator: sum(FROM, 'lateness.facts', 'lateness.facts'),
};

export const lateEntryEntered: Metric = {
  ...lateEntry,
  id: 'late-entry-rate-entered',
  name: { en: 'Late-entry rate, imports left out', zh: '补录率（不含导入）' },
  definition: {
    en: `The same without what an import brought in, which is late by its nature. ${COUNTED.en}`,
    zh: `同上，但不含导入的事实。${COUNTED.zh}`,
  },
  numerator: sum(FROM, 'lateness.entered_late', 'lateness.enteredLate'),
  denominator: sum(FROM, 'lateness.entered', 'lateness.entered'),
};
