/** Sequences that come back in the stories of the American book. */
import {
  close, delivered, letter, message, voicemail, wait,
} from '../beats/index.js'; // prettier-ignore
import type { Scene } from '../story.js';

/** The validation notice goes out before anybody calls. */
export const validate: Scene = [wait(1, 3), letter('validation'), wait(4, 6), delivered('mail')];
export const firstCall: Scene = [...validate, wait(2, 4), voicemail('limited-content'), wait(3, 5)];
export const thank: Scene = [wait(1, 2), message('email', 'thanks'), delivered()];
export const settle: Scene = [...thank, wait(1, 3), close('SETTLED')];
