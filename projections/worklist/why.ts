/** Why a line stands in the worklist, as a code and in words. */
import { shippedPacks } from '../../src/clearance/index.js';
import { packName, ruleName, type Words } from '../../src/rules/index.js';
import { CASE_REGISTERS } from '../../src/ledger/registers.js';
import { caseWords } from '../audit-history/sentences/registers/case.words.js';
import type { DeadlineStatus } from '../deadlines/deadlines.js';

type Pair = readonly [coming: string, past: string];

/** Codes by source: while it is still to come, and once it was missed. */
const CODES: Readonly<Record<string, Pair>> = {
  promise: ['PROMISE_DUE', 'PROMISE_BROKEN'],
  instalment: ['INSTALMENT_DUE', 'INSTALMENT_MISSED'],
  complaint: ['COMPLAINT_DUE', 'COMPLAINT_OVERDUE'],
  court: ['COURT_DEADLINE', 'COURT_DEADLINE_MISSED'],
  rule: ['RULE_DEADLINE_NEAR', 'RULE_DEADLINE_MISSED'],
};

/** `TASK_DUE`, `PROMISE_BROKEN`: of a register the name of the entry. */
export function whyOf(source: string, what: string, status: DeadlineStatus): string {
  const name = what.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const [coming, past] = CODES[source] ?? [`${name}_DUE`, `${name}_OVERDUE`];
  return status === 'MISSED' ? past : coming;
}

const SAID: Readonly<Record<string, Words>> = {
  PROMISE_DUE: { en: 'A promised payment is due', zh: '承诺还款即将到期' },
  PROMISE_BROKEN: { en: 'A promise was broken', zh: '承诺还款未兑现' },
  INSTALMENT_DUE: { en: 'An instalment is due', zh: '分期款即将到期' },
  INSTALMENT_MISSED: { en: 'An instalment was missed', zh: '分期款未还' },
  COMPLAINT_DUE: { en: 'A complaint must be answered', zh: '投诉须答复' },
  COMPLAINT_OVERDUE: { en: 'A complaint was not answered in time', zh: '投诉逾期未答复' },
  COURT_DEADLINE: { en: 'A judgment must be performed', zh: '判决须履行' },
  COURT_DEADLINE_MISSED: { en: 'A judgment was not performed in time', zh: '判决逾期未履行' },
};

/** What an entry of a register was when it began: `Task requested`. */
function entryWords(what: string): Words {
  const [first] = Object.values(CASE_REGISTERS.find(({ entry }) => entry === what)?.deeds ?? {});
  const [en, zh] = first ? caseWords[first.fact as keyof typeof caseWords] : [what, what];
  return { en, zh };
}

/** Titles by `uk@1 UK-DISP-2@1`: rows are of shipped packs only. Worked out when a list first has such a line. */
let titles: ReadonlyMap<string, Words> | undefined;

function titleOf(pack: string, rule: string): Words {
  titles ??= new Map(
    shippedPacks().flatMap(({ pack: one }) =>
      one.rules.map((entry) => [`${packName(one)} ${ruleName(entry)}`, entry.title] as const),
    ),
  );
  return titles.get(`${pack} ${rule}`) ?? { en: rule, zh: rule };
}

export interface Line {
  readonly source: string;
  readonly what: string;
  readonly status: DeadlineStatus;
  readonly rule: string | null;
  readonly pack: string | null;
}

/** What to do, in words: of a rule its title. */
export function wordsOf({ source, what, status, rule, pack }: Line): Words {
  const isMissed = status === 'MISSED';
  if (rule !== null && pack !== null) {
    const { en, zh } = titleOf(pack, rule);
    return {
      en: `${isMissed ? 'Missed' : 'Due'} under ${rule}: ${en}`,
      zh: `${isMissed ? '已逾期' : '到期'}（${rule}）：${zh}`,
    };
  }
  const said = SAID[whyOf(source, what, status)];
  if (said) return said;
  const { en, zh } = entryWords(what);
  return { en: `${isMissed ? 'Overdue' : 'Due'}: ${en}`, zh: `${isMissed ? '逾期' : '到期'}：${zh}` };
}
