/** Words of an error that may be logged: a value that it quotes can be a person's name or number. */

const QUOTED = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”/g;
const LONG_NUMBER = /\d[\d -]{4,}\d/g;
const ADDRESS = /[^\s<>()]+@[^\s<>()]+\.[^\s<>()]+/g;

/** The kind and the message of an error without what it quotes, and where in the program it came from. */
export function safeError(error: unknown): string {
  if (!(error instanceof Error)) return safeText(String(error));
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${safeText(error.message)}`, ...frames].join('\n');
}

/** Quoted words, long numbers and mail addresses become dots. */
export function safeText(text: string): string {
  return text.replace(QUOTED, '…').replace(ADDRESS, '…').replace(LONG_NUMBER, '…');
}
