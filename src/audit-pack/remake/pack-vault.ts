/** Personal values as a pack discloses them; of the others it has the names of their fields. */
import type { AnyFact } from '../../ledger/fact.js';
import type { DisclosePort } from '../../ledger/ports.js';
import { readDisclosure } from '../../seal/disclosure.js';
import { FormatError } from '../../seal/format-error.js';
import type { EventLine } from '../../seal/pack/lines.js';

type Values = Readonly<Record<string, string | null>>;

export class PackVault implements DisclosePort {
  private readonly values = new Map<string, Values>();
  private readonly restricted = new Set<string>();

  /**
   * @param event id.
   * @param names of all personal fields of the event. Throws FormatError where there are not as many as digests.
   */
  take(event: string, { sid, rev, disclosures, undisclosed }: EventLine, names: readonly string[]): void {
    const shown = disclosures.map((text) => {
      const { name, value } = readDisclosure(text) ?? {};
      if (name === undefined || typeof value !== 'string') throw new FormatError(`a disclosure of ${sid}, ${rev}`);
      return [name, value] as const;
    });
    if (undisclosed.length > 0 && names.length !== shown.length + undisclosed.length) {
      throw new FormatError(`the names of personal fields of ${sid}, ${rev}`);
    }
    const hidden = names.map((name) => [name, null] as const);
    this.values.set(event, Object.fromEntries([...hidden, ...shown]));
    // What is there and is not shown, to a reader who sees such values, is restricted.
    if (undisclosed.some(({ state }) => state === 'withheld')) this.restricted.add(event);
  }

  async open({ id }: AnyFact): Promise<Values> {
    return this.values.get(id) ?? {};
  }

  async isRestricted({ id }: AnyFact): Promise<boolean> {
    return this.restricted.has(id);
  }
}
