/** `quittance seal rotate-key`. */
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import type { KeyRotatedDto, KeyRotationAskedDto } from '../../sealer/rotation/key-rotations.dto.js';

export interface RotateKeyOptions {
  readonly reason?: string;
  readonly approve?: string;
}

const PATH = '/v1/seal/key-rotations';

export async function sealRotateKey(cli: Cli, { reason, approve }: RotateKeyOptions): Promise<void> {
  if ((reason === undefined) === (approve === undefined)) {
    throw new CliError(EXIT.usage, 'Ask with --reason, or approve what another person asked for with --approve.');
  }
  await withLedger(cli, { what: 'seal rotate-key' }, async (door) => {
    if (approve !== undefined) {
      const answer = await door.post<KeyRotatedDto>(`${PATH}/${encodeURIComponent(approve)}/approvals`, {});
      await cli.out.answer(answer, () => [`The log has a new key: ${answer.vkey}`]);
      return;
    }
    const asked = await door.post<KeyRotationAskedDto>(PATH, { reason });
    await cli.out.answer(asked, () => [`Asked for by ${asked.askedBy}: another person approves ${asked.id}.`]);
  });
}
