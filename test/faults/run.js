// Fault tests: `npm run faults -- <suite> [options]`. They test the build in dist/; `--from src` tests the sources.
import { compiledOnce } from './base.js';

const SUITES = {
  kill: 'kills a writing process with SIGKILL at random moments  [--runs 200] [--seed n] [--sabotage early-ack]',
  backup:
    'kills a backup and a restore with SIGKILL while the ledger is written: F21  [--runs 40] [--cases 200] [--kills 4] [--seed n] [--sabotage in-place]',
  copy: 'kills a copy of a ledger with SIGKILL, again and again, until it ends equal: F20  [--runs 40] [--events 60000] [--seed n] [--sabotage one-by-one]',
  erasure:
    'erases subjects and looks for their values, salts and keys in every file; every proof must hold: F18  [--keys file|postgres] [--subjects 100] [--seed n] [--sabotage keep-deleted|redact]',
  seal: 'kills a sealing process with SIGKILL, and lets two seal one ledger: F6, F7  [--runs 40] [--seed n] [--sabotage no-cas]',
  witness:
    'kills a witness with SIGKILL while two histories are shown to it, and restores it: F7  [--runs 40] [--seed n] [--sabotage answer-first|no-mark]',
  power:
    'cuts the power at any moment and opens what is left: F2; needs strace  [--images 400] [--seed n] [--sabotage ledger-normal|keys-normal|seal-normal]',
  commitment:
    'forges ciphertexts that open under two keys, and exchanges the key: F19  [--attacks 50] [--seed n] [--sabotage no-digest]',
  full: 'fills up each file by itself, then the whole disk, and fails every write for want of room: F4  [--short] [--sabotage no-room-again]',
  rebuild:
    'throws away all that is derived and makes it again from the facts: F8  [--cases 0: the sample book] [--seed n] [--sabotage change-fact]',
  rot: 'flips bits, swaps pages, cuts files short and restores older ones, and asks audit verify: F5  [--mutants 300] [--seed n] [--sabotage sqlite-only]',
  disk: 'lets every flush and write fail in turn, once and from then on: F3; needs strace  [--sweep commands,fsync,write] [--step 1] [--sabotage ack-unknown|new-key]',
  roles:
    'kills and pauses processes that share a ledger, whoever does what; needs PostgreSQL  [--short] [--seed n] [--sabotage no-fence]',
  network:
    'cuts, kills, delays and resets the network between a process and its servers; needs PostgreSQL  [--short] [--only "store dead"] [--seed n] [--sabotage new-key]',
  flips:
    'flips single bits of an audit pack, 12,500 by default: F15; tests the sources  [--runs 10000] [--seed n] [--sabotage no-flip]',
  mutants:
    "gives mutants of proofs to our verifier and to Go's: F16; needs go and golang-golang-x-mod-dev; tests the sources  [--runs 10000] [--seed n] [--sabotage yes-sayer]",
};

const [suite, ...options] = process.argv.slice(2);
if (suite === undefined || !Object.hasOwn(SUITES, suite)) {
  const list = Object.entries(SUITES).map(([name, what]) => `  ${name.padEnd(8)}${what}`);
  process.stderr.write(`usage: npm run faults -- <suite> [--from dist|src] [options]\n\n${list.join('\n')}\n`);
  process.exit(2);
}
// Compiled before a suite starts processes: what is traced, or killed at a moment, compiles nothing.
if (/--from[ =]src/.test(options.join(' '))) await compiledOnce();
const { main } = await import(`./${suite}.js`);
process.exit(await main(options));
