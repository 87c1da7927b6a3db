/** Facts about a person or organisation, in words. */
import type { PartyFact } from '../../../src/ledger/party/index.js';
import type { Sentences } from './sentence.js';
import { given } from './speaker.js';

export const partySentences: Sentences<PartyFact> = {
  PartyRegistered: {
    en: ({ data, stream }, c) =>
      c.say(
        `Party ${c.id(stream)} registered in portfolio ${c.id(data.portfolio)}`,
        c.code('partyKind', data.kind),
        `name ${c.words('name')}`,
        given(c.optional('birthDate'), (words) => `born ${words}`),
        given(c.optional('idNumber'), (words) => `ID number ${words}`),
        given(c.optional('address'), (words) => `address ${words}`),
        given(data.ref, (ref) => `reference ${c.name(ref)}`),
        given(data.language, (language) => `language ${c.name(language)}`),
      ),
    zh: ({ data, stream }, c) =>
      c.say(
        `当事人 ${c.id(stream)} 登记于资产包 ${c.id(data.portfolio)}`,
        `类型：${c.code('partyKind', data.kind)}`,
        `姓名或名称：${c.words('name')}`,
        given(c.optional('birthDate'), (words) => `出生日期：${words}`),
        given(c.optional('idNumber'), (words) => `证件号码：${words}`),
        given(c.optional('address'), (words) => `地址：${words}`),
        given(data.ref, (ref) => `编号：${c.name(ref)}`),
        given(data.language, (language) => `语言：${c.name(language)}`),
      ),
  },
  ContactPointAdded: {
    en: ({ data }, c) =>
      c.say(
        `Contact point ${c.id(data.point)} added: ${c.code('channel', data.medium)} ${c.words('value')}`,
        given(data.basis, (basis) => `basis ${c.code('basis', basis)}`),
        given(data.label, (label) => `label ${c.code('label', label)}`),
        given(data.place, (place) => `place ${c.code('place', place)}`),
        given(data.reserved, (yes) =>
          yes ? 'agreed as the address for notices' : 'not agreed as the address for notices',
        ),
      ),
    zh: ({ data }, c) =>
      c.say(
        `新增联系方式 ${c.id(data.point)}：${c.code('channel', data.medium)} ${c.words('value')}`,
        given(data.basis, (basis) => `依据：${c.code('basis', basis)}`),
        given(data.label, (label) => `标签：${c.code('label', label)}`),
        given(data.place, (place) => `地点：${c.code('place', place)}`),
        given(data.reserved, (yes) => (yes ? '系约定送达地址' : '非约定送达地址')),
      ),
  },
  ContactPointInvalidated: {
    en: ({ data }, c) => `Contact point ${c.id(data.point)} invalidated, reason ${c.code('reason', data.reason)}`,
    zh: ({ data }, c) => `联系方式 ${c.id(data.point)} 已失效，原因：${c.code('reason', data.reason)}`,
  },
  CaseLinked: {
    en: ({ data, stream }, c) =>
      `Case ${c.id(data.case)} linked to party ${c.id(stream)} as ${c.code('role', data.role)}`,
    zh: ({ data, stream }, c) =>
      `案件 ${c.id(data.case)} 关联至当事人 ${c.id(stream)}，身份：${c.code('role', data.role)}`,
  },
};
