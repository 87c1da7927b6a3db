import { resolve } from 'node:path';
import { cliOf } from './cli.js';
import { CliError } from './exit.js';

it('takes the folder from the command line, else from the environment, else the default of the command', () => {
  const defaults = { QUITTANCE_DATA: './demo-data' };
  const folder = (options: object, env: Record<string, string>): string => cliOf(options, defaults, env).config.data;
  expect(folder({ data: '/a' }, { QUITTANCE_DATA: '/b' })).toBe('/a');
  expect(folder({}, { QUITTANCE_DATA: '/b' })).toBe('/b');
  expect(folder({}, {})).toBe(resolve('demo-data'));
});

it('speaks the language that is asked for', () => {
  expect([cliOf({}, {}, {}).lang, cliOf({ lang: 'zh' }, {}, {}).lang]).toEqual(['en', 'zh']);
});

it('refuses a folder without a name', () => {
  expect(() => cliOf({ data: '' }, {}, {})).toThrow(CliError);
});
