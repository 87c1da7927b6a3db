/** Kinds of product, however a creditor writes them. */
import { ruleApplies } from './applies.js';
import type { Place } from './place.js';
import { isProductOf, productKind } from './products.js';

it.each(['credit-card', 'Credit Card', 'credit_card', ' CARD ', 'card-instalment', '信用卡', 'ＣＡＲＤ'])(
  '%s is a credit card',
  (name) => {
    expect(productKind(name)).toBe('credit-card');
    expect(isProductOf(name, ['credit-card'])).toBe(true);
  },
);

it('a rule about a kind does not apply to another, and cannot say of what it does not recognise', () => {
  const place = (product?: string): Place => ({ jurisdictions: [], products: [product], zone: 'UTC' });
  expect(ruleApplies({ product: ['card'] }, place('car-loan')).is).toBe('NO');
  expect(ruleApplies({ product: ['card'] }, place('Gold Member Programme'))).toEqual({
    is: 'UNKNOWN',
    reason: 'product-not-recognised',
  });
  expect(ruleApplies({ product: ['Gold Member Programme'] }, place('gold member programme')).is).toBe('YES');
  expect(ruleApplies({ product: ['card'] }, place())).toEqual({ is: 'UNKNOWN', reason: 'product-not-known' });
});
