// By keyboard alone: Tab to go on, Enter or Space to do, and letters where a field wants them.

import { Visit } from './visit.mjs';

/** Goes on with Tab until what has the focus fits; every stop on the way must be seen. */
async function tabTo(v, fits, what, most = 400) {
  for (let step = 0; step < most; step += 1) {
    await v.page.keyboard.press('Tab');
    const at = await v.page.evaluate((test) => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      const drawn = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || one.matches('.govuk-radios__input, .govuk-checkboxes__input');
      const shows = drawn && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
      return {
        is: Boolean(one.matches(test.selector)) && (!test.text || one.textContent.replace(/\s+/g, ' ').trim().startsWith(test.text)),
        shows, html: one.outerHTML.slice(0, 160),
      };
    }, fits);
    if (at && !at.shows) v.fault('focus-is-seen', 'what has the focus is not seen to have it', [at.html]);
    if (at?.is) return true;
  }
  v.fault('keyboard', `${what} cannot be reached with Tab`);
  return false;
}

export async function keyboard(town) {
  const v = await Visit.open(town, 'team-manager');
  v.mayName = true;
  const key = (name) => v.page.keyboard.press(name);
  await v.go('/sign-in');
  await tabTo(v, { selector: '#name' }, 'the name');
  await v.page.keyboard.type('team-manager');
  await tabTo(v, { selector: '#password' }, 'the password');
  await v.page.keyboard.type(town.password);
  await tabTo(v, { selector: 'main button[type=submit]', text: 'Sign in' }, 'the button that signs in');
  await v.leads(() => key('Enter'));
  // The first stop of a page skips its head.
  await v.go('/indicators/cp-plans');
  await v.page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = false; }));
  await v.page.evaluate(() => document.activeElement?.blur());
  await tabTo(v, { selector: '.govuk-skip-link' }, 'the way past the head', 1);
  await key('Enter');
  const skipped = await v.page.evaluate(() => document.activeElement?.id === 'main' || location.hash === '#main');
  v.must(skipped, 'skipping leads to the main content');
  await tabTo(v, { selector: '#filters > summary' }, 'the filters', 12);
  await key('Space');
  v.must(await v.page.locator('#filters').evaluate((panel) => panel.open), 'Space opens the filters');
  await tabTo(v, { selector: '#filters button' }, 'the button that filters');
  await v.leads(() => key('Enter'));
  // To another indicator, by its link in its area.
  await v.go('/areas/child-protection');
  await v.page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = false; }));
  await tabTo(v, { selector: 'main a[href^="/indicators/"]' }, 'an indicator');
  await v.leads(() => key('Enter'));
  // And a list.
  await v.go('/due');
  await tabTo(v, { selector: 'main a[href^="/due/"]:not([href="/due/mine"])' }, 'a clock');
  await v.leads(() => key('Enter'));
  await tabTo(v, { selector: 'main button', text: 'Open the list' }, 'the button that opens a list');
  await v.leads(() => key('Enter'));
  v.must(await v.says('Entered in the access log'), 'a list opens by keyboard');
  await v.go('/');
  await tabTo(v, { selector: '.app-person__button' }, 'the button that signs out');
  await v.leads(() => key('Enter'));
  await v.close();
}
