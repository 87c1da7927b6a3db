/** `quittance projection status`. */
import type { ProjectionList } from '../../../projections/projector/projector.controller.js';
import { withLedger, type Cli } from '../cli.js';
import { tableLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';

export async function projectionStatus(cli: Cli): Promise<void> {
  await withLedger(cli, { what: 'projection status' }, async (door) => {
    const list = await door.get<ProjectionList>('/v1/projections');
    await cli.out.answer(list, () => statusLines(list, cli.lang));
  });
}

export function statusLines({ projections }: ProjectionList, lang: Language): string[] {
  return tableLines(
    [
      { head: word('name', lang), cell: ({ name }) => name },
      { head: word('version', lang), align: 'right', cell: ({ version }) => version },
      { head: word('state', lang), cell: ({ state }) => state },
      { head: word('position', lang), align: 'right', cell: ({ position }) => position },
      { head: word('lag', lang), align: 'right', cell: ({ lagEvents }) => lagEvents },
      { head: word('serves', lang), align: 'right', cell: ({ serves }) => serves },
      { head: word('failure', lang), cell: ({ failure }) => failure?.message },
    ],
    projections,
  );
}
