/** Shares as people read them: percent with two decimals. */
export function shareText(bps: number | null): string | null {
  return bps === null ? null : `${(bps / 100).toFixed(2)} %`;
}
