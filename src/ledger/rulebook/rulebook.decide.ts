/** Decides which packs are active. That a pack's content is one is checked before (`src/rules`): here its digest counts. */
import type { Command, Rules } from '../command.js';
import { exists, notAllowed, unknown } from '../refusal.js';
import type { RuleBookFact } from './rulebook.events.js';
import type { RuleBookState } from './rulebook.state.js';

export interface ActivateRulePack extends Command {
  readonly type: 'ActivateRulePack';
  readonly pack: string;
  readonly version: number;
  readonly digest: string;
  readonly content: string;
}
export interface DeactivateRulePack extends Command {
  readonly type: 'DeactivateRulePack';
  readonly pack: string;
  readonly reason: string;
}
export type RuleBookCommand = ActivateRulePack | DeactivateRulePack;

export const ruleBookRules: Rules<RuleBookCommand, RuleBookState, RuleBookFact> = {
  ActivateRulePack: {
    documents: ['content'],
    decide({ pack, version, digest, content }, { digests, active, id }) {
      const name = `${pack}@${version}`;
      const known = digests.get(name);
      if (known !== undefined && known !== digest) {
        return notAllowed(
          'pack-version-changed',
          `${name} was activated before with another content, and an activated version never changes. Give it a higher version.`,
          'version',
        );
      }
      if (active.get(pack) === version) return exists('pack-active', `${name} is active already.`, id);
      return [{ type: 'RulePackActivated', data: { pack, version, digest, content } }];
    },
  },
  DeactivateRulePack: {
    decide({ pack, reason }, { active }) {
      const version = active.get(pack);
      if (version === undefined) return unknown('unknown-pack', `No version of the pack '${pack}' is active.`, 'pack');
      return [{ type: 'RulePackDeactivated', data: { pack, version, reason } }];
    },
  },
};
