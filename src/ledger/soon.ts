/**
 * A value that is there at once, or must be fetched first. Most commands fetch nothing (their stream, policy and keys are
 * in memory), and to wait all the same would cost each of them several turns of the microtask queue.
 */
export type Soon<T> = T | Promise<T>;

export function soon<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
