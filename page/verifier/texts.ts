/** Words of the page itself; those of the verdict are the verifier's own. */
import type { Words } from '../../src/seal/verify/words.js';

export const TEXTS = {
  title: { en: 'Does this audit pack prove its history?', zh: '此审计包能否证明其历史？' },
  intro: {
    en: 'Everything is worked out on this machine. The page loads nothing, sends nothing and works without a network.',
    zh: '一切都在本机计算。本页不加载、不发送任何数据，无需网络。',
  },
  drop: {
    en: 'Drag the pack here, with your policy and, if you have one, a checkpoint that you kept.',
    zh: '将审计包拖到此处，连同您的策略；如有先前保存的检查点，也可一并拖入。',
  },
  pack: { en: 'Audit pack (.zip)', zh: '审计包（.zip）' },
  policy: { en: 'Your policy: the log and the witnesses that you trust', zh: '您的策略：您信任的日志与见证人' },
  kept: { en: 'A checkpoint that you kept', zh: '您先前保存的检查点' },
  keptCheckpoint: { en: 'Checkpoint', zh: '检查点' },
  keptProof: { en: 'Proof of consistency, where the pack has none', zh: '一致性证明（包中没有时）' },
  tsa: {
    en: 'Certificates (PEM) of time-stamp authorities that you trust',
    zh: '您信任的时间戳机构证书（PEM）',
  },
  badTsa: { en: 'These are no certificates: {what}.', zh: '证书无法读取：{what}。' },
  wantsPack: { en: 'Choose a pack.', zh: '请选择审计包。' },
  wantsPolicy: { en: 'Give your policy.', zh: '请提供您的策略。' },
  badPolicy: { en: 'This is no policy: {what}.', zh: '策略无法读取：{what}。' },
  working: { en: 'Verifying …', zh: '正在核验……' },
  broken: { en: 'The file could not be read: {what}', zh: '文件无法读取：{what}' },
  done: { en: 'Done.', zh: '完成。' },
  step: { en: 'Step', zh: '步骤' },
  outcome: { en: 'Outcome', zh: '结果' },
  says: { en: 'What it says', zh: '说明' },
} as const satisfies Readonly<Record<string, Words>>;

export type TextId = keyof typeof TEXTS;
