/** Codes of parties, creditors and firms in words, English and simplified Chinese. */
import type { PartyRole } from '../../../src/ledger/case/index.js';
import type { Capacity } from '../../../src/ledger/portfolio/index.js';

type Pair = readonly [en: string, zh: string];

const role = {
  DEBTOR: ['debtor', '债务人'],
  JOINT_DEBTOR: ['joint debtor', '共同债务人'],
  GUARANTOR: ['guarantor', '保证人'],
  CONTACT_PERSON: ['contact person', '联系人'],
  REPRESENTATIVE: ['representative', '代理人'],
  ATTORNEY: ['attorney', '律师'],
  EMPLOYER: ['employer', '用人单位'],
} satisfies Record<PartyRole, Pair>;
const otherRole = { THIRD_PARTY: ['third party', '第三人'], FAMILY: ['family member', '家属'] } satisfies Record<
  string,
  Pair
>;

export const PARTY_CODES = {
  role: { ...role, ...otherRole },
  partyKind: {
    PERSON: ['person', '自然人'],
    ORGANISATION: ['organisation', '组织'],
  } satisfies Record<'PERSON' | 'ORGANISATION', Pair>,
  creditorKind: {
    BANK: ['bank', '银行'],
    CONSUMER_FINANCE: ['consumer-finance company', '消费金融公司'],
    OTHER_LENDER: ['other lender', '其他放贷机构'],
    PUBLIC_BODY: ['public body', '公共机构'],
    OTHER: ['other', '其他'],
  } as const,
  capacity: {
    FIRST_PARTY: ['creditor collecting its own debts', '债权人自行催收'],
    AGENCY: ['collection agency', '受托催收机构'],
    PURCHASER: ['debt purchaser', '债权受让人'],
  } satisfies Record<Capacity, Pair>,
};
