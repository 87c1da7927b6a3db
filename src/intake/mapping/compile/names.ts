/** Names that a mapping declares, each with its slot in a case's memory: running values, remembered parts, parties. */
import type { MappingDoc, RunningType } from '../document.js';
import type { RememberedPart } from '../frame.js';
import type { MappingProblem, Path } from '../problem.js';

interface Part extends RememberedPart {
  readonly slot: number;
  /** Kind of what is remembered (`debt`); undefined while it was only referred to. */
  kind: string | undefined;
  readonly rowPlaces: Set<string>;
  /** Whether a step remembers it under a key. */
  keyed: boolean;
  /** Who refers to it, and the kinds that fit there. */
  readonly uses: { readonly path: Path; readonly kind: string | undefined; readonly keyed: boolean }[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

export class Names {
  readonly running = new Map<string, { readonly slot: number; readonly type: RunningType }>();
  readonly parties = new Map<string, number>();
  readonly problems: MappingProblem[] = [];
  private readonly parts = new Map<string, Part>();

  constructor(doc: MappingDoc) {
    for (const [name, declared] of Object.entries(doc.running ?? {})) {
      const type = typeof declared === 'string' ? declared : declared.type;
      this.running.set(name, { slot: this.running.size, type });
    }
    for (const [i, { name }] of (doc.parties ?? []).entries()) {
      if (this.parties.has(name)) {
        this.problems.push({ path: ['parties', i, 'name'], message: `there are two parties '${name}'` });
      }
      this.parties.set(name, this.parties.size);
    }
  }

  /** A step remembers what it creates. */
  remember(name: string, kind: string, path: Path): Part {
    const part = this.part(name, path);
    if (part.kind !== undefined && part.kind !== kind) {
      const message = `'${name}' remembers a ${part.kind} elsewhere; give this ${kind} another name`;
      this.problems.push({ path, message });
    }
    part.kind = kind;
    return part;
  }

  /** A value refers to a remembered part; `kind` where only one kind fits. */
  refer(name: string, kind: string | undefined, path: Path, keyed = false): Part {
    const part = this.part(name, path);
    part.uses.push({ path, kind, keyed });
    return part;
  }

  /** What could only be seen once every step was compiled. */
  unsettled(): MappingProblem[] {
    const problems: MappingProblem[] = [];
    for (const [name, { kind, keyed, uses }] of this.parts) {
      for (const { path, kind: wanted, keyed: byKey } of uses) {
        if (kind === undefined) {
          problems.push({ path, message: `no step remembers a part as '${name}' (remember: ${name})` });
        } else if (wanted !== undefined && wanted !== kind) {
          problems.push({ path, message: `a ${wanted} is needed here, but '${name}' is a ${kind}` });
        } else if (byKey && !keyed) {
          problems.push({ path, message: `no step remembers '${name}' under a key (key: beside remember)` });
        }
      }
    }
    return problems;
  }

  private part(name: string, path: Path): Part {
    if (!NAME.test(name)) {
      this.problems.push({ path, message: `'${name}' is no name: a letter, then letters, digits, _ and -` });
    }
    let part = this.parts.get(name);
    if (!part) {
      part = { slot: this.parts.size, kind: undefined, rowPlaces: new Set(), keyed: false, uses: [] };
      this.parts.set(name, part);
    }
    return part;
  }
}
