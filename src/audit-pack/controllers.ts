/** Routes of this room. */
import { AuditPackController } from './audit-pack.controller.js';
import { ExportsController } from './exports.controller.js';
import { LocalExportController } from './local-export.controller.js';

export const EXPORT_CONTROLLERS = [AuditPackController, ExportsController, LocalExportController];
