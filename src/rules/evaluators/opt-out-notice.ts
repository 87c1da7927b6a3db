/** Every electronic message says how to opt out (12 CFR 1006.6(e)). What nobody said of a message is not guessed. */
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Notice {
  readonly channels: readonly string[];
}

function evaluate({ act, id, asked, dossier }: Scene, { channels }: Notice): Verdict {
  if (act.direction !== 'OUTBOUND' || act.kind !== 'MESSAGE' || !channels.includes(act.channel)) return NOT_CONCERNED;
  const own = asked === undefined && id !== undefined ? dossier.attempt(id) : undefined;
  const inputs = own ? [own.event] : [];
  const { optOut } = own ?? act;
  if (optOut === undefined) return { is: 'NOT_EVALUATED', reason: 'opt-out-notice-not-stated', inputs };
  return optOut ? { is: 'ALLOWED', inputs } : { is: 'BREACH', reason: 'no-opt-out-notice', inputs, next: null };
}

export const optOutNotice: ContactEvaluator<Notice> = {
  of: 'contact',
  name: 'opt-out-notice@1.0.0',
  parameters: {
    type: 'object',
    required: ['channels'],
    additionalProperties: false,
    properties: { channels: { type: 'array', items: { type: 'string' } } },
  },
  evaluate,
};
