/** Placing an account with an agency and recalling it, in words. */
import type { PlacementFact } from '../../../src/ledger/placement/index.js';
import { debtsEn } from './lines.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export const placementSentences: Sentences<PlacementFact> = {
  AccountPlaced: {
    en: ({ data }, c) =>
      c.say(
        `Account placed with ${data.agency === undefined ? 'a collection agency' : `collection agency ${c.name(data.agency)}`}`,
        `placement ${c.id(data.placement)}`,
        given(filled(data.debts), (debts) => `about ${debtsEn(debts, c)}`),
        given(data.batch, (batch) => `batch ${c.name(batch)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `账户委外 ${c.id(data.placement)}`,
        given(data.agency, (agency) => `催收机构：${c.name(agency)}`),
        given(filled(data.debts), (debts) => `涉及债务 ${c.ids(debts)}`),
        given(data.batch, (batch) => `批次：${c.name(batch)}`),
      ),
  },
  AccountRecalled: {
    en: ({ data }, c) =>
      `Account recalled from placement ${c.id(data.placement)}, reason ${c.code('reason', data.reason)}`,
    zh: ({ data }, c) => `退案，撤回委外 ${c.id(data.placement)}，原因：${c.code('reason', data.reason)}`,
  },
};
