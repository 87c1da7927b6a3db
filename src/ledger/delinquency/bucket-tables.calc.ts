/**
 * Ageing buckets: named, versioned data. Which bucket an account is in follows from its days past due, or, where only a
 * statement's months in arrears are known, from those.
 */
export interface AgeBucket {
  readonly name: string;
  /** First day past due that belongs to it. */
  readonly fromDays: number;
  /** First month in arrears that belongs to it. */
  readonly fromMonths: number;
}

export interface BucketTable {
  readonly id: string;
  readonly version: number;
  /** Where the edges come from. */
  readonly citation: string;
  /** `unverified`: no source that we could read confirms the edges. */
  readonly verification: 'verified' | 'secondary' | 'unverified';
  /** From not past due upwards; the first begins at 0. */
  readonly buckets: readonly [AgeBucket, ...AgeBucket[]];
}

const bucket = (name: string, fromDays: number, fromMonths: number): AgeBucket => ({ name, fromDays, fromMonths });

export const CHINA: BucketTable = {
  id: 'china',
  version: 1,
  citation:
    'M0 to M7+ as Chinese card issuers report them. M7+, above 180 days, is "loss" in the Measures on ' +
    'credit card business of 2011, art. 92 [CN-CC-92]. The day edges in between differ by bank.',
  verification: 'unverified',
  buckets: [
    bucket('M0', 0, 0),
    bucket('M1', 1, 1),
    bucket('M2', 31, 2),
    bucket('M3', 61, 3),
    bucket('M4', 91, 4),
    bucket('M5', 121, 5),
    bucket('M6', 151, 6),
    bucket('M7+', 181, 7),
  ],
};

export const US: BucketTable = {
  id: 'us',
  version: 1,
  citation:
    'Delinquency buckets of US card and loan servicing [P-SILIU]; charge-off at 180 days for open-end, 120 for closed-end ' +
    'credit: FFIEC Uniform Retail Credit Classification, 65 FR 36903 [US-BANK-1].',
  verification: 'verified',
  buckets: [
    bucket('current', 0, 0),
    bucket('1-29', 1, 1),
    bucket('30-59', 30, 2),
    bucket('60-89', 60, 3),
    bucket('90-119', 90, 4),
    bucket('120-149', 120, 5),
    bucket('150-179', 150, 6),
    bucket('180+', 180, 7),
  ],
};

export const BUCKET_TABLES: readonly BucketTable[] = [CHINA, US];

export function bucketTableName({ id, version }: BucketTable): string {
  return `${id}@${version}`;
}

/** The table called `id@version`; undefined where there is none. */
export function bucketTableNamed(name: string): BucketTable | undefined {
  return BUCKET_TABLES.find((table) => bucketTableName(table) === name);
}

/** Which bucket, counted from 0 (not past due), some days or months past due belong to. */
export function bucketIndex(
  { buckets }: BucketTable,
  far: { readonly days?: number; readonly months?: number },
): number {
  const { days, months = 0 } = far;
  return buckets.findLastIndex(({ fromDays, fromMonths }) =>
    days === undefined ? months >= fromMonths : Math.max(days, 0) >= fromDays,
  );
}
