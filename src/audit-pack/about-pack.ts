/** What the manifest says of a pack: of what it speaks, and under which terms it was made. */
import { toInstant } from '../ledger/dates.js';
import type { About } from '../seal/pack/manifest.js';
import { LANGUAGES } from './languages.js';
import type { PackMoment } from './moment.js';
import type { Desk, Prepared } from './prepare.js';
import type { PackRequest } from './request.js';
import { versionsAt } from './versions.js';

/** What a pack says of itself that shows personal values. */
export const SHOWN = 'Personal values are shown; those of people whose processing is restricted are withheld.';
const HIDDEN = 'Personal values and free text are withheld.';

export async function aboutPack(
  { clock, clearance }: Desk,
  request: PackRequest,
  { gathered, state }: Prepared,
  { asOf, asked, at, event }: PackMoment,
): Promise<About> {
  const { kind, portfolio, cases, redact, discloses } = request;
  return {
    kind,
    ...(kind === 'case' ? { case: cases[0] as string } : {}),
    portfolio,
    asOf,
    knownAt: { asked, at, event },
    exportedAt: toInstant(clock.now()),
    later: gathered.streams.flatMap(({ sid, lastRev, later }) =>
      later === 0 ? [] : [{ sid, from: lastRev + 1, count: later }],
    ),
    redaction: { role: redact ?? null, policy: discloses ? SHOWN : HIDDEN },
    versions: await versionsAt(clearance.ruleBook, state.heads.position),
    languages: LANGUAGES,
  };
}
