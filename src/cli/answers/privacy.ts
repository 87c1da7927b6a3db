/** `quittance privacy erase|hold|restrict|lift|export`. */
import type { EntriesOf } from '../../../projections/registers/entries-of.query.js';
import type { CommandAnswer } from '../../http/command-sender.js';
import type { PersonalData } from '../../privacy/personal-data.js';
import { withLedger, type Cli } from '../cli.js';
import { recordExport, refuseExisting, writeNew } from '../exported-file.js';
import { CliError, EXIT } from '../exit.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';

export interface EraseOptions {
  readonly requester: string;
  readonly basis: string;
  readonly text?: string;
  readonly approve?: string;
  readonly refuse?: string;
  readonly ground: string;
  readonly reason?: string;
}

export interface HoldOptions {
  readonly ground: string;
  readonly matter?: string;
  readonly release?: string;
  readonly approve?: string;
  readonly reason?: string;
}

export interface RestrictOptions {
  readonly ground: string;
  readonly reason?: string;
}

export interface LiftOptions {
  readonly reason: string;
}

export interface ExportOptions {
  readonly output: string;
}

const pathOf = (...parts: readonly string[]): string => `/v1/${parts.map(encodeURIComponent).join('/')}`;

/** Sends one command and says in one line what it did. */
async function send(cli: Cli, path: string, body: object, said: (answer: CommandAnswer) => string): Promise<void> {
  await withLedger(cli, { what: 'privacy' }, async (door) => {
    const answer = await door.post<CommandAnswer>(path, body);
    await cli.out.answer(answer, () => [said(answer)]);
  });
}

export async function privacyErase(cli: Cli, party: string, options: EraseOptions): Promise<void> {
  const { requester, basis, text, approve, refuse, ground, reason } = options;
  if (approve !== undefined && refuse !== undefined) {
    throw new CliError(EXIT.usage, 'Approve or refuse: give one of --approve and --refuse.');
  }
  const url = pathOf('parties', party, 'erasures');
  if (approve !== undefined) return privacyApprove(cli, party, approve);
  if (refuse !== undefined) {
    return send(cli, `${url}/${encodeURIComponent(refuse)}/refusals`, { ground, reason }, () => `Refused ${refuse}.`);
  }
  await send(cli, url, { requester, basis, text }, ({ id }) => `Asked for: another person approves ${id ?? ''}.`);
}

/** Approval comes to an erasure or to a recorded refusal: which of them is read from the register. */
async function privacyApprove(cli: Cli, party: string, erasure: string): Promise<void> {
  await withLedger(cli, { what: 'privacy' }, async (door) => {
    const answer = await door.post<CommandAnswer>(pathOf('parties', party, 'erasures', erasure, 'approvals'), {});
    const { erased, ground, until, reason } = await outcomeOf(door, party, erasure);
    await cli.out.answer({ ...answer, erased, ground, until, reason }, () => {
      if (erased) return [`Erased ${party}: its keys are destroyed.`];
      const end = until === undefined ? '' : ` until ${until}`;
      return [`Refused, and recorded: ${ground ?? ''}${end}${reason === undefined ? '' : ` (${reason})`}.`];
    });
  });
}

interface EraseOutcome {
  readonly erased: boolean;
  readonly ground?: string;
  readonly until?: string;
  readonly reason?: string;
}

async function outcomeOf(door: LedgerDoor, party: string, erasure: string): Promise<EraseOutcome> {
  const { entries } = await door.get<EntriesOf>(pathOf('parties', party, 'registers'), { register: 'erasures' });
  const entry = entries.find(({ id }) => id === erasure);
  if (entry?.last !== 'ErasureRefused') return { erased: entry?.last === 'ErasureApproved' };
  return { erased: false, ...(entry.fields as Omit<EraseOutcome, 'erased'>) };
}

export async function privacyHold(cli: Cli, stream: string, options: HoldOptions): Promise<void> {
  const { ground, matter, release, approve, reason } = options;
  const base = stream.startsWith('case-')
    ? pathOf('cases', stream, 'case-legal-holds')
    : pathOf('parties', stream, 'legal-holds');
  if (release !== undefined && approve !== undefined) {
    throw new CliError(EXIT.usage, 'One person asks, another releases: give one of --release and --approve.');
  }
  if (approve !== undefined) {
    return send(cli, `${base}/${encodeURIComponent(approve)}/releases`, {}, () => `Released ${approve}.`);
  }
  if (release !== undefined) {
    const url = `${base}/${encodeURIComponent(release)}/release-requests`;
    return send(cli, url, { reason }, () => `Asked for: another person releases ${release}.`);
  }
  await send(cli, base, { ground, matter, reason }, ({ id }) => `Held as ${id ?? ''}.`);
}

export async function privacyRestrict(cli: Cli, party: string, { ground, reason }: RestrictOptions): Promise<void> {
  const url = pathOf('parties', party, 'restrictions');
  await send(cli, url, { ground, reason }, ({ id }) => `Restricted as ${id ?? ''}.`);
}

export async function privacyLift(
  cli: Cli,
  party: string,
  restriction: string,
  { reason }: LiftOptions,
): Promise<void> {
  const url = pathOf('parties', party, 'restrictions', restriction, 'liftings');
  await send(cli, url, { reason }, () => `Lifted ${restriction}.`);
}

export async function privacyExport(cli: Cli, party: string, { output }: ExportOptions): Promise<void> {
  refuseExisting(output);
  await withLedger(cli, { what: 'privacy' }, async (door) => {
    const data = await door.get<PersonalData>(pathOf('parties', party, 'personal-data'));
    const { length } = data.values;
    const bytes = `${JSON.stringify(data, null, 2)}\n`;
    await recordExport(door, { what: 'personal-data', streams: [party] }, { format: 'json', bytes, count: length });
    // Personal data: for its owner alone.
    writeNew(output, bytes, 0o600);
    await cli.out.answer({ party, file: output, values: length }, () => [`${length} values in ${output}`]);
  });
}
