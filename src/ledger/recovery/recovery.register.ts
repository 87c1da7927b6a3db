/** What becomes of a debt beside payment: sale, re-ageing, reconciliation (duties D18, D51, D74). Nothing here moves money. */
import { about, amount, code, codes, date, debts, line, opt, part } from '../register/field.js';
import { notes, opens, ends, register } from '../register/register.js';

export const debtSales = register({
  stream: 'case',
  entry: 'debtSale',
  path: 'debt-sales',
  asks: 'Which debts were sold or bought, by whom, for how much?',
  deeds: {
    RecordDebtSale: notes(
      'DebtBoughtOrSold',
      'Records that debts were sold or bought. What the debtor owes stays as it is.',
      {
        debts: opt(debts()),
        from: code('Lakeside Bank'),
        to: code('Harbour Receivables'),
        price: opt(amount(30_000)),
        noticeGivenOn: opt(date('2026-03-20')),
        contract: opt(code('SALE-2026-02')),
      },
    ),
  },
});

export const reAgeings = register({
  stream: 'case',
  entry: 'reAgeing',
  path: 're-ageings',
  asks: 'Which accounts were re-aged, on whose authority?',
  deeds: {
    ReAgeAccount: notes('AccountReAged', 'Records that an account counts as current again.', {
      debts: opt(debts()),
      authority: code('credit-committee'),
      reason: line('three payments in a row'),
      countsFrom: date('2026-04-01'),
      qualifyingPayments: opt(about(codes('8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12'), 'Payments that it rests on.')),
    }),
  },
});

export const reconciliations = register({
  stream: 'case',
  entry: 'reconciliation',
  path: 'reconciliations',
  asks: 'Which payments were found on the bank statement, and which differ?',
  deeds: {
    OpenReconciliation: opens(
      'ReconciliationOpened',
      'Notes that a payment is not yet found on a statement, or differs.',
      {
        payment: opt(part('payment')),
        difference: opt(amount(500)),
        reason: line('amount differs'),
        due: opt(date('2026-04-10')),
      },
    ),
    ReconcilePayment: notes(
      'PaymentReconciled',
      'Records that a payment was found on a bank statement.',
      { payment: part('payment'), statement: code('BANK-2026-03-10/44') },
      { at: 'matches' },
    ),
    CloseReconciliation: ends(
      'ReconciliationClosed',
      'Records how a difference was settled.',
      { result: line('fee of the payer bank') },
      { at: 'closures' },
    ),
  },
});

export const recoveryRegisters = [debtSales, reAgeings, reconciliations] as const;
