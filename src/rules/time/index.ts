/** What other rooms may use of local time, windows of the day and business days. */
export { isNotKnown, type NotKnown } from './calendars/calendar.js';
export {
  addBusinessDays,
  businessDaysBetween,
  CALENDAR_IDS,
  calendarOf,
  isBusinessDay,
  isCalendarId,
  type CalendarId,
} from './calendars.js';
export { addMonths, addYears, firstInstantOn, windowStart } from './civil-days.js';
export { localDates, localDayNumber, localTimeAt, type LocalTime, type Weekday } from './local-time.js';
export { nextInside, SEARCH_DAYS } from './next-inside.js';
export { isBadWindow, parseWindow, type BadWindow, type WindowData } from './parse-window.js';
export { timeVersions, type TimeVersions } from './versions.js';
export { isInside, notWithin, zonesOutside, type DailyWindow } from './window.js';
