import type { Command } from './command.js';
import {
  FREE_TEXT_MAX,
  momentRefusal,
  OCCURRED_AHEAD_MAX_MS,
  SHORT_TEXT_MAX,
  textRefusal,
  zoneRefusal,
} from './command-checks.js';
import { toInstant, toMillis } from './dates.js';

/** Half past midnight of the 1st of April in Rome. */
const NOW = toMillis('2026-03-31T22:30:00Z');
const ROME = 'Europe/Rome';

function moment(command: Omit<Command, 'type'>, zone = ROME): string | undefined {
  return momentRefusal({ type: 'Test', ...command }, zone, NOW)?.code;
}

describe('when it happened', () => {
  it('may be any moment up to now, and five minutes more for a sender whose clock runs ahead', () => {
    expect(moment({})).toBeUndefined();
    expect(moment({ occurredAt: '1970-01-01' })).toBeUndefined();
    expect(moment({ occurredAt: toInstant(NOW) })).toBeUndefined();
    expect(moment({ occurredAt: toInstant(NOW + OCCURRED_AHEAD_MAX_MS) })).toBeUndefined();
    expect(moment({ occurredAt: toInstant(NOW + OCCURRED_AHEAD_MAX_MS + 1) })).toBe('occurred-in-future');
  });

  it('without a time of day may be today, where the case is', () => {
    expect(moment({ occurredAt: '2026-04-01' })).toBeUndefined();
    expect(moment({ occurredAt: '2026-04-01' }, 'UTC')).toBe('occurred-in-future');
    expect(moment({ occurredAt: '2026-04-02' })).toBe('occurred-in-future');
  });

  it.each(['yesterday', '', '2026-02-29', '2026-03-31T12:00:00', '31.03.2026', '1774958400'])(
    'is refused where it is no moment: %j',
    (occurredAt) => {
      expect(momentRefusal({ type: 'Test', occurredAt }, ROME, NOW)).toMatchObject({
        why: 'impossible',
        code: 'bad-moment',
        field: 'occurredAt',
      });
    },
  );

  it('takes effect on a civil date, also in the future: instalments and hearings lie there', () => {
    expect(moment({ effectiveDate: '2030-01-01' })).toBeUndefined();
    expect(momentRefusal({ type: 'Test', effectiveDate: '2026-02-30' }, ROME, NOW)).toMatchObject({
      code: 'bad-date',
      field: 'effectiveDate',
    });
    expect(moment({ effectiveDate: '2026-03-31T00:00:00Z' })).toBe('bad-date');
  });
});

describe('a zone', () => {
  it('is one of the tz database, else the command is refused', () => {
    expect(zoneRefusal('Europe/Rome')).toBeUndefined();
    expect(zoneRefusal('Middle/Earth')).toMatchObject({ why: 'impossible', code: 'bad-zone', field: 'zone' });
    expect(zoneRefusal('+02:00')).toMatchObject({ code: 'bad-zone' });
  });
});

describe('the texts of a command', () => {
  const text = (command: object, personal: readonly string[] = []): { code?: string; field?: string } => {
    const { code, field } = textRefusal({ type: 'Test', ...command }, personal) ?? {};
    return { code, field };
  };

  it('are kept as they are, whatever they look like', () => {
    for (const value of ['', "'; DROP TABLE facts; --", '=1+1', '@SUM(A1)', '\u0000', '催收', '🏦', '‮']) {
      expect(text({ value })).toEqual({});
      expect(text({ extra: { [`x${value}`]: value } })).toEqual({});
    }
  });

  it('have a length that fits', () => {
    expect(text({ value: 'x'.repeat(SHORT_TEXT_MAX) })).toEqual({});
    expect(text({ value: 'x'.repeat(SHORT_TEXT_MAX + 1) })).toEqual({ code: 'text-too-long', field: 'value' });
  });

  it('may be longer where they are free', () => {
    expect(text({ words: 'x'.repeat(FREE_TEXT_MAX) }, ['words'])).toEqual({});
    expect(text({ words: 'x'.repeat(FREE_TEXT_MAX + 1) }, ['words'])).toEqual({
      code: 'text-too-long',
      field: 'words',
    });
    expect(text({ sealed: { words: 'x'.repeat(FREE_TEXT_MAX) } })).toEqual({});
    expect(text({ sealed: { words: 'x'.repeat(FREE_TEXT_MAX + 1) } })).toMatchObject({ code: 'text-too-long' });
  });

  it.each(['\ud83d', 'x\udc00y', '\udc00\ud800'])('hold whole characters: %j', (value) => {
    expect(text({ value })).toEqual({ code: 'malformed-text', field: 'value' });
    expect(text({ words: value }, ['words'])).toEqual({ code: 'malformed-text', field: 'words' });
    expect(text({ extra: { deep: value } })).toEqual({ code: 'malformed-text', field: 'extra.deep' });
    expect(text({ list: ['fine', value] })).toEqual({ code: 'malformed-text', field: 'list.1' });
  });

  it('have names that hold whole characters and fit, too', () => {
    expect(text({ extra: { '\ud83d': 'x' } })).toEqual({ code: 'malformed-text', field: 'extra' });
    expect(text({ sealed: { ['x'.repeat(SHORT_TEXT_MAX + 1)]: 'x' } })).toEqual({
      code: 'text-too-long',
      field: 'sealed',
    });
  });

  it('stand at no great depth', () => {
    const nest = (levels: number): object => {
      let value: object = {};
      for (let i = 0; i < levels; i++) value = { value };
      return value;
    };
    expect(text({ extra: nest(5) })).toEqual({});
    expect(text({ extra: nest(10_000) })).toMatchObject({ code: 'too-deep' });
  });

  it('are not repeated in the refusal: they may be personal', () => {
    const refusal = textRefusal({ type: 'Test', ...{ words: 'Rosa \ud83d' } }, ['words']);
    expect(JSON.stringify(refusal)).not.toContain('Rosa');
  });
});
