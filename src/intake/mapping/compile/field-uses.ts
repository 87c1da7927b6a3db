/**
 * Which fields are personal. A field is when the mapping lists it, or seals it, or uses it nowhere but in free text, which
 * the ledger seals. A personal field stays out of row identities and is masked in rejects files; one that goes to a
 * place where it would be stored in clear is a mistake of the mapping.
 */
import type { MappingProblem, Path } from '../problem.js';

interface ClearUse {
  readonly field: string;
  readonly path: Path;
  readonly what: string;
}

/** Answers for field names, also those of array elements. */
export class PersonalFields {
  private readonly memo = new Map<string, boolean>();
  private readonly names: ReadonlySet<string>;
  private readonly patterns: readonly RegExp[];

  constructor(fields: Iterable<string>) {
    const all = [...fields];
    this.names = new Set(all);
    this.patterns = all.filter((field) => field.includes('*')).map(patternOf);
  }

  get any(): boolean {
    return this.names.size > 0;
  }

  has(field: string): boolean {
    if (this.patterns.length === 0) return this.names.has(field);
    let known = this.memo.get(field);
    if (known === undefined) {
      known = this.names.has(field) || this.patterns.some((pattern) => pattern.test(field));
      this.memo.set(field, known);
    }
    return known;
  }
}

/** `payments.*.note` stands for `payments.0.note`, `payments.1.note`, … */
function patternOf(field: string): RegExp {
  const escaped = field.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '\\d+');
  return new RegExp(`^${escaped}$`);
}

export class FieldUses {
  /** Every field that the mapping reads. */
  readonly all = new Set<string>();
  private readonly sealed = new Set<string>();
  private readonly words = new Set<string>();
  private readonly clear: ClearUse[] = [];
  /** Arrays whose elements are being compiled, outermost first. */
  private readonly arrays: string[] = [];

  read(fields: readonly string[]): void {
    for (const field of fields) this.all.add(field);
  }

  /** The fields go to a place that is sealed because they are personal. */
  seal(fields: readonly string[]): void {
    for (const field of fields) this.sealed.add(this.general(field));
  }

  /** The fields become part of a free text. */
  say(fields: readonly string[]): void {
    for (const field of fields) this.words.add(this.general(field));
  }

  /** The fields go to a place that is stored in clear. */
  show(fields: readonly string[], path: Path, what: string): void {
    for (const field of fields) this.clear.push({ field: this.general(field), path, what });
  }

  insideArray<T>(array: string, work: () => T): T {
    this.arrays.push(array);
    try {
      return work();
    } finally {
      this.arrays.pop();
    }
  }

  /** What is personal, and where personal fields would be stored in clear. */
  settle(declared: readonly string[]): { readonly personal: PersonalFields; readonly problems: MappingProblem[] } {
    const certain = new PersonalFields([...declared, ...this.sealed]);
    const loose = [...this.all].filter((field) => field.includes('${'));
    const unknown = loose.map((field) => ({
      path: ['rows'],
      message: `no loop around the field '${field}' replaces its \${…}`,
    }));
    const problems = this.clear
      .filter(({ field }) => certain.has(field) || declared.includes(field) || this.sealed.has(field))
      .map(({ field, path, what }) => ({
        path,
        message: `the field '${field}' is personal, but ${what} is stored in clear: seal it instead`,
      }));
    const shown = new Set(this.clear.map(({ field }) => field));
    const words = [...this.words].filter((field) => !shown.has(field));
    return {
      personal: new PersonalFields([...declared, ...this.sealed, ...words]),
      problems: [...unknown, ...problems],
    };
  }

  private general(field: string): string {
    for (const array of this.arrays) {
      const rest = field.startsWith(`${array}.0`) ? field.slice(array.length + 2) : undefined;
      if (rest === '' || rest?.startsWith('.')) return `${array}.*${rest}`;
    }
    return field;
  }
}
