/** What is said of persons whom a case links or names, and whose streams are not there. */

type Words = Readonly<Record<'en' | 'zh', string>>;

export const LINK_CODES = {
  'linked-not-here': {
    en: '{sid} links {party} at revision {rev}, whose stream is not in the pack: it was left out.',
    zh: '{sid} 在版本 {rev} 关联了 {party}，但其流不在包中：已被删去。',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Of each person whom a case names without a link, and who has no stream in the pack. */
export const UNSEEN: Words = {
  en: 'that nothing is known of {party}: {sid} names them at revision {rev}, and the pack has no such stream; the ledger has none, or it was left out',
  zh: '{party} 无其他记录：{sid} 在版本 {rev} 提及，但包中没有该流；账本中没有，或已被删去',
};
