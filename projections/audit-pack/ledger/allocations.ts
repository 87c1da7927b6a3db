/** Where money went, line by line, each with the waterfall that sent it there and the law that this follows. */
import type { Table, Words } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import type { CaseStreamFact } from '../../../src/ledger/case-state.js';
import { WATERFALLS, waterfallName, type AllocationLine } from '../../../src/ledger/payment/index.js';
import { eventColumn } from '../common.js';
import { moneyFact } from '../../itemisation/money-facts.js';
import type { Scene } from '../scene.js';
import { componentColumn, debtColumn } from './debt-name.js';

interface Row extends AllocationLine {
  readonly event: string;
  readonly type: string;
  readonly credit: string;
  readonly version: number | null;
  readonly waterfall: string | null;
  readonly on: string;
}

const SOURCES: ReadonlyMap<string, string> = new Map(WATERFALLS.map((one) => [waterfallName(one), one.source]));

/** Customs have no name in Chinese of their own; laws are cited as they are. */
const CUSTOMS: Readonly<Record<string, string>> = {
  'Custom: costs, then interest, then principal; the oldest debt first': '惯例：先费用，次利息，后本金；先到期债务优先',
  'Custom of many public creditors: principal first; the oldest debt first':
    '多数公共债权人的惯例：先本金；先到期债务优先',
};

function followedBy(waterfall: string | null): Words | null {
  const source = SOURCES.get(waterfall ?? '');
  return source === undefined ? null : { en: source, zh: CUSTOMS[source] ?? source };
}

interface Of {
  readonly credit: string;
  readonly version?: number;
  readonly waterfall?: string;
}

function linesOf(fact: CaseStreamFact, lines: readonly AllocationLine[], of: Of, sign = 1): Row[] {
  const { id: event, type, eff } = fact;
  const { credit, version = null, waterfall = null } = of;
  return lines.map((line) => {
    return { ...line, amount: sign * line.amount, event, type, credit, version, waterfall, on: line.eff ?? eff };
  });
}

/** @param used the waterfall by which a credit was first allocated. */
function rowsOf(fact: CaseStreamFact, used: Map<string, string>): Row[] {
  const { type } = fact;
  if (type === 'PaymentAllocated') {
    const { payment: credit, version, waterfall, lines } = fact.data;
    used.set(credit, waterfall);
    return linesOf(fact, lines, { credit, version, waterfall });
  }
  if (type === 'PaymentUnallocatedHeld') used.set(fact.data.payment, fact.data.waterfall);
  if (type === 'PaymentsReallocated') {
    return fact.data.changes.flatMap(({ credit, version, lines }) =>
      linesOf(fact, lines, { credit, version, waterfall: used.get(credit) }),
    );
  }
  if (type === 'PaymentReversed') {
    const { payment: credit, lines } = fact.data;
    return linesOf(fact, lines, { credit, waterfall: used.get(credit) }, -1);
  }
  if (type === 'WaiverApplied') return linesOf(fact, fact.data.lines, { credit: fact.data.waiver });
  if (type === 'BalanceAdjusted') return linesOf(fact, fact.data.lines ?? [], { credit: fact.data.adjustment });
  return [];
}

export function allocationsTable({ history, head }: Scene): Table {
  const used = new Map<string, string>();
  const rows = history.facts.flatMap((fact) => rowsOf(fact, used)).filter(({ on }) => on <= head.asOf);
  return table<Row>(
    {
      name: 'allocations',
      about: ['Money of a credit used on a component of a debt', '一笔贷项用于某债务某组成部分的金额'],
      none: ['No money was allocated.', '无款项冲抵。'],
    },
    [
      eventColumn(({ event }) => event),
      col('on', 'date', ['Value date', '生效日'], ({ on }) => on),
      col('what', 'code', ['What', '事项'], ({ type }) => moneyFact(type)),
      col('credit', 'id', ['Credit', '贷项'], ({ credit }) => credit, {
        meaning: ['Id of the payment, waiver or adjustment whose money it is', '款项所属的还款、减免或调整编号'],
      }),
      col('version', 'integer', ['Version', '版本'], ({ version }) => version, {
        meaning: ['Allocation version of the credit', '该贷项的冲抵版本'],
      }),
      debtColumn(({ debt }) => debt),
      componentColumn(({ component }) => component),
      col('amount', 'money', ['Amount', '金额'], ({ amount }) => amount, {
        meaning: ['Used; negative: taken back', '冲抵金额；负数为撤回'],
      }),
      col('waterfall', 'text', ['Waterfall', '冲抵顺序'], ({ waterfall }) => waterfall),
      col('follows', 'words', ['It follows', '依据'], ({ waterfall }) => followedBy(waterfall), {
        meaning: ['Law, rule or custom that the waterfall follows', '冲抵顺序所依据的法律、规则或惯例'],
      }),
    ],
    rows,
  );
}
