/** Delinquency as a source states it, in words. */
import type { DelinquencyFact } from '../../../src/ledger/delinquency/index.js';
import type { Sentences } from './sentence.js';
import { given } from './speaker.js';

type Reported = DelinquencyFact['data'];

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

function farEn({ monthsPastDue: months, daysPastDue: days }: Reported): string {
  if ((days ?? months) === 0) return 'not past due';
  const counts = [
    ...(days === undefined ? [] : [count(days, 'day')]),
    ...(months === undefined ? [] : [count(months, 'month')]),
  ];
  return `${counts.join(', ')} past due`;
}

function farZh({ monthsPastDue: months, daysPastDue: days }: Reported): string {
  if ((days ?? months) === 0) return '未逾期';
  return `逾期 ${[...(days === undefined ? [] : [`${days} 天`]), ...(months === undefined ? [] : [`${months} 期`])].join('、')}`;
}

export const delinquencySentences: Sentences<DelinquencyFact> = {
  DelinquencyReported: {
    en: ({ data }, c) =>
      c.say(
        `Debt ${c.id(data.debt)} reported as ${farEn(data)} on ${c.name(data.asOf)}`,
        given(data.statedBy, (by) => `stated by ${c.name(by)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 截至 ${c.name(data.asOf)} ${farZh(data)}`,
        given(data.statedBy, (by) => `来源：${c.name(by)}`),
      ),
  },
};
