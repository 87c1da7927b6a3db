/** What is said and written in the American book. */
import type { Words } from '../place.js';

export const WORDS: Words = {
  said: {
    'will-pay': [
      'OK, I get it. I will pay it online tonight.',
      'Fine, I can take care of that by Friday.',
      'Can I just give you my debit card? Then it is done.',
      'I will mail a check first thing tomorrow.',
    ],
    'salary-late': [
      'I get paid on the 15th, I can do it then and not before.',
      'My hours were cut, the next full paycheck is in two weeks.',
      'I am waiting on my tax refund, as soon as it lands you get paid.',
    ],
    forgot: [
      'I moved in the spring, I never saw a bill.',
      'I honestly thought my insurance had paid that.',
      'It went to an old email address, sorry about that.',
    ],
    'half-now': [
      'I cannot do all of it. Half now and the rest next month, would that work?',
      'If you take something off I could pay it in one go.',
      'I have about a third of it set aside, that is all I can do this month.',
    ],
    hardship: [
      'I have been out of work since March, unemployment barely covers the rent.',
      'My husband is in the hospital, every bill is late right now.',
      'I am on disability, after rent there is maybe a hundred dollars left.',
    ],
    excuse: [
      'The car broke down and that money went to the mechanic.',
      'I thought the payment went through, the bank says it was declined.',
      'I know what I said, but the overtime did not come.',
    ],
    refuses: [
      'I am not paying a collection agency, ever.',
      'Do whatever you want. I am hanging up now.',
      'You bought this for pennies, I am not giving you a dime.',
    ],
    disputes: [
      'That is not my account, I never went to that office.',
      'The amount is wrong. I want to see it itemized, in writing.',
      'I canceled that service a year ago, why is there a balance?',
    ],
    'paid-already': [
      'I paid the provider directly last month, I have the receipt.',
      'It came out of my account on Monday, please check again.',
    ],
    'speaks-for': [
      'My client can pay half in one sum if the rest is waived.',
      'I represent her. Put the offer in writing and we will talk about a lump sum.',
    ],
    'calls-back': [
      'I got your voicemail, what is this about?',
      'You left a message with a reference number, I am calling back.',
    ],
  },
  messages: {
    reminder: [
      'Example Recovery: this is an attempt to collect a debt and any information obtained will be used for that purpose. {name}, your balance is ${owed}. Reply STOP to opt out.',
      'Example Recovery, a debt collector: {name}, please contact us about your balance of ${owed}. Reply STOP to opt out.',
    ],
    'promise-due': [
      'Example Recovery, a debt collector: {name}, this is a reminder of the payment you scheduled for {due}. Reply STOP to opt out.',
    ],
    thanks: ['Example Recovery: thank you, {name}. We received your payment. Remaining balance: ${owed}.'],
    offer: [
      'Example Recovery, a debt collector: {name}, an offer to resolve your balance of ${owed} for less is open until {due}. Reply STOP to opt out.',
    ],
    answer: ['{name}, we received your request and will answer in writing by {due}. Collection is on hold meanwhile.'],
  },
  replies: {
    'asks-balance': [
      'Who is the original creditor and how much is it exactly?',
      'Please send me an itemized statement.',
    ],
    stop: ['STOP', 'Do not text me again. You may write to me.'],
  },
  notes: {
    'first-look': [
      'New placement. Validation notice to go out before the first call.',
      'File has itemization date and charge-off statement; address confirmed by the client.',
    ],
    'hardship-proof': ['Consumer sent a benefits letter. Income is exempt, low payment plan only.'],
    traced: [
      'Bank confirms that the item was returned unpaid. Balance restored, no fee charged.',
      'Return notice from the processor is on file. Balance restored.',
    ],
    'skip-trace': [
      'Number belongs to somebody else. Removed, do not redial. Skip trace ordered.',
      'Mail came back, forwarding address requested from the postal service.',
    ],
    handover: [
      'Consumer is represented. All contact goes to the attorney from now on.',
      'Moved to the written-only queue.',
    ],
    legal: ['Statute of limitations checked: suit may be filed. Affidavit of the client is on file.'],
    'late-money': ['More came in than is owed here: consumer to be asked what it is for.'],
    plan: [
      'Offered three payments, consumer will answer after payday.',
      'Settlement authority from client: 60 percent.',
    ],
  },
  complaints: {
    'too-often': ['You called eight times in one week. That is over the limit and I want it stopped.'],
    charges: ['You added interest that my contract does not allow.', 'I was told one amount and billed another.'],
  },
  verdicts: {
    UPHELD: ['We reviewed the call records. You are right, and we apologize. The agent has been retrained.'],
    PARTLY_UPHELD: ['The balance is correct, but our letter was not clear. We have removed the interest.'],
  },
  disputes: {
    AMOUNT: ['My insurance adjusted this bill, the amount is too high.', 'The deposit was never credited.'],
    PAID: ['I paid this in full last year. A copy of the canceled check is enclosed.'],
    IDENTITY: ['This is not me. Same name, different birth date.', 'I am a victim of identity theft, report enclosed.'],
    INTEREST: ['There was never any interest in the agreement.'],
    LIMITATION: ['This debt is more than seven years old.'],
  },
  corrections: [
    'Spoke to the consumer, not to a third party; the wrong box was ticked.',
    'The call was made at 9:10, not at 7:10.',
    'Consumer asked for written contact only; the first entry left that out.',
  ],
};
