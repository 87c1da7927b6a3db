/** What an example of a duty is: commands over HTTP, and questions whose answers show that they were served. */
import { partsNamedBy, REGISTER_SAMPLES, REGISTER_STEPS } from '../../../src/http/register-samples.fixture.js';
import type { Deed } from '../../../src/ledger/register/index.js';

/** A command. Ids in braces are those that earlier commands gave: `{case}`, `{contact}`. */
export interface Act {
  /** Route below `/v1`. */
  readonly post: string;
  readonly body: object;
  /** Name under which its answer's id is remembered. */
  readonly as?: string;
  /** After it the reactor of bucket notices runs: what it records belongs to the duty, too. */
  readonly noticed?: true;
  /** Sent by somebody else than the rest. */
  readonly by?: 'supervisor';
}

/** A question and what its answer holds, as `toMatchObject` reads it. */
export interface Ask {
  readonly get: string;
  readonly shows: object;
}

export interface Duty {
  /** As in the trade's list of duties: `D01`. */
  readonly id: string;
  readonly need: string;
  readonly acts: readonly Act[];
  readonly asks: readonly Ask[];
}

export function duty(id: string, need: string, acts: readonly Act[], asks: readonly Ask[]): Duty {
  return { id, need, acts, asks };
}

export function act(post: string, body: object, as?: string): Act {
  return { post, body, as };
}

export function ask(get: string, shows: object): Ask {
  return { get, shows };
}

/** One row of a list that has these members. */
export function row(member: string, shows: object): object {
  // Asymmetric matchers are typed as `any`.
  return { [member]: expect.arrayContaining([expect.objectContaining(shows)]) as unknown };
}

const bodies = new Map(REGISTER_SAMPLES.map(({ dto, body }) => [dto.name.replace(/Dto$/, ''), body]));
/** What somebody else must decide. */
const BY_ANOTHER = [
  'ReviewEscalation',
  'ApproveWaiver',
  'ApproveChargeOff',
  'ApproveRefund',
  'ApproveEarlyHoldRelease',
  'ReleaseFreeze',
];

/** Commands of registers with the examples of their fields, `change` over them. */
export function deeds(...commands: readonly (string | readonly [command: string, change: object])[]): Act[] {
  return commands.map((told) => {
    const [command, change] = typeof told === 'string' ? [told, {}] : told;
    const step = REGISTER_STEPS.find((known) => known.command === command);
    if (!step) throw new Error(`no register has the command ${command}`);
    const {
      occurredAt: _at,
      effectiveDate: _eff,
      extra: _extra,
      sealed: _sealed,
      ...body
    } = bodies.get(command) as Record<string, unknown>;
    const { path: post, creates: as } = step;
    const by = BY_ANOTHER.includes(command) ? ('supervisor' as const) : undefined;
    return { post, body: { ...body, ...partsIn(step.deed), ...change }, as, by };
  });
}

/** Parts that a deed must name are those that the duty made before; the others are left out. */
function partsIn(deed: Deed): object {
  const named = Object.entries(partsNamedBy(deed));
  return Object.fromEntries(named.map(([name, id]) => [name, deed.fields[name]?.optional === true ? undefined : id]));
}

/** The register's list shows the entry that was made last. */
export function listed(path: string, entry: string, shows: object = {}): Ask {
  return ask(`registers/${path}?limit=1000`, row('rows', { entry: `{${entry}}`, ...shows }));
}

/** The case shows the entry, those of its parties among them. */
export function onCase(path: string, shows: object = {}): Ask {
  return ask(`cases/{case}/registers?register=${path}`, row('entries', shows));
}

/** The audit history of the case has a fact of this type. */
export function history(type: string): Ask {
  return ask('cases/{case}/history', row('entries', { type }));
}
