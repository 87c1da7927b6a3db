/** Routes of the command line: reachable over the local socket only. */
import { ImportController } from '../../intake/import.controller.js';
import { DoctorController } from './doctor.controller.js';
import { LocalCasesController } from './cases.controller.js';
import { ReportingController } from './reporting.controller.js';
import { ExportedFilesController } from './exported-files.controller.js';

export const LOCAL_CONTROLLERS = [
  LocalCasesController,
  ImportController,
  DoctorController,
  ExportedFilesController,
  ReportingController,
];
