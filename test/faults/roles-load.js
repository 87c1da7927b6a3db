// Commands through every process that answers: each has a key of its own and is sent again, to whoever answers, until it is
// acknowledged. Several writers share cases, so that what one process writes another must see.
import { setTimeout as sleep } from 'node:timers/promises';

const WRITERS = 4;
const CASES = 6;
const ANSWER_MS = 8_000;

export class Load {
  /** Answers by command. */
  acknowledged = new Map();
  again = 0;
  over = false;

  /** @param {{ newKeys?: boolean }} options `newKeys` takes a guard away: what is sent again gets a key of its own */
  constructor(house, next, { newKeys = false } = {}) {
    this.house = house;
    this.next = next;
    this.newKeys = newKeys;
  }

  /** The book, before there is any load. */
  async prepare() {
    await this.send('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' }, 'portfolio');
    this.cases = [];
    for (let n = 0; n < CASES; n++) {
      const { stream } = await this.send('/v1/cases', { portfolio: 'main', ref: `C-${n}` }, `case-${n}`);
      await this.send(
        `/v1/cases/${stream}/debts`,
        { currency: 'EUR', balances: { principal: 1_000_000 } },
        `debt-${n}`,
      );
      this.cases.push(stream);
    }
    return this;
  }

  begin() {
    this.writers = Array.from({ length: WRITERS }, (_, writer) => this.write(writer));
    for (const writer of this.writers) writer.catch(() => undefined);
    return this;
  }

  async write(writer) {
    for (let n = 0; !this.over; n++) {
      const stream = this.cases[Math.floor(this.next() * CASES)];
      const cmd = `pay-${writer}-${n}`;
      await this.send(`/v1/cases/${stream}/payments`, { currency: 'EUR', amount: 100 + (n % 7) }, cmd);
      await sleep(20);
    }
  }

  /** Until it is acknowledged. */
  async send(path, body, cmd) {
    for (let tries = 0; ; tries++) {
      const doors = ['api-1', 'api-2'].map((name) => this.house.processes.get(name)?.url).filter(Boolean);
      const url = doors[Math.floor(this.next() * doors.length)];
      const answer = await this.ask(url, path, body, this.newKeys && tries > 0 ? `${cmd}~${tries}` : cmd).catch(
        () => undefined,
      );
      if (answer?.status === 201 || answer?.status === 200) {
        this.acknowledged.set(cmd, answer.body);
        return answer.body;
      }
      if (answer && answer.status < 500)
        throw new Error(`${path} ${cmd}: ${answer.status} ${JSON.stringify(answer.body)}`);
      if (this.over && tries > 200) throw new Error(`${cmd} was never acknowledged`);
      this.again += 1;
      await sleep(100);
    }
  }

  async ask(url, path, body, cmd) {
    const reply = await fetch(url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.house.key}`,
        'content-type': 'application/json',
        'idempotency-key': cmd,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return { status: reply.status, body: await reply.json() };
  }

  stop() {
    this.over = true;
  }

  async end() {
    this.stop();
    await Promise.all(this.writers);
    return this;
  }
}
