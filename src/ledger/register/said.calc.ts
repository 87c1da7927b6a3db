/** What the facts of an entry said, one after the other. */

export type Values = Readonly<Record<string, unknown>>;

export interface Said {
  /** What its facts said, later ones over earlier ones; nothing of it is personal. */
  readonly fields: Values;
  /** What was first said of fields of which a later fact said something else: the rows of a file and those taken in. */
  readonly firstSaid?: Values;
}

export function saidAnew({ fields, firstSaid }: Said, later: Values): Said {
  const first: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(later)) {
    if (fields[name] === undefined || JSON.stringify(fields[name]) === JSON.stringify(value)) continue;
    first[name] = fields[name];
  }
  const all = { ...first, ...firstSaid };
  const said = { fields: { ...fields, ...later } };
  return Object.keys(all).length > 0 ? { ...said, firstSaid: all } : said;
}
