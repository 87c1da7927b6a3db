/** Where the deeds of registers are recorded over HTTP. */
import { namesEntry, type Deed, type Register, type RegisterStream } from './register.js';

/** Where the streams of a kind stand in routes. */
export const STREAM_PATHS: Readonly<Record<RegisterStream, string>> = {
  case: 'cases',
  party: 'parties',
  portfolio: 'portfolios',
  staff: 'staff',
  incident: 'incidents',
  agency: 'agencies',
};

/** The route of a deed, below `/v1`: `cases/:case/tasks/:task/completions`. */
export function routeOf(register: Register, deed: Deed): string {
  const { stream, path, entry, whole } = register;
  const home = STREAM_PATHS[stream];
  if (deed.does === 'founds') return home;
  const inStream = whole ? `${home}/:${stream}` : `${home}/:${stream}/${path}`;
  const ofEntry = namesEntry(register, deed) ? `${inStream}/:${entry}` : inStream;
  return deed.at === undefined ? ofEntry : `${ofEntry}/${deed.at}`;
}
