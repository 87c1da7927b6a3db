/** Nobody in the book can be called, written to or found: every value lies where no real one does. */
import { demoBook } from './book.js';

interface Sealed {
  readonly medium?: string;
  readonly value?: string;
  readonly name?: string;
  readonly idNumber?: string;
}

const steps = [...demoBook('2026-11-24')];
const commands = steps.flatMap((step) => ('party' in step ? [step.party.command as Sealed] : []));
const values = (medium: string): string[] =>
  commands.flatMap((command) => (command.medium === medium && command.value !== undefined ? [command.value] : []));

describe('the people of the sample book', () => {
  it('have telephone numbers that ring nowhere', () => {
    // Beijing's local numbers do not begin with 0; 555-01xx is kept for fiction; Italy keeps 2… for the future.
    const nowhere = /^(\+86 10 0555 \d{4}|\+1 \d{3}-555-01\d{2}|\+39 255 01 \d{5})$/;
    expect(values('phone').length).toBeGreaterThan(300);
    expect(values('phone').filter((value) => !nowhere.test(value))).toEqual([]);
  });

  it('have addresses of domains that are reserved for examples', () => {
    expect(values('email').length).toBeGreaterThan(100);
    expect(
      values('email').filter((value) => !/^[a-z.\d-]+@([a-z-]+\.example|example\.(com|org))$/.test(value)),
    ).toEqual([]);
  });

  it('have identity numbers that no office gives', () => {
    const numbers = commands.flatMap(({ idNumber }) => (idNumber === undefined ? [] : [idNumber]));
    expect(numbers.length).toBeGreaterThanOrEqual(300);
    expect(numbers.filter((value) => !/^(000000\d{11}X|000-\d{2}-\d{4}|ESEMPIO-\d{7})$/.test(value))).toEqual([]);
  });

  it('have names in the language of the place', () => {
    const names = steps.flatMap((step) => {
      if (!('party' in step)) return [];
      const { portfolio, command } = step.party;
      return command.type === 'RegisterParty' ? [{ portfolio, name: command.name as string }] : [];
    });
    const chinese = /^\p{Script=Han}+$/u;
    expect(names.filter(({ portfolio, name }) => chinese.test(name) !== (portfolio === 'cards-cn'))).toEqual([]);
    expect(new Set(names.map(({ name }) => name)).size).toBeGreaterThan(names.length * 0.8);
  });
});

describe('the words of the sample book', () => {
  it('are filled in: no placeholder is left', () => {
    expect(JSON.stringify(steps)).not.toMatch(/\{(name|owed|due)\}/);
  });
});
