/** The keyed digest by which a command is known again: its input as sent, without who sent it, from where and when. */
import { canonical, type Json } from '../seal/canonical.js';
import type { Command } from './command.js';
import type { LedgerPorts, SubjectKey } from './ports.js';

/** How a command's personal fields enter its digest. */
export interface Hidden {
  /** Fields that are personal or free text. */
  readonly personal: readonly string[];
  /** Key of the subject of the command's first personal fact. */
  readonly key: SubjectKey | undefined;
}

/**
 * Keyed digest of the command; personal fields enter it only as digests under their subject's key.
 * @throws when the input has no canonical form.
 */
export function commandMac(ports: LedgerPorts, command: Command, { personal, key }: Hidden): string {
  if (personal.length === 0 && !command.sealed) return ports.ids.mac(canonical(command as unknown as Json));
  const hide = (value: string): string => (key ? ports.conceal.mac(key, value) : ports.ids.mac(value));
  const input: Record<string, unknown> = { ...command };
  for (const field of personal) {
    const value = input[field];
    if (typeof value === 'string') input[field] = hide(value);
  }
  if (command.sealed) {
    input['sealed'] = Object.fromEntries(Object.entries(command.sealed).map(([name, value]) => [name, hide(value)]));
  }
  return ports.ids.mac(canonical(input as Json));
}

/** Whether this is the command that was recorded under a digest. An input without a canonical form never was. */
export function isRecorded(mac: string, ports: LedgerPorts, command: Command, hidden: Hidden): boolean {
  try {
    return commandMac(ports, command, hidden) === mac;
  } catch {
    return false;
  }
}
