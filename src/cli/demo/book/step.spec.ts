import { resolve, type DemoStep } from './step.js';

const step: DemoStep = {
  key: 'step:CC-000001/9',
  case: {
    portfolio: 'cards-cn',
    ref: 'CC-000001',
    command: {
      type: 'RecordContact',
      channel: 'phone',
      party: { idOf: 'party:D-000001' },
      debts: [{ idOf: 'step:CC-000001/4' }],
      conversation: { startedAt: '2026-03-04T09:10:00Z', effective: true },
      connected: undefined,
    },
  },
};

const ids = new Map([
  ['party:D-000001', 'party-8a1c'],
  ['step:CC-000001/4', '77e0'],
]);

describe('resolve', () => {
  it('puts ids in, however deep they stand, and leaves all else as it is', () => {
    expect(resolve(step, ids)).toStrictEqual({
      key: 'step:CC-000001/9',
      case: {
        portfolio: 'cards-cn',
        ref: 'CC-000001',
        command: {
          type: 'RecordContact',
          channel: 'phone',
          party: 'party-8a1c',
          debts: ['77e0'],
          conversation: { startedAt: '2026-03-04T09:10:00Z', effective: true },
          connected: undefined,
        },
      },
    });
  });

  it('changes nothing in the step itself', () => {
    const before = JSON.stringify(step);
    resolve(step, ids);
    expect(JSON.stringify(step)).toBe(before);
  });

  it('names the step and the key whose id is not known yet', () => {
    expect(() => resolve(step, new Map())).toThrow('step:CC-000001/9 needs the id of party:D-000001');
  });
});
