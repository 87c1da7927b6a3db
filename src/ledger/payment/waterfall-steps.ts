/** A waterfall told step by step, in the order in which the pipeline takes them: for the list of waterfalls and its page. */
import type { Component } from '../components.js';
import type { Across, DueStatus, Exclusion, Waterfall } from './waterfall.js';

export type WaterfallStep =
  | { readonly step: 'directed' }
  | { readonly step: 'exclude'; readonly what: readonly Exclusion[] }
  | ({ readonly step: 'minimum' } & Across)
  | ({ readonly step: 'across' } & Across)
  | {
      readonly step: 'within';
      readonly components: readonly Component[];
      readonly statuses?: readonly DueStatus[];
      readonly afterJudgment?: readonly Component[];
    }
  | { readonly step: 'held' };

export function stepsOf(waterfall: Waterfall): readonly WaterfallStep[] {
  const { excludes, minimum, across, components, statuses, afterJudgment } = waterfall;
  return [
    { step: 'directed' },
    ...(excludes.length > 0 ? [{ step: 'exclude' as const, what: excludes }] : []),
    ...(minimum ? [{ step: 'minimum' as const, ...minimum }] : []),
    { step: 'across', ...across },
    { step: 'within', components, ...(statuses && { statuses }), ...(afterJudgment && { afterJudgment }) },
    { step: 'held' },
  ];
}
