/** Rules for a Dockerfile, after hadolint's; each with its reason. A fault is one line. */
import { DockerfileParser, type Instruction as Parsed } from 'dockerfile-ast';

const PINNED = /^[a-z0-9./-]+:(?!latest\b)v?\d+\.\d+[\w.-]*(?:@sha256:[0-9a-f]{64})?$/;

/** The JSON form of a command: without a shell in between, signals reach the program. */
export function execForm(text: string | null | undefined): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text ?? '');
    return Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const wordsOf = (instruction: Parsed): string =>
  instruction
    .getArguments()
    .map((each) => each.getValue())
    .join(' ');

export interface Instruction {
  readonly keyword: string;
  readonly words: string;
  /** Counted from 1. */
  readonly line: number;
}

export function instructionsOf(text: string): Instruction[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((each) => ({ keyword: each.getKeyword(), words: wordsOf(each), line: each.getRange().start.line + 1 }));
}

/** The command of the image, and of its health check. */
export function commandsOf(text: string): { readonly start?: readonly string[]; readonly health?: readonly string[] } {
  const all = instructionsOf(text);
  const raw = (keyword: string): string | undefined => all.filter((each) => each.keyword === keyword).at(-1)?.words;
  return { start: execForm(raw('CMD')), health: execForm(raw('HEALTHCHECK')?.replace(/^.*?CMD /, '')) };
}

/** What is wrong with one instruction; in order. */
type Rule = (instruction: Instruction, stages: ReadonlySet<string>) => string | false;

const RUN =
  (bad: RegExp, why: string): Rule =>
  ({ keyword, words }) =>
    keyword === 'RUN' && bad.test(words) && why;
const INSTALLS = /apt-get install/;

const RULES: readonly Rule[] = [
  ({ keyword, words }, stages) => {
    const [image = ''] = words.split(' ');
    return keyword === 'FROM' && !stages.has(image) && !PINNED.test(image) && `the image ${image} has no version`;
  },
  ({ keyword }) => keyword === 'ADD' && 'ADD unpacks and fetches: COPY',
  RUN(/\bsudo\b/, 'sudo in an image'),
  RUN(/\b(?:curl|wget)\b[^|]*\|\s*(?:ba)?sh/, 'runs what it fetched unseen'),
  RUN(/apt-get install(?!.*--no-install-recommends)/s, 'apt-get installs what is only recommended'),
  ({ keyword, words }) =>
    keyword === 'RUN' &&
    INSTALLS.test(words) &&
    !/rm -rf \/var\/lib\/apt\/lists/.test(words) &&
    'the package lists stay in the layer',
  RUN(/npm (?:install|i)\b/, 'npm install changes versions: npm ci'),
  ({ keyword, words }) => keyword === 'WORKDIR' && !words.startsWith('/') && 'WORKDIR is not absolute',
  ({ keyword, words }) =>
    (keyword === 'CMD' || keyword === 'ENTRYPOINT') && !execForm(words) && `${keyword} needs a shell`,
  ({ keyword, words }) =>
    keyword === 'ENV' && /(?:PASSWORD|SECRET|TOKEN|MASTER_KEY)=/.test(words) && 'a secret stays in the image',
];

export function faultsOf(text: string): string[] {
  const all = instructionsOf(text);
  const last = all.map(({ keyword }) => keyword).lastIndexOf('FROM');
  const stages = new Set(
    all.flatMap(({ keyword, words }) => (keyword === 'FROM' ? (/ AS (\S+)$/i.exec(words)?.[1] ?? []) : [])),
  );
  const single = all.flatMap((each) =>
    RULES.flatMap((rule) => {
      const why = rule(each, stages);
      return why === false ? [] : [`line ${each.line}: ${why}`];
    }),
  );
  return [...single, ...orderFaults(all), ...imageFaults(all.slice(last))];
}

function orderFaults(all: readonly Instruction[]): string[] {
  const install = all.findIndex(({ keyword, words }) => keyword === 'RUN' && /npm ci/.test(words));
  const sources = all.findIndex(({ keyword, words }) => keyword === 'COPY' && /(?:^| )(?:\.|src) /.test(words));
  if (sources < 0 || sources >= install) return [];
  return [`line ${all[sources]?.line ?? 0}: sources before npm ci: every change installs anew`];
}

/** Of the last stage: the image itself. */
function imageFaults(final: readonly Instruction[]): string[] {
  const words = (wanted: string): string[] => final.flatMap((each) => (each.keyword === wanted ? [each.words] : []));
  const user = final.filter(({ keyword }) => keyword === 'USER').at(-1);
  const checks: readonly [boolean, number, string][] = [
    [/^[1-9]\d*(?::\d+)?$/.test(user?.words ?? ''), user?.line ?? 0, 'the user is root, or no number'],
    [words('HEALTHCHECK').length > 0, 0, 'no HEALTHCHECK'],
    [!words('HEALTHCHECK').some((check) => /curl|wget/.test(check)), 0, 'the image has no curl'],
    [words('CMD').length === 1, 0, 'not one CMD'],
    [words('LABEL').some((label) => label.includes('org.opencontainers.image.title')), 0, 'no labels'],
  ];
  return checks.flatMap(([holds, line, why]) => (holds ? [] : [`line ${line}: ${why}`]));
}
