// Asks a real browser, without a network, which fonts it drew a page with, in a process of its own. Argument: the page, the
// browser. Prints the fonts with the characters that each drew, and what the page tried to fetch, as JSON.
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [file, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url().slice(0, 30)));
  page.on('console', (message) => /Content Security/.test(message.text()) && asked.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  const loaded = await page.evaluate(
    async () => (await document.fonts.ready, [...document.fonts].map((f) => f.status)),
  );
  const session = await context.newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const all = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
  const drawn = {};
  const fonts = (nodeId) => session.send('CSS.getPlatformFontsForNode', { nodeId });
  for (const answer of await Promise.all(all.nodeIds.map(fonts))) {
    for (const { familyName, isCustomFont, glyphCount } of answer.fonts) {
      const name = isCustomFont ? 'own' : familyName;
      drawn[name] = (drawn[name] ?? 0) + glyphCount;
    }
  }
  process.stdout.write(JSON.stringify({ loaded, drawn, asked }));
} finally {
  await browser.close();
}
