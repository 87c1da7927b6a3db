import { ALIKE_MAX, alike } from './alike.js';

const NAMES = ['RecordPayment', 'RegisterDebt', 'ReversePayment', 'RecordContact', 'RecordVisit', 'RecordMessage'];

describe('names alike', () => {
  it.each([
    ['PaymentReceived', ['RecordPayment', 'ReversePayment']],
    ['PaymentReversed', ['ReversePayment', 'RecordPayment']],
    ['recordpayments', ['RecordPayment', 'RecordContact', 'RecordVisit', 'RecordMessage']],
    ['register-debt', ['RegisterDebt']],
    ['还款', []],
    ['', []],
  ])('of %s are %j', (given, expected) => {
    expect(alike(given, NAMES)).toEqual(expected);
  });

  it('are a few, however many share a word', () => {
    expect(alike('Record', [...NAMES, ...NAMES])).toHaveLength(ALIKE_MAX);
  });
});
