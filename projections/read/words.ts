/** Personal values in an answer, or the mark that there are some which this reader may not see. */
export type Opened = Readonly<Record<string, string | null>>;

/** What stands beside `words: null`. */
export const WITHHELD = 'PERSONAL_DATA';

export interface Words {
  /** Opened, a value null where erased; null where there are some and this reader may not see them; absent where there are none. */
  readonly words?: Opened | null;
  /** Why `words` is null. */
  readonly withheld?: typeof WITHHELD;
  /** Processing is restricted: nobody opens them. */
  readonly restricted?: true;
}

export const NOT_FOR_YOU: Words = { words: null, withheld: WITHHELD };
