/** Chapter 10: when nobody was contacted, stated from the complete stream (Reg F commentary 1006.100: evidence of refraining). */
import type { Block, Chapter, Words } from '../../../src/documents/model.js';
import { col, heading, note, pairs, paragraph, table, typed } from '../../../src/documents/table.js';
import { startOfDay, toInstant } from '../../../src/ledger/dates.js';
import { HoldBook, type Hold } from '../../../src/ledger/hold/index.js';
import { coded, eventColumn, proofColumn } from '../common.js';
import { instantText } from '../formats.js';
import { outboundOf, silences, within, type Outbound, type Silence } from '../silence.calc.js';
import type { Scene } from '../scene.js';

const DAY_MS = 86_400_000;
const CHANNELS = ['phone', 'sms', 'email', 'letter', 'visit', 'chat'] as const;

/** Outbound contacts of the case by V, those that their source took back included: a silence is stated with caution. */
export function outboundContacts({ book, head, zone }: Scene): Outbound[] {
  return book.begins(head.asOf).flatMap(({ data }) => {
    const attempt = book.now.attempt(data.contact);
    return attempt?.direction === 'OUTBOUND' ? [outboundOf(attempt, zone)] : [];
  });
}

/** From when the case is looked at: its opening, or its first contact where that was earlier. */
export function beginOf({ history, zone }: Scene, outbound: readonly Outbound[]): number {
  const opened = startOfDay(history.opened.eff, zone);
  return outbound.reduce((first, { from }) => Math.min(first, from), opened);
}

function silenceWords({ from, to }: Silence, zone: string): Words {
  const [start, end] = [from, to].map((millis) => instantText(toInstant(millis), zone));
  const days = Math.floor((to - from) / DAY_MS);
  return {
    en: `No outbound contact was recorded between ${start} and ${end} (${days} full days).`,
    zh: `${start} 至 ${end} 之间无主动联系记录（满 ${days} 天）。`,
  };
}

function silencesTable(found: readonly Silence[], zone: string): Block {
  return table<Silence>(
    {
      name: 'silences',
      about: ['A stretch of time without any outbound contact', '一段无主动联系的时间'],
      none: ['There is no such stretch.', '无此类时段。'],
      lead: 'said',
      prints: ({ from, to }) => to - from >= DAY_MS,
    },
    [
      col('days', 'integer', ['days', '天数'], ({ from, to }) => Math.floor((to - from) / DAY_MS)),
      col('from', 'instant', ['from', '自'], ({ from }) => toInstant(from), { only: 'data' }),
      col('to', 'instant', ['to', '至'], ({ to }) => toInstant(to), { only: 'data' }),
      col('after', 'events', ['after contact', '前一次联系'], ({ after }) => (after === null ? [] : [after])),
      col('before', 'events', ['before contact', '后一次联系'], ({ before }) => (before === null ? [] : [before])),
      col('said', 'words', ['Statement', '说明'], (silence) => silenceWords(silence, zone)),
    ],
    found,
  );
}

interface ChannelRow {
  readonly channel: string;
  readonly contacts: readonly Outbound[];
  readonly longest: Silence | undefined;
}

function channelsTable(outbound: readonly Outbound[], begin: number, until: number): Block {
  const rows = CHANNELS.map((channel): ChannelRow => {
    const contacts = outbound.filter((one) => one.channel === channel);
    const longest = silences(contacts, begin, until).reduce<Silence | undefined>(
      (best, one) => (best && best.to - best.from >= one.to - one.from ? best : one),
      undefined,
    );
    return { channel, contacts, longest };
  });
  return table<ChannelRow>(
    {
      name: 'silence_by_channel',
      about: ['A channel, how often it was used, and its longest silence', '某渠道的使用次数与最长间隔'],
    },
    [
      col('channel', 'code', ['Channel', '渠道'], ({ channel }) => coded('channel', channel)),
      col('contacts', 'integer', ['Outbound contacts', '主动联系次数'], ({ contacts }) => contacts.length),
      col('longest_days', 'integer', ['Longest silence, days', '最长间隔（天）'], ({ longest }) =>
        longest ? Math.floor((longest.to - longest.from) / DAY_MS) : null,
      ),
      col('from', 'instant', ['From', '自'], ({ longest }) => (longest ? toInstant(longest.from) : null)),
      col('to', 'instant', ['To', '至'], ({ longest }) => (longest ? toInstant(longest.to) : null)),
    ],
    rows,
  );
}

