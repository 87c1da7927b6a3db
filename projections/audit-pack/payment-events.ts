/** Which facts brought the money of a payment, and took it back. */
import type { Scene } from './scene.js';

/** By id of the payment. */
export function paymentEvents({ history }: Scene): ReadonlyMap<string, readonly string[]> {
  const events = new Map<string, string[]>();
  for (const fact of history.facts) {
    if (fact.type !== 'PaymentReceived' && fact.type !== 'PaymentReversed') continue;
    const { payment } = fact.data;
    events.set(payment, [...(events.get(payment) ?? []), fact.id]);
  }
  return events;
}
