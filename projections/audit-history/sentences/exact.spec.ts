/** Whole sentences, as a reader sees them. */
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { sentence } from './index.js';
import { SEALED_SAMPLES, sampleFact } from './samples.fixture.js';

const EVENT = '019c2000-0000-7000-8000-0000000000aa';

const EXPECTED: readonly (readonly [type: LedgerFact['type'], en: string, zh: string])[] = [
  [
    'CaseOpened',
    'Case opened in portfolio f0000001, reference A1, product credit-card, kept in EUR.',
    '案件登记于资产包 f0000001，案件编号：A1，产品：credit-card，币种：EUR。',
  ],
  ['CaseAssigned', 'Case assigned to collector-7, team North.', '案件分派，经办人：collector-7，团队：North。'],
  [
    'CaseClosed',
    'Case closed: settled, “paid in full at the desk”.',
    '案件结案，原因：已结清，说明：“paid in full at the desk”。',
  ],
  ['PartyLinked', 'Party a0000001 linked to the case as debtor.', '当事人 a0000001 关联至本案，身份：债务人。'],
  [
    'DebtRegistered',
    'Debt d0000001 registered, account ACC-17, creditor “Comune di Prova”, product fine, owed EUR 1,013.50 (principal EUR 1,000.00 and fees EUR 13.50), due 2026-01-31, itemised as of 2026-01-01, charge-off date 2026-06-30, secured by EUR 500.00, rate 29.99% a year, minimum payment EUR 25.00 a month.',
    '债务 d0000001 登记，账号：ACC-17，债权人：“Comune di Prova”，产品：fine，欠款 EUR 1,013.50（本金 EUR 1,000.00、费用 EUR 13.50），到期日 2026-01-31，明细截止日 2026-01-01，核销日 2026-06-30，担保价值 EUR 500.00，年利率 29.99%，每月最低还款额 EUR 25.00。',
  ],
  [
    'ChargedOff',
    'Debt d0000001 charged off: EUR 1,000.00 of carrying amount moved to loss, reason uncollectible, as approved in request 3c000001, what the debtor owes is unchanged.',
    '债务 d0000001 核销：账面金额 EUR 1,000.00 转为损失，原因：无法收回，依据已批准的申请 3c000001，债务人所欠金额不变。',
  ],
  [
    'ChargeAssessed',
    'Charge ca000001 of EUR 35.00 added to debt d0000001: penalties, due 2026-02-28, legal basis “art. 203”.',
    '债务 d0000001 计收违约金 EUR 35.00，计收编号 ca000001，到期日 2026-02-28，依据：“art. 203”。',
  ],
  [
    'BalanceAdjusted',
    'Adjustment ad000001 lowers fees of debt d0000001 by EUR 13.50, reason correction, evidence letter-12, as approved in request 3b000001, applied EUR 10.00 to fees of debt d0000001, waterfall standard@1, EUR 3.50 held in the debtor’s favour.',
    '余额调整 ad000001：债务 d0000001 的费用调减 EUR 13.50，原因：更正差错，凭证：letter-12，依据已批准的申请 3b000001，冲抵债务 d0000001 的费用 EUR 10.00，冲抵顺序 standard@1，余 EUR 3.50 暂存于债务人名下。',
  ],
  [
    'WaiverApplied',
    'Waiver 3a000001 of EUR 50.00 of interest on debt d0000001 applied, authority supervisor-2, reason hardship, as approved in request 3b000001, waterfall standard@1.',
    '减免 3a000001：债务 d0000001 的利息减免 EUR 50.00，审批权限：supervisor-2，原因：经济困难，依据已批准的申请 3b000001，冲抵顺序 standard@1。',
  ],
  [
    'InterestTermsSet',
    'By terms 1e000001 debt d0000001 bears interest of 0.05% a day on principal, from 2026-02-01 to before 2026-08-01, day count ACT/365F, compounding at the end of day 20 of each month, rounded half up when posted, policy cn-card@1, as approved in request 3b000001.',
    '计息条款 1e000001：债务 d0000001 以本金为基数计收利息，日利率 0.05%，自 2026-02-01 起，至 2026-08-01 前，计息基准 ACT/365F，复利，每月 20 日终计入基数，入账时四舍五入，利息政策 cn-card@1，依据已批准的申请 3b000001。',
  ],
  [
    'InterestAccrued',
    'Interest of EUR 14.00 posted to interest of debt d0000001, from 2026-02-01 to before 2026-03-01, because of month end, 13/200 of a minor unit carried over.',
    '债务 d0000001 的利息入账 EUR 14.00，自 2026-02-01 起，至 2026-03-01 前，事由：月末，结转尾数 13/200 个最小货币单位。',
  ],
  [
    'InterestAccrualAdjusted',
    'Posted interest recomputed: lowered by EUR 2.50 for interest of debt d0000001 posted to before 2026-03-01 (as of 2026-02-28).',
    '已入账利息重算：债务 d0000001 截至 2026-03-01 前入账的利息调减 EUR 2.50（2026-02-28 起）。',
  ],
  [
    'PaymentReceived',
    'Payment 9a000001 of EUR 1,234.56 received by bank transfer from the guarantor, directed to debt d0000001, reference TX-9.',
    '收到还款 9a000001，金额 EUR 1,234.56，方式：银行转账，付款人：保证人，指定偿还债务 d0000001，外部编号：TX-9。',
  ],
  [
    'PaymentAllocated',
    'Payment 9a000001 allocated by waterfall standard@1 (version 1): EUR 13.50 to fees of debt d0000001 and EUR 1,000.00 to principal of debt d0000001, EUR 221.06 held unallocated.',
    '还款 9a000001 按冲抵顺序 standard@1 分配（第 1 版）：冲抵债务 d0000001 的费用 EUR 13.50、冲抵债务 d0000001 的本金 EUR 1,000.00，余 EUR 221.06 未冲抵，暂存。',
  ],
  [
    'PaymentsReallocated',
    'Allocation changed: credit 9a000001 (version 2) EUR 13.50 taken back from principal of debt d0000001 as of 2026-02-01 and EUR 13.50 to penalties of debt d0000001; credit 9a000002 (version 3) EUR 5.00 to principal of debt d0000001.',
    '重新冲抵：贷项 9a000001（第 2 版）自债务 d0000001 的本金撤回 EUR 13.50（2026-02-01 起）、冲抵债务 d0000001 的违约金 EUR 13.50；贷项 9a000002（第 3 版）冲抵债务 d0000001 的本金 EUR 5.00。',
  ],
  [
    'PaymentReversed',
    `Reversal 8e000001 takes back EUR 1,234.56 of payment 9a000001 paid on 2026-02-03, reason insufficient funds, as if never paid, owed again EUR 1,000.00 of principal on debt d0000001 and EUR 234.56 of recoverable refund on the case as of 2026-02-05, as approved in request 3b000001, reverses event ${EVENT}.`,
    `冲正 8e000001：还款 9a000001（付款日 2026-02-03）冲回 EUR 1,234.56，原因：余额不足，视同从未还款，恢复欠款：债务 d0000001 的本金 EUR 1,000.00、本案的应追回退款 EUR 234.56（2026-02-05 起），依据已批准的申请 3b000001，被冲正事件 ${EVENT}。`,
  ],
  [
    'RefundPaid',
    'Refund 8f000001 of EUR 221.06 paid by bank transfer, out of EUR 221.06 held from credit 9a000001, as approved in request 3e000001.',
    '退款 8f000001，金额 EUR 221.06，方式：银行转账，来源：贷项 9a000001 暂存款 EUR 221.06，依据已批准的申请 3e000001。',
  ],
  [
    'ContactAttempted',
    'Contact c0000001 attempted by phone with the debtor (party a0000001), outbound, dialled by hand, contact point e0000001, purpose reminder, asked again because: requested by the person, about debt d0000001, staff member collector-7, made by agency Agenzia-3, cleared by permit c1ea0001.',
    '尝试联系 c0000001，渠道：电话，主动联系，人工拨打，对象：债务人（当事人 a0000001），联系方式 e0000001，目的：还款提醒，再次询问原因：应本人要求，涉及债务 d0000001，工作人员：collector-7，催收机构：Agenzia-3，放行许可 c1ea0001。',
  ],
  [
    'RightPartyVerified',
    'Right party verified in contact c0000001, by date of birth.',
    '联系 c0000001 已核实为本人，核实方式：出生日期。',
  ],
  [
    'MessageSent',
    'Message c0000001 sent by SMS to the debtor (party a0000001), contact point e0000001, purpose reminder, about debt d0000001, staff member collector-7, cleared by permit c1ea0001, not in reply to a message, template reminder-1, says how to opt out: “please call us”.',
    '发送消息 c0000001，渠道：短信，收件人：债务人（当事人 a0000001），联系方式 e0000001，目的：还款提醒，涉及债务 d0000001，工作人员：collector-7，放行许可 c1ea0001，非答复来信，模板：reminder-1，载明退订方式，内容：“please call us”。',
  ],
  [
    'NoticeReturnedUndeliverable',
    'Notice c0000001 returned undeliverable: addressee moved.',
    '通知 c0000001 无法送达，被退回，原因：收件人已迁出。',
  ],
  [
    'ContactRecordCorrected',
    `Record of contact c0000001 corrected, reason correction, channel should read “sms”, note “it was a text message”, corrects event ${EVENT}.`,
    `更正联系 c0000001 的记录，原因：更正差错，渠道应为“sms”，说明：“it was a text message”，被更正事件 ${EVENT}。`,
  ],
  [
    'PromiseMade',
    'Promise to pay b0000001 made: EUR 1,234.56 by 2026-03-10 on debt d0000001, promised by the debtor, by phone, in contact c0000001, grace 3 days, tolerance 10%, policy standard@1.',
    '作出还款承诺 b0000001：最迟于 2026-03-10 还款 EUR 1,234.56，涉及债务 d0000001，承诺人：债务人，渠道：电话，联系 c0000001，宽限期 3 天，允许差额 10%，政策 standard@1。',
  ],
  [
    'PromiseKept',
    'Promise to pay b0000001 kept within the grace period: EUR 1,200.00 counted (97.2%), payment 9a000001, notice 1.',
    '还款承诺 b0000001 已兑现（宽限期内）：计入还款 EUR 1,200.00（97.2%），还款 9a000001，第 1 次认定。',
  ],
  [
    'PromiseOutcomeRevised',
    'Outcome of promise to pay b0000001 revised from kept to broken: EUR 0.00 counted (0%), notice 2.',
    '还款承诺 b0000001 的结果由已兑现修正为未兑现：计入还款 EUR 0.00（0%），第 2 次认定。',
  ],
  [
    'ComplaintReceived',
    'Complaint c0a00001 received, channel phone, topic conduct of the collector, about c0000001, handled by staff-77, reference K-77, answer due 2026-02-18: “rude call”.',
    '收到投诉 c0a00001，渠道：电话，主题：催收行为，被投诉对象：c0000001，经办人：staff-77，外部编号：K-77，答复期限 2026-02-18，内容：“rude call”。',
  ],
  [
    'DisputeRaised',
    'Dispute d1500001 raised, ground amount, about debt d0000001, disputed portion EUR 500.00, in writing: “not my car”.',
    '提出异议 d1500001，理由：金额，涉及债务 d0000001，异议部分 EUR 500.00，书面提出，内容：“not my car”。',
  ],
  [
    'CollectionHoldPlaced',
    'Collection put on hold for dispute d1500001, for the disputed EUR 500.00.',
    '因异议 d1500001 暂停催收，范围为异议部分 EUR 500.00。',
  ],
  [
    'DisputeStepRecorded',
    'Step of dispute d1500001: “Send Appeal to Prefecture”, result dismissed.',
    '异议 d1500001 的处理步骤：“Send Appeal to Prefecture”，结果：驳回。',
  ],
  [
    'JudgmentEntered',
    'Judgment entered in legal action ac000001: granted, judgment debt EUR 1,048.50, to be performed by 2026-05-31.',
    '法律程序 ac000001 已判决：支持，判决确定的债务 EUR 1,048.50，履行期限至 2026-05-31。',
  ],
  [
    'AccountPlaced',
    'Account placed with collection agency Agenzia-3, placement b1000001, about debt d0000001, batch 2026-02.',
    '账户委外 b1000001，催收机构：Agenzia-3，涉及债务 d0000001，批次：2026-02。',
  ],
  [
    'AccountRecalled',
    'Account recalled from placement b1000001, reason creditor’s request.',
    '退案，撤回委外 b1000001，原因：债权人要求。',
  ],
  [
    'ContactPointAdded',
    'Contact point e0000001 added: phone “+39 000 000”, basis reserved with the creditor, label mobile, place home, agreed as the address for notices.',
    '新增联系方式 e0000001：电话 “+39 000 000”，依据：预留，标签：手机，地点：住宅，系约定送达地址。',
  ],
  [
    'PortfolioCreated',
    'Portfolio fines created, title “Road traffic fines”, creditor “Comune di Prova”, worked as collection agency, zone Europe/Rome, currency EUR, jurisdiction IT, kind of creditor bank, product credit-card, waterfall standard@1, interest policy cn-card@1, ageing buckets china@1, grace of promises 3 days, tolerance of promises 10.5%.',
    '资产包 fines 创建，名称：“Road traffic fines”，债权人：“Comune di Prova”，催收身份：受托催收机构，时区：Europe/Rome，币种：EUR，法域：IT，债权人类型：银行，产品：credit-card，冲抵顺序：standard@1，利息政策：cn-card@1，账龄分档表：china@1，承诺宽限期 3 天，承诺允许差额 10.5%。',
  ],
];

