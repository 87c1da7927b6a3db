/** Moments about the case and its people. */
import type { CloseReason, PartyRole } from '../../../../ledger/case/index.js';
import { addPoint, link, memberOf, register } from '../cast.js';
import type { Topic } from '../place.js';
import type { Beat } from '../story.js';

/** Lets between `least` and `most` days go by. */
export const wait =
  (least: number, most?: number): Beat =>
  (diary) =>
    diary.wait(least, most);

export const note =
  (topic: Topic): Beat =>
  (diary) => {
    diary.tell({ type: 'AddNote', text: diary.say(diary.setting.place.words.notes[topic]), topic });
  };

/** Another collector takes over. */
export const handOver: Beat = (diary) => {
  const { staff, teams } = diary.setting.place;
  diary.tell({ type: 'AssignCase', assignee: diary.dice.pick(staff), team: diary.dice.pick(teams) });
};

/** Closes the case; as settled only where nothing is owed any more. */
export const close =
  (reason: CloseReason, detail?: string): Beat =>
  (diary) => {
    diary.tell({ type: 'CloseCase', reason, detail });
  };

export const reopen =
  (reason: string): Beat =>
  (diary) => {
    diary.tell({ type: 'ReopenCase', reason });
  };

/** Somebody beside the debtor enters the case. */
export const join =
  (role: PartyRole): Beat =>
  (diary) => {
    const { place } = diary.setting;
    const person = role === 'ATTORNEY' ? place.lawyers(diary.dice) : place.person(diary.dice);
    link(diary, register(diary, role, person));
  };

/** The debtor's phone or e-mail turns out to be wrong. */
export const invalidate =
  (medium: 'phone' | 'email' | 'letter', reason: string): Beat =>
  (diary) => {
    const debtor = memberOf(diary, 'DEBTOR');
    const point = debtor.points[medium];
    if (point) diary.tellOf(debtor.ref, { type: 'InvalidateContactPoint', point, reason });
  };

/** Another phone, e-mail or address of the debtor becomes known. */
export const found =
  (medium: 'phone' | 'email' | 'letter', label: string): Beat =>
  (diary) => {
    const { phone, email, address } = diary.setting.place.person(diary.dice);
    const value = { phone, email, letter: address }[medium];
    if (value !== undefined) addPoint(diary, memberOf(diary, 'DEBTOR'), medium, value, label);
  };
