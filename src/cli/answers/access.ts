/** `quittance access …`. */
import type { AccessRow } from '../../../projections/access/access-list.query.js';
import type { Cli } from '../cli.js';
import { momentText } from '../text/when.js';
import { answerPage, type PageOptions } from './page.js';

export interface AccessListOptions extends PageOptions {
  readonly party?: string;
  readonly case?: string;
  readonly key?: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind?: string;
}

const HEADS = {
  en: { at: 'When', kind: 'Kind', what: 'What', by: 'By', obo: 'On behalf of', role: 'Role', stream: 'Of' },
  zh: { at: '时间', kind: '类别', what: '内容', by: '操作人', obo: '代表', role: '角色', stream: '对象' },
} as const;

const KINDS = { en: { READ: 'read', EXPORT: 'export' }, zh: { READ: '查阅', EXPORT: '导出' } } as const;

export async function accessList(cli: Cli, options: AccessListOptions): Promise<void> {
  const { lang } = cli;
  const { party, case: caseId, key, from, to, kind, ...page } = options;
  const heads = HEADS[lang];
  const columns = [
    { head: heads.at, cell: ({ at }: AccessRow) => momentText(at, lang) },
    { head: heads.kind, cell: (row: AccessRow) => KINDS[lang][row.kind] },
    { head: heads.what, cell: ({ what, format }: AccessRow) => (format === null ? what : `${what}.${format}`) },
    { head: heads.by, cell: ({ by }: AccessRow) => by },
    { head: heads.obo, cell: ({ obo }: AccessRow) => obo },
    { head: heads.role, cell: ({ role }: AccessRow) => role },
    { head: heads.stream, cell: ({ stream }: AccessRow) => stream },
  ];
  const filters = { party, case: caseId, key, from, to, kind: kind?.toUpperCase() };
  await answerPage<AccessRow>(cli, { what: 'access list', path: '/v1/access' }, page, filters, columns);
}
