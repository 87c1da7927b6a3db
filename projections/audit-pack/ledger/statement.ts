/** The statement by value date, from the opening of the case to V: opening + lines = closing. */
import type { Block, Coded } from '../../../src/documents/model.js';
import { col, pairs, table, typed } from '../../../src/documents/table.js';
import { codeText } from '../../audit-history/sentences/codes.js';
import { statementOf, type Statement, type StatementLine } from '../../itemisation/statement.calc.js';
import { eventColumn } from '../common.js';
import { moneyFact } from '../../itemisation/money-facts.js';
import type { Scene } from '../scene.js';

/** Lines since the case was opened; all of them where it was opened after V. */
export function statementSince({ history, head }: Pick<Scene, 'history' | 'head'>): Statement {
  const { opened, facts } = history;
  const from = opened.eff <= head.asOf ? opened.eff : head.asOf;
  return statementOf(facts, from, head.asOf);
}

/** What the line was, and the components that it went to. */
function whatOf({ type, parts }: StatementLine): Coded {
  const fact = moneyFact(type);
  const components = [...new Set(parts.map(({ component }) => component))];
  if (components.length === 0) return fact;
  const names = (language: 'en' | 'zh'): string[] =>
    components.map((name) => codeText('component', name, language) ?? name);
  return { ...fact, en: `${fact.en}: ${names('en').join(', ')}`, zh: `${fact.zh}：${names('zh').join('、')}` };
}

export function statementBlocks(scene: Scene): Block[] {
  const statement = statementSince(scene);
  const lines = table<StatementLine>(
    {
      name: 'statement',
      about: ['A change of what is owed, by value date', '欠款的一次变动，按生效日排列'],
      none: ['Nothing moved.', '无变动。'],
    },
    [
      eventColumn(({ event }) => event),
      col('date', 'date', ['Value date', '生效日'], ({ date }) => date),
      col('recorded', 'instant', ['Recorded', '记录时间'], ({ recordedAt }) => recordedAt),
      col('what', 'code', ['What', '事项'], whatOf, { meaning: ['Type of the fact', '事实类型'] }),
      col('change', 'money', ['Change', '变动'], ({ amount }) => amount),
      col('balance', 'money', ['Balance', '余额'], ({ balance }) => balance, {
        meaning: ['Owed after this line, in the order of value dates', '该行之后的欠款（按生效日）'],
      }),
    ],
    statement.lines,
  );
  return [
    pairs([
      [`Opening balance before ${statement.from}`, `${statement.from} 之前的期初余额`],
      typed('money', statement.opening),
    ]),
    lines,
    pairs([[`Closing balance on ${statement.to}`, `${statement.to} 的期末余额`], typed('money', statement.closing)]),
  ];
}
