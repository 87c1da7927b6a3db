/** One row for each debt, as supervisors ask for it: placement, balance by component, flags with their dates, limitation. */
import type { Table } from '../../../src/documents/model.js';
import { col, table, type Column } from '../../../src/documents/table.js';
import { COMPONENTS } from '../../../src/ledger/components.js';
import type { CaseStreamFact } from '../../../src/ledger/case-state.js';
import { HoldBook, isHeldOn, type Hold, type HoldSourceName } from '../../../src/ledger/hold/index.js';
import { accruedAt } from '../../../src/ledger/interest/index.js';
import { itemise, type DebtItems } from '../../itemisation/itemisation.calc.js';
import type { Scene } from '../scene.js';

type Registered = Extract<CaseStreamFact, { type: 'DebtRegistered' }>;

interface Row {
  readonly fact: Registered;
  readonly items: DebtItems | undefined;
  /** First day of the oldest hold of a source that stands on V. */
  readonly since: (source: HoldSourceName) => string | null;
  readonly lastPayment: Extract<CaseStreamFact, { type: 'PaymentReceived' }> | undefined;
  readonly limitation: string | null;
  readonly chargedOff: string | null;
}

function isAbout(debt: string, debts: readonly string[] | undefined): boolean {
  return debts === undefined || debts.includes(debt);
}

/** Credits of which a fact uses something on the debt. */
function usedBy(fact: CaseStreamFact, debt: string): readonly string[] {
  const isOn = (lines: readonly { readonly debt: string }[]): boolean => lines.some((line) => line.debt === debt);
  if (fact.type === 'PaymentAllocated') return isOn(fact.data.lines) ? [fact.data.payment] : [];
  if (fact.type !== 'PaymentsReallocated') return [];
  return fact.data.changes.filter(({ lines }) => isOn(lines)).map(({ credit }) => credit);
}

/** The last payment of which something was used on the debt; one that was held first, and used later, too. */
function lastPayment(facts: readonly CaseStreamFact[], debt: string): Row['lastPayment'] {
  const used = new Set(facts.flatMap((fact) => usedBy(fact, debt)));
  return facts
    .filter(
      (fact): fact is NonNullable<Row['lastPayment']> => fact.type === 'PaymentReceived' && used.has(fact.data.payment),
    )
    .reduce<Row['lastPayment']>((last, fact) => (last && last.eff > fact.eff ? last : fact), undefined);
}

function rowsOf({ history, head, state, duties }: Scene): Row[] {
  const facts = history.facts.filter(({ eff }) => eff <= head.asOf);
  const accrued = accruedAt(state.account, head.asOf);
  const items = itemise(history.facts, { account: state.account, asOf: head.asOf, accrued });
  const holds = new HoldBook(history.facts, history.others).at(head.asOf).filter((hold) => isHeldOn(hold, head.asOf));
  return facts
    .filter((fact): fact is Registered => fact.type === 'DebtRegistered')
    .map((fact): Row => {
      const { debt } = fact.data;
      const own = (hold: Hold): boolean => isAbout(debt, hold.debts);
      const days = (source: HoldSourceName): string[] =>
        holds.filter((hold) => hold.source === source && own(hold)).map(({ from }) => from);
      const clock = duties.find((duty) => duty.clock.subject === debt && duty.clock.reason.startsWith('limitation'));
      const off = facts.find((other) => other.type === 'ChargedOff' && other.data.debt === debt);
      return {
        fact,
        items: items.debts.find((one) => one.debt === debt),
        since: (source) => days(source).sort()[0] ?? null,
        lastPayment: lastPayment(facts, debt),
        limitation: clock?.clock.due ?? null,
        chargedOff: off?.eff ?? null,
      };
    });
}

