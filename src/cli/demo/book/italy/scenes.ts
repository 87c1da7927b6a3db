/** Sequences that come back in the stories of the Italian book. */
import {
  charge, close, delivered, exactly, letter, message, note, rate, wait,
} from '../beats/index.js'; // prettier-ignore
import type { Scene } from '../story.js';

export const NOTICE_COST = exactly(11_20);

/** The fine is sent, its postage charged, and it is delivered. */
export const notify: Scene = [
  ...[wait(6, 20), note('first-look'), letter('fine'), charge('cost', NOTICE_COST, 'spese di notifica')],
  ...[wait(6, 12), delivered('registered-mail')],
];
/** Sixty days have passed: the fine goes up by half of itself and more. */
export const increase: Scene = [wait(60, 62), charge('penalty', rate(9_000), 'art. 203 CdS'), letter('reminder')];
export const thank: Scene = [wait(1, 3), message('email', 'thanks'), delivered()];
export const settle: Scene = [...thank, wait(1, 3), close('SETTLED')];
