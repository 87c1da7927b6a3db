/** `quittance rules test` and `rules schema`: they need no ledger, but for a pack that only the ledger has. */
import type { PackDetail } from '../../clearance/pack-card.js';
import { shippedPacks } from '../../clearance/shipped-packs.js';
import { PACK_SCHEMA, packName, parsePack, runVectors, type Pack, type VectorResult } from '../../rules/index.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { label } from '../text/rule-words.js';
import type { Language } from '../text/words.js';
import { packFileText, packNamed, type PackName } from './pack-file.js';

export interface TestedPack {
  readonly pack: string;
  readonly rules: number;
  readonly vectors: number;
  readonly failed: readonly VectorResult[];
}

/** @throws CliError 2 with everything that is wrong, where the file is no pack. */
export function packOfFile(path: string): Pack {
  const parsed = parsePack(packFileText(path));
  if (!('problems' in parsed)) return parsed.pack;
  const { problems } = parsed;
  throw new CliError(EXIT.usage, [`${path} is no rule pack:`, ...problems].join('\n  '), { file: path, problems });
}

function shipped({ pack, version }: PackName): Pack | undefined {
  const found = shippedPacks().map((one) => one.pack);
  return found.find((one) => one.pack === pack && (version === undefined || one.version === version));
}

async function packCalled(cli: Cli, called: string): Promise<Pack> {
  const name = packNamed(called);
  if (!name) return packOfFile(called);
  const known = shipped(name);
  if (known) return known;
  return withLedger(cli, { what: 'rules test' }, async (door) => {
    const path = `/v1/rule-packs/${encodeURIComponent(name.pack)}`;
    return (await door.get<PackDetail>(path, { version: name.version })).content;
  });
}

function tested(pack: Pack): TestedPack {
  const results = runVectors(pack);
  const failed = results.filter(({ differs }) => differs.length > 0);
  return { pack: packName(pack), rules: pack.rules.length, vectors: results.length, failed };
}

function linesOf({ pack, rules, vectors, failed }: TestedPack, lang: Language): string[] {
  const head =
    lang === 'en'
      ? `${pack}: ${vectors} examples of ${rules} rules, ${failed.length} failed`
      : `${pack}：${rules} 条规则，${vectors} 个示例，${failed.length} 个不成立`;
  const lines = failed.map(({ rule, name, differs }) => {
    return `  ${label('fails', lang)} ${rule}: ${name}: ${differs.join(' ')}`;
  });
  return [head, ...lines];
}

export async function rulesTest(cli: Cli, called?: string): Promise<ExitCode> {
  const packs = called === undefined ? shippedPacks().map(({ pack }) => pack) : [await packCalled(cli, called)];
  const results = packs.map(tested);
  await cli.out.answer({ packs: results }, () => results.flatMap((one) => linesOf(one, cli.lang)));
  return results.some(({ failed }) => failed.length > 0) ? EXIT.rejected : EXIT.ok;
}

export async function rulesSchema({ out }: Cli): Promise<void> {
  await out.write(JSON.stringify(PACK_SCHEMA, null, 2));
}
