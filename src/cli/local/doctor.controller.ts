/** Route of `quittance doctor`: what only the process that has the ledger open can tell. */
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { LocalOnly } from '../../access/access.guard.js';
import type { Runtime } from '../../runtime.js';
import { RUNTIME } from '../../tokens.js';
import type { Finding } from '../doctor/finding.js';
import { checkLedger } from '../doctor/ledger.js';

export interface LedgerFindings {
  readonly findings: readonly Finding[];
}

@ApiExcludeController()
@Controller('local/doctor')
@LocalOnly()
export class DoctorController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  async examine(): Promise<LedgerFindings> {
    return { findings: await checkLedger(this.runtime) };
  }
}
