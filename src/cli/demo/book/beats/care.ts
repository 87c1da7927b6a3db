/** Moments of complaint and dispute. */
import { addDays } from '../../../../ledger/dates.js';
import type { Grievance, Ground, Verdict } from '../place.js';
import type { Beat } from '../story.js';
import type { Sum } from './amounts.js';

interface Complaint {
  readonly channel: string;
  /** Days until it must be answered. None given, none invented. */
  readonly dueIn?: number;
  /** It names the last contact. */
  readonly aboutContact?: boolean;
}

export const complain =
  (topic: Grievance, { channel, dueIn, aboutContact }: Complaint): Beat =>
  (diary) => {
    diary.tell({
      type: 'LogComplaint',
      text: diary.say(diary.setting.place.words.complaints[topic]),
      channel,
      topic,
      dueDate: dueIn === undefined ? undefined : addDays(diary.day, dueIn),
      externalRef: `CM-${diary.dice.digits(6)}`,
      about: aboutContact === true ? [diary.last('contact')] : undefined,
    });
  };

export const acknowledge: Beat = (diary) => {
  diary.tell({ type: 'AcknowledgeComplaint', complaint: diary.last('complaint') });
};

/** The answer takes so many days longer than it should. */
export const extend =
  (days: number, reason: string): Beat =>
  (diary) => {
    const complaint = diary.last('complaint');
    const due = diary.state.complaints.get(complaint.idOf)?.dueDate ?? diary.day;
    diary.tell({ type: 'ExtendComplaint', complaint, dueDate: addDays(due, days), reason, level: 'COMPLEX' });
  };

export const decide =
  (outcome: Verdict, redress?: number): Beat =>
  (diary) => {
    const text = diary.say(diary.setting.place.words.verdicts[outcome]);
    diary.tell({ type: 'DecideComplaint', complaint: diary.last('complaint'), outcome, text, redress });
  };

export const closeComplaint =
  (reason?: string): Beat =>
  (diary) => {
    diary.tell({ type: 'CloseComplaint', complaint: diary.last('complaint'), reason });
  };

interface Objection {
  /** The part that is disputed; the whole where absent. */
  readonly amount?: Sum;
  readonly inWriting?: boolean;
  /** False: collection goes on. */
  readonly hold?: boolean;
  readonly step?: string;
}

export const dispute =
  (ground: Ground, { amount, inWriting = true, hold, step }: Objection = {}): Beat =>
  (diary) => {
    const text = diary.say(diary.setting.place.words.disputes[ground]);
    const debts = diary.debts.slice(0, 1);
    diary.tell({ type: 'RaiseDispute', ground, debts, amount: amount?.(diary), inWriting, hold, step, text });
  };

export const examine =
  (step: string, result?: string): Beat =>
  (diary) => {
    diary.tell({ type: 'RecordDisputeStep', dispute: diary.last('dispute'), step, result });
  };

export const resolveDispute =
  (outcome: string): Beat =>
  (diary) => {
    diary.tell({ type: 'ResolveDispute', dispute: diary.last('dispute'), outcome });
  };

export const withdraw: Beat = (diary) => {
  diary.tell({ type: 'WithdrawDispute', dispute: diary.last('dispute') });
};
