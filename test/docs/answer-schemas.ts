/**
 * What each GET under /v1 answers, as JSON schemas, read from the types that its handler declares: the compiler knows
 * them, so nobody writes them twice. Descriptions are the comments of the fields.
 */
import ts from 'typescript';
import { relative, resolve } from 'node:path';

export type Schema = { [key: string]: unknown };

export interface AnswerSchemas {
  /** Path as OpenAPI writes it, and what its answer is. */
  readonly paths: Record<string, Schema>;
  /** Named shapes that several answers share. */
  readonly schemas: Record<string, Schema>;
}

/** Answers that are files, or sent piece by piece: their routes say themselves what they are. */
const BYTES = new Set(['StreamableFile', 'FastifyReply', 'void', 'string', 'Observable']);
/** Types of one primitive whose name says more than it. */
const FORMATS: Readonly<Record<string, Schema>> = { CivilDate: { format: 'date' }, Instant: { format: 'date-time' } };

/** Schemas of all controllers under the given folders. */
export function answerSchemas(root: string, folders: readonly string[]): AnswerSchemas {
  const config = ts.getParsedCommandLineOfConfigFile(
    resolve(root, 'tsconfig.json'),
    { skipLibCheck: true, noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const inFolders = (file: string): boolean => folders.some((folder) => relative(root, file).startsWith(`${folder}/`));
  const files = (config?.fileNames ?? []).filter((file) => file.endsWith('.controller.ts') && inFolders(file));
  const options: ts.CompilerOptions = { ...config?.options, types: [] };
  const program = ts.createProgram(files, options, ownModulesOnly(options));
  return new Reading(program.getTypeChecker()).of(
    files.flatMap((file) => program.getSourceFile(file) ?? []).filter(({ isDeclarationFile }) => !isDeclarationFile),
  );
}

/** Sees no package: no answer is of a package's type, and their declarations take most of the time. */
function ownModulesOnly(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, file) =>
    literals.map(({ text }) =>
      text.startsWith('.')
        ? ts.resolveModuleName(text, file, options, host, undefined, undefined, ts.ModuleKind.ESNext)
        : { resolvedModule: undefined },
    );
  return host;
}

/** The text of a decorator's first argument; empty where it has none; undefined where the node has no such decorator. */
function decorated(node: ts.HasDecorators, name: string): string | undefined {
  for (const { expression } of ts.getDecorators(node) ?? []) {
    if (!ts.isCallExpression(expression) || expression.expression.getText() !== name) continue;
    const [path] = expression.arguments;
    return path && ts.isStringLiteralLike(path) ? path.text : '';
  }
  return undefined;
}

class Reading {
  private readonly schemas = new Map<string, Schema>();
  private readonly names = new Map<ts.Symbol | ts.Type, string>();

  constructor(private readonly checker: ts.TypeChecker) {}

  of(files: readonly ts.SourceFile[]): AnswerSchemas {
    const paths: Record<string, Schema> = {};
    for (const file of files) {
      for (const node of file.statements) {
        if (ts.isClassDeclaration(node)) for (const [path, schema] of this.routes(node)) paths[path] = schema;
      }
    }
    return { paths: sorted(paths), schemas: sorted(Object.fromEntries(this.schemas)) };
  }

  private *routes(node: ts.ClassDeclaration): Iterable<[string, Schema]> {
    const prefix = decorated(node, 'Controller');
    if (!prefix?.startsWith('v1')) return;
    for (const member of node.members) {
      const path = ts.isMethodDeclaration(member) ? decorated(member, 'Get') : undefined;
      const signature = ts.isMethodDeclaration(member) ? this.checker.getSignatureFromDeclaration(member) : undefined;
      if (path === undefined || !signature || decorated(member as ts.MethodDeclaration, 'ApiOkResponse') !== undefined)
        continue;
      const answer = this.checker.getAwaitedType(signature.getReturnType()) ?? signature.getReturnType();
      const whole = `/${[prefix, path].filter((part) => part !== '').join('/')}`.replace(/:(\w+)/g, '{$1}');
      if (!BYTES.has(this.checker.typeToString(answer).replace(/<.*/, ''))) {
        yield [whole, this.schema(answer)];
      }
    }
  }

  private schema(type: ts.Type): Schema {
    if (type.isUnion()) return this.union(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
    const { flags } = type;
    if (flags & ts.TypeFlags.BooleanLiteral) return { enum: [this.checker.typeToString(type) === 'true'] };
    if (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' };
    if (flags & ts.TypeFlags.Number) return { type: 'number' };
    if (flags & ts.TypeFlags.Null) return { type: 'null' };
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) return {};
    const shape = this.checker.getApparentType(type);
    if (this.checker.isTupleType(shape) || this.checker.isArrayType(shape)) return this.list(shape as ts.TypeReference);
    return this.named(type);
  }

  private list(type: ts.TypeReference): Schema {
    const parts = this.checker.getTypeArguments(type);
    if (!this.checker.isTupleType(type)) return { type: 'array', items: this.schema(parts[0] as ts.Type) };
    return { type: 'array', items: oneOf(parts.map((part) => this.schema(part))) };
  }

  private union(type: ts.UnionType): Schema {
    const alias = type.aliasSymbol;
    const parts = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const isObjects = parts.every(({ flags }) => flags & ts.TypeFlags.Object);
    const made = (): Schema => oneOf(parts.map((part) => this.schema(part)));
    return alias && isObjects && !type.aliasTypeArguments ? this.under(alias, type, made) : made();
  }

  /** A reference where the type has a name of its own, the object itself where it has none. */
  private named(type: ts.Type): Schema {
    const symbol = nameOf(type);
    return symbol ? this.under(symbol, type, () => this.object(type)) : this.object(type);
  }

  private under(symbol: ts.Symbol, type: ts.Type, made: () => Schema): Schema {
    let name = this.names.get(type);
    if (name === undefined) {
      name = this.freeName(symbol, type);
      this.names.set(type, name);
      // It stands there before it is made: a shape may hold itself.
      this.schemas.set(name, {});
      this.schemas.set(name, made());
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** `ListPage<PlanListRow>` is `ListPageOfPlanListRow`; of two shapes of one name the second says where it is from. */
  private freeName(symbol: ts.Symbol, type: ts.Type): string {
    const args = type.aliasSymbol ? type.aliasTypeArguments : (type as ts.TypeReference).typeArguments;
    const of = (args ?? []).flatMap((arg) => (arg === type ? [] : (nameOf(arg)?.name ?? [])));
    const plain = [symbol.name, ...of].join('Of');
    if (!this.schemas.has(plain)) return plain;
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
    const room = file.split('/').at(-2) ?? '';
    const from = `${room.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())}${plain}`;
    for (let n = 1; ; n++) if (!this.schemas.has(n === 1 ? from : `${from}${n}`)) return n === 1 ? from : `${from}${n}`;
  }

  private object(type: ts.Type): Schema {
    const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const fields = this.checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith('__'));
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const field of fields) {
      const of = this.checker.getTypeOfSymbol(field);
      if (this.checker.getSignaturesOfType(of, ts.SignatureKind.Call).length > 0) continue;
      properties[field.name] = this.field(field, of);
      if (!(field.flags & ts.SymbolFlags.Optional) && !holdsUndefined(of)) required.push(field.name);
    }
    return {
      type: 'object',
      ...(fields.length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      // The data of any fact: what stands in it is its type's.
      ...(fields.length === 1 && fields[0]?.name === 'extra' ? { additionalProperties: {} } : {}),
      ...(index ? { additionalProperties: this.schema(index.type) } : {}),
    };
  }

  private field(field: ts.Symbol, type: ts.Type): Schema {
    const description = ts.displayPartsToString(field.getDocumentationComment(this.checker)).replace(/\s+/g, ' ');
    const written =
      field.valueDeclaration && ts.isPropertySignature(field.valueDeclaration) ? field.valueDeclaration : null;
    const format = FORMATS[written?.type?.getText() ?? ''] ?? {};
    const schema = this.schema(type);
    return { ...schema, ...format, ...(description && !('$ref' in schema) ? { description } : {}) };
  }
}

/** What a type is called: an alias or an interface of ours; not a tool of the language, such as `Omit`. */
function nameOf(type: ts.Type): ts.Symbol | undefined {
  const own = type.symbol as ts.Symbol | undefined;
  const isNamed = own !== undefined && (own.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) !== 0;
  return [type.aliasSymbol, isNamed ? own : undefined].find((symbol) =>
    symbol?.declarations?.some((at) => !at.getSourceFile().isDeclarationFile),
  );
}

function holdsUndefined(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
}

/** Words of one kind become one list of them. */
function oneOf(parts: readonly Schema[]): Schema {
  const values = parts.flatMap((part) => ('enum' in part ? (part['enum'] as unknown[]) : []));
  const hasBoth = values.includes(true) && values.includes(false);
  const rest = parts.filter((part) => !('enum' in part));
  const words = values.filter((value) => typeof value !== 'boolean' || !hasBoth);
  const all = [
    ...(hasBoth ? [{ type: 'boolean' }] : []),
    ...(words.length > 0 ? [{ enum: words }] : []),
    ...[...new Map(rest.map((part) => [JSON.stringify(part), part])).values()],
  ];
  if (all.length === 1) return all[0] as Schema;
  // `string | null` in one: OpenAPI 3.1 is JSON schema.
  const plain = all.every((part) => typeof part['type'] === 'string' && Object.keys(part).length === 1);
  return plain ? { type: all.map((part) => part['type']) } : { anyOf: all };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
