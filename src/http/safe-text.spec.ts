import { safeError, safeText } from './safe-text.js';

describe('words of an error that may be logged', () => {
  it.each([
    [`Unexpected token 'Z', "Zygmunt Plantedname" is not valid JSON`, 'Unexpected token …, … is not valid JSON'],
    ['no such number +1 555 0100 7734', 'no such number +…'],
    ['mail z.plant@example.org bounced', 'mail … bounced'],
    ['page 12 of 40', 'page 12 of 40'],
    ['database is locked', 'database is locked'],
  ])('%s', (given, then) => expect(safeText(given)).toBe(then));

  it('keeps the place in the program, and no line of a message that goes on', () => {
    const error = new TypeError('first "Zygmunt"\nsecond Plantedname');
    const told = safeError(error);
    expect(told).toMatch(/^TypeError: first …\n/);
    expect(told).toContain('safe-text.spec');
    expect(told).not.toContain('Zygmunt');
  });

  it('takes whatever was thrown', () => {
    expect(safeError('plain')).toBe('plain');
  });
});
