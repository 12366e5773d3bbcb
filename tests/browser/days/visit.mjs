// One person at one browser: goes from page to page, and has each of them examined.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TAGS, sideways } from '../kit.mjs';

// Milliseconds: a busy machine is slow, and that is no fault of a page.
const PATIENCE = 30_000;
export const WIDE = 1280;
export const NARROW = 320;
const HEIGHT = 900;

// Pages that name children by the number of the case system, to those who work with them.
const NAMES_CHILDREN = [/^\/due\/mine$/, /^\/due\/[^/]+\/list$/, /^\/indicators\/[^/]+\/list$/, /^\/children\/[^/]+(\/identity)?$/];
const BY_PSEUDONYM = [...NAMES_CHILDREN, /^\/children$/, /^\/access-log(\/|$)/, /^\/administration\/blocks$/];
export const PSEUDONYM = /\b(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]\b/;

/** What a visit needs to know of the service, and what was found in all visits. */
export class Town {
  constructor(settings) {
    Object.assign(this, settings);
    this.faults = [];
    this.pages = 0;
    this.examined = 0;
    this.picture = 0;
    this.seen = new Set();
    this.kinds = new Map();
  }

  fault(where, rule, help, nodes = []) {
    this.faults.push({ ...where, rule, help, nodes });
    if (this.aloud) process.stderr.write(`        ${where.who} ${where.page ?? ''} ${rule}: ${help} ${nodes[0] ?? ''}\n`);
  }
}

/** True for an address without what changes from one to the next of its kind. */
export function kindOf(path) {
  return path.split('?')[0]
    .replace(/^\/indicators\/[^/]+/, '/indicators/*')
    .replace(/^\/areas\/[^/]+/, '/areas/*')
    .replace(/^\/due\/(?!mine$)[^/]+/, '/due/*')
    .replace(/^\/children\/[^/]+/, '/children/*')
    .replace(/^\/administration\/people\/(?!add$)[^/]+/, '/administration/people/*')
    .replace(/^\/reports\/published\/[^/]+/, '/reports/published/*')
    .replace(/^\/reports\/(?!published\/)[^/]+\/[^/]+/, '/reports/*')
    .replace(/\/(comments|texts)\/[^/]+$/, '/$1/*')
    .replace(/^\/welcome\/.+/, '/welcome/*');
}

export class Visit {
  /** `who` is a role's word, `width` in pixels, `script` whether the browser runs any. */
  static async open(town, who, { width = WIDE, script = true } = {}) {
    const context = await town.browser.newContext({
      viewport: { width, height: HEIGHT }, javaScriptEnabled: script, serviceWorkers: 'block', acceptDownloads: true, baseURL: town.address,
    });
    const page = await context.newPage();
    const visit = new Visit();
    Object.assign(visit, { town, who, width, script, context, page, expected: 200, mayName: false });
    page.setDefaultTimeout(PATIENCE);
    page.on('request', (request) => {
      const asked = request.url();
      if (!/^(data|about|blob):/.test(asked) && new URL(asked).origin !== town.address) visit.fault('asks-nobody-else', 'something from elsewhere is asked for', [asked]);
    });
    page.on('pageerror', (error) => visit.fault('runs-without-error', String(error)));
    page.on('console', (line) => {
      if (line.type() !== 'error') return;
      // The browser tells of a page that was refused as an error of its own; whether it should be refused is asked elsewhere.
      if (line.text().startsWith('Failed to load resource') && line.location().url === page.url()) return;
      visit.fault('runs-without-error', line.text(), [line.location().url ?? '']);
    });
    return visit;
  }

  async close() {
    await this.glass?.context().close();
    await this.context.close();
  }

  get path() {
    const address = new URL(this.page.url());
    return address.pathname + address.search;
  }

  fault(rule, help, nodes = []) {
    const where = { who: this.who, page: this.page.url().replace(this.town.address, ''), width: this.width, script: this.script };
    this.town.fault(where, rule, help, nodes);
  }

  /** Says that something is not as it must be, and goes on. */
  must(holds, help) {
    if (!holds) this.fault('day', help);
    return Boolean(holds);
  }

