/** What was published and measured about a portfolio (duties D37, D39, D43, D66). */
import { code, date, decimal, digest, line, opt } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

export const reports = register({
  stream: 'portfolio',
  entry: 'report',
  path: 'reports-published',
  asks: 'Which figures were published, by which definitions, as known when?',
  deeds: {
    PublishReport: notes('ReportPublished', 'Records that a report was published, with what it rests on.', {
      name: code('collection'),
      from: date('2026-03-01'),
      to: date('2026-03-31'),
      definitions: code('figures@1'),
      knownAt: code('2026-04-01T08:00:00Z'),
      sha256: opt(digest()),
      recipient: opt(code('risk-committee')),
    }),
  },
});

export const strategyOutcomes = register({
  stream: 'portfolio',
  entry: 'strategyOutcome',
  path: 'strategy-outcomes',
  asks: 'Which strategy did better, by which measure?',
  deeds: {
    MeasureStrategyOutcome: notes('StrategyOutcomeMeasured', 'Records how a strategy did in a period.', {
      strategy: code('soft-reminder@2'),
      arm: opt(code('challenger-b')),
      metric: code('collection-rate@1'),
      value: decimal('0.2113'),
      from: date('2026-01-01'),
      to: date('2026-03-31'),
    }),
  },
});

export const portfolioTargets = register({
  stream: 'portfolio',
  entry: 'portfolioTarget',
  path: 'portfolio-targets',
  asks: 'Which targets has the portfolio, and were they reached?',
  deeds: {
    SetPortfolioTarget: opens('PortfolioTargetSet', 'Sets a target of the portfolio.', {
      metric: code('recovery-rate@1'),
      value: decimal('0.12'),
      from: date('2026-04-01'),
      due: date('2026-06-30'),
    }),
    MeasurePortfolioTarget: ends(
      'PortfolioTargetMeasured',
      'Records what was measured.',
      { value: decimal('0.118'), note: opt(line('one large payment came later')) },
      { at: 'measurements' },
    ),
  },
});

export const portfolioRegisters = [reports, strategyOutcomes, portfolioTargets] as const;
