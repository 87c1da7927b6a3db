/** How far the seal is, for people, probes and metrics. */
import type { EventStore } from '../store/port.js';
import { eventsBehind } from '../store/streams.js';
import { recordedAt } from './event-leaf.js';
import type { Sealer } from './sealer.js';
import type { WitnessStatus } from './witnesses/witness-desk.js';
import type { Stopped } from './work.js';

/** Behind and not moving for this long is an alarm: slow is no fault, standing still is. */
export const SEAL_STALL_SECONDS = 60;

/** How far those are who vouch for the seal. */
export interface VouchedStatus {
  /** Leaves of the newest checkpoint that enough witnesses have signed; where none are configured, of the newest. */
  readonly witnessed: number;
  /** For how long a checkpoint has waited for its witnesses, seconds. */
  readonly witnessLagSeconds: number;
  readonly witnesses: readonly WitnessStatus[];
  /** When the newest time stamp was made; null where there is none. */
  readonly stampedAt: string | null;
  /** Why the last attempt gave none. */
  readonly stampFailed: string | null;
}

export interface SealStatus extends VouchedStatus {
  /**
   * 'idle': this process does not seal (a command beside nobody); 'following': it takes over what another process seals;
   * 'stopped' and 'stalled' need somebody to look.
   */
  readonly state: 'idle' | 'sealing' | 'following' | 'stalled' | 'stopped';
  readonly origin: string;
  /** Leaves that the last published checkpoint covers. */
  readonly size: number;
  /** Facts that no checkpoint covers yet. */
  readonly lagEvents: number;
  /** Age of the oldest of them; 0 where there is none. */
  readonly lagSeconds: number;
  /** Facts whose recordedAt does not fit the time at which the store got them. */
  readonly findings: number;
  readonly stopped: Stopped | null;
}

/** @param store without the checkpoints themselves: they are nothing to be sealed */
export async function sealStatus(sealer: Sealer, store: EventStore, now: number): Promise<SealStatus> {
  const { signer, published, stopped = null, db, position } = sealer;
  const unread = await eventsBehind(store, position, await store.head());
  const size = published?.size ?? 0;
  const lagEvents = unread + Math.max(0, sealer.size - size);
  const since = sealer.unpublishedSince ?? (unread > 0 ? await recordedAfter(store, position) : undefined);
  const lagSeconds = lagEvents === 0 || since === undefined ? 0 : Math.max(0, now - since) / 1000;
  const stands = lagEvents > 0 && now - sealer.movedAt > SEAL_STALL_SECONDS * 1000;
  const doing = sealer.seals === 'here' ? 'sealing' : 'following';
  return {
    state: stopped ? 'stopped' : sealer.seals === 'nowhere' ? 'idle' : stands ? 'stalled' : doing,
    origin: signer.origin,
    size,
    lagEvents,
    lagSeconds,
    findings: db?.findingCount() ?? 0,
    stopped,
    ...vouchedStatus(sealer),
  };
}

function vouchedStatus({ witnesses, anchors }: Sealer): VouchedStatus {
  return {
    witnessed: witnesses.witnessed?.size ?? 0,
    witnessLagSeconds: witnesses.behindSeconds,
    witnesses: witnesses.status(),
    stampedAt: anchors.last?.time ?? null,
    stampFailed: anchors.failed ?? null,
  };
}

async function recordedAfter(store: EventStore, position: number): Promise<number | undefined> {
  const [event] = await store.readAll(position, 1);
  return event && recordedAt(event);
}
