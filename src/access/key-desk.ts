/** What the admin may do with keys: which portfolios and expiries are sound, and who may give a key a new secret. */
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { toInstant, type Millis } from '../ledger/dates.js';
import { LedgerSecrets } from '../privacy/secrets.js';
import { ApiKeys, isUsable, OVERLAP_HOURS_DEFAULT, type ApiKey, type MadeKey } from './api-keys.js';
import { expiryOf } from './expiry.js';
import type { CreateKeyDto } from './keys.dto.js';
import { may } from './rights.js';
import { StreamPortfolios } from './stream-portfolios.js';

/** A new secret, or that it waits for another admin. */
export type Rotation = MadeKey | { readonly key: ApiKey; readonly asked: string; readonly askedBy: string };

@Injectable()
export class KeyDesk {
  constructor(
    @Inject(ApiKeys) readonly keys: ApiKeys,
    @Inject(LedgerSecrets) private readonly ids: LedgerSecrets,
    @Inject(StreamPortfolios) private readonly portfolios: StreamPortfolios,
  ) {}

  /**
   * Who makes a key sees its secret, and could be two persons with it: it is kept who that is, and keys that approve are made
   * at the machine, by somebody who holds the keys' file anyway.
   */
  async create(
    { name, role, portfolios, expires, personalData }: CreateKeyDto,
    { via, id: by }: Pick<Caller, 'via' | 'id'>,
    now: Millis,
  ): Promise<MadeKey> {
    if (via !== 'cli' && may(role, 'approves')) {
      const detail = `A key of the role ${role} could approve what you ask for: make it on the ledger's machine, with quittance key create.`;
      throw Problem.of(403, 'four-eyes', detail, { field: 'role' });
    }
    if (personalData && role !== 'auditor') {
      const detail = `personalData is for the role auditor; ${role === 'reporting' ? 'reporting never sees personal values' : `${role} sees personal values anyway`}.`;
      throw Problem.of(400, 'personal-data-role', detail, { field: 'personalData' });
    }
    const bound = portfolios && (await Promise.all(portfolios.map((each) => this.portfolioId(each))));
    if (bound?.length === 0) throw Problem.of(400, 'no-portfolio', 'portfolios names none.', { field: 'portfolios' });
    const end = expires === undefined ? undefined : expiryOf(expires, now);
    if (expires !== undefined && end === undefined) {
      const detail = `expires is a number of days such as 90d, or a day from today on; it was '${expires}'.`;
      throw Problem.of(400, 'bad-expiry', detail, { field: 'expires' });
    }
    return this.keys.create(name, role, toInstant(now), {
      portfolios: bound,
      personalData,
      expires: end,
      shownTo: via === 'cli' ? undefined : by,
    });
  }

  /**
   * A new secret is an identity. A key may renew its own; the operator at the machine holds the keys' file anyway; everybody
   * else needs a second admin, since with the key of another they could approve what they asked for themselves.
   */
  async rotate(
    idOrPrefix: string,
    overlapHours: number | undefined,
    { id: by, via }: Caller,
    now: Millis,
  ): Promise<Rotation> {
    const key = await this.usable(idOrPrefix, now);
    const hours = overlapHours ?? OVERLAP_HOURS_DEFAULT;
    if (via === 'cli' || by === `key:${key.id}`) return this.keys.rotate(key.id, hours, now);
    const { asked, asked_by } = await this.keys.askRotation(key.id, by, hours, toInstant(now));
    return { key, asked, askedBy: asked_by };
  }

  async approve(idOrPrefix: string, { id: by, via }: Caller, now: Millis): Promise<MadeKey> {
    const key = await this.usable(idOrPrefix, now);
    const asked = await this.keys.rotationAsked(key.id);
    if (!asked) throw Problem.of(404, 'unknown-rotation', `Nobody asked for a rotation of the key ${key.prefix}.`);
    if ((await this.keys.handsOf(by)).has(asked.asked_by)) {
      throw Problem.of(409, 'four-eyes', 'Who asked for the rotation cannot approve it: ask somebody else.');
    }
    const made = await this.keys.rotateAsked(asked, now, via === 'cli' ? undefined : by);
    if (made) return made;
    throw Problem.of(
      409,
      'rotation-answered',
      'Somebody has approved that rotation meanwhile, or asked anew: look again.',
    );
  }

  /** By id or prefix. */
  async keyCalled(idOrPrefix: string): Promise<ApiKey> {
    const key = await this.keys.find(idOrPrefix.replace(/^qk_/, ''));
    if (key) return key;
    throw Problem.of(404, 'unknown-key', `There is no key '${idOrPrefix.slice(0, 40)}'.`);
  }

  private async usable(idOrPrefix: string, now: Millis): Promise<ApiKey> {
    const key = await this.keyCalled(idOrPrefix);
    if (isUsable(key, now)) return key;
    throw Problem.of(409, 'key-over', `The key ${key.prefix} is revoked or has expired. Make a new one.`);
  }

  /** @throws Problem where there is no such portfolio: a key bound to a misspelt name would see nothing. */
  private async portfolioId(nameOrId: string): Promise<string> {
    const id = this.portfolios.idOf(nameOrId, this.ids);
    if (await this.portfolios.exists(id)) return id;
    throw Problem.of(404, 'unknown-portfolio', `There is no portfolio '${nameOrId.slice(0, 80)}'.`, {
      field: 'portfolios',
    });
  }
}
