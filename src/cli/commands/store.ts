/** `quittance store …`. */
import type { Command } from 'commander';
import { storeCopyCommand } from './store-copy.js';
import { storeSetupCommands } from './store-setup.js';

export function storeCommands(program: Command): void {
  const group = program.command('store').description('the store that the facts are in');
  storeCopyCommand(group);
  storeSetupCommands(group);
}
