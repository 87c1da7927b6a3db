/** From a validated body to the command that the ledger sees. */
import type { Command } from '../ledger/command.js';

/**
 * The command of a body: plain objects instead of DTO instances, no members that were left out, and nothing that only
 * the door needs to know (`verbatim`). So the same input has the same digest, however it came in.
 */
export function asCommand<C extends Command>(body: C & { readonly verbatim?: boolean }): C {
  const { verbatim: _verbatim, ...command } = body;
  return plain(command) as C;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}
