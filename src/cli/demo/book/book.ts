/**
 * The sample book: three portfolios and three hundred cases, all invented. It is made by rule and by seeded chance, so
 * that the same `today` gives the same book byte for byte; it reads no clock.
 */
import { addDays, toMillis, type CivilDate } from '../../../ledger/dates.js';
import { PORTFOLIO } from '../../../ledger/ledger.js';
import { type CreatePortfolio, policyFor } from '../../../ledger/portfolio/index.js';
import { AMERICA } from './america/chapter.js';
import { CHINA } from './china/chapter.js';
import { workdayUpTo } from './calendar.js';
import { Dice } from './dice.js';
import { Diary, type Setting } from './diary.js';
import { tellHouse } from './house.js';
import { ITALY } from './italy/chapter.js';
import { openCase } from './opening.js';
import type { Place } from './place.js';
import { Rehearsal } from './rehearsal.js';
import { STANDARD_POLICY, type Policy } from '../../../ledger/policy.js';
import type { DemoStep } from './step.js';
import type { Chapter, Story } from './story.js';

const CHAPTERS: readonly Chapter[] = [CHINA, AMERICA, ITALY];

/** How far back the book reaches. */
export const BOOK_DAYS = 548;

/** A case of the book: the same on every day. */
export interface BookCase {
  readonly portfolio: string;
  readonly ref: string;
  /** Title of its story, in English. */
  readonly story: string;
}

/** Every case with the story that it tells, in the order of the book. */
export function bookCases(): BookCase[] {
  return [...plots()].map(({ chapter, story, ref }) => {
    return { portfolio: chapter.place.portfolio.name, ref, story: story.title };
  });
}

/**
 * The book as it stands on a day: portfolios first, then case after case, each in the order of time; then the house.
 * @param today the date in UTC. Everything in the book happened before it begins; promises and deadlines may lie ahead.
 */
export function* demoBook(today: CivilDate): Generator<DemoStep, void, undefined> {
  const settings = new Map<Chapter, Setting>();
  for (const chapter of CHAPTERS) {
    const { place } = chapter;
    settings.set(chapter, { place, policy: policyOf(place, today), today });
    yield { key: `portfolio:${place.portfolio.name}`, portfolio: createPortfolio(place, today) };
  }
  for (const plot of plots()) yield* tellCase(settings.get(plot.chapter) as Setting, plot);
  for (const chapter of CHAPTERS) {
    const [first] = [...plots()].filter((plot) => plot.chapter === chapter);
    yield* tellHouse(chapter.place, first?.ref ?? '', today);
  }
}

/** What is fixed about a case whatever the day: its chapter, its story, its name. */
interface Plot {
  readonly chapter: Chapter;
  readonly story: Story;
  readonly ref: string;
}

function* plots(): Generator<Plot, void, undefined> {
  let number = 0;
  for (const chapter of CHAPTERS) {
    for (const story of storyOrder(chapter)) {
      number += 1;
      yield { chapter, story, ref: `${chapter.place.prefix}-${String(number).padStart(6, '0')}` };
    }
  }
}

function createPortfolio(place: Place, today: CivilDate): CreatePortfolio {
  return { ...place.portfolio, occurredAt: addDays(today, -BOOK_DAYS) };
}

function policyOf(place: Place, today: CivilDate): Policy {
  const { name } = place.portfolio;
  const rehearsal = new Rehearsal(PORTFOLIO, name, STANDARD_POLICY, toMillis(`${today}T00:00:00Z`));
  rehearsal.run(createPortfolio(place, today), '');
  const [created] = rehearsal.facts;
  if (created?.type !== 'PortfolioCreated') throw new Error(`the portfolio ${name} is refused`);
  return policyFor(created);
}

/** Which story each case of a chapter tells, in an order that shows no pattern. */
function storyOrder({ place, stories }: Chapter): Story[] {
  const told = stories.flatMap((story) => Array.from({ length: story.cases }, () => story));
  return new Dice(place.portfolio.name).shuffled(told);
}

/** Most cases are young, as in any book that is worked. */
function age({ age }: Story, dice: Dice): number {
  return Math.min(dice.int(...age), dice.int(...age), dice.int(...age));
}

function tellCase(setting: Setting, { story, ref }: Plot): readonly DemoStep[] {
  const dice = new Dice(`opening of ${ref}`);
  const debtor = setting.place.person(dice);
  const opened = workdayUpTo(addDays(setting.today, -age(story, dice)));
  const diary = new Diary(setting, ref, debtor.name, opened);
  openCase(diary, debtor);
  for (const beat of story.scenes.flat()) {
    if (diary.over) break;
    beat(diary);
  }
  return diary.steps;
}
