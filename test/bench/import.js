// The import of a whole book, and a rebuild of all projections from it: facts per second and peak memory, each in a fresh
// process. The book is the traffic-fine log where it is at hand, else a made one of its shape and size.
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CASES = 150_000;
const CASES_QUICK = 6_000;

/** @param path of the log, or undefined */
export async function importBook(path, quick) {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-bench-import-'));
  try {
    const { real, book } = await bookFile(folder, path, quick);
    const imported = inFreshProcess('import', folder, book);
    const rebuilt = inFreshProcess('rebuild', folder);
    return {
      name: real ? 'the traffic-fine log' : 'a made log',
      facts: imported.facts,
      perSecond: imported.perSecond,
      importMb: imported.mb,
      rebuildMb: rebuilt.mb,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The real log, or a made one in the folder. */
export async function bookFile(folder, path, quick) {
  const real = path !== undefined && !quick;
  return { real, book: real ? path : await madeBook(join(folder, 'made.xes'), quick ? CASES_QUICK : CASES) };
}

function inFreshProcess(...args) {
  const child = fileURLToPath(new URL('./import-child.js', import.meta.url));
  const result = spawnSync(process.execPath, [...process.execArgv, child, ...args], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout);
}

/** A log in the shape of the traffic fines: four in ten are paid at once, the others get a penalty and go to an agency. */
async function madeBook(file, cases) {
  const out = createWriteStream(file);
  out.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n');
  for (let i = 0; i < cases; i++) {
    if (!out.write(trace(i))) await once(out, 'drain');
  }
  out.end('</log>\n');
  await once(out, 'finish');
  return file;
}

const text = (key, value) => `<string key="${key}" value="${value}"/>`;
const sum = (key, value) => `<float key="${key}" value="${value}"/>`;

function trace(i) {
  const year = 2000 + (i % 12);
  const event = (activity, day, ...more) =>
    `<event>${text('concept:name', activity)}<date key="time:timestamp" value="${year}-${day}T00:00:00+01:00"/>${more.join('')}</event>\n`;
  const fine = 20 + (i % 80);
  const created = [
    sum('amount', fine),
    text('article', '157'),
    text('vehicleClass', 'A'),
    sum('totalPaymentAmount', 0),
  ];
  const events = [event('Create Fine', '01-10', ...created)];
  if (i % 10 < 4) {
    events.push(event('Payment', '01-20', sum('paymentAmount', fine), sum('totalPaymentAmount', fine)));
  } else {
    events.push(event('Send Fine', '03-01', sum('expense', 11)));
    events.push(event('Insert Fine Notification', '03-12', text('notificationType', 'P')));
    events.push(event('Add penalty', '05-11', sum('amount', fine * 2)));
    events.push(event('Send for Credit Collection', '12-20'));
  }
  return `<trace>${text('concept:name', `M${i}`)}${events.join('')}</trace>\n`;
}
