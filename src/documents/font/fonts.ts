/** The typeface of what people read, in the weights that are used. */

export type Weight = 'regular' | 'bold';

/** The bytes of two TrueType fonts that have Latin and Chinese. */
export type Fonts = Readonly<Record<Weight, Uint8Array>>;