  /** Does what leads to another page, and examines that page. */
  async leads(act, expected = 200) {
    this.expected = expected;
    const comes = this.page.waitForNavigation({ waitUntil: 'load' });
    comes.catch(() => {});
    await act();
    const answer = await comes;
    await this.examine(answer, expected);
    return answer;
  }

  async go(path, expected = 200) {
    return this.leads(() => this.page.goto(path, { waitUntil: 'commit' }), expected);
  }

  /** A page that this person must not see. */
  async refused(path) {
    await this.go(path, 403);
    this.must(await this.says('This is not open to you'), `${path} is refused in plain words`);
  }

  async says(words) {
    return (await this.text()).includes(words);
  }

  async text() {
    return this.page.locator('body').innerText();
  }

  link(name) {
    return this.page.getByRole('link', { name, exact: typeof name === 'string' }).first();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  }

  async has(locator) {
    return (await locator.count()) > 0;
  }

  async follow(name, expected = 200) {
    const link = this.link(name);
    if (!this.must(await this.has(link), `there is a link ${name}`)) return null;
    return this.leads(() => link.click(), expected);
  }

  /** Presses a button of a form, which leads on. */
  async press(name, expected = 200) {
    const button = this.button(name);
    if (!this.must(await this.has(button), `there is a button ${name}`)) return null;
    return this.leads(() => button.click(), expected);
  }

  /** By the ways into the service at the top of every page. */
  async way(name) {
    const menu = this.page.locator('.govuk-service-navigation__toggle');
    // On a wide screen there is no menu; just after the screen was narrow it may still be going.
    if (this.width === NARROW && await menu.isVisible() && await menu.getAttribute('aria-expanded') !== 'true') await menu.click();
    const link = this.page.locator('nav[aria-label="Main"]').getByRole('link', { name, exact: true });
    if (!this.must(await this.has(link), `${name} is offered`)) return null;
    return this.leads(() => link.click());
  }

  async ways() {
    return this.page.locator('nav[aria-label="Main"] a').evaluateAll((all) => all.map((one) => one.getAttribute('href').split('?')[0]));
  }

  /** The first address on the page that fits. */
  async address(pattern) {
    const all = await this.page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    return all.find((href) => pattern.test(href)) ?? null;
  }

  async fill(name, words) {
    const field = this.page.locator(`[name="${name}"]:not([type=hidden])`).first();
    if (!this.must(await this.has(field), `there is a field ${name}`)) return;
    await field.fill(words);
  }

  async tick(selector) {
    const field = this.page.locator(selector).first();
    if (!this.must(await this.has(field), `there is a box ${selector}`)) return;
    await field.check({ force: true });
  }

  async signIn(name = this.who, password = this.town.password) {
    await this.go('/sign-in');
    await this.fill('name', name);
    await this.fill('password', password);
    await this.press('Sign in');
    this.must(new URL(this.page.url()).pathname === '/', 'signing in leads to the first page');
  }

  async signOut() {
    await this.press('Sign out');
    this.must(new URL(this.page.url()).pathname === '/signed-out', 'signing out says so');
    await this.go('/account');
    this.must(new URL(this.page.url()).pathname === '/sign-in', 'after signing out nothing opens');
  }

