import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadDbError } from '../../projections/tables/read-db.error.js';
import { ConfigError } from '../config.js';
import { SecretsError, WrongSecret } from '../privacy/given-secrets.js';
import { MasterKeyError, WrongMasterKey } from '../privacy/master-key.js';
import { KeysMissing, LedgerMissing } from '../ledger-files.js';
import { LedgerFileError } from '../store/sqlite/errors.js';
import { acquireLedgerLock } from '../store/sqlite/lock.js';
import { CliError, EXIT } from './exit.js';
import { endingOf, exitOfStatus } from './failure.js';
import { ApiProblem } from './ledger/api-problem.js';

const system = (code: string, path?: string): Error => Object.assign(new Error(`${code}: it`), { code, path });

it.each([
  [400, EXIT.usage],
  [401, EXIT.fault],
  [403, EXIT.fault],
  [404, EXIT.notFound],
  [409, EXIT.usage],
  [412, EXIT.usage],
  [422, EXIT.usage],
  [423, EXIT.inUse],
  [500, EXIT.fault],
  [503, EXIT.fault],
  [507, EXIT.diskFull],
])('HTTP %i is exit code %i', (status, exit) => {
  expect(exitOfStatus(status)).toBe(exit);
});

it.each([
  ['a full disk', system('ENOSPC'), EXIT.diskFull, /^The disk is full/],
  ['a full database', system('SQLITE_FULL'), EXIT.diskFull, /^The disk is full/],
  ['a folder of somebody else', system('EACCES', '/x'), EXIT.fault, /may not open \/x/],
  ['a bad setting', new ConfigError('QUITTANCE_PORT is no port.'), EXIT.usage, /^QUITTANCE_PORT is no port\.$/],
  ['a ledger in use', new LedgerFileError('in-use', 'It is in use.'), EXIT.inUse, /^It is in use\.$/],
  ['a missing ledger', new LedgerFileError('missing', 'There is none.'), EXIT.notFound, /none/],
  ['a foreign file', new LedgerFileError('foreign', 'It is foreign.'), EXIT.fault, /foreign/],
  ['a ledger without keys', new KeysMissing('/x/keys.db'), EXIT.usage, /\/x\/keys\.db is missing/],
  [
    'another master key',
    new WrongMasterKey('QUITTANCE_MASTER_KEY'),
    EXIT.usage,
    /^The master key is not the one that keys\.db/,
  ],
  ['no master key', new MasterKeyError('It is missing.'), EXIT.usage, /^It is missing\.$/],
  ['no secrets', new SecretsError('The mac secret is missing.'), EXIT.usage, /^The mac secret is missing\.$/],
  ['another secret', new WrongSecret('id', 'schema keys'), EXIT.usage, /^The id secret is not the one/],
  ['keys without a ledger', new LedgerMissing('/x/ledger.db'), EXIT.fault, /\/x\/ledger\.db is missing/],
  ['a locked read database', new ReadDbError('in-use', '/x', '/x is locked.'), EXIT.inUse, /^\/x is locked\.$/],
  ['a damaged read database', new ReadDbError('damaged', '/x', '/x is damaged.'), EXIT.fault, /^\/x is damaged\.$/],
  ['an end of our own', new CliError(EXIT.ambiguous, 'Which?'), EXIT.ambiguous, /^Which\?$/],
  ['anything else', 'text', EXIT.fault, /^text$/],
])('%s ends with its code and one line', (_what, error, exit, message) => {
  const ending = endingOf(error);
  expect(ending.exit).toBe(exit);
  expect(ending.message).toMatch(message);
});

it('passes on what a problem says, for --json', () => {
  const type = 'urn:quittance:problem:unknown-case';
  const problem = { type, title: 'Not found', status: 404, detail: 'There is no case.', field: 'case' };
  const { exit, message, details } = endingOf(new ApiProblem(problem));
  expect({ exit, message }).toEqual({ exit: EXIT.notFound, message: 'There is no case.' });
  expect(details).toEqual({ type, status: 404, field: 'case' });
  expect(new ApiProblem(problem).code).toBe('unknown-case');
});

it('names the setting when the data folder is a file, or lies in one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-failure-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const data of [file, join(file, 'below')]) {
    const ending = endingOf(caught(() => acquireLedgerLock(data, { what: 'test' })));
    expect(ending.exit).toBe(EXIT.usage);
    expect(ending.message).toMatch(
      /^The data folder .*file.* is a file\. Name another with QUITTANCE_DATA or --data\.$/,
    );
    expect(ending.message).toContain(data);
  }
  rmSync(folder, { recursive: true });
});

it('names the setting when the data folder cannot be made', () => {
  const error = Object.assign(system('EACCES', '/x'), { syscall: 'mkdir' });
  expect(endingOf(error)).toMatchObject({ exit: EXIT.usage, message: expect.stringContaining('EACCES. Name another') });
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
