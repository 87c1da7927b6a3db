// The command `quittance` from the sources of this moment: no build is needed, and none can be older.
await import(new URL('../faults/ts-hook.js', import.meta.url).href);
const { main } = await import(new URL('../../src/cli/main.ts', import.meta.url).href);
await main(process.argv.slice(2));
