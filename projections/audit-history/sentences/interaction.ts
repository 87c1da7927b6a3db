/** Whom, how and about what: the clauses that all interactions share. */
import type { Direction, Interaction } from '../../../src/ledger/contact/index.js';
import type { ContactMedium } from '../../../src/ledger/party/index.js';
import { debtsEn } from './lines.js';
import { filled, given, type Speaker } from './speaker.js';

/** `with the debtor (party 1a2b3c4d)`; either half may be missing, or both. */
export function whomEn(
  { role, party }: Interaction,
  preposition: 'with' | 'to' | 'from',
  c: Speaker,
): string | undefined {
  const id = given(party, (of) => `party ${c.id(of)}`);
  if (role === undefined) return given(id, (alone) => `${preposition} ${alone}`);
  return `${preposition} the ${c.code('role', role)}${id === undefined ? '' : ` (${id})`}`;
}

function whomZh({ role, party }: Interaction, c: Speaker): string | undefined {
  const id = given(party, (of) => `当事人 ${c.id(of)}`);
  if (role === undefined) return id;
  return c.code('role', role) + (id === undefined ? '' : `（${id}）`);
}

/** A code that goes without saying while it is the usual one. */
function unusual(kind: 'channel' | 'direction', value: string, usual: string, c: Speaker): string | undefined {
  return value === usual ? undefined : c.code(kind, value);
}

/** The direction, where it is not the one that the fact's type says. */
export function directionBut(usual: Direction, { direction }: Interaction, c: Speaker): string | undefined {
  return unusual('direction', direction, usual, c);
}

export function channelBut(usual: ContactMedium, { channel }: Interaction, c: Speaker): string | undefined {
  return unusual('channel', channel, usual, c);
}

export function sharedEn(data: Interaction, c: Speaker): string | undefined {
  const text = c.say(
    given(data.point, (point) => `contact point ${c.id(point)}`),
    given(data.purpose, (purpose) => `purpose ${c.code('purpose', purpose)}`),
    given(data.reason, (reason) => `asked again because: ${c.code('askedAgain', reason)}`),
    given(filled(data.debts), (debts) => `about ${debtsEn(debts, c)}`),
    given(data.staff, (staff) => `staff member ${c.id(staff)}`),
    given(data.agency, (agency) => `made by agency ${c.id(agency)}`),
    given(data.clearance, (permit) => `cleared by permit ${c.id(permit)}`),
  );
  return text || undefined;
}

/** @param as what the person is in this interaction. */
export function sharedZh(data: Interaction, as: '对象' | '收件人' | '发送人', c: Speaker): string | undefined {
  const text = c.say(
    given(whomZh(data, c), (whom) => `${as}：${whom}`),
    given(data.point, (point) => `联系方式 ${c.id(point)}`),
    given(data.purpose, (purpose) => `目的：${c.code('purpose', purpose)}`),
    given(data.reason, (reason) => `再次询问原因：${c.code('askedAgain', reason)}`),
    given(filled(data.debts), (debts) => `涉及债务 ${c.ids(debts)}`),
    given(data.staff, (staff) => `工作人员：${c.id(staff)}`),
    given(data.agency, (agency) => `催收机构：${c.id(agency)}`),
    given(data.clearance, (permit) => `放行许可 ${c.id(permit)}`),
  );
  return text || undefined;
}
