/** What a verdict says of time stamps. */
type Words = Readonly<Record<'en' | 'zh', string>>;

export const TOKEN_HOLDS: Words = {
  en: '{tokens} time-stamp tokens hold over the checkpoint.',
  zh: '检查点上的 {tokens} 个时间戳有效。',
};

export const TOKEN_NOT_ASKED: Words = {
  en: 'No time stamp was checked: you named no authority that you trust.',
  zh: '没有核对时间戳：您未指定所信任的时间戳机构。',
};

export const TOKEN_CODES = {
  'no-token': {
    en: 'You named an authority, and the pack has no time stamp: it never had one, or somebody took it out.',
    zh: '您指定了时间戳机构，但包中没有时间戳：原本没有，或已被移除。',
  },
  'token-fails': { en: 'The time stamp {path} does not hold: {what}.', zh: '时间戳 {path} 无效：{what}。' },
} satisfies Readonly<Record<string, Words>>;
