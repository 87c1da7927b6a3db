/** From what a decider proposes to the events of one append: ids, keys, salts, chain links. */
import type { Command, Context, Request } from './command.js';
import { commandMac } from './command-mac.js';
import { toInstant, type Millis } from './dates.js';
import { build, type Built } from './envelope.js';
import type { NewFactOf, Zone } from './fact.js';
import { searchedIn } from './party/searched.calc.js';
import type { LedgerPorts, SealedFields, SubjectKey } from './ports.js';
import type { Soon } from './soon.js';

type Proposal = NewFactOf<string, object>;

/** Where the facts go: a stream as it stands. */
export interface Site {
  readonly stream: string;
  readonly head: { readonly revision: number; readonly leaf: string };
  readonly ports: LedgerPorts;
  readonly now: Millis;
  /** When they are recorded. */
  readonly rec: Millis;
}

/** What the command's decision rested on. */
export interface Basis {
  readonly context: Context;
  readonly zone: Zone;
  /** The command's personal fields. */
  readonly personal: readonly string[];
  /** Whose the command's sealed further fields are, where no fact says so. */
  readonly subject: string;
}

export function buildFacts(
  site: Site,
  request: Request,
  decided: readonly Proposal[],
  basis: Basis,
): Soon<readonly Built[]> {
  const proposed = withExtras(request.command, basis.subject, decided);
  const what = { proposed, basis };
  for (const { personal } of proposed)
    if (personal) return sealedWith(keysOf(site.ports, proposed), site, request, what);
  return builtWith(NO_KEYS, site, request, what);
}

function sealedWith(keys: Promise<Keys>, site: Site, request: Request, what: What): Promise<readonly Built[]> {
  return keys.then((found) => builtWith(found, site, request, what));
}

interface What {
  readonly proposed: readonly Proposal[];
  readonly basis: Basis;
}

function builtWith(
  keys: Keys,
  { stream, head, ports, now, rec }: Site,
  { command, by, obo, src, cmd, corr }: Request,
  { proposed, basis }: What,
): readonly Built[] {
  const { zone, personal } = basis;
  const { at, eff } = basis.context;
  const ids: string[] = [];
  for (let i = 0; i < proposed.length; i++) ids.push(ports.entropy.eventId(now));
  const cmdMac = commandMac(ports, command, { personal, key: keys.find(Boolean) });
  const recorded = toInstant(rec);
  const facts: Built[] = [];
  let { leaf: prev, revision } = head;
  for (let i = 0; i < proposed.length; i++) {
    const fact = proposed[i] as Proposal;
    const id = ids[i] as string;
    const cause = typeof fact.cause === 'number' ? ids[fact.cause] : fact.cause;
    const whole = { type: fact.type, data: fact.data, at: fact.at ?? at, eff: fact.eff ?? eff, cause, ref: fact.ref };
    const attempt = { id, salt: ports.entropy.salt(), rec: recorded, by, obo, src, cmd, cmdMac, corr, zone };
    revision += 1;
    const built = build(whole, attempt, { stream, revision, prev }, hide(ports, stream, id, fact, keys[i]));
    prev = built.leaf;
    facts.push(built);
  }
  return facts;
}

/** The source's further fields stay with the command's first fact; personal ones are sealed with it. */
function withExtras({ extra, sealed }: Command, subject: string, facts: readonly Proposal[]): readonly Proposal[] {
  const [first] = facts;
  if (!first || (!extra && !sealed)) return facts;
  const data = extra ? { ...first.data, extra } : first.data;
  const rest = facts.length > 1 ? facts.slice(1) : NONE;
  if (!sealed) return [{ ...first, data }, ...rest];
  const fields = { ...first.personal?.fields, ...sealed };
  return [{ ...first, data, personal: { subject: first.personal?.subject ?? subject, fields } }, ...rest];
}

const NONE: readonly Proposal[] = [];

type Keys = readonly (SubjectKey | undefined)[];
const NO_KEYS: Keys = [];

/** The subject's key of each fact that has personal values; made durable before anything is sealed under it. */
async function keysOf(ports: LedgerPorts, proposed: readonly Proposal[]): Promise<Keys> {
  const keys: (SubjectKey | undefined)[] = [];
  for (const { type, data, personal } of proposed) {
    const searched = personal && searchedIn({ type, data }, personal.fields);
    keys.push(personal && (await ports.conceal.keyOf(personal.subject, searched)));
  }
  return keys;
}

function hide(
  ports: LedgerPorts,
  stream: string,
  event: string,
  { personal }: Proposal,
  key: SubjectKey | undefined,
): SealedFields | undefined {
  return personal && key ? ports.conceal.seal(key, { stream, event }, personal.fields) : undefined;
}
