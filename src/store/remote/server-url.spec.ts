/** What a store URL may say, and what is said of the others. */
import { StoreUrlError, isServerUrl, targetOf } from './server-url.js';

describe('a store URL', () => {
  it.each([
    ['esdb://db:2113?tls=false', 'esdb://db:2113?tls=false'],
    ['esdb://a:2113,b:2113,c:2113', 'esdb://a:2113,b:2113,c:2113'],
    ['esdb+discover://cluster:2113/', 'esdb+discover://cluster:2113'],
    ['kurrentdb://db:2113?tls=false', 'esdb://db:2113?tls=false'],
    ['kurrentdb+discover://cluster', 'esdb+discover://cluster'],
    ['esdb://me:p%3Aw%40@db?tls-ca-file=ca.crt', 'esdb://me:p%3Aw%40@db?tls-ca-file=ca.crt'],
    ['esdb://db?tls=false&streamPrefix=alpha', 'esdb://db?tls=false'],
    ['esdb://db?streamPrefix=alpha', 'esdb://db'],
  ])('%s is what the client takes', (url, taken) => {
    expect(isServerUrl(url)).toBe(true);
    expect(targetOf(url).url).toBe(taken);
  });

  it('names the prefix of our streams, and whether a leader is asked for', () => {
    expect(targetOf('esdb://db?stream_prefix=alpha')).toMatchObject({ streamPrefix: 'alpha', requiresLeader: true });
    expect(targetOf('esdb://db?nodePreference=follower')).toMatchObject({ streamPrefix: '', requiresLeader: false });
  });

  it.each([
    ['postgres://db', /named esdb:\/\//],
    ['esdb://', /no host/],
    ['esdb://me:a:b@db', /%3A/],
    ['esdb://me:a@b@db', /%40/],
    ['esdb://me@db', /user:password@/],
    ['esdb://me:pw@db?tls=false', /sends no credentials/],
    ['esdb://db?throwOnAppendFailure=false', /hides refused appends/],
    ['esdb://db?tlsVerifyCert=false', /tlsCAFile/],
    ['esdb://db?retries=3', /'retries'/],
    ['esdb://db?streamPrefix=A-1', /small letters/],
  ])('%s is refused in words, and the password is in none of them', (url, message) => {
    expect(() => targetOf(url)).toThrow(message);
    expect(() => targetOf(url)).toThrow(StoreUrlError);
    expect(() => targetOf(url)).not.toThrow(/:a|:pw/);
  });
});
