/** Sequences that come back in the stories of the Chinese book. */
import {
  charge, close, delivered, message, rate, wait,
} from '../beats/index.js'; // prettier-ignore
import type { Scene } from '../story.js';

export const CONTRACT = '领用合约第十二条';

export const remind: Scene = [wait(1, 3), message('sms', 'reminder'), delivered(), wait(2, 4)];
export const thank: Scene = [wait(1, 2), message('sms', 'thanks'), delivered()];
export const settle: Scene = [...thank, wait(1, 3), close('SETTLED')];
export const monthOfInterest: Scene = [wait(26, 31), charge('interest', rate(150), CONTRACT)];
