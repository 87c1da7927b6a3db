/** Reads a mapping's YAML. What is ambiguous is refused: a name that stands twice, a number that YAML would rewrite. */
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import type { Path } from './problem.js';

/** How often aliases may be repeated, all in all. */
const ALIASES_MAX = 1_000;

export interface ParsedYaml {
  readonly value: unknown;
  /** Sentences with line numbers; empty when it could be read. */
  readonly problems: readonly string[];
  /** Line of what stands at a path, or of the nearest that encloses it. */
  lineOf(path: Path): number;
}

export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number): number => lines.linePos(offset).line;
  const problems = [...doc.errors, ...doc.warnings].map(({ pos, message }) => `line ${at(pos[0])}: ${message}`);
  if (problems.length === 0) problems.push(...rewritten(doc, at));
  let value: unknown;
  try {
    if (problems.length === 0) value = doc.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    // The library throws where aliases multiply: a bomb, or nothing that a person wrote.
    problems.push(`line 1: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { value, problems, lineOf: (path) => at(offsetOf(doc, path)) };
}

/** Numbers that would lose what is written: `157.0` becomes 157, `007` becomes 7, `1_000` a text. */
function rewritten(doc: Document, at: (offset: number) => number): string[] {
  const problems: string[] = [];
  visit(doc, {
    Scalar(_key, { value, source, range }) {
      if (typeof value !== 'number' || source === undefined || source === String(value)) return;
      problems.push(`line ${at(range?.[0] ?? 0)}: YAML reads ${source} as the number ${value}; write it in quotes`);
    },
  });
  return problems;
}

function offsetOf(doc: Document, path: Path): number {
  let node: unknown = doc.contents;
  let offset = 0;
  for (const part of [undefined, ...path]) {
    if (part !== undefined) node = childOf(node, part);
    const range = (node as Node | null | undefined)?.range;
    if (!range) return offset;
    offset = range[0];
  }
  return offset;
}

function childOf(node: unknown, part: string | number): unknown {
  if (isSeq(node)) return node.items[Number(part)];
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && String(isScalar(item.key) ? item.key.value : '') === part);
  return pair?.value ?? pair?.key;
}
