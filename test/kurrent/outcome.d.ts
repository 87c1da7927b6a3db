/** @see outcome.js */
export function outcomeOf(
  text: string,
  code: number | null,
  suites?: number,
): { readonly ok: boolean; readonly detail: string; readonly wrong: readonly string[] };
