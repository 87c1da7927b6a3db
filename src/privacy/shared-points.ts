/** Who else can be reached at a contact point: rules that speak of a number ask this, and learn ids only. */
import { kindOfMedium, searchedValue } from '../ledger/party/index.js';
import type { ReadFacts } from './party-subjects.js';
import type { Vault } from './vault.js';

export class SharedPoints {
  constructor(
    private readonly vault: Vault,
    private readonly read: ReadFacts,
  ) {}

  /**
   * Other parties that have this contact point of a party, or had it; none where its value was erased or is no number or
   * mail address.
   */
  async pointsShared(party: string, point: string): Promise<string[]> {
    for (const fact of await this.read(party)) {
      if (fact.type !== 'ContactPointAdded' || fact.data.point !== point) continue;
      const kind = kindOfMedium(fact.data.medium);
      const { value } = await this.vault.open(fact);
      const searched = kind && value ? searchedValue(kind, value) : undefined;
      const subjects = searched ? await this.vault.index.subjectsWith(searched) : [];
      return subjects.filter((subject) => subject !== party);
    }
    return [];
  }
}
