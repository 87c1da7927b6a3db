/** The same members, for whoever fills them in before anybody sees them. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
