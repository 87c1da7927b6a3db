/** Readable files that rest on findings: rules count contacts across all cases of a person, those of other creditors too. */
const OF_RULES = [
  /^case\.(?:en|zh)\.html$/,
  /^chapters\/(?:04-contacts|06-clocks|07-rules|09-documents|12-data-tape)\.(?:en|zh)\.txt$/,
  /^(?:chapters|data)\/(?:04-contacts|04-counters|06-rule-clocks|07-rules|07-findings|09-retention|12-files)\.csv$/,
  /^data\/accounts\.csv$/,
  /^cases\/[^/]+\/case\.(?:en|zh)\.txt$/,
];

export function restsOnFindings(path: string): boolean {
  return OF_RULES.some((pattern) => pattern.test(path));
}
