/** Field texts without the blanks around them. A field of blanks only is absent. */
const NO_BREAK_SPACE = 160;

export function clean(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (first > 32 && last > 32 && first < NO_BREAK_SPACE && last < NO_BREAK_SPACE) return text;
  return text.trim() || undefined;
}
