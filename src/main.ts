/** Starts the server: the same as `quittance serve`. */
import { main } from './cli/main.js';

await main(['serve', ...process.argv.slice(2)]);
