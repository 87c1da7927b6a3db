/** Facts about the case itself, in words. */
import type { CaseFact } from '../../../src/ledger/case/index.js';
import type { Sentences } from './sentence.js';
import { given } from './speaker.js';

export const caseSentences: Sentences<CaseFact> = {
  CaseOpened: {
    en: ({ data }, c) =>
      c.say(
        `Case opened in portfolio ${c.id(data.portfolio)}`,
        given(data.ref, (ref) => `reference ${c.name(ref)}`),
        given(data.product, (product) => `product ${c.name(product)}`),
        given(data.currency, (currency) => `kept in ${c.name(currency)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `案件登记于资产包 ${c.id(data.portfolio)}`,
        given(data.ref, (ref) => `案件编号：${c.name(ref)}`),
        given(data.product, (product) => `产品：${c.name(product)}`),
        given(data.currency, (currency) => `币种：${c.name(currency)}`),
      ),
  },
  CaseAssigned: {
    en: ({ data }, c) =>
      c.say(
        `Case assigned to ${c.id(data.assignee)}`,
        given(data.team, (team) => `team ${c.name(team)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `案件分派，经办人：${c.id(data.assignee)}`,
        given(data.team, (team) => `团队：${c.name(team)}`),
      ),
  },
  CaseNoteAdded: {
    en: ({ data }, c) =>
      c.colon(
        c.say(
          `Note ${c.id(data.note)} added`,
          given(data.topic, (topic) => `topic ${c.code('topic', topic)}`),
        ),
        c.words('text'),
      ),
    zh: ({ data }, c) =>
      c.colon(
        c.say(
          `添加备注 ${c.id(data.note)}`,
          given(data.topic, (topic) => `主题：${c.code('topic', topic)}`),
          '内容',
        ),
        c.words('text'),
      ),
  },
  CaseClosed: {
    en: ({ data }, c) => c.say(`Case closed: ${c.code('closeReason', data.reason)}`, given(data.detail, c.quote)),
    zh: ({ data }, c) =>
      c.say(
        `案件结案，原因：${c.code('closeReason', data.reason)}`,
        given(data.detail, (detail) => `说明：${c.quote(detail)}`),
      ),
  },
  CaseReopened: {
    en: ({ data }, c) => `Case reopened, reason ${c.code('reason', data.reason)}`,
    zh: ({ data }, c) => `案件重新开启，原因：${c.code('reason', data.reason)}`,
  },
  RecordCorrected: {
    en: ({ data, ref }, c) =>
      c.say(
        data.action === 'WITHDRAWN'
          ? `The source withdrew a ${c.name(data.of)}`
          : `The source changed a ${c.name(data.of)}`,
        given(ref, (event) => `event ${c.event(event)}`),
        `reason ${c.code('reason', data.reason)}`,
      ),
    zh: ({ data, ref }, c) =>
      c.say(
        data.action === 'WITHDRAWN' ? `数据来源撤回了记录 ${c.name(data.of)}` : `数据来源更改了记录 ${c.name(data.of)}`,
        given(ref, (event) => `被更正事件 ${c.event(event)}`),
        `原因：${c.code('reason', data.reason)}`,
      ),
  },
  PartyLinked: {
    en: ({ data }, c) => `Party ${c.id(data.party)} linked to the case as ${c.code('role', data.role)}`,
    zh: ({ data }, c) => `当事人 ${c.id(data.party)} 关联至本案，身份：${c.code('role', data.role)}`,
  },
};
