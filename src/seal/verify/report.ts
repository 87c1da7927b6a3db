/** A verdict in lines for people. */
import { UNSEEN } from './link-words.js';
import { EXPORTERS_WORD, REMAKE_LABELS, WHY_NOT } from './remake-words.js';
import type { Details, StepId, StepResult, Verdict } from './verdict.js';
import {
  CODES,
  HOLDS,
  HONEST_MAP,
  LABELS,
  NEVER_PROVEN,
  NOT_ASKED,
  NOT_REACHED,
  TITLES,
  type Language,
  type Words,
} from './words.js';

/** Ranges of bodies left out that are listed; the JSON document has all. */
const RANGES_MAX = 200;

export function fill(words: Words, lang: Language, details: Details = {}): string {
  return words[lang].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name];
    if (value === undefined) return whole;
    return value === '' ? LABELS.nobody[lang] : String(value);
  });
}

/** The one sentence. */
export function verdictLine(verdict: Verdict, lang: Language): string {
  const size = verdict.pack?.size ?? 0;
  const remade = verdict.steps.find(({ id }) => id === 'remake');
  if (verdict.ok && remade?.status === 'holds') return fill(REMAKE_LABELS.verdict, lang, { size, ...remade.details });
  if (verdict.ok) return fill(LABELS.verdict, lang, { size });
  const first = verdict.steps.find(({ status }) => status === 'fails') ?? verdict.steps[0];
  return fill(LABELS.refused, lang, { n: first?.n ?? 0, title: first ? TITLES[first.id][lang] : '' });
}

/** What a step says: what it proves, or why it fails. */
export function stepSays(step: StepResult, lang: Language): readonly string[] {
  if (step.status === 'holds') return [fill(HOLDS[step.id], lang, step.details)];
  if (step.status === 'not-asked') return [fill(NOT_ASKED[step.id] ?? NOT_REACHED, lang)];
  if (step.status === 'not-reached') return [NOT_REACHED[lang]];
  const told = step.findings.map(({ code, details }) => fill(CODES[code], lang, details));
  const more = step.count - told.length;
  return more > 0 ? [...told, fill(LABELS.more, lang, { count: more })] : told;
}

/** Sentences on what is not proven: always some, and more where something was not asked. */
export function notProven({ steps, values, withheld, unseen }: Verdict, lang: Language): string[] {
  const skipped = steps.filter(({ status }) => status === 'not-asked').flatMap((step) => stepSays(step, lang));
  const open = [
    ...(withheld.length > 0 ? [{ en: 'what bodies that are left out say', zh: '未提供的正文的内容' }] : []),
    ...(values.withheld > 0 ? [{ en: 'personal values that are left out', zh: '未提供的个人信息' }] : []),
  ];
  const isHolding = (step: StepId): boolean => steps.some(({ id, status }) => id === step && status === 'holds');
  if (!isHolding('log')) open.push(HONEST_MAP);
  const told = isHolding('remake') ? REMAKE_LABELS.manifest : EXPORTERS_WORD;
  const people = unseen.map((each) => fill(UNSEEN, lang, { ...each }));
  return [...skipped, ...people, ...[...open, ...NEVER_PROVEN, told].map((words) => words[lang])];
}

export function reportLines(verdict: Verdict, lang: Language): string[] {
  const { pack, steps } = verdict;
  const marks = { holds: LABELS.ok, fails: LABELS.fails, 'not-asked': LABELS.skipped, 'not-reached': LABELS.skipped };
  const stepLines = steps.flatMap((step) => {
    const [first = '', ...rest] = stepSays(step, lang);
    const head = `${String(step.n).padStart(2)} ${marks[step.status][lang].padEnd(6)} ${TITLES[step.id][lang]}: `;
    return [`${head}${first}`, ...rest.map((line) => `   ${line}`)];
  });
  return [
    verdictLine(verdict, lang),
    '',
    ...(pack ? headLines(verdict, lang) : []),
    ...stepLines,
    ...listLines(verdict, lang),
    '',
    LABELS.notProven[lang],
    ...notProven(verdict, lang).map((line) => `- ${line}`),
  ];
}

function headLines({ pack, witnesses, tokens, untold }: Verdict, lang: Language): string[] {
  if (!pack) return [];
  const times = [
    ...Object.entries(witnesses).map(([name, at]) => `${at} (${name})`),
    ...tokens.map(({ at, authority }) => `${at} (${authority})`),
  ];
  const what = pack.kind === 'case' ? `${LABELS.about[lang]} ${pack.case}` : LABELS.portfolio[lang];
  const knownAt = pack.knownAt.at ?? pack.knownAt.asked ?? LABELS.nobody[lang];
  return [
    `${what}, ${pack.origin}`,
    fill(LABELS.asOf, lang, { asOf: pack.asOf, knownAt, exportedAt: pack.exportedAt }),
    ...(untold.later + untold.dated > 0 ? [fill(LABELS.untold, lang, { ...untold })] : []),
    times.length > 0 ? fill(LABELS.cosigned, lang, { times: times.join(', ') }) : LABELS.undated[lang],
    fill(LABELS.manifest, lang, { manifest: pack.manifest }),
    '',
  ];
}

function listLines({ pack, withheld, readable }: Verdict, lang: Language): string[] {
  const shown = withheld.slice(0, RANGES_MAX).map((range) => `- ${fill(LABELS.range, lang, { ...range })}`);
  const more = withheld.length - shown.length;
  const told = (readable ?? []).flatMap(({ path, why }) =>
    why === undefined ? [] : [`- ${fill(REMAKE_LABELS.file, lang, { path, why: WHY_NOT[why][lang] })}`],
  );
  const later = (pack?.later ?? []).map((each) => `- ${fill(LABELS.laterRange, lang, { ...each })}`);
  return [
    ...(shown.length > 0 ? ['', LABELS.withheld[lang], ...shown] : []),
    ...(more > 0 ? [fill(LABELS.more, lang, { count: more })] : []),
    ...(later.length > 0 ? ['', LABELS.later[lang], ...later] : []),
    ...(told.length > 0 ? ['', REMAKE_LABELS.cannot[lang], ...told.slice(0, RANGES_MAX)] : []),
    ...(told.length > RANGES_MAX ? [fill(LABELS.more, lang, { count: told.length - RANGES_MAX })] : []),
  ];
}
