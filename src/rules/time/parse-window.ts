/** Reads the windows that packs and preferences state, and says what is wrong with one. */
import type { Weekday } from './local-time.js';
import type { DailyWindow } from './window.js';
import { DAY_MS } from './zone-offsets.js';

/** A window as packs write it. `24:00` is the end of the day. */
export interface WindowData {
  /** `HH:MM` or `HH:MM:SS`; belongs to the window. */
  readonly start: string;
  /** `HH:MM` or `HH:MM:SS`; earlier than the start where the window goes over midnight. */
  readonly end: string;
  /** True: exactly the end still belongs to it, a millisecond later does not. Left out: it ends just before. */
  readonly endInclusive?: boolean;
  /** 1 (Monday) to 7: days on which it begins. Left out: every day. */
  readonly weekdays?: readonly number[];
}

export interface BadWindow {
  /** One sentence for people. */
  readonly wrong: string;
}

export function isBadWindow(window: DailyWindow | BadWindow): window is BadWindow {
  return 'wrong' in window;
}

const FIELDS = ['start', 'end', 'endInclusive', 'weekdays'];
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const DAY_END = /^24:00(?::00)?$/;

/** Data of unknown origin as a window, or what is wrong with it. */
export function parseWindow(data: unknown): DailyWindow | BadWindow {
  if (typeof data !== 'object' || data === null) return { wrong: 'A window is an object with a start and an end.' };
  const unknown = Object.keys(data).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) return { wrong: `A window has no field ${unknown}; it has ${FIELDS.join(', ')}.` };
  const { start, end, endInclusive = false, weekdays } = data as Record<string, unknown>;
  const from = timeOf(start);
  if (from === undefined) return { wrong: `The start ${said(start)} is no time HH:MM or HH:MM:SS.` };
  const to = isDayEnd(end) ? DAY_MS : timeOf(end);
  if (to === undefined) return { wrong: `The end ${said(end)} is no time HH:MM or HH:MM:SS up to 24:00.` };
  if (from === to) return { wrong: `The window starts and ends at ${said(start)}; the whole day is 00:00 to 24:00.` };
  if (typeof endInclusive !== 'boolean') return { wrong: `endInclusive is true or false, not ${said(endInclusive)}.` };
  if (endInclusive && to === DAY_MS) return { wrong: 'The end 24:00 is the next day and cannot belong to the window.' };
  return onWeekdays({ from, until: endInclusive ? to + 1 : to }, weekdays);
}

function onWeekdays(window: DailyWindow, weekdays: unknown): DailyWindow | BadWindow {
  if (weekdays === undefined) return window;
  if (!areWeekdays(weekdays)) return { wrong: `weekdays are numbers from 1 (Monday) to 7, not ${said(weekdays)}.` };
  return { ...window, weekdays: new Set(weekdays) };
}

function isDayEnd(text: unknown): boolean {
  return typeof text === 'string' && DAY_END.test(text);
}

function timeOf(text: unknown): number | undefined {
  const match = typeof text === 'string' ? TIME.exec(text) : null;
  if (!match) return undefined;
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000;
}

function areWeekdays(days: unknown): days is Weekday[] {
  return Array.isArray(days) && days.length > 0 && days.every((day) => [1, 2, 3, 4, 5, 6, 7].includes(day as number));
}

function said(value: unknown): string {
  return JSON.stringify(value) ?? 'that is missing';
}
