import { CsvRecords, type CsvDialect } from './csv-records.js';

/** The delimiters that are tried, the most usual first. */
const CANDIDATES = [',', ';', '\t', '|'] as const;
/** Enough records to tell a delimiter from punctuation. */
const RECORDS_LOOKED_AT = 20;

/**
 * The delimiter that cuts the most of the first records into as many cells as the first one; of equals, the one with the
 * most cells. A file of one column gets the comma. `isWhole` when the sample is the whole file.
 */
export function findDelimiter(sample: string, dialect: Omit<CsvDialect, 'delimiter'>, isWhole: boolean): string {
  let best: { delimiter: string; agreeing: number; cells: number } = { delimiter: ',', agreeing: 0, cells: 1 };
  for (const delimiter of CANDIDATES) {
    const counts = cellCounts(sample, { ...dialect, delimiter }, isWhole);
    const cells = counts[0] ?? 0;
    if (cells < 2) continue;
    const agreeing = counts.filter((count) => count === cells).length / counts.length;
    if (agreeing > best.agreeing || (agreeing === best.agreeing && cells > best.cells)) {
      best = { delimiter, agreeing, cells };
    }
  }
  return best.delimiter;
}

function cellCounts(sample: string, dialect: CsvDialect, isWhole: boolean): number[] {
  const records = new CsvRecords(dialect);
  records.add(sample, isWhole);
  const counts: number[] = [];
  for (let record = records.next(); record !== undefined; record = records.next()) {
    counts.push(record.cells.length);
    if (counts.length === RECORDS_LOOKED_AT) break;
  }
  // A first record longer than the sample: count what there is of it.
  return counts.length === 0 && !isWhole ? cellCounts(sample, dialect, true) : counts;
}
