/** Which components may bear interest, by portfolio: named, versioned data with its source. */
import { CHARGEABLE, type Component } from '../components.js';

export interface InterestPolicy {
  readonly id: string;
  readonly version: number;
  readonly source: string;
  /** Components that may stand in the base of interest terms. */
  readonly bearing: readonly Component[];
}

export const STANDARD_INTEREST: InterestPolicy = {
  id: 'standard',
  version: 1,
  source: 'the contract alone',
  bearing: CHARGEABLE,
};

export const CN_CARD_INTEREST: InterestPolicy = {
  id: 'cn-card',
  version: 1,
  source: '银发〔2016〕111号: no interest on penalties or service fees of a credit card',
  bearing: CHARGEABLE.filter((component) => component !== 'fee' && component !== 'penalty' && component !== 'cost'),
};

export const INTEREST_POLICIES: readonly InterestPolicy[] = [STANDARD_INTEREST, CN_CARD_INTEREST];

export function interestPolicyName({ id, version }: Pick<InterestPolicy, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** A policy by its `id@version`. A name that no built-in data has is a bug or a ledger from a newer program. */
export function interestPolicyNamed(name: string): InterestPolicy {
  const found = INTEREST_POLICIES.find((policy) => interestPolicyName(policy) === name);
  if (!found) throw new Error(`interest policy ${name} is not known to this program`);
  return found;
}
