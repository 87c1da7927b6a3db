/** A verdict as part of the page. Everything is set as text: what a pack says never becomes markup. */
import { notProven, reportLines, stepSays, verdictLine } from '../../src/seal/verify/report.js';
import type { StepResult, Verdict } from '../../src/seal/verify/verdict.js';
import { LABELS, TITLES, type Language } from '../../src/seal/verify/words.js';
import { TEXTS } from './texts.js';

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  content: string | readonly Node[],
  className = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (typeof content === 'string') made.textContent = content;
  else made.append(...content);
  if (className !== '') made.className = className;
  return made;
}

const MARKS = { holds: LABELS.ok, fails: LABELS.fails, 'not-asked': LABELS.skipped, 'not-reached': LABELS.skipped };

function row(step: StepResult, lang: Language): HTMLTableRowElement {
  const says = stepSays(step, lang).map((line) => element('div', line));
  const made = element('tr', [
    element('td', `${step.n} ${TITLES[step.id][lang]}`),
    element('td', MARKS[step.status][lang], step.status),
    element('td', says),
  ]);
  made.dataset['step'] = step.id;
  return made;
}

/** The lines of the report between its first sentence and the steps, and behind them. */
export function show(into: HTMLElement, verdict: Verdict, lang: Language): void {
  const heads = [TEXTS.step, TEXTS.outcome, TEXTS.says].map((words) => element('th', words[lang]));
  const table = element('table', [
    element('thead', [element('tr', heads)]),
    element(
      'tbody',
      verdict.steps.map((step) => row(step, lang)),
    ),
  ]);
  const lists = listsOf(verdict, lang).map((line) => element('div', line));
  const open = notProven(verdict, lang).map((line) => element('li', line));
  into.replaceChildren(
    element('h2', verdictLine(verdict, lang)),
    ...lists,
    table,
    element('h3', LABELS.notProven[lang]),
    element('ul', open),
  );
  into.classList.toggle('ok', verdict.ok);
  into.dataset['exit'] = String(verdict.exit);
  into.hidden = false;
}

/** What the report says besides sentence, steps and what is not proven. */
function listsOf(verdict: Verdict, lang: Language): string[] {
  const lines = reportLines(verdict, lang).slice(1);
  const end = lines.indexOf(LABELS.notProven[lang]);
  return lines.slice(0, end).filter((line) => line !== '' && !/^(?: ?\d{1,2} | {3})/.test(line));
}
