/** How a case is to be worked: the strategy, its goals and steps (duties D14, D43, D72). */
import { code, date, line, opt, yes } from '../register/field.js';
import { ends, opens, register, steps } from '../register/register.js';

export const strategies = register({
  stream: 'case',
  entry: 'strategy',
  path: 'strategies',
  asks: 'Which strategy is a case worked by, in which arm of a test, and which steps were taken?',
  deeds: {
    AssignStrategy: opens('StrategyAssigned', 'Assigns the strategy by which the case is worked.', {
      name: code('soft-reminder@2'),
      goal: opt(line('cured within 30 days')),
      due: opt(date('2026-04-30')),
      /** Champion or challenger of a test. */
      arm: opt(code('challenger-b')),
      team: opt(code('early-arrears')),
    }),
    CompleteStrategyStep: steps(
      'StrategyStepCompleted',
      'Says that a step of the strategy was taken.',
      { step: code('day-5-sms'), onTime: opt(yes(true)), result: opt(line('delivered')) },
      { at: 'steps' },
    ),
    ChangeStrategy: steps(
      'StrategyChanged',
      'Changes the strategy of the case.',
      { name: code('personal-call@1'), reason: line('no answer to three messages'), due: opt(date('2026-05-15')) },
      { at: 'changes' },
    ),
    EndStrategy: ends(
      'StrategyEnded',
      'Ends the strategy, with what came of it.',
      { outcome: code('CURED') },
      { at: 'endings' },
    ),
  },
});

export const strategyRegisters = [strategies] as const;
