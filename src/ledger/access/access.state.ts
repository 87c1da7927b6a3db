/** A stream of accesses has no state that a decision rests on: what was seen was seen. */
import type { AccessFact } from './access.events.js';

export interface AccessState {
  readonly id: string;
}

export function newAccess(id: string): AccessState {
  return { id };
}

export function evolveAccess(state: AccessState, fact: AccessFact): AccessState {
  switch (fact.type) {
    case 'RecordAccessed':
    case 'ExportProduced':
      return state;
  }
}
