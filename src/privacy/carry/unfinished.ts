/** Keys that were carried over in part. */
import { MasterKeyError } from '../master-key.js';

/** A mark in `applied`, from the first row that is carried into a place until the last one was compared. */
export const CARRYING = 'carrying';

export class KeysUnfinished extends MasterKeyError {
  constructor(place: string) {
    super(
      `Only a part of the keys was carried into ${place}. Run 'quittance keys copy' again with the same --from and --to before anything is opened.`,
    );
  }
}