/** What is the same for all debts of the case. */
function caseColumns({ caseId, history, head, state, zone }: Scene): Column<Row>[] {
  const facts = history.facts.filter(({ eff }) => eff <= head.asOf);
  const last = (fits: (fact: CaseStreamFact) => boolean): string | null => facts.findLast(fits)?.eff ?? null;
  const isValidation = (fact: CaseStreamFact): boolean =>
    fact.type === 'NoticeIssued' && fact.data.notice.toUpperCase() === 'VALIDATION';
  const stage = state.frame.stage;
  return [
    col('as_of', 'date', ['True on (V)', '生效时点（V）'], () => head.asOf),
    col('known_at', 'text', ['As known at (K)', '认知时点（K）'], () => head.knownAt),
    col('case', 'text', ['Case', '案件'], () => caseId),
    col('case_ref', 'text', ['Reference of the case', '案件编号'], () => history.opened.data.ref ?? null),
    col('zone', 'text', ['Time zone', '时区'], () => zone),
    col('stage', 'text', ['Stage of the case', '案件阶段'], () => stage),
    col('opened', 'date', ['Case opened', '立案日'], () => history.opened.eff),
    col('placed', 'date', ['Placed with an agency', '委外日'], () => last(({ type }) => type === 'AccountPlaced')),
    col('recalled', 'date', ['Recalled', '退案日'], () => last(({ type }) => type === 'AccountRecalled')),
    col('validation_sent', 'date', ['Validation notice sent', '核实通知发送日'], () => last(isValidation)),
    col('bureau_reported', 'date', ['Reported to a bureau', '征信报送日'], () =>
      last(({ type }) => type === 'CreditBureauReported'),
    ),
  ];
}

const flagColumns: Column<Row>[] = [
  col('disputed_since', 'date', ['Collection held by a dispute since', '因异议暂停催收自'], ({ since }) =>
    since('dispute'),
  ),
  col('cease_since', 'date', ['Asked to cease since', '要求停止联系自'], ({ since }) => since('cease-request')),
  col('attorney_since', 'date', ['Attorney since', '律师代理自'], ({ since }) => since('representation')),
  col('moratorium_since', 'date', ['Moratorium since', '延期偿付自'], ({ since }) => since('moratorium')),
  col('insolvent_since', 'date', ['Insolvent since', '破产自'], ({ since }) => since('bankruptcy')),
  col('deceased_since', 'date', ['Deceased since', '死亡日'], ({ since }) => since('death')),
];

export function accountsTable(scene: Scene): Table {
  return table<Row>(
    { name: 'accounts', about: ['A debt on V', '一项债务的 V 日状况'] },
    [
      ...caseColumns(scene),
      col('debt', 'text', ['Debt', '债务'], ({ fact }) => fact.data.debt),
      col('account', 'text', ['Account', '账户'], ({ fact }) => fact.data.ref ?? null),
      col('creditor', 'text', ['Creditor', '债权人'], ({ fact }) => fact.data.creditor ?? null),
      col('product', 'text', ['Product', '产品'], ({ fact }) => fact.data.product ?? null),
      col('currency', 'text', ['Currency', '币种'], ({ fact }) => fact.data.currency),
      col('due', 'date', ['Due date', '到期日'], ({ fact }) => fact.data.dueDate ?? null),
      col('itemised_since', 'date', ['Itemisation date', '构成起算日'], ({ items }) => items?.since ?? null),
      col('charged_off', 'date', ['Charged off', '核销日'], ({ chargedOff }) => chargedOff),
      ...COMPONENTS.map((name) =>
        col<Row, 'money'>(name.replaceAll('-', '_'), 'money', [`Owed: ${name}`, `欠款：${name}`], ({ items }) => {
          return items?.rows.find(({ component }) => component === name)?.balance ?? 0;
        }),
      ),
      col('balance', 'money', ['Owed on the debt', '该债务欠款'], ({ items }) => items?.total.balance ?? 0),
      col('accrued', 'money', ['Accrued, not posted', '已计未入账'], ({ items }) => items?.total.accrued ?? 0),
      col('last_payment', 'date', ['Last payment', '最近还款日'], (row) => row.lastPayment?.eff ?? null),
      col('last_payment_amount', 'money', ['Its amount', '其金额'], (row) => row.lastPayment?.data.amount ?? null),
      col('limitation', 'date', ['Limitation', '诉讼时效届满日'], ({ limitation }) => limitation),
      ...flagColumns,
    ],
    rowsOf(scene),
  );
}
