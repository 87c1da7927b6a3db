/** With which program, rules and calendars a pack was made. */
import { packageVersion } from '../cli/version.js';
import type { RuleBook } from '../clearance/index.js';
import { isCalendarId, timeVersions } from '../rules/index.js';
import type { About } from '../seal/pack/manifest.js';

type Versions = About['versions'];

/** @param position the packs that decided then. */
export async function versionsAt(rules: RuleBook, position: number): Promise<Versions> {
  const packs = await rules.at(position);
  const { tz, calendars } = timeVersions(packs.flatMap(({ pack }) => pack.calendar ?? []).filter(isCalendarId));
  return {
    software: `quittance@${packageVersion()}`,
    packs: packs.map(({ pack }) => ({ id: pack.pack, version: String(pack.version) })),
    tz,
    calendars: Object.entries(calendars).map(([id, version]) => ({ id, version })),
  };
}
