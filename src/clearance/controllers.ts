/** All routes of clearance and rules. */
import type { Type } from '@nestjs/common';
import { ClearancesController } from './clearances.controller.js';
import { RulePacksController } from './rule-packs.controller.js';

export const CLEARANCE_CONTROLLERS: Type<object>[] = [ClearancesController, RulePacksController];
