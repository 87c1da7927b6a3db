/** The duties of this process, each under its lease, and who has the lease of each in the whole house. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { LaneDesk, LATER_LANE, type LaneLead } from './lane-desk.js';
import type { LeaseStanding, LeaseTable } from './lease.js';
import { LeaseKeeper, type Term } from './lease-keeper.js';
import { DUTIES, type Duty, type Role } from './roles.js';

/** Who a process is for the others: machine, process and start. */
export function nameOfProcess(): string {
  return `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
}

export interface DutyStanding {
  /** A duty; `projector-2` and so on: a further lane of the projector. */
  readonly role: string;
  /** Whether this process has the role: then it takes over where nobody does it. */
  readonly here: boolean;
  /** 'active': this process does it; 'waiting': another does; 'vacant': nobody does it now. */
  readonly state: 'active' | 'waiting' | 'vacant';
  /** The process that has the lease; null where nobody has it now. */
  readonly holder: string | null;
  /** Number of the last holding; 0 where there was none. */
  readonly fence: number;
}

export interface RoleDeskParts {
  readonly roles: readonly Role[];
  readonly seconds: number;
  /** Over how many lanes the projector is split. */
  readonly lanes?: number;
  readonly open: () => Promise<LeaseTable>;
  readonly log: (line: string) => void;
}

export class RoleDesk {
  readonly holder = nameOfProcess();
  private readonly keepers = new Map<Duty, LeaseKeeper>();
  private leases: Promise<LeaseTable> | undefined;
  private laneDesk: LaneDesk | undefined;

  constructor(private readonly parts: RoleDeskParts) {}

  has(role: Role): boolean {
    return this.parts.roles.includes(role);
  }

  /**
   * Does a duty whenever this process gets its lease; nothing where it has not got the role. Throws where the leases cannot
   * be opened.
   * @param lead see `LeaseKeeper.start`
   */
  async start(duty: Duty, lead: (term: Term) => Promise<boolean>): Promise<void> {
    if (!this.has(duty) || this.keepers.has(duty)) return;
    const { seconds, log } = this.parts;
    const keeper = new LeaseKeeper({ leases: await this.open(), name: duty, holder: this.holder, seconds, log });
    this.keepers.set(duty, keeper);
    keeper.start(lead);
  }

  /** The same for the lanes of the projector, each whenever this process gets its lease. */
  async startLanes(lead: LaneLead): Promise<void> {
    if (!this.has('projector') || this.laneDesk) return;
    const { seconds, log, lanes = 1 } = this.parts;
    this.laneDesk = new LaneDesk({ leases: await this.open(), holder: this.holder, seconds, lanes, log });
    this.laneDesk.start(lead);
  }

  /** The holding of a lane by this process. */
  termOfLane(lane: number): Term | undefined {
    return this.laneDesk?.termOf(lane);
  }

  /** The holding of a duty by this process. */
  termOf(duty: Duty): Term | undefined {
    return this.keepers.get(duty)?.term;
  }

  /** Who does what. Throws where the leases cannot be read; empty where this process has opened none. */
  async standing(): Promise<readonly DutyStanding[]> {
    const leases = await this.leases;
    if (!leases) return [];
    const known = new Map((await leases.list()).map((lease) => [lease.name, lease]));
    const more = [...known.values()].filter((lease) => this.isLane(lease)).map(({ name }) => name);
    return [...DUTIES, ...more].map((role) => {
      const { holder = '', fence = 0, secondsLeft = 0 } = known.get(role) ?? {};
      const held = secondsLeft > 0;
      const state = !held ? 'vacant' : holder === this.holder ? 'active' : 'waiting';
      return {
        role,
        here: this.has(DUTIES.find((duty) => duty === role) ?? 'projector'),
        state,
        holder: held ? holder : null,
        fence,
      };
    });
  }

  /** A lane that is had now, or that this process knows of: what an older number of lanes left is none. */
  private isLane({ name, secondsLeft }: LeaseStanding): boolean {
    const { lanes = 1 } = this.parts;
    return LATER_LANE.test(name) && (secondsLeft > 0 || Number(name.split('-')[1]) <= lanes);
  }

  /** Ends the duties of this process and gives their leases back. */
  async stop(): Promise<void> {
    await Promise.all([...this.keepers.values()].map((keeper) => keeper.stop()).concat(this.laneDesk?.stop() ?? []));
  }

  async close(): Promise<void> {
    await this.stop();
    const leases = await this.leases?.catch(() => undefined);
    this.leases = undefined;
    await leases?.close();
  }

  /** Whoever only looks opens it too. */
  open(): Promise<LeaseTable> {
    // What could not be opened is tried again by the next who needs it.
    this.leases ??= this.parts.open().catch((error: unknown) => {
      this.leases = undefined;
      throw error;
    });
    return this.leases;
  }
}
