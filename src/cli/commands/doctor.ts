/** `quittance doctor`. */
import type { Command } from 'commander';
import { example, runs } from '../runs.js';

export function doctorCommand(program: Command): void {
  const command = program.command('doctor').description('is everything in order, and what to do where it is not');
  example(command, 'quittance doctor').action(runs(async (cli) => (await import('../answers/doctor.js')).doctor(cli)));
}
