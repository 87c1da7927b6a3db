/** The story of a case on which the whole house works: every register of case and debtor has something to say. */
import { all, complain, file, judgment, pay, placeWith, share, talk, wait } from './beats/index.js';
import { followUp, ofDebtor } from './beats/registers.js';
import type { Story } from './story.js';

export const WORK: Story = {
  title: 'worked by the whole house',
  cases: 2,
  age: [500, 540],
  scenes: [
    // What must be kept is held first, so that the erasure is refused.
    [...ofDebtor('legalHold', 'erasure', 'restriction'), ...followUp('caseLegalHold')],
    [...followUp('strategy', 'riskGrade', 'scoring'), wait(1, 2), talk('hardship')],
    [...followUp('delinquencyReason', 'disclosure', 'negotiation', 'education', 'enquiry', 'recording')],
    [...ofDebtor('partyZone', 'partyJurisdiction', 'numberCheck'), ...followUp('caseJurisdiction')],
    [...ofDebtor('preference', 'consent', 'optOut', 'detailChange', 'willingness', 'affordability', 'hardship')],
    [...followUp('task', 'callback', 'sharedNote', 'escalation', 'handOver', 'visitAppointment', 'abuseReport')],
    [...ofDebtor('vulnerability', 'representation', 'ceaseRequest', 'prohibition', 'moratorium', 'incapacity')],
    [
      complain('charges', { channel: 'WEB', dueIn: 15, aboutContact: true }),
      ...followUp('complaintStep', 'investigation', 'conductFlag'),
    ],
    [
      pay(share(20)),
      ...followUp(
        'waiverRequest',
        'chargeOffRequest',
        'refundRequest',
        'holdReleaseRequest',
        'reconciliation',
        'reAgeing',
        'provisionClass',
        'bureauReport',
        'bureauObjection',
      ),
    ],
    [...ofDebtor('lostContact', 'bankruptcy', 'death'), ...followUp('dataShare', 'legalReferral', 'evidenceBundle')],
    [file('payment-order'), ...followUp('defence', 'hearing', 'preservation', 'auction'), judgment('FOR_CREDITOR')],
    [
      ...followUp(
        'acknowledgment',
        'limitationTerm',
        'limitationSuspension',
        'demand',
        'document',
        'complianceException',
      ),
    ],
    [
      ...followUp('enforcement'),
      placeWith,
      wait(5, 8),
      ...followUp('agencyNotice', 'agencyEvent', 'debtSale'),
      pay(all),
    ],
  ],
};
