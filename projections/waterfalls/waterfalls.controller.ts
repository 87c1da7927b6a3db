/** Which orders of allocation does this program know? Built-in data: the answer needs no table. */
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { stepsOf, waterfallName, WATERFALLS, type WaterfallStep } from '../../src/ledger/payment/index.js';

export interface WaterfallView {
  /** `id@version`: what a portfolio names and facts carry. */
  readonly waterfall: string;
  readonly source: string;
  readonly steps: readonly WaterfallStep[];
}

@ApiTags('questions')
@Controller('v1/waterfalls')
@Group('catalogue')
export class WaterfallsController {
  @Get()
  @ApiOperation({ summary: 'The orders in which payments can be used up, step by step, each with its source.' })
  list(): { readonly waterfalls: readonly WaterfallView[] } {
    return {
      waterfalls: WATERFALLS.map((waterfall) => ({
        waterfall: waterfallName(waterfall),
        source: waterfall.source,
        steps: stepsOf(waterfall),
      })),
    };
  }
}
