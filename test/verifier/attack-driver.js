// Gives packs to the verifier's page in a real browser, one after the other, in a process of its own. Arguments: the page, a folder
// with policy and jobs.json, the browser. Prints what the page showed and whether anything of a pack came to life, as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [file, folder, executablePath] = process.argv.slice(2);
const jobs = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ offline: true, locale: 'en-GB' });
  const leaks = [];
  const page = await context.newPage();
  page.on('request', (request) => request.url().startsWith('file:') || leaks.push(request.url()));
  page.on('dialog', async (dialog) => {
    leaks.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => leaks.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  await page.setInputFiles('#policy-file', join(folder, 'policy'));
  const said = [];
  for (const name of jobs) {
    await page.setInputFiles('#pack', join(folder, name));
    // The page hides the last verdict before it works on the next pack.
    await page.locator('#result').waitFor({ state: 'visible', timeout: 60_000 });
    said.push({ ...(await page.evaluate(look)), leaks: leaks.splice(0) });
  }
  // Were a pack's markup to get in, the page's own policy would still keep it from running or loading.
  said[0].leaks.push(...(await page.evaluate(intrude)));
  process.stdout.write(JSON.stringify(said));
} finally {
  await browser.close();
}

/** Runs in the page. */
function look() {
  const result = document.getElementById('result');
  return {
    exit: Number(result.dataset.exit),
    fails: [...result.querySelectorAll('td.fails')].map((cell) => cell.parentElement.dataset.step),
    text: result.textContent,
    made: document.querySelectorAll('#result :is(img, script, a, iframe, svg), #pack-name *').length,
    title: document.title,
  };
}

/** Runs in the page: what gets past its content security policy. */
async function intrude() {
  const found = [];
  const refused = new Set();
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.add(effectiveDirective));
  const box = document.createElement('div');
  box.innerHTML = '<img src="https://example.org/x.png" onerror="window.intruded = true">';
  const script = document.createElement('script');
  script.textContent = 'window.intruded = true';
  document.body.append(box, script);
  await fetch('https://example.org/').then(
    () => found.push('fetched'),
    () => undefined,
  );
  for (let i = 0; i < 200 && refused.size < 4; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  if (window.intruded) found.push('ran');
  for (const directive of ['img-src', 'script-src-elem', 'connect-src']) {
    if (!refused.has(directive)) found.push(`${directive} was not refused`);
  }
  return found;
}
