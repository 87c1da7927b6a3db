// The other way round: whoever needs what an earlier suite left behind fails now.
import SlowFirst from './slow-first.js';

export default class Reversed extends SlowFirst {
  async sort(tests) {
    return (await super.sort(tests)).reverse();
  }
}