  /** Takes a file, and gives what is in it. */
  async download(act) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    const stream = await download.createReadStream();
    const parts = [];
    for await (const part of stream) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  }

  /** All that must hold of every page. */
  async examine(answer, expected) {
    const { page, town } = this;
    town.pages += 1;
    const began = Date.now();
    if (answer.status() !== expected) this.fault('answers', `${answer.status()} in place of ${expected}`);
    const headers = answer.headers();
    const path = new URL(page.url()).pathname;
    if (!/default-src 'none'/.test(headers['content-security-policy'] ?? '')) this.fault('policy', 'no strict content security policy');
    if (/unsafe|\*/.test((headers['content-security-policy'] ?? '').replace(/sha256-\S+/g, ''))) this.fault('policy', headers['content-security-policy']);
    if (!path.startsWith('/static/') && headers['cache-control'] !== 'no-store') this.fault('policy', 'the page may be kept by the browser');
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    const found = await page.evaluate(() => ({
      title: document.title, h1: document.querySelectorAll('h1').length, text: document.documentElement.outerHTML,
      main: document.querySelector('main')?.outerHTML ?? document.documentElement.outerHTML,
    }));
    if (!found.title.trim()) this.fault('title', 'the page has no title');
    if (found.h1 !== 1) this.fault('one-h1', `${found.h1} headings of the first level`);
    this.secrets(path, found.text);
    // What stands on the page was examined before, if only for somebody else: nothing about it can be new.
    const same = createHash('sha256').update(kindOf(path) + found.main.replace(/value="[^"]*"|under number \d+/g, '')).digest('hex');
    for (const width of this.script ? [this.width, this.width === WIDE ? NARROW : WIDE] : [this.width]) {
      const key = `${same} ${width} ${this.script}`;
      if (town.seen.has(key)) continue;
      town.seen.add(key);
      await this.examineAt(width, found.title);
    }
    if (page.viewportSize().width !== this.width) await page.setViewportSize({ width: this.width, height: HEIGHT });
    if (town.aloud) process.stderr.write(`        ${this.who} ${this.path} ${Date.now() - began} ms\n`);
  }

  async examineAt(width) {
    const { page, town } = this;
    if (page.viewportSize().width !== width) await page.setViewportSize({ width, height: HEIGHT });
    if (town.pictures) {
      town.picture += 1;
      const path = kindOf(new URL(page.url()).pathname).replace(/[^a-z-]+/g, '.').replace(/^\.|\.$/g, '') || 'today';
      const name = `${String(town.picture).padStart(4, '0')}-${this.who}-${path}-${width}${this.script ? '' : '-plain'}.png`;
      await page.screenshot({ path: join(town.pictures, name), fullPage: true });
    }
    if (width === NARROW) {
      const wide = await page.evaluate(sideways);
      if (wide) this.fault('reflow', `the page is ${wide.page} pixels wide on a screen of ${wide.screen}`, wide.elements);
    }
    town.examined += 1;
    for (const fault of await this.axe(width)) {
      const nodes = fault.nodes.slice(0, 4).map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 200)}`);
      this.fault(fault.id, `${fault.help} (at ${width})`, nodes);
    }
  }

  async axe(width) {
    const page = this.script ? this.page : await this.lookingGlass(width);
    await page.evaluate(this.town.axe);
    const result = await page.evaluate(
      (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }),
      TAGS,
    );
    return result.violations;
  }

  /** The page as it came to a browser without script, in one where what examines it can run and no script of ours does. */
  async lookingGlass(width) {
    if (!this.glass) {
      const context = await this.town.browser.newContext({ viewport: { width, height: HEIGHT }, serviceWorkers: 'block' });
      this.glass = await context.newPage();
      this.glass.setDefaultTimeout(PATIENCE);
      await this.glass.route('**/*', async (route) => {
        const kind = route.request().resourceType();
        if (kind === 'document') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: this.came });
        if (kind === 'script') return route.fulfill({ contentType: 'text/javascript', body: '' });
        return route.continue();
      });
    }
    this.came = await this.page.content();
    await this.glass.setViewportSize({ width, height: HEIGHT });
    await this.glass.goto(`${this.town.address}${this.path}`, { waitUntil: 'load' });
    return this.glass;
  }

  /** What nobody of this role may be shown here. */
  secrets(address, text) {
    const path = address.split('?')[0];
    const named = NAMES_CHILDREN.some((pattern) => pattern.test(path));
    const number = (text.match(/\b\d{6,12}\b/g) ?? []).find((word) => this.town.numbers.has(word));
    if (number && !(named && this.mayName)) this.fault('secret', 'the number of a child stands on this page');
    if (PSEUDONYM.test(text) && !BY_PSEUDONYM.some((pattern) => pattern.test(path))) this.fault('secret', 'the pseudonym of a child stands on this page');
  }
}
