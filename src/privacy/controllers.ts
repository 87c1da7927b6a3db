/** All routes of the vault. */
import type { Type } from '@nestjs/common';
import { PersonalDataController } from './personal-data.controller.js';

export const PRIVACY_CONTROLLERS: Type<object>[] = [PersonalDataController];
