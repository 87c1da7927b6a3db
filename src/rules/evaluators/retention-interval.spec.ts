/** How long records are kept: the longest duty of a kind, against the day on which it is to be erased. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../../ledger/ledger.js';
import type { CaseFile } from '../dossier/case-file.js';
import { Dossier } from '../dossier/dossier.js';
import type { Clock, DutyScene } from '../evaluator.js';
import { retentionInterval } from './retention-interval.js';

type Records = Parameters<typeof retentionInterval.evaluate>[1]['records'];

function kept(asOf: string, records: Records, ...commands: CaseCommand[]): readonly Clock[] {
  const dossier = Dossier.of(aCase(...commands).facts);
  const scene = { dossier, file: dossier.cases.get('case-1') as CaseFile, asOf } as unknown as DutyScene;
  return retentionInterval.evaluate(scene, { records });
}

const letter: CaseCommand = { type: 'IssueNotice', notice: 'demand', occurredAt: '2026-01-31' };
const note: CaseCommand = { type: 'AddNote', text: 'x', occurredAt: '2026-02-28' };

describe('retention', () => {
  it('takes the longest of two duties for one kind of record', () => {
    const records: Records = [
      { record: 'LETTER', keep_months: 36, from: 'RECORD' },
      { record: 'LETTER', keep_months: 13, from: 'LAST_ACTIVITY' },
    ];
    expect(kept('2026-03-01', records, letter, note)).toMatchObject([
      { subject: 'LETTER', outcome: 'RETAIN_UNTIL', due: '2029-01-31', reason: 'keep-letter' },
    ]);
  });

  it('moves with every new activity, and ends with the last day of a shorter month', () => {
    const records: Records = [{ record: 'CASE_FILE', keep_months: 12, from: 'LAST_ACTIVITY' }];
    expect(kept('2026-02-27', records, letter, note)[0]).toMatchObject({ due: '2027-01-31', from: '2026-01-31' });
    expect(kept('2026-02-28', records, letter, note)[0]).toMatchObject({ due: '2027-02-28', from: '2026-02-28' });
  });

  it('says where erasure would be due before it may be erased', () => {
    const records: Records = [{ record: 'LETTER', keep_months: 36, from: 'RECORD', erase_months: 24 }];
    expect(kept('2026-03-01', records, letter)[0]?.flags).toEqual(['erasure-due-before-retention-ends']);
    const loose: Records = [{ record: 'LETTER', keep_months: 24, from: 'RECORD', erase_months: 24 }];
    expect(kept('2026-03-01', loose, letter)[0]?.flags).toEqual([]);
  });

  it('keeps nothing of a kind of which there is nothing', () => {
    const records: Records = [
      { record: 'RECORDING', keep_months: 24, from: 'RECORD' },
      { record: 'COMPLAINT', keep_months: 24, from: 'RECORD' },
    ];
    expect(kept('2026-03-01', records, letter, note)).toEqual([]);
  });
});
