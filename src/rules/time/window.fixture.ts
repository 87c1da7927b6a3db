/** Windows for tests, written as packs write them. */
import { isBadWindow, parseWindow, type WindowData } from './parse-window.js';
import type { DailyWindow } from './window.js';

export function window(data: WindowData): DailyWindow {
  const parsed = parseWindow(data);
  if (isBadWindow(parsed)) throw new Error(parsed.wrong);
  return parsed;
}
