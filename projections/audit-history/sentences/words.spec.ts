import { sentence } from './index.js';
import { sampleFact } from './samples.fixture.js';

const sealed = (...names: string[]) => ({
  _sd: names.map((name) => `digest-of-${name}`),
  meta: JSON.stringify({ prev: '', sd: names.map((n) => ({ k: 'key-1', n, c: '' })) }),
});

describe('personal values', () => {
  const note = sampleFact('CaseNoteAdded', { data: { note: 'n-1' }, ...sealed('text') });

  it('shows them, or says why not', () => {
    expect(sentence(note, { fields: { text: 'called back' } }, 'en')).toBe('Note n-1 added: “called back”.');
    expect(sentence(note, { fields: { text: null } }, 'en')).toBe('Note n-1 added: [erased].');
    expect(sentence(note, { fields: { text: null } }, 'zh')).toBe('添加备注 n-1，内容：[已删除]。');
    expect(sentence(note, { fields: { text: undefined } }, 'en')).toBe('Note n-1 added: [sealed].');
    expect(sentence(note, { fields: {} }, 'zh')).toBe('添加备注 n-1，内容：[已密封]。');
  });

  it('tells a text that says [sealed] from a sealed one', () => {
    expect(sentence(note, { fields: { text: '[sealed]' } }, 'en')).toBe('Note n-1 added: “[sealed]”.');
  });

  it('does not speak of a value that was never recorded', () => {
    const data = { contact: 'c-1', code: 'HUNG_UP' };
    const without = sampleFact('ContactOutcomeRecorded', { data });
    expect(sentence(without, { fields: {} }, 'en')).toBe('Outcome of contact c-1: hung up.');
    const other = sampleFact('ContactOutcomeRecorded', { data, ...sealed('plate') });
    expect(sentence(other, { fields: {} }, 'en')).toBe('Outcome of contact c-1: hung up.');
    const withIt = sampleFact('ContactOutcomeRecorded', { data, ...sealed('plate', 'feedback') });
    expect(sentence(withIt, { fields: {} }, 'en')).toBe('Outcome of contact c-1: hung up, feedback [sealed].');
  });

  it('says sealed where only the digests are known', () => {
    const data = { contact: 'c-1', code: 'HUNG_UP' };
    for (const meta of ['', '{"prev":""}']) {
      const fact = sampleFact('ContactOutcomeRecorded', { data, _sd: ['digest'], meta });
      expect(sentence(fact, { fields: {} }, 'zh')).toBe('联系 c-1 的结果：挂断，对方反馈：[已密封]。');
    }
  });

  it('opens each value of a party on its own', () => {
    const data = { portfolio: 'fines', kind: 'PERSON' } as const;
    const party = sampleFact('PartyRegistered', { data, stream: 'party-1', ...sealed('name', 'birthDate') });
    expect(sentence(party, { fields: { name: 'Ada', birthDate: undefined } }, 'en')).toBe(
      'Party party-1 registered in portfolio fines, person, name “Ada”, born [sealed].',
    );
    expect(sentence(party, { fields: { name: null, birthDate: null } }, 'zh')).toBe(
      '当事人 party-1 登记于资产包 fines，类型：自然人，姓名或名称：[已删除]，出生日期：[已删除]。',
    );
  });
});
