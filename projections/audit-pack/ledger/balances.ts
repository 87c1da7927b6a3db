/** What each fact did to what is owed, component by component, in the order of recording. */
import type { Table } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import { COMPONENTS, isComponent, type Component } from '../../../src/ledger/components.js';
import { journalOf, netEffect } from '../../../src/ledger/payment/index.js';
import { codeText } from '../../audit-history/sentences/codes.js';
import { eventColumn } from '../common.js';
import { moneyFact } from '../../itemisation/money-facts.js';
import type { Scene } from '../scene.js';

export interface BalanceRow {
  readonly event: string;
  readonly type: string;
  readonly effective: string;
  readonly change: number;
  readonly net: number;
  readonly held: number;
  readonly components: ReadonlyMap<Component, number>;
}

/** Facts that moved money by V, with all balances after each. */
export function balanceRows({ history, head }: Pick<Scene, 'history' | 'head'>): BalanceRow[] {
  let components = new Map<Component, number>();
  let [net, held] = [0, 0];
  return history.facts.flatMap((fact) => {
    const entries = journalOf(fact).filter(({ eff }) => eff <= head.asOf);
    const before = net;
    let moved = false;
    components = new Map(components);
    for (const entry of entries) {
      const { debit, credit, amount } = entry;
      net += netEffect(entry);
      if (isComponent(debit)) components.set(debit, (components.get(debit) ?? 0) + amount);
      if (isComponent(credit)) components.set(credit, (components.get(credit) ?? 0) - amount);
      if (debit === 'held') held -= amount;
      if (credit === 'held') held += amount;
      moved ||= isComponent(debit) || isComponent(credit) || debit === 'held' || credit === 'held';
    }
    if (!moved) return [];
    return [{ event: fact.id, type: fact.type, effective: fact.eff, change: net - before, net, held, components }];
  });
}

export function balancesTable(scene: Scene): Table {
  const rows = balanceRows(scene);
  const used = COMPONENTS.filter((name) => rows.some(({ components }) => components.has(name)));
  const title = (name: Component): readonly [string, string] => [
    codeText('component', name, 'en') ?? name,
    codeText('component', name, 'zh') ?? name,
  ];
  return table<BalanceRow>(
    {
      name: 'balances',
      about: ['A fact that moved money, with the balances after it', '一条涉及款项的事实及其后的余额'],
      none: ['Nothing moved.', '无变动。'],
    },
    [
      eventColumn(({ event }) => event),
      col('effective', 'date', ['Value date', '生效日'], ({ effective }) => effective),
      col('what', 'code', ['What', '事项'], ({ type }) => moneyFact(type)),
      col('change', 'money', ['Change', '变动'], ({ change }) => change),
      ...COMPONENTS.map((name) =>
        col<BalanceRow, 'money'>(
          name.replaceAll('-', '_'),
          'money',
          title(name),
          ({ components }) => components.get(name) ?? 0,
          used.includes(name) ? {} : { only: 'data' },
        ),
      ),
      col('held', 'money', ['Held', '暂存'], ({ held }) => held, {
        meaning: ['Money of the debtor that nothing due could take', '尚无到期款项可冲抵的还款'],
      }),
      col('net', 'money', ['Owed', '欠款'], ({ net }) => net, {
        meaning: ['Components less what is held', '各组成部分之和减去暂存款'],
      }),
    ],
    rows,
  );
}
