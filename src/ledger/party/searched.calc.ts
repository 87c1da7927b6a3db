/** The personal values by which a party is looked for, each brought to the one form in which it is compared. */
import type { ContactMedium } from './party.events.js';

export const SEARCHED = ['name', 'idNumber', 'phone', 'email'] as const;
export type SearchedKind = (typeof SEARCHED)[number];

export interface SearchedValue {
  readonly kind: SearchedKind;
  /** In its compared form; never empty. */
  readonly text: string;
}

const PHONES: readonly string[] = ['phone', 'sms'] satisfies ContactMedium[];

/** `+39 055 123`, `0039-055/123` and `39055123` are one number; without its country a number is another. */
function phoneForm(text: string): string {
  return text.replace(/\D/g, '').replace(/^00/, '');
}

/** Whatever the order of its words, their case and their accents' encoding. */
function nameForm(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u);
  return words.filter(Boolean).sort().join(' ');
}

const FORMS: Readonly<Record<SearchedKind, (text: string) => string>> = {
  name: nameForm,
  idNumber: (text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  phone: phoneForm,
  email: (text) => text.normalize('NFKC').trim().toLowerCase(),
};

/** The form in which a value is compared; undefined where nothing of it is left. */
export function searchedValue(kind: SearchedKind, text: string): SearchedValue | undefined {
  const form = FORMS[kind](text);
  return form === '' ? undefined : { kind, text: form };
}

/** What a contact point is looked for by; letters and visits are not. */
export function kindOfMedium(medium: string): SearchedKind | undefined {
  if (PHONES.includes(medium)) return 'phone';
  return medium === 'email' ? 'email' : undefined;
}

interface Told {
  readonly type: string;
  readonly data: object;
}

/** What a fact says that its party may be looked for by. */
export function searchedIn({ type, data }: Told, fields: Readonly<Record<string, string | null>>): SearchedValue[] {
  if (type === 'PartyRegistered') {
    const kinds = ['name', 'idNumber'] as const;
    return kinds.flatMap((kind) => (fields[kind] ? (searchedValue(kind, fields[kind]) ?? []) : []));
  }
  const value = type === 'ContactPointAdded' ? fields['value'] : undefined;
  const kind = kindOfMedium((data as { medium?: string }).medium ?? '');
  const found = value && kind ? searchedValue(kind, value) : undefined;
  return found ? [found] : [];
}
