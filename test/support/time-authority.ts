/** A time-stamping authority of our own, made with openssl: `openssl ts -reply` behind a small server on the loopback. */
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CONFIG = `
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
CN = unnamed
[ ca ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ tsa_cert ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ web_cert ]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping,serverAuth
[ tsa ]
default_tsa = local
[ local ]
serial = ./serial
signer_cert = ./tsa.pem
certs = ./chain.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
tsa_name = yes
ess_cert_id_alg = sha256
`;

/** Whether openssl is at hand; tests that need it are skipped with one line where it is not. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('openssl is not installed: tests of time stamps are skipped\n');
    return false;
  }
}

export class TimeAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-tsa-'));
  /** Requests that were answered. */
  served = 0;
  /** What is answered instead, once. */
  instead: { readonly status: number; readonly body?: Buffer; readonly headers?: Record<string, string> } | undefined;
  private server: Server | undefined;

  /** @param options `key`: kind of both keys; `extensions`: section of the signer's certificate */
  constructor({
    key = 'ec',
    extensions = 'tsa_cert',
    days = 30,
  }: { key?: 'ec' | 'rsa'; extensions?: string; days?: number } = {}) {
    writeFileSync(join(this.folder, 'openssl.cnf'), CONFIG);
    writeFileSync(join(this.folder, 'serial'), '41\n');
    const kind =
      key === 'ec' ? ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
    for (const name of ['ca', 'tsa']) this.openssl('genpkey', '-algorithm', ...kind, '-out', `${name}.key`);
    const config = ['-config', 'openssl.cnf'];
    this.openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'ca.key',
      ...config,
      '-extensions',
      'ca',
      '-days',
      String(days + 1),
      '-subj',
      '/CN=Test Root/O=Invented',
      '-out',
      'ca.pem',
    );
    this.openssl('req', '-new', '-key', 'tsa.key', ...config, '-subj', '/CN=Test Time/O=Invented', '-out', 'tsa.csr');
    this.openssl(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-set_serial',
      '7',
      '-days',
      String(days),
      '-extfile',
      'openssl.cnf',
      '-extensions',
      extensions,
      '-out',
      'tsa.pem',
    );
    writeFileSync(join(this.folder, 'chain.pem'), this.ca);
  }

  /** The authority's root, PEM. */
  get ca(): string {
    return readFileSync(join(this.folder, 'ca.pem'), 'utf8');
  }

  get caFile(): string {
    return join(this.folder, 'ca.pem');
  }

  /** A response to a request. */
  async reply(request: Uint8Array): Promise<Buffer> {
    writeFileSync(join(this.folder, 'q.tsq'), request);
    await run('openssl', ['ts', '-reply', '-config', 'openssl.cnf', '-queryfile', 'q.tsq', '-out', 'r.tsr'], {
      cwd: this.folder,
    });
    return readFileSync(join(this.folder, 'r.tsr'));
  }

  /** The same as openssl makes it from the file, with `-sha256` and the like. */
  async stamp(data: Uint8Array | string, ...options: string[]): Promise<Buffer> {
    writeFileSync(join(this.folder, 'data'), data);
    this.openssl('ts', '-query', '-data', 'data', '-cert', ...options, '-out', 'own.tsq');
    return this.reply(readFileSync(join(this.folder, 'own.tsq')));
  }

  /** What `openssl ts -verify` says of a response: its exit code. */
  verify(data: Uint8Array | string, response: Uint8Array): boolean {
    writeFileSync(join(this.folder, 'stored'), data);
    writeFileSync(join(this.folder, 'stored.tsr'), response);
    try {
      this.openssl('ts', '-verify', '-data', 'stored', '-in', 'stored.tsr', '-CAfile', 'ca.pem');
      return true;
    } catch {
      return false;
    }
  }

  /** The token without its response. */
  token(response: Uint8Array): Buffer {
    writeFileSync(join(this.folder, 'whole.tsr'), response);
    this.openssl('ts', '-reply', '-in', 'whole.tsr', '-token_out', '-out', 'token.der');
    return readFileSync(join(this.folder, 'token.der'));
  }

  /** Serves it. @returns its address */
  async serve(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { instead } = this;
        this.instead = undefined;
        if (instead) return response.writeHead(instead.status, instead.headers).end(instead.body);
        void this.reply(Buffer.concat(chunks)).then((body) => {
          this.served += 1;
          response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body);
        });
        return undefined;
      });
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsr`;
  }

  async remove(): Promise<void> {
    this.server?.closeAllConnections();
    if (this.server) await new Promise((resolve) => this.server?.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'ignore' });
  }
}
