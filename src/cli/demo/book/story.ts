/** A story: what happens on a case, moment by moment. */
import type { Diary } from './diary.js';
import type { Place } from './place.js';

/** One moment of a story: it writes into the case's diary. */
export type Beat = (diary: Diary) => void;

/** Some moments in a row that belong together. */
export type Scene = readonly Beat[];

export interface Story {
  readonly title: string;
  /** How many cases of the book go this way. */
  readonly cases: number;
  /** How many days before today such a case was opened: least and most. A young case is still in the middle of its story. */
  readonly age: readonly [number, number];
  readonly scenes: readonly Scene[];
}

/** A portfolio of the book with all that happens in it. */
export interface Chapter {
  readonly place: Place;
  readonly stories: readonly Story[];
}
