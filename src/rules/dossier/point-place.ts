/** Where a contact point reaches the person. */
import type { PointFile } from './party-file.js';

/** Labels that books write where nobody said the place. */
const BY_LABEL: Readonly<Record<string, string>> = {
  HOME: 'HOME',
  RESIDENCE: 'HOME',
  WORK: 'WORK',
  WORKPLACE: 'WORK',
  OFFICE: 'WORK',
  EMPLOYER: 'WORK',
};

/** HOME, WORK or OTHER, as said or as the label tells; undefined where neither says it. */
export function placeOfPoint(point: PointFile | undefined): string | undefined {
  return point?.place ?? BY_LABEL[point?.label?.toUpperCase() ?? ''];
}
