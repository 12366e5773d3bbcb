// What people of each role do here in a day (docs: roles and what each does), through the pages there are.

const REASON = 'Weekly review of late cases with the team; the records of this figure are needed';
const PERIOD = '2018-19Q2';

/** What opens to nobody but those named, each with the roles that it opens to. Everybody else is refused, and is not offered it either. */
const DOORS = {
  '/areas': (role) => !['data-protection-officer', 'administrator'].includes(role),
  '/due': (role) => !['lead-member', 'scrutiny-member', 'democratic-services', 'data-protection-officer', 'administrator'].includes(role),
  '/quality': (role) => ['analyst', 'head-of-service', 'director'].includes(role),
  '/loads': (role) => ['analyst', 'head-of-service', 'director', 'administrator'].includes(role),
  '/access-log': (role) => role === 'data-protection-officer',
  '/access-log/reasons': (role) => ['head-of-service', 'data-protection-officer'].includes(role),
  '/administration': (role) => ['administrator', 'data-protection-officer', 'director'].includes(role),
  '/administration/people': (role) => role === 'administrator',
  '/administration/blocks': (role) => ['data-protection-officer', 'director'].includes(role),
};

/** Doors that are shut to this role: refused, and never offered. */
async function shut(v) {
  const ways = await v.ways();
  const closed = Object.entries(DOORS).filter(([, opens]) => !opens(v.who)).map(([path]) => path);
  for (const path of closed) v.must(!ways.includes(path), `${path} is not offered to a role that it is shut to`);
  // One page says how they are refused; that the others are too is asked without a browser.
  await v.refused(closed[0]);
  for (const path of closed.slice(1)) {
    const answer = await v.context.request.get(path, { maxRedirects: 0 });
    v.must(answer.status() === 403, `${path} is refused (${answer.status()})`);
  }
}

/** Areas, an indicator, its filters and its breakdowns. */
async function figures(v, { area = 'front-door', indicator = 'contacts-children' } = {}) {
  await v.way('Areas');
  await v.go(`/areas/${area}`);
  await v.go(`/indicators/${indicator}?period=${PERIOD}`);
  v.must(await v.has(v.page.locator('.app-answer__value')), 'the indicator has its number first');
  const filters = v.page.locator('#filters');
  if (await v.has(filters)) {
    const district = filters.locator('select[name="district"]');
    if (await v.has(district)) {
      await filters.evaluate((panel) => { panel.open = true; });
      await district.selectOption({ index: 1 });
      await v.leads(() => filters.getByRole('button', { name: 'Apply filters' }).click());
      v.must(v.path.includes('district='), 'a filter becomes part of the address');
      // Filters are carried from page to page.
      await v.way('Areas');
      v.must(v.path.includes('district='), 'the filter goes along to other pages');
    }
  }
}

async function askAndFind(v) {
  await v.way('Ask');
  const of = v.page.locator('#indicator');
  if (v.must(await v.has(of), 'a question can be asked')) {
    await of.selectOption('cp-plans').catch(() => of.selectOption({ index: 1 }));
    await v.press('Show the figures');
    v.must(v.path.startsWith('/ask?') && v.path.includes('indicator='), 'the address keeps the question');
  }
  await v.way('Search');
  await v.fill('q', 'protection plans');
  await v.leads(() => v.page.locator('main').getByRole('button', { name: 'Search', exact: true }).click());
  v.must(v.path.includes('q='), 'a search is an address too');
}

