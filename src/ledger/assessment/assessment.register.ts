/** What is thought of a case: grade, score, provision class, the reason of the default (duties D05, D40, D42, D73). */
import { about, code, codes, date, decimal, digest, line, opt, words } from '../register/field.js';
import { notes, register } from '../register/register.js';

export const riskGrades = register({
  stream: 'case',
  entry: 'riskGrade',
  path: 'risk-grades',
  asks: 'Which risk grade did a case have, by which version of which model?',
  deeds: {
    AssignRiskGrade: notes('RiskGradeAssigned', 'Records the risk grade of the case.', {
      grade: code('C2'),
      model: code('behaviour'),
      modelVersion: code('4.1'),
      inputsHash: opt(about(digest(), 'SHA-256 of the inputs of the model.')),
      reason: opt(line('two broken promises')),
    }),
  },
});

export const scores = register({
  stream: 'case',
  entry: 'scoring',
  path: 'scores',
  asks: 'Which scores were computed, with which model, and how are they explained?',
  deeds: {
    RecordScore: notes('ScoreComputed', 'Records a score that a model computed, with what explains it.', {
      kind: code('propensity-to-pay'),
      score: decimal('0.4125'),
      model: code('propensity'),
      modelVersion: code('2026-02'),
      inputsHash: opt(about(digest(), 'SHA-256 of the inputs of the model.')),
      explanationRef: opt(code('explain/88213/7')),
      decidedBy: opt(about(code('MODEL'), 'Who decided upon it: MODEL where no human did.')),
    }),
  },
});

export const provisionClasses = register({
  stream: 'case',
  entry: 'provisionClass',
  path: 'provision-classes',
  asks: 'In which of the five asset classes was a case, and when did that change?',
  deeds: {
    ChangeProvisionClass: notes('ProvisionClassChanged', 'Records the asset class of the case.', {
      from: opt(code('SPECIAL_MENTION')),
      to: code('SUBSTANDARD'),
      basis: opt(line('more than 90 days past due')),
      reviewOn: opt(date('2026-06-30')),
    }),
  },
});

export const delinquencyReasons = register({
  stream: 'case',
  entry: 'delinquencyReason',
  path: 'delinquency-reasons',
  asks: 'Why do debtors say that they did not pay?',
  deeds: {
    RecordDelinquencyReason: notes('DelinquencyReasonRecorded', 'Records why the debtor did not pay.', {
      reason: code('UNEMPLOYMENT'),
      proposals: opt(codes('instalments', 'deferral')),
      contact: opt(code('contact-ref-7')),
      text: opt(words('Lost his job in January; expects work in May.')),
    }),
  },
});

export const assessmentRegisters = [riskGrades, scores, provisionClasses, delinquencyReasons] as const;
