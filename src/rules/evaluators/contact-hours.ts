/**
 * The hours in which a person may be contacted, on the wall clock of every zone in which the person may be; an agreement
 * may widen them, and times that the person called inconvenient narrow them (12 CFR 1006.6(b)(1)(i); CN 22:00 to 08:00).
 */
import type { Millis } from '../../ledger/dates.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';
import { consentFor } from '../dossier/consents.js';
import { statedWindows } from '../dossier/stated-windows.js';
import { isBadWindow, isInside, nextInside, parseWindow, type DailyWindow } from '../time/index.js';

interface Hours {
  /** Wall clock, `08:00`; it belongs to the window. */
  readonly start: string;
  readonly end: string;
  /** Whether the end itself still belongs to it. */
  readonly end_inclusive?: boolean;
  readonly channels?: readonly string[];
  /** Purposes that the hours do not bind. */
  readonly exempt_purposes?: readonly string[];
  /** Purpose of a consent that widens them. */
  readonly consent?: string;
  /** Only one that was given directly to who collects. */
  readonly consent_direct?: boolean;
  /** Whether times that the person called inconvenient are closed too. */
  readonly stated_times?: boolean;
}

/** Parsed once for each text: a memo, not a state. */
const windows = new Map<string, DailyWindow>();

function windowOf({ start, end, end_inclusive = false }: Hours): DailyWindow {
  const key = `${start} ${end} ${end_inclusive}`;
  const known = windows.get(key);
  if (known) return known;
  const parsed = parseWindow({ start, end, endInclusive: end_inclusive });
  if (isBadWindow(parsed)) throw new Error(`a pack was loaded with the window ${start} to ${end}, which is none`);
  windows.set(key, parsed);
  return parsed;
}

function concerns({ act }: Scene, { channels, exempt_purposes }: Hours): boolean {
  if (act.direction !== 'OUTBOUND' || exempt_purposes?.includes(act.purpose)) return false;
  return channels?.includes(act.channel) ?? true;
}

/** Windows that must all hold, and those of which one is enough. */
interface Frame {
  readonly all: readonly DailyWindow[];
  readonly any: readonly DailyWindow[];
}

function isOpen(at: Millis, zones: readonly string[], { all, any }: Frame): boolean {
  const holds = (window: DailyWindow): boolean => isInside(at, zones, window);
  return all.every(holds) && (any.length === 0 || any.some(holds));
}

function nextOpen(at: Millis, zones: readonly string[], { all, any }: Frame): Millis | null {
  if (any.length === 0) return nextInside(at, zones, all) ?? null;
  const starts = any.flatMap((window) => nextInside(at, zones, [...all, window]) ?? []);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** A conversation that began in time and went on past it is no breach, but is said. */
function endedOutside({ id, asked, dossier, zones }: Scene, frame: Frame): boolean {
  const end = asked === undefined && id !== undefined ? dossier.attempt(id)?.conversation?.to : undefined;
  return end !== undefined && !isOpen(end, zones, frame);
}

/**
 * Of a contact that was made, where nobody recorded the zone and it was in time in one that the person may be in: nobody
 * can say. What is only asked for must be in time in all.
 */
function mayHaveBeenOpen({ act, asked, zones, zonesKnown }: Scene, frame: Frame): boolean {
  return asked === undefined && !zonesKnown && zones.some((zone) => isOpen(act.at, [zone], frame));
}

function evaluate(scene: Scene, hours: Hours): Verdict {
  if (!concerns(scene, hours)) return NOT_CONCERNED;
  const { act, zones } = scene;
  if (act.day !== undefined) return { is: 'NOT_EVALUATED', reason: 'time-of-day-not-known' };
  const stated = hours.stated_times ? statedWindows(scene.dossier, act) : [];
  const consent = hours.consent === undefined ? undefined : consentFor(scene, hours.consent, hours.consent_direct);
  const open: DailyWindow[] = consent ? [] : [windowOf(hours)];
  const avoided = stated.filter(({ isWish }) => !isWish);
  const wished = stated.filter(({ isWish }) => isWish);
  const frame: Frame = {
    all: [...open, ...avoided.map(({ window }) => window)],
    any: wished.map(({ window }) => window),
  };
  if (isOpen(act.at, zones, frame)) {
    const flags = endedOutside(scene, frame) ? ['ended-outside-hours'] : undefined;
    return { is: 'ALLOWED', inputs: consent ? [consent.event] : undefined, flags };
  }
  if (mayHaveBeenOpen(scene, frame)) return { is: 'NOT_EVALUATED', reason: 'zone-not-known' };
  const closed = avoided.filter(({ window }) => !isInside(act.at, zones, window));
  const missed = wished.some(({ window }) => isInside(act.at, zones, window)) ? [] : wished;
  const against = [...closed, ...missed].map(({ event }) => event);
  const reason = against.length > 0 ? 'inconvenient-time' : 'outside-hours';
  return { is: 'BREACH', reason, inputs: against, next: nextOpen(act.at, zones, frame) };
}

export const contactHours: ContactEvaluator<Hours> = {
  of: 'contact',
  name: 'contact-hours@1.0.0',
  parameters: {
    type: 'object',
    required: ['start', 'end'],
    additionalProperties: false,
    properties: {
      start: { type: 'string', format: 'time-of-day' },
      end: { type: 'string', format: 'time-of-day' },
      end_inclusive: { type: 'boolean' },
      channels: { type: 'array', items: { type: 'string' } },
      exempt_purposes: { type: 'array', items: { type: 'string' } },
      consent: { type: 'string' },
      consent_direct: { type: 'boolean' },
      stated_times: { type: 'boolean' },
    },
  },
  evaluate,
};
