// What the pages' script does, and what pages do without it, in a real browser.
//
//   node crates/look/tests/script.mjs ADDRESS ADDRESS ADDRESS
//
// Each address is a server of the sample pages: they are told of new records at different times. The exit code is 1 if something is wrong,
// 2 if nothing could be looked at.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../tests/browser/package.json', import.meta.url));
const PATIENCE = 60_000;

function cannot(words) {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'].find(existsSync);
if (!path) cannot('no Chromium was found');
let chromium;
try {
  ({ chromium } = require('playwright-core'));
} catch (error) {
  cannot(`the modules are not installed (npm ci --ignore-scripts in tests/browser): ${error.message}`);
}

const [first, second, third] = process.argv.slice(2);
let browser;
try {
  browser = await chromium.launch({ executablePath: path, headless: true, timeout: PATIENCE, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
} catch (error) {
  cannot(`Chromium does not start: ${error.message}`);
}

/** A page whose errors, and whatever its policy forbids, are faults. */
async function open(address, options = {}, before = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('console', (line) => { if (line.type() === 'error') page.wrong.push(line.text()); });
  await before(page);
  await page.goto(address, { waitUntil: 'load' });
  return page;
}

async function close(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const column = (page, at) => page.locator('table[data-sortable]').first().locator(`tbody tr > :nth-child(${at})`).allInnerTexts();
const firsts = async (page, at) => (await column(page, at)).map((text) => text.split('\n')[0].trim());

const checks = {
  async 'columns sort both ways, totals stay last'() {
    const page = await open(`${first}/today.html`);
    const open_ = page.getByRole('columnheader', { name: 'Open' });
    await open_.getByRole('button').click();
    assert.equal(await open_.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await firsts(page, 2), ['71', '64', '41', '36', '212']);
    await open_.getByRole('button').click();
    assert.equal(await open_.getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await firsts(page, 2), ['36', '41', '64', '71', '212']);
    await page.getByRole('columnheader', { name: 'Team' }).getByRole('button').click();
    assert.equal(await open_.getAttribute('aria-sort'), null);
    assert.deepEqual(await firsts(page, 1), ['Disabled children', 'East assessment', 'North assessment', 'South assessment', 'All teams']);
    await close(page);
  },

  async 'new records: figures change, and what the reader did stays'() {
    const page = await open(`${second}/today.html`);
    await page.getByRole('columnheader', { name: 'Open' }).getByRole('button').click();
    await page.locator('#now details').first().locator('summary').click();
    await page.getByRole('link', { name: 'South assessment' }).focus();
    const scrolled = await page.evaluate(() => { window.scrollTo(0, 400); return window.scrollY; });
    assert.match(await page.locator('.app-tile__value').first().innerText(), /^14/);
    await page.evaluate(() => fetch('/loaded'));
    await page.waitForFunction(() => document.body.dataset.snapshot === '77aa01bc');
    assert.match(await page.locator('.app-tile__value').first().innerText(), /^15/);
    assert.match(await page.locator('#data-age').innerText(), /77aa01bc/);
    assert.equal(await page.locator('#now details').first().getAttribute('open'), '');
    assert.deepEqual(await firsts(page, 2), ['71', '64', '41', '36', '212']);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'South assessment');
    assert.equal(await page.evaluate(() => window.scrollY), scrolled);
    assert.match(await page.getByRole('status').innerText(), /^Figures refreshed at \d\d:\d\d$/);
    await close(page);
  },

  async 'nothing is exchanged under the hands of somebody who types'() {
    const page = await open(`${third}/today.html`);
    await page.evaluate(() => {
      const input = document.createElement('input');
      input.setAttribute('aria-label', 'Note');
      document.getElementById('now').append(input);
      input.focus();
    });
    await page.keyboard.type('half a word');
    await page.evaluate(() => fetch('/loaded'));
    await page.waitForFunction(() => document.getElementById('data-age').textContent.includes('77aa01bc'));
    assert.equal(await page.evaluate(() => document.activeElement.value), 'half a word');
    assert.match(await page.locator('.app-tile__value').first().innerText(), /^14/);
    await close(page);
  },

  async 'a print is entered in the log before it is made, and not made if it cannot be'() {
    const page = await open(`${first}/today.html?team=north`, {}, (fresh) => fresh.addInitScript(() => { window.prints = 0; window.print = () => { window.prints += 1; }; }));
    const asked = page.waitForRequest((request) => request.url().endsWith('/print-log'));
    await page.getByRole('button', { name: 'Print' }).click();
    const request = await asked;
    assert.equal(request.method(), 'POST');
    assert.equal(request.postData(), 'csrf=a-token-of-the-session&page=%2Ftoday.html%3Fteam%3Dnorth');
    await page.waitForFunction(() => window.prints === 1);
    // The browser fires these around the print that was just entered; then somebody prints by the browser's own menu.
    const logged = [];
    page.on('request', (one) => { if (one.url().endsWith('/print-log')) logged.push(one.method()); });
    await page.evaluate(() => { window.dispatchEvent(new Event('beforeprint')); window.dispatchEvent(new Event('afterprint')); });
    assert.deepEqual(logged, []);
    const own = page.waitForRequest((one) => one.url().endsWith('/print-log'));
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await own;
    await page.route('**/print-log', (route) => route.fulfill({ status: 500 }));
    await page.getByRole('button', { name: 'Print' }).click();
    await page.waitForFunction(() => document.getElementById('refreshed').textContent.includes('not made'));
    assert.equal(await page.evaluate(() => window.prints), 1);
    page.wrong = page.wrong.filter((line) => !line.includes('500'));
    await close(page);
  },

  async 'the link is copied'() {
    const page = await open(`${first}/today.html?age=5-9`, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy link to this page' }).click();
    await page.waitForFunction(() => document.getElementById('refreshed').textContent === 'The link was copied');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${first}/today.html?age=5-9`);
    await close(page);
  },

  async 'before the session ends one may stay, and after it nothing stays on the screen'() {
    const page = await open(`${first}/today.html?idle`);
    const dialog = page.getByRole('dialog', { name: 'Are you still there?' });
    await dialog.waitFor();
    const asked = page.waitForRequest((request) => request.url().endsWith('/stay'));
    await page.keyboard.press('Enter');
    assert.equal((await asked).postData(), 'csrf=a-token-of-the-session');
    await dialog.waitFor({ state: 'hidden' });
    await dialog.waitFor();
    await page.waitForEvent('load');
    await close(page);
  },

  async 'ages are counted on'() {
    const then = new Date(Date.now() - 3 * 3_600_000 - 1000).toISOString();
    const page = await open(`${first}/content.html`);
    await page.evaluate((instant) => document.querySelectorAll('time[data-ago]').forEach((time) => { time.dateTime = instant; }), then);
    await page.waitForFunction(() => document.querySelector('#data-age time').textContent === '3 hours ago', null, { timeout: 40_000 });
    await close(page);
  },

  async 'without script everything is there, and nothing that needs it'() {
    const page = await open(`${first}/today.html`, { javaScriptEnabled: false });
    assert.equal(await page.getByRole('button', { name: 'Print' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Menu' }).count(), 0);
    assert.equal(await page.getByRole('columnheader', { name: 'Open' }).getByRole('button').count(), 0);
    assert.ok(await page.getByRole('link', { name: 'Administration' }).isVisible());
    assert.ok(await page.getByRole('link', { name: /Remove this filter: Team\W+North assessment/ }).isVisible());
    await page.getByLabel('District').selectOption('e');
    const asked = page.waitForRequest((request) => request.url().includes('district=e'));
    await page.getByRole('button', { name: 'Apply filters' }).click();
    assert.equal(new URL((await asked).url()).search, '?team=north&district=e&age=5-9&from=');
    await page.context().close();
  },

  async 'by keyboard: past the frame, and through the menu on a narrow screen'() {
    const page = await open(`${first}/content.html`, { viewport: { width: 320, height: 700 } });
    assert.equal(await page.getByRole('link', { name: 'Compare' }).isVisible(), false);
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.getByRole('link', { name: 'Compare' }).isVisible());
    await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
    const skip = page.getByRole('link', { name: 'Skip to main content' });
    await skip.focus();
    assert.ok(await skip.evaluate((link) => link.getBoundingClientRect().width > 24));
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await close(page);
  },

  async 'a fault leads to its field'() {
    const page = await open(`${first}/form.html`);
    assert.match(await page.title(), /^Error: /);
    for (const [message, field] of [['Enter a full name', 'name'], ['Choose a role', 'role'], ['31 February is no day', 'seen'], ['Tick this before you go on', 'agree']]) {
      await page.getByRole('alert').getByRole('link', { name: message }).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), field);
    }
    await close(page);
  },
};

let wrong = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
  } catch (error) {
    wrong += 1;
    process.stdout.write(`${name}: ${error.stack}\n`);
  }
}
await browser.close();
process.exit(wrong ? 1 : 0);