describe('whole sentences', () => {
  it.each(EXPECTED)('%s', (type, en, zh) => {
    const fact = sampleFact(type, { ref: EVENT });
    const words = { fields: SEALED_SAMPLES[type] ?? {}, currency: 'EUR' };
    expect(sentence(fact, words, 'en')).toBe(en);
    expect(sentence(fact, words, 'zh')).toBe(zh);
  });
});

describe('what all sentences share', () => {
  const words = { fields: {}, currency: 'CNY' };
  const data = { payment: 'p-1', amount: 0, currency: 'CNY' };

  it('names flags', () => {
    const fact = sampleFact('PaymentReceived', { data: { ...data, flags: ['case-closed', 'zero-amount'] } });
    expect(sentence(fact, words, 'en')).toBe(
      'Payment p-1 of CNY 0.00 received (recorded on a closed case; amount zero).',
    );
    expect(sentence(fact, words, 'zh')).toBe('收到还款 p-1，金额 CNY 0.00（记录于已结案案件；金额为零）。');
  });

  it('names the effective date where it is not the day on which it happened, in the zone of the fact', () => {
    const late = sampleFact('PaymentReceived', { data, eff: '2026-02-01' });
    expect(sentence(late, words, 'en')).toBe('Payment p-1 of CNY 0.00 received, effective 2026-02-01.');
    expect(sentence(late, words, 'zh')).toBe('收到还款 p-1，金额 CNY 0.00，生效日 2026-02-01。');
    const midnight = { data, at: '2026-02-03T23:30:00Z' };
    const sameDay = sampleFact('PaymentReceived', { ...midnight, eff: '2026-02-04' });
    expect(sentence(sameDay, words, 'en')).toBe('Payment p-1 of CNY 0.00 received.');
    const dayBefore = sampleFact('PaymentReceived', { ...midnight, eff: '2026-02-03' });
    expect(sentence(dayBefore, words, 'en')).toBe('Payment p-1 of CNY 0.00 received, effective 2026-02-03.');
  });

  it('says of a plan that is broken since another day no more than that the day moved', () => {
    const data = { plan: 'p-1', version: 1, ordinal: 5, paid: 0, from: 'BROKEN', to: 'BROKEN' } as const;
    const fact = sampleFact('PlanStateRevised', { data });
    expect(sentence(fact, words, 'en')).toBe(
      'Plan p-1 (version 1) broken since another day than was noticed, CNY 0.00 paid, notice 5.',
    );
    expect(sentence(fact, words, 'zh')).toBe('还款计划 p-1（第 1 版）已违约的起始日有变，已还 CNY 0.00，第 5 次认定。');
  });

  it('names what caused a reallocation', () => {
    const changes = [{ credit: 'p-1', version: 2, lines: [{ debt: 'd-1', component: 'fee' as const, amount: 5 }] }];
    const fact = sampleFact('PaymentsReallocated', { data: { changes }, cause: EVENT });
    expect(sentence(fact, words, 'en')).toBe(
      `Allocation changed: credit p-1 (version 2) CNY 0.05 to fees of debt d-1, because of event ${EVENT}.`,
    );
    expect(sentence(fact, words, 'zh')).toBe(
      `重新冲抵：贷项 p-1（第 2 版）冲抵债务 d-1 的费用 CNY 0.05，起因事件 ${EVENT}。`,
    );
  });

  it('reads a known code however it is written, and shows an unknown one as it is', () => {
    const cause = (code: string) =>
      sentence(sampleFact('DialNotConnected', { data: { contact: 'c-1', cause: code } }), words, 'zh');
    expect(cause('no-answer')).toBe('联系 c-1 未接通，原因：无人接听。');
    expect(cause('No answer')).toBe('联系 c-1 未接通，原因：无人接听。');
    expect(cause('SIP_486')).toBe('联系 c-1 未接通，原因：SIP_486。');
    expect(cause('constructor')).toBe('联系 c-1 未接通，原因：constructor。');
  });

  it('says so where the case has no currency yet', () => {
    const fact = sampleFact('ChargedOff', { data: { debt: 'd-1', amount: 1234 } });
    expect(sentence(fact, { fields: {} }, 'en')).toBe(
      'Debt d-1 charged off: 1,234 minor units of carrying amount moved to loss, what the debtor owes is unchanged.',
    );
  });

  it('says which way an adjustment goes', () => {
    const adjusted = (delta: number, locale: 'en' | 'zh') => {
      const said = { adjustment: 'j-1', debt: 'd-1', component: 'cost' as const, delta, reason: 'COURT' };
      return sentence(sampleFact('BalanceAdjusted', { data: said }), words, locale);
    };
    expect(adjusted(150, 'en')).toBe('Adjustment j-1 raises costs of debt d-1 by CNY 1.50, reason court order.');
    expect(adjusted(0, 'en')).toBe('Adjustment j-1 of CNY 0.00 to costs of debt d-1, reason court order.');
    expect(adjusted(-150, 'en')).toBe('Adjustment j-1 lowers costs of debt d-1 by CNY 1.50, reason court order.');
    expect(adjusted(150, 'zh')).toBe('余额调整 j-1：债务 d-1 的实现债权费用调增 CNY 1.50，原因：法院裁定。');
  });
});
