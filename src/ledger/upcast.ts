/**
 * An old shape is lifted when it is read, never rewritten. Each step takes the data of one schema version to the next.
 * A fact type that is not listed is at version 1 and has never changed.
 */

export type UpcastStep = (data: object) => object;

/** `steps[n]` lifts version n+1 to n+2. */
export type Upcasters = Readonly<Record<string, readonly UpcastStep[]>>;

export const UPCASTERS: Upcasters = {};

/** The version that a new fact of this type gets. */
export function currentVersion(type: string, upcasters: Upcasters = UPCASTERS): number {
  return (upcasters[type]?.length ?? 0) + 1;
}

/** Data of a stored fact in its current shape. A version from the future is an error: this program is too old. */
export function upcast(type: string, version: number, data: object, upcasters: Upcasters = UPCASTERS): object {
  const steps = upcasters[type];
  const current = (steps?.length ?? 0) + 1;
  if (version === current) return data;
  if (!Number.isInteger(version) || version > current || version < 1) {
    throw new Error(`${type} has schema version ${version}; this program knows versions 1 to ${current}`);
  }
  return (steps ?? []).slice(version - 1).reduce((lifted, step) => step(lifted), data);
}
