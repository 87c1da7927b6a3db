/** Which packs are active: a version that was activated once never changes. */
import { Scenario } from '../../../test/support/scenario.js';
import { RULEBOOK } from '../ledger.js';
import type { RuleBookCommand, RuleBookFact, RuleBookState } from './index.js';

const activate = (version: number, digest = 'aa'): RuleBookCommand => ({
  type: 'ActivateRulePack',
  pack: 'us',
  version,
  digest,
  content: '{}',
});
const book = (): Scenario<RuleBookCommand, RuleBookState, RuleBookFact> => new Scenario(RULEBOOK);

it('activates a version with its whole content', () => {
  book()
    .when(activate(1))
    .then({ type: 'RulePackActivated', data: { pack: 'us', version: 1, digest: 'aa', content: '{}' } });
});

it('takes a further version, and the earlier one again', () => {
  book().given(activate(1)).when(activate(2)).then({ type: 'RulePackActivated' });
  book().given(activate(1), activate(2)).when(activate(1)).then({ type: 'RulePackActivated' });
});

it('refuses what is active already', () => {
  book().given(activate(1)).when(activate(1)).thenRefused('pack-active');
});

it('refuses another content under a version that was activated once, even after it was taken out', () => {
  book().given(activate(1)).when(activate(1, 'bb')).thenRefused('pack-version-changed');
  book()
    .given(activate(1), { type: 'DeactivateRulePack', pack: 'us', reason: 'group policy' })
    .when(activate(1, 'bb'))
    .thenRefused('pack-version-changed');
});

it('deactivates the version that is active, with its reason', () => {
  book()
    .given(activate(1), activate(2))
    .when({ type: 'DeactivateRulePack', pack: 'us', reason: 'group policy' })
    .then({ type: 'RulePackDeactivated', data: { pack: 'us', version: 2, reason: 'group policy' } });
  book().when({ type: 'DeactivateRulePack', pack: 'us', reason: 'x' }).thenRefused('unknown-pack');
});
