/** Codes of deadlines in words. */
import type { DeadlineState } from '../../../src/ledger/deadline/index.js';
import type { Pair } from './codes.js';

export const DEADLINE_CODES = {
  deadlineState: {
    OPEN: ['open', '未到期'],
    MET: ['met', '已完成'],
    MISSED: ['missed', '已逾期'],
    NONE: ['not set', '不存在'],
  } satisfies Record<DeadlineState, Pair>,
};
