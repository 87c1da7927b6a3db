// Drives the verifier's page in a real browser without a network, in a process of its own: the browser's client does not
// run inside a test's sandbox. Arguments: the page, a folder with jobs.json. Prints what the page said, as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [file, folder, executablePath] = process.argv.slice(2);
const jobs = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'));
const asked = [];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ offline: true, locale: 'en-GB' });
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith('file:')) return route.continue();
    asked.push(url);
    return route.abort();
  });
  const said = [];
  for (const job of jobs) said.push(await verdictOn(context, job));
  process.stdout.write(JSON.stringify({ said, asked }));
} finally {
  await browser.close();
}

/** One job: files that are chosen or dropped, and the language. */
async function verdictOn(context, { pack, policy, kept, dropped, lang }) {
  const page = await context.newPage();
  page.on('pageerror', (error) => asked.push(String(error)));
  page.on('console', (message) => asked.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  const paths = [pack, policy, ...(kept ? [kept] : [])].map((name) => join(folder, name));
  if (dropped) await page.evaluate(drop, paths.map(contentOf));
  else {
    await page.setInputFiles('#policy-file', paths[1]);
    await page.setInputFiles('#pack', paths[0]);
  }
  const result = page.locator('#result');
  await result.waitFor({ state: 'visible', timeout: 30_000 });
  await page.click(`[data-lang=${lang}]`);
  const steps = await result.locator('tbody tr td:nth-child(2)').evaluateAll((cells) => cells.map((c) => c.className));
  const title = await result.locator('h2').textContent();
  const exit = Number(await result.getAttribute('data-exit'));
  await page.close();
  return { exit, title, steps };
}

function contentOf(path) {
  return { name: path.split('/').pop(), base64: readFileSync(path, 'base64') };
}

/** Runs in the page. */
function drop(files) {
  const dataTransfer = new DataTransfer();
  for (const { name, base64 } of files) {
    dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
  }
  document.dispatchEvent(new DragEvent('drop', { dataTransfer }));
}
