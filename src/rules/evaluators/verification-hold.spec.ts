/** A disputed portion against what is still owed; the rule's own examples tell the rest. */
import { actOf, dossierOf, saidOf } from '../rules.fixture.js';
import type { VectorFact } from '../pack.js';
import { verificationHold } from './verification-hold.js';

const TERMS = {
  notices: ['VALIDATION'],
  notice_purposes: ['VALIDATION'],
  assumed_receipt_business_days: 5,
  validation_days: 30,
  release_steps: ['VERIFICATION_SENT'],
  exempt_purposes: [],
};
const SECOND: VectorFact = {
  fact: 'DebtRegistered',
  at: '2026-01-01',
  data: { debt: 'debt-9', currency: 'USD', balances: { principal: 10_000 } },
};

function disputed(amount: number, debts?: readonly string[], dispute = 'd-1'): VectorFact {
  const data = { dispute, ground: 'AMOUNT', inWriting: true, amount, debts };
  return { fact: 'DisputeRaised', at: '2026-03-10', data };
}

const ask = (debts: readonly string[]) => actOf('2026-03-21T10:00:00-04:00', { debts });

it('a portion that is all of the debt holds the debt', () => {
  expect(saidOf(verificationHold, TERMS, dossierOf(disputed(50_000)), ask(['debt-1']))).toMatchObject({ is: 'BREACH' });
  expect(saidOf(verificationHold, TERMS, dossierOf(disputed(49_999)), ask(['debt-1']))).toMatchObject({
    is: 'ALLOWED',
  });
});

it('one of two debts together holds them only where it is all that is owed on both', () => {
  const both = ['debt-1', 'debt-9'];
  const part = dossierOf(SECOND, disputed(59_999, both));
  expect(saidOf(verificationHold, TERMS, part, ask(both))).toMatchObject({ is: 'ALLOWED' });
  const whole = dossierOf(SECOND, disputed(60_000, both));
  expect(saidOf(verificationHold, TERMS, whole, ask(both))).toMatchObject({ is: 'BREACH', debts: both });
  expect(saidOf(verificationHold, TERMS, whole, ask(['debt-9']))).toMatchObject({ debts: ['debt-9'] });
});

it('one debt that is disputed wholly holds no other', () => {
  const dossier = dossierOf(SECOND, disputed(10_000, ['debt-9']));
  expect(saidOf(verificationHold, TERMS, dossier, ask(['debt-1']))).toMatchObject({ is: 'ALLOWED' });
  const verdict = saidOf(verificationHold, TERMS, dossier, ask(['debt-1', 'debt-9']));
  expect(verdict).toMatchObject({ is: 'BREACH', debts: ['debt-9'] });
});
