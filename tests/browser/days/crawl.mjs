// Every address that a role's pages lead to: each answers, and none has what the role must not see.

import { PSEUDONYM, Visit, kindOf } from './visit.mjs';

// Addresses of one kind that are asked for, and those of them that a browser opens and axe examines.
const OF_A_KIND = 5;
const EXAMINED = 1;
// For how many roles: their days have led them to their own pages, which were all examined.
const ROLES = 3;

/** Addresses of ours on a page. */
function addresses(text, from) {
  const found = [];
  for (const [, raw] of text.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)) {
    const href = raw.replaceAll('&#x2f;', '/').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
    const address = new URL(href, from);
    if (address.origin === new URL(from).origin) found.push(address.pathname + address.search);
  }
  return found;
}

export async function crawl(town, [who, , { mayName = false }]) {
  const v = await Visit.open(town, who);
  v.mayName = mayName;
  await v.signIn();
  const [asked, kinds, waiting] = [new Set(['/']), new Map(), ['/']];
  while (waiting.length > 0) {
    const path = waiting.shift();
    const kind = kindOf(path);
    const before = kinds.get(kind) ?? 0;
    if (before >= OF_A_KIND) continue;
    kinds.set(kind, before + 1);
    const answer = await v.context.request.get(path, { maxRedirects: 0 });
    const text = await answer.text();
    if (answer.status() !== 200) v.fault('every-link-leads', `${path} answers ${answer.status()}`);
    town.pages += 1;
    v.secrets(path, text);
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    const examined = town.kinds.get(kind) ?? 0;
    if (before < EXAMINED && examined < ROLES && !path.includes('/files/')) {
      town.kinds.set(kind, examined + 1);
      await v.go(path);
    }
    for (const next of addresses(text, town.address + path)) {
      if (asked.has(next) || PSEUDONYM.test(next)) continue;
      asked.add(next);
      waiting.push(next);
    }
  }
  await v.close();
}
