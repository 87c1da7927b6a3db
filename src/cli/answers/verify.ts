/** `quittance verify`: reads the named files and nothing else. */
import { FormatError } from '../../seal/format-error.js';
import { parsePolicy } from '../../seal/policy.js';
import { notProven, reportLines, stepSays } from '../../seal/verify/report.js';
import { tokenCheckOf } from '../../seal/verify/time-stamps.js';
import { verifyPack, type Terms } from '../../seal/verify/verify-pack.js';
import type { Cli } from '../cli.js';
import type { VerifyOptions } from '../commands/verify.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { fileSource, smallFile } from '../file-source.js';
import { logFolder } from './log-folder.js';

export async function verify({ lang, out }: Cli, file: string, options: VerifyOptions): Promise<ExitCode> {
  const { remakePack: remake } = options.remake === true ? await import('../../audit-pack/remake/remake-pack.js') : {};
  const terms = { ...termsOf(options), ...(remake ? { remake } : {}) };
  const { source, close } = fileSource(file);
  try {
    const verdict = await verifyPack(source, terms);
    const steps = verdict.steps.map((step) => ({ ...step, says: stepSays(step, lang) }));
    const document = { file, ...verdict, steps, notProven: notProven(verdict, lang) };
    await out.answer(document, () => reportLines(verdict, lang));
    return verdict.exit as ExitCode;
  } finally {
    close();
  }
}

function termsOf({ policy, knownCheckpoint, consistency, tsa, log }: VerifyOptions): Terms {
  if (consistency !== undefined && knownCheckpoint === undefined) {
    throw new CliError(EXIT.usage, '--consistency says something only together with --known-checkpoint.');
  }
  return {
    policy: read(policy, 'policy', parsePolicy),
    ...(tsa === undefined ? {} : { checkToken: read(tsa, 'file of certificates', tokenCheckOf) }),
    ...(log === undefined ? {} : { log: logFolder(log) }),
    ...(knownCheckpoint === undefined
      ? {}
      : {
          kept: {
            checkpoint: textFile(knownCheckpoint),
            ...(consistency === undefined ? {} : { consistency: textFile(consistency) }),
          },
        }),
  };
}

/** @throws CliError 2 where the text is not what it should be. */
function read<T>(path: string, what: string, parse: (text: string) => T): T {
  try {
    return parse(textFile(path));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new CliError(EXIT.usage, `${path} is no ${what}: ${error.message}.`);
  }
}

const textFile = (path: string): string => smallFile(path).toString('utf8');
