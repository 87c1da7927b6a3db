// The other end of `erasure-server.js`: starts it, asks it, and sends it commands over HTTP.
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './base.js';

/**
 * The search for bytes holds this process up, on a busy machine for longer than a server keeps an idle connection: what is
 * written to one that was closed is sent again, under its key.
 */
const send = (url, options) => fetch(url, options).catch(() => fetch(url, options));

export class Server {
  #child;
  #waiting = new Map();
  #asked = 0;
  #sent = 0;

  static async start(data, from, sabotage, env = {}) {
    const server = new Server();
    const log = openSync(join(data, 'logs', 'quittance.log'), 'a');
    const args = ['--data', data, '--from', from, ...(sabotage ? ['--sabotage', sabotage] : [])];
    server.#child = start('erasure-server.js', args, ['ignore', log, log, 'ipc'], env);
    await new Promise((resolve, reject) => {
      server.#waiting.set(0, { resolve, reject });
      server.#child.on('exit', () => reject(new Error(`the server ended; see ${data}/logs`)));
      server.#child.on('message', ({ id, answer, error }) => {
        const { resolve: done, reject: failed } = server.#waiting.get(id);
        if (error) failed(new Error(error));
        else done(answer);
      });
    });
    server.url = await server.ask('url');
    server.keys = [await server.ask('key', 'one'), await server.ask('key', 'two')];
    return server;
  }

  ask(ask, argument) {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, ask, argument });
    });
  }

  async stop() {
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.ask('stop');
    await exited;
  }

  async post(path, body, key = 0) {
    this.#sent += 1;
    const headers = {
      authorization: `Bearer ${this.keys[key]}`,
      'content-type': 'application/json',
      'idempotency-key': `${this.url}-${this.#sent}`,
    };
    const reply = await send(`${this.url}/v1/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  }

  async record(path, body, key = 0) {
    const { status, body: answer } = await this.post(path, body, key);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async get(path) {
    const reply = await send(`${this.url}/v1/${path}`, { headers: { authorization: `Bearer ${this.keys[0]}` } });
    return { status: reply.status, text: await reply.text() };
  }
}
