/** Where examples answer otherwise at an edge, or have none, and why. */
import type { Kind } from './kinds.js';

interface Reason {
  readonly rules: readonly string[];
  readonly kinds: readonly Kind[];
  readonly why: string;
}

/** Some examples answer otherwise there, and rightly. */
export const EXCEPTIONS: readonly Reason[] = [
  {
    rules: ['UK-DISP-1', 'UK-DISP-2', 'UK-DISP-3', 'US-F-10', 'US-F-10-HOLD', 'US-TCPA-1-REVOCATION'],
    kinds: ['dst', 'month', 'leap'],
    why: 'it counts business days; holidays and weekends lie elsewhere on other days',
  },
  {
    rules: ['UK-CONC-2-WISHES', 'US-F-3'],
    kinds: ['dst', 'month', 'leap'],
    why: 'a person may name days of the week',
  },
  {
    rules: ['CN-CC-70-TERMS', 'CN-LIM-1', 'CN-ENF-1', 'CN-PIPL-47', 'US-F-14', 'US-BANK-1-REAGE'],
    kinds: ['dst', 'month', 'leap'],
    why: 'it counts months or years, which have other numbers of days elsewhere',
  },
  {
    rules: ['CN-CBA-4', 'CN-CC-68'],
    kinds: ['late'],
    why: 'what it asks for must have been recorded before the contact',
  },
  { rules: ['CN-LIM-1'], kinds: ['second'], why: 'the debt of the story is owed before the example tells more of it' },
  { rules: ['CN-RET-1'], kinds: ['second'], why: 'it runs from the call, whenever the recording was attached' },
  { rules: ['CO-DEAD'], kinds: ['second'], why: 'it holds from the death on, whenever that was told' },
  {
    rules: ['CO-POINT', 'US-F-8-EMAIL', 'US-TCPA-1'],
    kinds: ['second'],
    why: 'a contact point of the file is known whenever it was added',
  },
  { rules: ['UK-BS-1', 'UK-BS-1-CLOCK'], kinds: ['second'], why: 'it holds from its start, whenever we were told' },
];

/** Nothing can be tried there. */
export const NOT_APPLICABLE: readonly Reason[] = [
  {
    rules: ['CN-CC-69', 'CN-CBA-5', 'IN-RBI-1-THIRD', 'UK-CONC-2-THIRD', 'US-F-8-NOTICE', 'US-F-16'],
    kinds: ['second'],
    why: 'it looks at what is said or shown in the contact itself, at whatever hour',
  },
  {
    rules: ['CN-CC-69', 'CN-CBA-5', 'IN-RBI-1-THIRD'],
    kinds: ['late'],
    why: 'it looks at what is said or shown in the contact itself, and at no other fact',
  },
  {
    rules: ['CO-HOURS', 'IN-RBI-1', 'IN-RBI-2', 'UK-CONC-2'],
    kinds: ['late'],
    why: 'it looks at the hour of the contact, and at no other fact',
  },
];

export function reasonFor(list: readonly Reason[], rule: string, kind: Kind): string | undefined {
  return list.find(({ rules, kinds }) => rules.includes(rule) && kinds.includes(kind))?.why;
}
