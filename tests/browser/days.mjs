// Each role's day at the live service, in a real browser.
//
//   node tests/browser/days.mjs --address http://127.0.0.1:PORT --password WORDS [--extracts FOLDER] [--watched FOLDER] [--essential] [--crawl]
//                               [--only ROLE,ROLE] [--at-once N] [--pictures FOLDER] [--chromium PATH]
//
// The service must have one person of each role, who signs in with the role's word and the password: as `sightline demo` leaves it.
// Every page that is visited is examined: WCAG 2.2 AA as far as axe-core can tell, no scrolling sideways at 320 pixels, one heading of the first level, a
// title, a strict content security policy that nothing breaks, no request to anybody else, no error, and no child's number or pseudonym where none belongs.
//
// --extracts   the invented records as files: the children's numbers are looked for on pages that may not have them
// --watched    the folder that the service watches: a good and a broken file are put there
// --essential  each role's day once, with script, and what is live: enough to say that another database does the same
// --aloud      say each page and each fault as it comes
// --crawl      also follow every address from each role's pages
//
// What is wrong is printed as JSON; the exit code is 1 if anything is, 2 if the days could not be begun.

import { createReadStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { crawl } from './days/crawl.mjs';
import { keyboard } from './days/keyboard.mjs';
import { live } from './days/live.mjs';
import { DAYS, shut } from './days/roles.mjs';
import { BROWSERS, modules } from './kit.mjs';
import { NARROW, Town, Visit, WIDE } from './days/visit.mjs';

// Nothing but this machine can be reached.
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

function cannot(words) {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}

function settings(args) {
  const found = { chromium: BROWSERS.find(existsSync) ?? null, atOnce: 2, only: null };
  const plain = { '--address': 'address', '--password': 'password', '--chromium': 'chromium' };
  const paths = { '--extracts': 'extracts', '--watched': 'watched', '--pictures': 'pictures' };
  for (let at = 0; at < args.length; at += 1) {
    const [name, next] = [args[at], args[at + 1]];
    if (['--essential', '--crawl', '--aloud'].includes(name)) {
      found[name.slice(2)] = true;
      continue;
    }
    if (next === undefined) cannot(`${name} needs something after it`);
    if (plain[name]) found[plain[name]] = next;
    else if (paths[name]) found[paths[name]] = resolve(next);
    else if (name === '--only') found.only = next.split(',');
    else if (name === '--at-once') found.atOnce = Number(next);
    else cannot(`${name} is not known`);
    at += 1;
  }
  if (!found.address || !found.password) cannot('give --address and --password');
  if (!found.chromium) cannot('no Chromium was found: install it, or name it with --chromium PATH');
  found.address = new URL(found.address).origin;
  return found;
}

/** The numbers by which the case system knows children. */
async function numbers(folder) {
  const found = new Set();
  if (!folder) return found;
  const name = readdirSync(folder).find((file) => file === 'ssd_person.csv');
  if (!name) cannot(`${folder} has no ssd_person.csv`);
  let column = -1;
  for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
    const fields = line.split(',');
    if (column < 0) column = fields.indexOf('pers_person_id');
    else found.add(fields[column]);
  }
  return found;
}

async function day(town, [who, does, { mayName = false }], variant) {
  const v = await Visit.open(town, who, variant);
  v.mayName = mayName;
  v.another = async (name) => {
    const other = await Visit.open(town, name, variant);
    return other;
  };
  try {
    await v.signIn();
    await does(v);
    await v.go('/account');
    await v.go('/');
    if (!town.essential) await shut(v);
    await v.signOut();
  } catch (error) {
    v.fault('day', `the day could not be gone on with: ${String(error).split('\n').slice(0, 3).join(' ')}`);
  }
  await v.close();
}

/** Does things, a few at once, begun in their order. */
async function several(things, atOnce) {
  const waiting = [...things];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const asked = settings(process.argv.slice(2));
const { chromium, axe } = await modules(cannot);
if (asked.pictures) mkdirSync(asked.pictures, { recursive: true });
let browser;
try {
  browser = await chromium.launch({ executablePath: asked.chromium, headless: true, args: FLAGS, timeout: 120_000 });
} catch (error) {
  cannot(`the browser does not start: ${error.message}`);
}
const town = new Town({ ...asked, browser, axe: axe.source, numbers: await numbers(asked.extracts), pseudonym: null });
const began = Date.now();
const told = (what) => process.stderr.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);

const days = DAYS.filter(([who]) => !asked.only || asked.only.includes(who));
// A paper goes through hands in an order, and so do their days; the others go on beside them.
const hands = days.filter((one) => DAYS.indexOf(one) < 8);
const others = days.filter((one) => DAYS.indexOf(one) >= 8);
const variants = asked.essential ? [{ width: WIDE, script: true }] : [{ width: WIDE, script: true }, { width: NARROW, script: false }];
for (const variant of variants) {
  const one = async (role) => {
    await day(town, role, variant);
    told(`${role[0]}, ${variant.width}, ${variant.script ? 'with script' : 'without script'}`);
  };
  await several([async () => { for (const role of hands) await one(role); }, ...others.map((role) => () => one(role))], asked.atOnce);
}
const once = async (what, does) => {
  try {
    await does();
  } catch (error) {
    town.fault({ who: what }, 'day', `it could not be gone on with: ${String(error).split('\n').slice(0, 3).join(' ')}`);
  }
  told(what);
};
if (!asked.only || asked.only.includes('keyboard')) await once('by keyboard alone', () => keyboard(town));
if (asked.crawl) await several(days.map((role) => () => once(`${role[0]}, every address`, () => crawl(town, role))), asked.atOnce);
if (!asked.only || asked.only.includes('live')) await once('what is live', () => live(town));
await browser.close();
told(`${town.pages} pages opened, ${town.examined} examined, ${town.faults.length} faults`);
process.stdout.write(`${JSON.stringify(town.faults, null, 2)}\n`);
process.exit(town.faults.length > 0 ? 1 : 0);
