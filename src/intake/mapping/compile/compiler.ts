/** What compiling the parts of a mapping shares: defaults, declared names, and the problems found so far. */
import type { ConditionDoc, MappingDoc, ValueDoc } from '../document.js';
import type { MappingProblem, Path } from '../problem.js';
import { NOTHING, TYPE_NAMES, type Compiled, type Test, type ValueType } from './compiled.js';
import { FieldUses } from './field-uses.js';
import type { Names } from './names.js';
import type { When } from './when.js';

/** Compilers of values and conditions call each other through this: no file needs to import its own users. */
export interface Grammar {
  value(c: Compiler, doc: ValueDoc, path: Path, want: ValueType): Compiled;
  condition(c: Compiler, doc: ConditionDoc, path: Path): Test;
}

export class Compiler {
  readonly problems: MappingProblem[] = [];
  readonly uses = new FieldUses();
  /** The row's date is compiled once, however many steps use it. */
  rowDate: When | undefined;

  constructor(
    readonly doc: MappingDoc,
    readonly names: Names,
    private readonly grammar: Grammar,
  ) {}

  /** Zone of times that are written without an offset. */
  get zone(): string {
    return this.doc.dates?.zone ?? this.doc.portfolio.zone;
  }

  get hasCurrency(): boolean {
    return (this.doc.money?.currency ?? this.doc.portfolio.currency) !== undefined;
  }

  /** @param want what the value is for: a constant is read as that. */
  value(doc: ValueDoc, path: Path, want: ValueType = 'text'): Compiled {
    return this.grammar.value(this, doc, path, want);
  }

  /** A value that must be of one type. */
  typed(doc: ValueDoc, path: Path, want: ValueType): Compiled {
    const compiled = this.value(doc, path, want);
    if (compiled.type === undefined || compiled.type === want) return compiled;
    return this.complain(path, `${TYPE_NAMES[want]} is needed here, but this gives ${TYPE_NAMES[compiled.type]}`);
  }

  condition(doc: ConditionDoc, path: Path): Test {
    return this.grammar.condition(this, doc, path);
  }

  optionalCondition(doc: ConditionDoc | undefined, path: Path): Test | undefined {
    return doc === undefined ? undefined : this.condition(doc, path);
  }

  complain(path: Path, message: string): Compiled {
    this.problems.push({ path, message });
    return NOTHING;
  }
}