/** What is due, and the lists behind its clocks: by relationship where the person's work leads to them, else by a typed reason. Gives the first child of them. */
async function due(v, { own = false, lists = true } = {}) {
  await v.way('What is due');
  let mine = [];
  if (own && v.must(await v.has(v.link('Due for my children')), 'somebody has children of their own')) {
    await v.follow('Due for my children');
    v.must(await v.has(v.page.locator('main table tbody tr')), 'something is due for them');
    mine = await v.page.locator('main table tbody tr td:nth-child(2)').allInnerTexts();
    await v.go('/due');
  }
  const { clocks, byReason } = await clocksFor(v, new Set(mine.map((title) => title.trim())));
  if (!v.must(clocks.length > 0, 'something is due')) return null;
  await v.go(clocks[0]);
  if (!lists) {
    v.must(!(await v.has(v.button('Open the list'))), 'no list is offered');
    return null;
  }
  for (const clock of clocks.slice(0, 4)) {
    if (v.path !== clock) await v.go(clock);
    if (byReason) {
      await v.press('Open the list', 422);
      await v.fill('reason', REASON);
    }
    await v.press('Open the list');
    v.must(await v.says('Entered in the access log'), 'the list says that it was logged');
    // What came to the front door need not be about a child yet.
    const child = await v.address(/^\/children\//);
    if (child) return child;
  }
  return null;
}

/**
 * The clocks with something open to whose lists the person's work leads, those of these titles first, the most pressing first; where there are none, one
 * that opens by a reason.
 */
async function clocksFor(v, titles = new Set()) {
  if (v.path !== '/due') await v.go('/due');
  const rows = await v.page.locator('main .app-alike tbody tr').evaluateAll((all) => all.map((row) => {
    const link = row.querySelector('a[href^="/due/"]');
    const counts = [...row.querySelectorAll('td')].slice(0, 4).map((cell) => Number(cell.innerText.replace(/[^0-9]/g, '')));
    return { href: link.getAttribute('href'), title: link.innerText.trim(), counts, open: counts.reduce((sum, one) => sum + one, 0) };
  }));
  const open = rows.filter((row) => row.open > 0);
  open.sort((a, b) => titles.has(b.title) - titles.has(a.title));
  const related = [];
  for (const { href } of open.slice(0, 12)) {
    const text = await (await v.context.request.get(href)).text();
    const leads = text.includes('Open the list') && !text.includes('Your work does not lead to these records by itself');
    if (leads) related.push(href);
  }
  return related.length > 0 ? { clocks: related, byReason: false } : { clocks: open.slice(0, 1).map(({ href }) => href), byReason: true };
}

/** A list that opens only with a reason: first without, then with one. */
async function listByReason(v, indicator = 'cp-plans') {
  await v.go(`/indicators/${indicator}?period=${PERIOD}`);
  await v.follow('Records behind this figure');
  await v.press('Open the list', 422);
  v.must(await v.says('There is a problem'), 'a list without a reason stays shut');
  await v.fill('reason', 'x');
  await v.press('Open the list', 422);
  await v.fill('reason', REASON);
  await v.press('Open the list');
  v.must(await v.says('Entered in the access log'), 'the list says that it was logged');
  return v.address(/^\/children\//);
}

/** A list of a figure that opens to those who work with the children. */
async function listByRelationship(v, indicator) {
  await v.go(`/indicators/${indicator}?period=${PERIOD}`);
  await v.follow('Records behind this figure');
  await v.press('Open the list');
  v.must(await v.says('Entered in the access log'), 'the list says that it was logged');
  const child = await v.address(/^\/children\//);
  return child;
}

/** Takes a list that shows some children as a file; `must` where there are some for certain. */
async function exportList(v, { must = false } = {}) {
  const offered = await v.page.getByText('Take this list as a file').count() > 0;
  if (must) v.must(offered, 'the list can be taken as a file');
  if (!offered) return;
  const file = await v.download(async () => {
    await v.page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await v.button('Download as CSV').click();
  });
  v.must(/restricted/i.test(file), 'a list that leaves is marked restricted');
}

async function child(v, address, { reason = false } = {}) {
  if (!v.must(address, 'a list leads to a child')) return;
  await v.go(address);
  const asks = await v.has(v.page.locator('textarea[name="reason"]')) && await v.has(v.button(/^Open|^Continue|^See/));
  if (reason) v.must(asks, 'a child’s page asks why');
  if (asks && reason) {
    await v.fill('reason', REASON);
    await v.leads(() => v.page.locator('main form button[type=submit]').first().click());
  }
}

async function readPapers(v, { whole = false } = {}) {
  await v.way('Reports');
  const published = await v.address(/^\/reports\/published\/[^/]+$/);
  if (!v.must(published, 'a published paper can be read')) return;
  await v.go(published);
  const paper = await v.address(/^\/reports\/published\/[^/]+\/files\/[^/]+\.html$/);
  if (v.must(paper, 'it can be read as a page') && whole) {
    await v.go(paper);
    await v.go('/reports');
  }
}

/** A paper in the making. */
async function desk(v) {
  await v.go('/reports');
  const paper = await v.address(/^\/reports\/committee\/[^/]+$/);
  if (!v.must(paper, 'the committee’s paper is on the desk')) return null;
  await v.go(paper);
  return paper;
}

async function frontDoorWorker(v) {
  await due(v, { own: true });
  await figures(v);
  await listByRelationship(v, 'contacts-children');
}

async function frontDoorManager(v) {
  const address = await due(v);
  await child(v, address);
  await figures(v);
  await listByRelationship(v, 'contacts-children');
  await exportList(v);
}

async function earlyHelp(v) {
  await due(v);
  await figures(v, { area: 'early-help', indicator: 'early-help-open' });
}

async function socialWorker(v) {
  const address = await due(v, { own: true });
  await child(v, address);
  await figures(v, { area: 'child-protection', indicator: 'cp-plans' });
  await listByRelationship(v, 'cp-plans');
}

async function teamManager(v) {
  const address = await due(v);
  await child(v, address);
  await figures(v, { area: 'child-protection', indicator: 'cp-plans' });
  await listByRelationship(v, 'children-in-need');
  await exportList(v);
  // Another team's records open by a typed reason only.
  const { clocks } = await clocksFor(v);
  await v.go(`${clocks[0].split('?')[0]}?team=all`);
  await v.fill('reason', REASON);
  await v.press('Open the list');
}

async function reviewingOfficer(v) {
  await due(v, { own: true });
  await figures(v, { area: 'reviews-and-iro', indicator: 'cla-reviews-in-timescale' });
  await listByRelationship(v, 'cla-reviews-in-timescale');
}

async function reviewingManager(v) {
  await due(v);
  await figures(v, { area: 'reviews-and-iro', indicator: 'cla-reviews-in-timescale' });
  await listByRelationship(v, 'cla-reviews-in-timescale');
  await exportList(v);
  await desk(v);
}

async function auditor(v) {
  await figures(v);
  await askAndFind(v);
  await v.refused(`/indicators/cp-plans/list?period=${PERIOD}`);
  await v.go('/children');
  // Of a child whose file was not given to them, auditors are not even told that there is one.
  await v.fill('pseudonym', v.town.pseudonym ?? '00000');
  await v.leads(() => v.button('Continue').click(), v.town.pseudonym ? 404 : 422);
}

async function qualityLead(v) {
  await figures(v);
  await desk(v);
  await v.go('/children');
  await v.fill('pseudonym', 'AAAAA');
  await v.press('Continue', 422);
}

async function missingCoordinator(v) {
  await due(v);
  await figures(v, { area: 'missing-and-exploitation', indicator: 'missing-episodes' });
  await listByRelationship(v, 'missing-episodes');
}

async function participation(v) {
  await figures(v, { area: 'voice', indicator: 'contacts-children' });
  await due(v, { lists: false });
  await v.refused(`/indicators/cp-plans/list?period=${PERIOD}`);
  await desk(v);
}

async function analyst(v) {
  await v.way('Data quality');
  await v.way('Loads');
  await figures(v);
  await v.go('/compare');
  await askAndFind(v);
  const address = await listByReason(v);
  v.town.pseudonym ??= address?.split('/')[2].split('?')[0];
  await exportList(v, { must: true });
  await child(v, address, { reason: true });
  await v.go('/definitions');
  const paper = await desk(v);
  const comment = paper && await v.address(/\/comments\/[^/]+$/);
  if (v.must(comment, 'a comment can be written')) {
    await v.go(comment);
    // On a service where these days were gone through before, the paper may be signed off already: then nobody changes a word.
    const shut = !(await v.has(v.page.locator('textarea[name="text"]'))) && /signed off/i.test(await v.text());
    if (!shut) await writes(v);
  }
  await v.go('/account/tokens');
  await v.press('Make the token', 422);
}

/** Writes a comment on a figure of the paper. */
async function writes(v) {
  await v.fill('text', 'Fewer families came back than in the quarter before. A sample of closed cases was read, and step-downs had a named receiver.');
  await v.tick('[name="strength"][value="likely"]');
  if (await v.has(v.page.locator('[name="correcting"]'))) await v.tick('[name="correcting"]');
  await v.press('Save the comment');
}

async function headOfService(v) {
  await figures(v);
  const address = await listByReason(v);
  await child(v, address, { reason: true });
  await v.way('Reasons');
  const paper = await desk(v);
  if (paper && await v.has(v.page.locator(`main a[href="${paper}/review"]`))) {
    await v.go(`${paper}/review`);
    await v.press('Say that it has been read through', 422);
    await v.tick('[name="sure"]');
    await v.press('Say that it has been read through');
  }
  if (paper && await v.has(v.page.locator(`main a[href="${paper}/sign-off"]`))) {
    await v.go(`${paper}/sign-off`);
    await v.tick('[name="sure"]');
    await v.press('Sign off');
  }
}

async function director(v) {
  await figures(v, { area: 'children-looked-after', indicator: 'cla' });
  await v.go('/compare');
  await v.go('/administration/blocks');
  const address = await listByReason(v, 'cla');
  await child(v, address, { reason: true });
  await desk(v);
}

async function leadMember(v) {
  await readPapers(v, { whole: true });
  await figures(v);
  await askAndFind(v);
  await v.refused(`/indicators/cp-plans/list?period=${PERIOD}`);
}

async function scrutinyMember(v) {
  await readPapers(v);
  await figures(v);
  await askAndFind(v);
  await v.refused(`/indicators/cp-plans/list?period=${PERIOD}`);
}

async function democraticServices(v) {
  await readPapers(v);
  const paper = await desk(v);
  if (paper && await v.has(v.page.locator(`main a[href="${paper}/publish"]`))) {
    await v.go(`${paper}/publish`);
    await v.fill('note', 'The comment on families who came back was wrong and is put right.');
    await v.tick('[name="sure"]');
    await v.press('Publish');
  }
}

async function dataProtection(v) {
  await v.way('Access log');
  await v.go('/access-log/unusual');
  await v.way('Reasons');
  if (await v.has(v.page.locator('main [name="outcome"]'))) {
    await v.tick('main [name="outcome"][value="proper"]');
    await v.press('Keep the review');
  }
  await v.go('/access-log');
  await v.press('Verify every entry now');
  const file = await v.download(() => v.page.locator('main').getByRole('link', { name: 'as CSV' }).click());
  v.must(file.split('\n').length > 2, 'the log can be taken as a file');
  await v.go('/administration/blocks');
  if (v.town.pseudonym) {
    await v.fill('child', v.town.pseudonym);
    await v.tick('[name="whom"][value="all-but"]');
    await v.fill('why', 'A relative of somebody who works here');
    await v.fill('people', 'team-manager');
    await v.press('Bar the child');
    await v.go(`/children/${v.town.pseudonym}`);
    await v.go('/administration/blocks');
    await v.page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await v.page.locator('main form[action="/administration/blocks/lift"] [name="why"]').first().fill('Tried, and taken back');
    await v.press('Lift it');
  }
  await v.go('/administration/settings');
}

async function administrator(v) {
  await v.way('Administration');
  await v.go('/administration/people');
  await v.press('Add somebody');
  await v.press('Add, and make a link', 422);
  const name = `newcomer-${v.width}-${v.script ? 'script' : 'plain'}-${Date.now()}`;
  await v.fill('name', name);
  await v.fill('display', 'Invented newcomer');
  await v.fill('post', 'Analyst for a while');
  await v.tick('[name="role"][value="lead-member"]');
  await v.press('Add, and make a link');
  const link = (await v.page.locator('.app-secret').innerText()).trim();
  await newcomer(v, link, name);
  await v.press('I have sent it');
  await v.press('Disable');
  const again = await v.context.browser().newContext({ baseURL: v.town.address });
  const used = await again.request.get(new URL(link).pathname);
  v.must(!(await used.text()).includes('type="password"'), 'a link works once');
  await again.close();
  await v.press('Let them sign in again');
  await v.go('/administration/tokens');
  await v.go('/administration/settings');
  await v.way('Loads');
}

/** Somebody new follows the link, chooses a password, and signs in with it. */
async function newcomer(v, link, name) {
  const own = await v.another('newcomer');
  await own.go(new URL(link).pathname);
  await own.page.locator('[type="password"]').evaluateAll(() => null);
  const fields = own.page.locator('main input[type="password"]');
  for (let at = 0; at < await fields.count(); at += 1) await fields.nth(at).fill('five invented words and more');
  await own.leads(() => own.page.locator('main form button[type=submit]').last().click());
  if (!(await own.has(own.page.locator('.app-person')))) await own.signIn(name, 'five invented words and more');
  await own.go('/');
  await own.go('/account');
  await own.close();
}

/** In the order in which a paper goes through hands. */
export const DAYS = [
  ['analyst', analyst, {}],
  ['head-of-service', headOfService, {}],
  ['democratic-services', democraticServices, {}],
  ['director', director, {}],
  ['lead-member', leadMember, {}],
  ['scrutiny-member', scrutinyMember, {}],
  ['data-protection-officer', dataProtection, {}],
  ['administrator', administrator, {}],
  ['front-door-worker', frontDoorWorker, { mayName: true }],
  ['front-door-manager', frontDoorManager, { mayName: true }],
  ['early-help-coordinator', earlyHelp, { mayName: true }],
  ['social-worker', socialWorker, { mayName: true }],
  ['team-manager', teamManager, { mayName: true }],
  ['reviewing-officer', reviewingOfficer, { mayName: true }],
  ['reviewing-manager', reviewingManager, { mayName: true }],
  ['auditor', auditor, {}],
  ['quality-lead', qualityLead, {}],
  ['missing-coordinator', missingCoordinator, { mayName: true }],
  ['participation-officer', participation, {}],
];

export { shut };
