/** `quittance store copy`: the facts, and what the sealer keeps among them, into another store. */
import { BadStoreUrl, checkUrls, openSource, openTarget } from '../../moving/store-url.js';
import { SealedWalk, type SealedSoFar } from '../../sealer/sealed-walk.js';
import { copyStore, type Copied } from '../../store/copy/copy.js';
import type { Differs } from '../../store/copy/compare.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { progressOf, type Progress } from '../progress.js';

export interface StoreCopyOptions {
  readonly from: string;
  readonly to: string;
}

export async function storeCopy(cli: Cli, { from, to }: StoreCopyOptions): Promise<ExitCode> {
  const began = performance.now();
  const sealed = new SealedWalk();
  const progress = await progressOf('Copying');
  const alarm = (message: string): void => cli.out.note(message);
  const outcome = await opened({ from, to, alarm }, sealed, progress)
    .catch((error: unknown) => {
      if (error instanceof BadStoreUrl) throw new CliError(EXIT.usage, error.message);
      throw error;
    })
    .finally(() => progress.stop());
  if (outcome.kind === 'differs') throw differs(outcome);
  const seconds = Math.round(performance.now() - began) / 1000;
  const eventsPerSecond = Math.round(outcome.events / Math.max(seconds, 0.001));
  const { kind: _kind, ...counts } = outcome;
  const { soFar } = sealed;
  await cli.out.answer({ from: shown(from), to: shown(to), ...counts, sealed: soFar, seconds, eventsPerSecond }, () =>
    lines(outcome, soFar, seconds, eventsPerSecond),
  );
  return soFar.problem === null ? EXIT.ok : EXIT.changed;
}

async function opened(
  { from, to, alarm }: StoreCopyOptions & { readonly alarm: (message: string) => void },
  sealed: SealedWalk,
  progress: Progress,
): Promise<Copied | Differs> {
  checkUrls(from, to);
  const source = await openSource(from, alarm);
  try {
    const target = await openTarget(to, alarm);
    try {
      return await copyStore({
        source: source.store,
        target: target.store,
        seen: (events) => sealed.take(events),
        progress: rated(progress),
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Without its password. */
function shown(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//…@');
}

/** Events a second of the phase under way. */
function rated(progress: Progress): (phase: string, position: number, head: number, events: number) => void {
  let now = { phase: '', since: 0, from: 0 };
  return (phase, position, head, events) => {
    if (phase !== now.phase) now = { phase, since: performance.now(), from: events };
    const perSecond = Math.round(((events - now.from) / Math.max(1, performance.now() - now.since)) * 1000);
    progress.update(position, head, `${phase}, ${events} events, ${perSecond}/s`);
  };
}

function differs({ same, detail }: Differs): CliError {
  const message = `The target is not the beginning of the source. The first ${same} events are the same; then ${detail}. Nothing was written over it.`;
  return new CliError(EXIT.usage, message, { same, detail });
}

function lines(
  copied: Copied,
  { checkpoints, last, unsealed, problem }: SealedSoFar,
  seconds: number,
  rate: number,
): string[] {
  const { events, copied: written, appends, sameAppends, since } = copied;
  const kept = sameAppends ? 'as they were' : 'neighbours of one stream joined where the source cannot tell them apart';
  return [
    `copied      ${written} events in ${appends} appends (${kept}), ${events - written} were there`,
    `compared    ${events} events: ids, order, types, revisions and bytes are the same, in ${seconds} s (${rate}/s)`,
    last
      ? `sealed      ${checkpoints} checkpoints met, the last of ${last.size} leaves (${last.origin}), ${unsealed} facts behind it`
      : `sealed      nothing was sealed yet, ${unsealed} facts`,
    ...(problem === null ? [] : [`NOT SEALED  ${problem}. 'quittance audit verify' on the source says more.`]),
    since === 0
      ? 'since       nothing came into the source meanwhile'
      : `since       ${since} events came into the source meanwhile: run this again to take them`,
  ];
}
