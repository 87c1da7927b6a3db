/** Limits of the source readers: what one row may be at most. They keep memory bounded whatever the file holds. */

/** Longest JSONL line, in bytes of its UTF-8 text without the line end. A longer line is unreadable; reading goes on. */
export const LINE_BYTES_MAX = 1_048_576;

/** Longest CSV record, in UTF-16 units with its line breaks and quotes. A longer one is unreadable; reading goes on. */
export const RECORD_CHARS_MAX = 1_048_576;

/** Longest XML tag with its attributes, in UTF-16 units. A longer one is fatal. */
export const TAG_CHARS_MAX = 1_048_576;

/** Longest text of one field, in UTF-16 units. A longer one makes its row unreadable. */
export const VALUE_CHARS_MAX = 262_144;

/** Longest name of one field with its parents' names, in UTF-16 units. */
export const NAME_CHARS_MAX = 1_024;

/** Most fields of one row (for XES: those of its trace and the defaults included). */
export const FIELDS_MAX = 2_048;

/** Deepest nesting of JSON values and of XML elements. */
export const DEPTH_MAX = 100;

/** How much of an offending text an unreadable item shows, in UTF-16 units. */
export const SHOWN_CHARS_MAX = 80;

/** How much decoded text the CSV reader looks at to find the delimiter, in UTF-16 units. */
export const DELIMITER_SAMPLE_CHARS = 65_536;

/** How many bytes are looked at to find the encoding: the byte order mark or the XML declaration. */
export const ENCODING_SAMPLE_BYTES = 1_024;
