/** Languages in which a pack tells what it proves. */
export const LANGUAGES = ['en', 'zh'] as const;
