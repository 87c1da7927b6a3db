/** What is known of an export, as it lies beside its file. Nothing personal is in it. */
import type { PackMade, PackProgress, PackRequest } from './request.js';

/** Hours for which a file is kept once it is ready. */
export const EXPORT_KEPT_HOURS = 72;
/** Exports that are kept or waited for at a time. */
export const EXPORTS_MAX = 100;

export interface ExportState {
  readonly id: string;
  /** Who asked for it: nobody else gets it. */
  readonly by: string;
  /** Keyed digest of what was asked for. */
  readonly mac: string;
  readonly request: PackRequest;
  readonly status: 'waiting' | 'ready' | 'failed';
  /** When it was asked for, and when the file goes: RFC 3339. */
  readonly asked: string;
  readonly expires?: string;
  readonly made?: PackMade;
  /** Why it failed. */
  readonly problem?: { readonly type: string; readonly detail: string };
}

/** What an asker gets to see of it. */
export interface ExportView extends Omit<ExportState, 'mac' | 'by' | 'request' | 'status'> {
  readonly status: ExportState['status'] | 'running';
  readonly kind: PackRequest['kind'];
  readonly portfolio: string;
  readonly case?: string;
  readonly cases: number;
  readonly progress?: PackProgress;
  /** Where the file is, once it is ready. */
  readonly file?: string;
}

export function viewOf(state: ExportState, progress?: PackProgress): ExportView {
  const { mac: _mac, by: _by, request, ...rest } = state;
  const { kind, portfolio, cases } = request;
  return {
    ...rest,
    ...(progress && rest.status === 'waiting' ? { status: 'running' as const } : {}),
    kind,
    portfolio,
    ...(kind === 'case' ? { case: cases[0] } : {}),
    cases: cases.length,
    ...(progress ? { progress } : {}),
    ...(state.status === 'ready' ? { file: `/v1/exports/${state.id}/file` } : {}),
  };
}
