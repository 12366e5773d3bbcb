// What is live: a page that is open shows new records within seconds, by itself.

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Visit } from './visit.mjs';

// Milliseconds until new records are seen on a page that is open.
const SOON = 5_000;
// A busy machine is slow; what is late, but comes, is told apart from what does not come.
const LATE = 90_000;

export async function live(town) {
  const v = await Visit.open(town, 'analyst');
  await v.signIn();
  const token = await makeToken(v);
  const page = '/indicators/contacts-children?period=2018-09';
  await v.go(page);
  const child = [...town.numbers][0] ?? '100000001';
  await refreshes(v, 'a record of a request', async () => {
    const answer = await v.context.request.post('/api/v1/load/contact', {
      headers: { authorization: `Bearer ${token}` }, data: [{ contact_id: `LIVE-${Date.now()}`, child_id: child, received_at: '2018-09-28T10:15' }],
    });
    v.must(answer.status() === 200, `one record is taken in (${answer.status()} ${(await answer.text()).slice(0, 300)})`);
  });
  const wrong = await v.context.request.post('/api/v1/load/contact', {
    headers: { authorization: `Bearer ${token}` }, data: [{ contact_id: `LIVE-${Date.now()}`, child_id: '', received_at: '2018-09-28T10:15' }],
  });
  v.must(wrong.status() === 422, `a record at fault is refused (${wrong.status()})`);
  if (town.watched) {
    mkdirSync(town.watched, { recursive: true });
    await refreshes(v, 'a file in the watched folder', async () => {
      const name = `contacts-${Date.now()}.csv`;
      writeFileSync(join(town.watched, name), `cont_contact_id,cont_person_id,cont_contact_date\nLIVE-${Date.now()},${child},2018-09-28T11:15:00\n`);
      writeFileSync(join(town.watched, `${name}.done`), '');
    });
    const broken = `broken-${Date.now()}.csv`;
    writeFileSync(join(town.watched, broken), 'nothing,that,is,known\n1,2,3,4\n');
    const until = Date.now() + LATE;
    let text = '';
    while (!text.includes(broken) && Date.now() < until) {
      await new Promise((done) => { setTimeout(done, 500); });
      text = await (await v.context.request.get('/loads')).text();
    }
    await v.go('/loads');
    const notice = v.page.locator('.app-notice', { hasText: broken }).last();
    if (v.must(await v.has(notice), 'a broken file is shown on the page of loads')) {
      const why = (await notice.locator('.app-notice__text').innerText()).replaceAll(broken, '');
      v.must(why.trim().length > 20, 'with its reason');
    }
    await v.go('/');
    v.must(await v.says('set aside'), 'and it is told on the first page');
  }
  await v.signOut();
  await v.close();
}

/** True on a machine that has far more to do than it can: how long something takes says nothing there. */
function isBusy() {
  return loadavg()[0] > 2 * cpus().length;
}

async function makeToken(v) {
  await v.go('/account/tokens');
  await v.fill('name', 'Nightly load');
  await v.tick('[name="scope"][value="load"]');
  await v.press('Make the token');
  const token = (await v.page.locator('.app-secret').innerText()).trim();
  await v.go('/account/tokens');
  v.must(!(await v.page.content()).includes(token), 'a token is shown once');
  return token;
}

/** Something is done, and the open page shows another number, without being loaded again. */
async function refreshes(v, what, act) {
  const number = v.page.locator('.app-answer__value');
  const before = (await number.innerText()).trim();
  await v.page.evaluate(() => { window.hereAllAlong = true; });
  const began = Date.now();
  await act();
  const changed = await v.page
    .waitForFunction((old) => document.querySelector('.app-answer__value')?.innerText.trim() !== old, before, { timeout: LATE, polling: 100 })
    .catch(() => null);
  const took = Date.now() - began;
  const after = (await number.innerText()).trim();
  process.stderr.write(`        ${what}: ${before} became ${after} after ${took} ms\n`);
  if (!v.must(changed, `${what} reaches a page that is open`)) return;
  v.must(took <= SOON || isBusy(), `${what} reaches a page that is open in ${SOON} ms (it took ${took})`);
  const whole = (words) => Number(words.replace(/[^0-9]/g, ''));
  v.must(whole(after) === whole(before) + 1, `the number is one more (${before}, ${after})`);
  v.must(await v.page.evaluate(() => window.hereAllAlong === true), 'without being loaded again');
}
