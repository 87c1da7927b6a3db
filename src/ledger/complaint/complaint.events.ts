/** Facts about complaints. The words are sealed. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

/** COMPLEX: the matter is complex. SPECIAL: especially complex, or other special reasons; needs approval. */
export type ExtensionLevel = 'COMPLEX' | 'SPECIAL';

export type ComplaintFact =
  /** Sealed: text. */
  | FactOf<
      'ComplaintReceived',
      {
        readonly complaint: string;
        readonly channel?: string;
        readonly topic?: string;
        /** Only where the command or the mapping gave one: none is invented. */
        readonly dueDate?: CivilDate;
        readonly externalRef?: string;
        /** Contacts or staff complained of. */
        readonly about?: readonly string[];
        /** The member of staff who handles it. */
        readonly handler?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'ComplaintAcknowledged',
      {
        readonly complaint: string;
        /** By when it says that the answer will come. */
        readonly responseBy?: CivilDate;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'ComplaintExtended',
      {
        readonly complaint: string;
        readonly dueDate: CivilDate;
        readonly reason: string;
        /** How far it goes, where the rule has degrees (CN-CMP-1). */
        readonly level?: ExtensionLevel;
        readonly approvedBy?: string;
        /** When the complainant was told. */
        readonly notifiedAt?: string;
        readonly flags?: readonly Flag[];
      }
    >
  /** Sealed: text. */
  | FactOf<
      'ComplaintDecided',
      {
        readonly complaint: string;
        readonly outcome: string;
        readonly redress?: number;
        /** Codes: what the answer tells beside the decision. */
        readonly discloses?: readonly string[];
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'ComplaintClosed',
      { readonly complaint: string; readonly reason?: string; readonly flags?: readonly Flag[] }
    >;
