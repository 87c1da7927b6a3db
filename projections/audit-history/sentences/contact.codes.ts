/** Codes of contacts in words, English and simplified Chinese. */
import type { CallMode } from '../../../src/ledger/contact/index.js';
import type { ContactPlace } from '../../../src/ledger/party/index.js';

type Pair = readonly [en: string, zh: string];

export const CONTACT_CODES = {
  callMode: {
    MANUAL: ['dialled by hand', '人工拨打'],
    PREDICTIVE: ['predictive dialler', '预测式外呼'],
    PRERECORDED: ['recorded voice', '预录语音'],
    AI: ['artificial voice', '智能语音'],
  } satisfies Record<CallMode, Pair>,
  place: {
    HOME: ['home', '住宅'],
    WORK: ['place of work', '工作单位'],
    OTHER: ['other', '其他'],
  } satisfies Record<ContactPlace, Pair>,
  /** Why a third person is asked again. */
  askedAgain: {
    REQUESTED: ['requested by the person', '应本人要求'],
    EARLIER_ERRONEOUS: ['earlier answer was wrong', '此前答复有误'],
  } satisfies Record<string, Pair>,
  purpose: {
    COLLECTION: ['collection', '催收'],
    REMINDER: ['reminder', '还款提醒'],
    NEGOTIATION: ['negotiation', '协商还款'],
    VERIFICATION: ['verification', '核实'],
    LOCATE: ['locating the debtor', '查找债务人'],
    SERVICE: ['service', '客户服务'],
    REPLY: ['reply', '答复'],
    OPT_OUT_CONFIRMATION: ['confirmation of the opt-out', '确认退订'],
    TERMINATION_NOTICE: ['notice that collection ends', '终止催收告知'],
    REMEDY_POSSIBLE: ['notice of a possible remedy', '可能采取救济措施的告知'],
    REMEDY_INTENDED: ['notice of an intended remedy', '拟采取救济措施的告知'],
    VALIDATION: ['validation of the debt', '债务核实'],
    LEGAL_NOTICE: ['legal notice', '法律文书告知'],
  } satisfies Record<string, Pair>,
};
