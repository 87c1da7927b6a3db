/**
 * Facts of a case name persons in their member `party` and nowhere else: exports take the streams of these along, and the verifier
 * asks for them (`src/seal/verify/links.ts`).
 */
import { CASE_REGISTERS } from './registers.js';

it('names a person of a case in `party` alone, in every register', () => {
  const fields = CASE_REGISTERS.flatMap(({ entry, deeds }) =>
    Object.values(deeds).flatMap((deed) =>
      Object.entries(deed.fields).flatMap(([name, { kind }]) => (kind === 'party' ? [`${entry}.${name}`] : [])),
    ),
  );
  expect(fields.length).toBeGreaterThan(2);
  expect(fields.filter((field) => !field.endsWith('.party'))).toEqual([]);
});
