import { ConfigError, readConfig } from './config.js';

describe('settings', () => {
  it('have defaults: loopback, port 8420, ./data', () => {
    expect(readConfig({})).toMatchObject({ data: './data', host: '127.0.0.1', port: 8420, lang: 'en' });
  });

  it.each([
    ['QUITTANCE_HOST', ''],
    ['QUITTANCE_PORT', ''],
    ['QUITTANCE_PORT', ' '],
    ['QUITTANCE_PORT', '65536'],
    ['QUITTANCE_PORT', '80.5'],
    ['QUITTANCE_LANG', 'fr'],
    ['QUITTANCE_PROT', '8420'],
  ])('%s=%j is refused by name: it would mean something else than was meant', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
