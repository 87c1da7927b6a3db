/** All routes of the vault. */
import type { Type } from '@nestjs/common';
import { PartySearchController } from './party-search.controller.js';
import { PersonalDataController } from './personal-data.controller.js';

export const PRIVACY_CONTROLLERS: Type<object>[] = [PersonalDataController, PartySearchController];
