// Looks at finished pages as a reader's browser does, and says what shuts somebody out.
//
//   node tests/browser/axe.mjs [--pictures FOLDER] [--chromium PATH] PAGE...
//
// A PAGE is a file or an address. Each is opened at 1280 and at 320 pixels, with every `details` open, and must hold to WCAG 2.2 A and AA as far as
// axe-core can tell, must not scroll sideways at 320 pixels, must fetch nothing from elsewhere, and must run without an error.
// What is wrong is printed as JSON; the exit code is 1 if anything is, 2 if the pages could not be looked at.
// With --pictures each page is also kept as PNG at both widths, and printed to PDF, for people to look at.

import { existsSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BROWSERS, TAGS, modules, sideways } from './kit.mjs';

const WIDTHS = [1280, 320];
// Milliseconds: a busy machine is slow, and that is no fault of a page.
const PATIENCE = 180_000;
// The browser itself must fetch nothing either; playwright gives it a new folder for its profile each time.
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

function cannot(words) {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}

function settings(args) {
  const found = { pictures: null, chromium: BROWSERS.find(existsSync) ?? null, pages: [] };
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '--pictures' || args[at] === '--chromium') {
      if (args[at + 1] === undefined) cannot(`${args[at]} needs a path`);
      found[args[at].slice(2)] = resolve(args[at + 1]);
      at += 1;
    } else {
      found.pages.push(args[at]);
    }
  }
  if (found.pages.length === 0) cannot('name the pages to look at: files or addresses');
  if (found.chromium === null) cannot('no Chromium was found: install it, or name it with --chromium PATH');
  return found;
}

/** True for what belongs to the page itself. */
function own(page, address) {
  return address.startsWith('data:') || address.startsWith('about:') || address.startsWith('blob:')
    || (page.protocol === 'file:' ? address.split('#')[0] === page.href.split('#')[0] : new URL(address).origin === page.origin);
}

async function look(browser, axe, address, width, pictures, name) {
  const faults = [];
  const context = await browser.newContext({ viewport: { width, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.route('**/*', (route) => {
    const asked = route.request().url();
    if (own(address, asked)) return route.continue();
    faults.push({ rule: 'fetches-nothing', help: 'the page asks for something from elsewhere', nodes: [asked] });
    return route.abort();
  });
  page.on('pageerror', (error) => faults.push({ rule: 'runs-without-error', help: String(error), nodes: [] }));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push({ rule: 'runs-without-error', help: line.text(), nodes: [] });
  });
  const answer = await page.goto(address.href, { waitUntil: 'load', timeout: PATIENCE });
  if (answer && answer.status() >= 400) faults.push({ rule: 'is-there', help: `the server answers ${answer.status()}`, nodes: [] });
  if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true, timeout: PATIENCE });
  if (pictures && width === WIDTHS[0]) await page.pdf({ path: join(pictures, `${name}.pdf`), preferCSSPageSize: true, printBackground: true });
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  await page.evaluate(axe.source);
  const result = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations', 'incomplete'] }),
    TAGS,
  );
  for (const fault of result.violations) {
    faults.push({
      rule: fault.id, impact: fault.impact, help: fault.help,
      nodes: fault.nodes.slice(0, 5).map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 200)}`), of: fault.nodes.length,
    });
  }
  const wide = await page.evaluate(sideways);
  if (wide && width === Math.min(...WIDTHS)) {
    faults.push({ rule: 'reflow', help: `the page is ${wide.page} pixels wide on a screen of ${wide.screen}`, nodes: wide.elements });
  }
  await context.close();
  return { page: address.href, width, faults, passes: result.passes.length, unsure: result.incomplete.map((rule) => `${rule.id} (${rule.nodes.length})`) };
}

const { pictures, chromium: path, pages } = settings(process.argv.slice(2));
const { chromium, axe } = await modules(cannot);
if (pictures) mkdirSync(pictures, { recursive: true });
const seen = [];
let browser;
try {
  browser = await chromium.launch({ executablePath: path, headless: true, args: FLAGS, timeout: PATIENCE });
  for (const [place, wanted] of pages.entries()) {
    const address = /^https?:\/\//.test(wanted) ? new URL(wanted) : pathToFileURL(resolve(wanted));
    const name = `${String(place + 1).padStart(2, '0')}-${basename(address.pathname).replace(/\.html$/, '') || 'index'}`;
    for (const width of WIDTHS) seen.push(await look(browser, axe, address, width, pictures, name));
  }
} catch (error) {
  await browser?.close();
  cannot(`the pages could not be looked at: ${error.message}`);
}
await browser.close();
process.stdout.write(`${JSON.stringify(seen, null, 2)}\n`);
process.exit(seen.some((look) => look.faults.length > 0) ? 1 : 0);
