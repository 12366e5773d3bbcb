// A certified OpenID Connect provider on loopback, with invented people, for tests of signing in.
//
//   node provider.mjs [--redirect URL]... [--signed-out URL]... [--claims-in-id-token]
//
// Prints one line of JSON when it is ready (issuer, client_id, client_secret, people), and stops when its standard input is closed.
// Its one page asks for a user name, and takes signing in as consent; there are no passwords, for nobody here is real.

import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Provider } from 'oidc-provider';

const { values: asked } = parseArgs({
  options: {
    redirect: { type: 'string', multiple: true, default: ['http://127.0.0.1:3000/sign-in/answer'] },
    'signed-out': { type: 'string', multiple: true, default: ['http://127.0.0.1:3000/signed-out'] },
    'claims-in-id-token': { type: 'boolean', default: false },
  },
});

// One person for each role, known here by the role's word. The group of a role is "Sightline " and its word.
const names = {
  'front-door-worker': 'Wren Ashdown',
  'front-door-manager': 'Marlo Birch',
  'early-help-coordinator': 'Tamsin Cove',
  'social-worker': 'Ines Dunmore',
  'team-manager': 'Gethin Elder',
  'reviewing-officer': 'Odile Farrow',
  'reviewing-manager': 'Pascoe Garth',
  auditor: 'Lowri Hale',
  'quality-lead': 'Bram Ingleby',
  'missing-coordinator': 'Nesta Jarrow',
  'participation-officer': 'Callum Kirk',
  analyst: 'Yara Lindley',
  'head-of-service': 'Rowan Moss',
  director: 'Sabine North',
  'lead-member': 'Alderman Oakes',
  'scrutiny-member': 'Petra Quill',
  'democratic-services': 'Fenn Rudd',
  'data-protection-officer': 'Idris Sable',
  administrator: 'Kit Thorne',
};
const people = Object.entries(names).map(([role, name]) => ({ user: role, name, groups: ['All staff', `Sightline ${role}`] }));
people.push(
  { user: 'two-roles', name: 'Vesna Upton', groups: ['Sightline analyst', 'Sightline team-manager'] },
  { user: 'second-factor', name: 'Wilf Vane', groups: ['Sightline analyst'], amr: ['pwd', 'mfa'], acr: 'strong' },
  // Some services send one group as a word, not as a list of one.
  { user: 'one-group', name: 'Xanthe Weald', groups: 'Sightline analyst' },
  { user: 'no-role', name: 'Bevis Yarrow', groups: ['All staff'] },
  { user: 'no-groups', name: 'Zora Yewdale' },
);
const find = (user) => people.find((person) => person.user === user);

const client = {
  client_id: 'sightline',
  client_secret: randomBytes(24).toString('base64url'),
  redirect_uris: asked.redirect,
  post_logout_redirect_uris: asked['signed-out'],
  response_types: ['code'],
  grant_types: ['authorization_code'],
};

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [client],
  jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'the-one' }] },
  cookies: { keys: [randomBytes(24).toString('base64url')] },
  pkce: { required: () => true },
  acrValues: ['strong'],
  claims: { acr: null, amr: null, auth_time: null, iss: null, sid: null, openid: ['sub', 'amr'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
  // True: only the identity is in the ID token, and the rest must be asked for.
  conformIdTokenClaims: !asked['claims-in-id-token'],
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.type = 'html';
        ctx.body = page('Sign out', `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`);
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.type = 'html';
        ctx.body = page('Signed out', '<p>You are signed out.</p>');
      },
    },
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
  findAccount: (_ctx, user) => {
    const person = find(user);
    return person && {
      accountId: user,
      claims: () => {
        const { name, groups, amr } = person;
        return { sub: user, name, preferred_username: `${user}@council.example`, email: `${user}@council.example`, groups, amr };
      },
    };
  },
  // Signing in is consenting: every grant is given as it is asked for.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
    grant.addOIDCScope('openid profile email');
    grant.addOIDCClaims(['name', 'preferred_username', 'groups', 'email', 'acr', 'amr', 'auth_time']);
    await grant.save();
    return grant;
  },
  renderError: (ctx, out) => {
    ctx.type = 'html';
    ctx.body = page('Fault', `<p>${escape(out.error)} ${escape(out.error_description ?? '')}</p>`);
  },
});

function escape(words) {
  return String(words).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function page(title, body) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} - Council sign-in</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function form(uid, fault) {
  return page('Council sign-in', `${fault ? `<p role="alert">${escape(fault)}</p>` : ''}
<form method="post" action="/interaction/${escape(uid)}">
<p><label for="user">User name</label> <input id="user" name="user" autocomplete="username" required></p>
<p>Your name, address and groups will be sent to Sightline.</p>
<p><button type="submit" name="do" value="sign-in">Sign in</button> <button type="submit" name="do" value="cancel" formnovalidate>Cancel</button></p>
</form>`);
}

async function body(request) {
  let words = '';
  for await (const piece of request) {
    words += piece;
    if (words.length > 10_000) throw new Error('too long');
  }
  return new URLSearchParams(words);
}

async function interaction(request, response, uid) {
  const show = (status, words) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(words);
  try {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return show(200, form(uid));
    const fields = await body(request);
    if (fields.get('do') === 'cancel') {
      return await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'cancelled by the person' });
    }
    const person = find(fields.get('user') ?? '');
    if (!person) return show(400, form(uid, 'There is nobody of that name here.'));
    const login = { accountId: person.user, amr: person.amr ?? ['pwd'], ...(person.acr && { acr: person.acr }) };
    return await provider.interactionFinished(request, response, { login });
  } catch (error) {
    return show(400, page('Fault', `<p>${escape(error.message)}</p>`));
  }
}

const rest = provider.callback();
server.on('request', (request, response) => {
  const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1];
  return uid ? interaction(request, response, uid) : rest(request, response);
});

process.stdout.write(`${JSON.stringify({ issuer, client_id: client.client_id, client_secret: client.client_secret, people: people.map((person) => person.user) })}\n`);
process.stdin.resume();
process.stdin.on('close', () => process.exit(0));
