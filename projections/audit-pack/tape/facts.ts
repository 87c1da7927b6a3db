/** Every fact of the case with its payload, as programs want it. Personal values are not in payloads. */
import type { Table } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { canonical, type Json } from '../../../src/seal/canonical.js';
import type { Scene } from '../scene.js';

export function factsTable({ history }: Scene): Table {
  return table<LedgerFact>(
    { name: 'facts', about: ['A fact as known at K, later V included', '一条截至 K 所知的事实，含 V 之后生效者'] },
    [
      col('event', 'text', ['Event id', '事件编号'], ({ id }) => id),
      col('stream', 'text', ['Stream', '事件流'], ({ stream }) => stream),
      col('revision', 'integer', ['Revision', '版次'], ({ revision }) => revision),
      col('type', 'text', ['Type', '类型'], ({ type }) => type),
      col('at', 'text', ['Happened', '发生时间'], ({ at }) => at),
      col('effective', 'date', ['Value date', '生效日'], ({ eff }) => eff),
      col('zone', 'text', ['Time zone', '时区'], ({ zone }) => zone.name),
      col('zone_by', 'text', ['Zone set by', '时区来源'], ({ zone }) => zone.by),
      col('recorded', 'text', ['Recorded', '记录时间'], ({ rec }) => rec),
      col('by', 'text', ['Recorded by', '记录人'], ({ by }) => by),
      col('on_behalf_of', 'text', ['On behalf of', '代表'], ({ obo }) => obo ?? null),
      col('via', 'text', ['Came by', '来源方式'], ({ src }) => src?.via ?? null),
      col('file', 'text', ['File', '文件'], ({ src }) => src?.file ?? null),
      col('row', 'text', ['Row', '行'], ({ src }) => src?.row ?? null),
      col('cause', 'text', ['Cause', '起因'], ({ cause }) => cause ?? null),
      col('corrects', 'text', ['Corrects or reverses', '更正或冲正'], ({ ref }) => ref ?? null),
      col('data', 'text', ['Payload, canonical JSON', '内容（规范 JSON）'], ({ data }) =>
        canonical(data as unknown as Json),
      ),
    ],
    history.merged,
  );
}