interface HoldRow {
  readonly hold: Hold;
  readonly until: number;
  readonly contacts: readonly Outbound[];
}

/** What stops contact, with the contacts that were made with that person all the same. */
function holdsTable(scene: Scene, outbound: readonly Outbound[]): Block {
  const { history, head, zone, until } = scene;
  const holds = new HoldBook(history.facts, history.others).at(head.asOf);
  const rows = holds
    .filter(({ stops }) => stops.includes('CONTACT') || stops.includes('DIRECT_CONTACT'))
    .map((hold): HoldRow => {
      const end = hold.to === undefined ? until : Math.min(until, startOfDay(hold.to, zone));
      const own = outbound.filter(
        ({ party }) => hold.party === undefined || party === undefined || party === hold.party,
      );
      return { hold, until: end, contacts: within(own, startOfDay(hold.from, zone), end) };
    });
  return table<HoldRow>(
    {
      name: 'contacts_while_stopped',
      about: ['A hold that stops contact, and the outbound contacts within it', '一项暂停联系的事项及其间的主动联系'],
      none: ['Nothing stopped contact.', '无暂停联系的事项。'],
    },
    [
      eventColumn(({ hold }) => hold.event),
      col('source', 'code', ['Because of', '原因'], ({ hold }) => coded('holdSource', hold.source)),
      col('party', 'id', ['Person', '对象'], ({ hold }) => hold.party ?? null),
      col('from', 'date', ['From', '自'], ({ hold }) => hold.from),
      col('to', 'instant', ['Looked at until', '核查至'], ({ until: end }) => toInstant(end)),
      col('contacts', 'integer', ['Outbound contacts', '主动联系次数'], ({ contacts }) => contacts.length),
      col('statement', 'words', ['Statement', '说明'], ({ contacts }) =>
        contacts.length === 0
          ? { en: 'no outbound contact', zh: '无主动联系' }
          : { en: 'contacts were made', zh: '有主动联系' },
      ),
      proofColumn(({ contacts }) => contacts.map(({ event }) => event)),
    ],
    rows,
  );
}

export function absences(scene: Scene): Chapter {
  const { caseId, history, zone, until } = scene;
  const outbound = outboundContacts(scene);
  const begin = beginOf(scene, outbound);
  return {
    number: 10,
    name: 'absences',
    title: { en: 'Absence statements', zh: '未联系情况说明' },
    blocks: [
      pairs(
        [['Stream', '事件流'], typed('text', caseId)],
        [['Revisions', '版次'], typed('text', `0 – ${history.revision}`)],
        [['Looked at from', '核查自'], typed('instant', toInstant(begin))],
        [['Looked at until', '核查至'], typed('instant', toInstant(until))],
        [['Outbound contacts', '主动联系次数'], typed('integer', outbound.length)],
      ),
      paragraph(
        `These statements follow from the whole stream of the case: every revision from 0 to ${history.revision} was read, without a gap. What proves that nothing is missing: each fact carries the digest of the one before it, and the map of heads, which the signed checkpoint covers, names ${history.revision} as the last revision or a later one that this pack lists (steps 4 and 5 of the verification).`,
        `以下说明由本案完整事件流得出：自版次 0 至 ${history.revision} 逐条读取，无缺漏。完整性的证明：每条事实含前一条的摘要；经签名检查点覆盖的流头表载明末个版次为 ${history.revision}，或本文件包所列的更后版次（核验步骤 4、5）。`,
      ),
      note(
        'What was never recorded cannot be seen here. A contact of which only the day is known counts for the whole day; one that its source has since taken back counts too. Contacts on other cases of the same person are not part of this stream.',
        '从未记录的事项无法在此反映。仅知日期的联系按全日计；来源其后撤回的联系亦计入。同一当事人其他案件的联系不属于本事件流。',
      ),
      heading('Stretches without outbound contact (one day or more)', '无主动联系的时段（一日以上）'),
      silencesTable(silences(outbound, begin, until), zone),
      heading('By channel', '按渠道'),
      channelsTable(outbound, begin, until),
      heading('While contact was stopped', '暂停联系期间'),
      holdsTable(scene, outbound),
    ],
  };
}
