/** Decorator of a list's query: which portfolios it is narrowed to. */
import { field, ID, REFERENCE, type Test } from './fields.js';

/** Ids of portfolios that a list may be narrowed to at once. */
const PORTFOLIOS_MAX = 200;

/** In queries of lists: a portfolio's name or id, or several ids with commas between. */
export function Portfolios(): PropertyDecorator {
  const test: Test = (v) => {
    const ids = typeof v === 'string' ? v.split(',') : [];
    const fits = ids.length <= PORTFOLIOS_MAX && ids.every((id) => (ids.length === 1 ? REFERENCE : ID).test(id));
    return fits
      ? undefined
      : `must be the name or id of a portfolio, or up to ${PORTFOLIOS_MAX} ids with commas between`;
  };
  return field('portfolios', test, {
    type: 'string',
    optional: true,
    description: 'Name or id of a portfolio, or several ids with commas between.',
  });
}
