-- Of every token only its SHA-256 is here: who reads the database cannot sign in with what is in it.

CREATE TABLE invitations (
    token TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    -- Null for the first administrator, who is nobody yet.
    person TEXT REFERENCES people (id),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    withdrawn_at BIGINT
);
CREATE INDEX invitations_by_person ON invitations (person);

CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (id),
    signed_in_by TEXT NOT NULL,
    -- 1 while only the password has been given and the code is still asked for.
    half BIGINT NOT NULL,
    csrf TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    child_seen_at BIGINT,
    confirmed_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_end ON sessions (ends_at);

CREATE TABLE tokens (
    token TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Whose it is; null if a service's.
    person TEXT REFERENCES people (id),
    service TEXT,
    -- Separated by blanks.
    scopes TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    revoked_by TEXT
);
CREATE INDEX tokens_by_person ON tokens (person);

CREATE TABLE attempts (
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    -- When the last few were, separated by blanks: never more than the rule allows.
    recent TEXT NOT NULL,
    in_a_row BIGINT NOT NULL,
    locks BIGINT NOT NULL,
    locked_until BIGINT,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (kind, who)
);
CREATE INDEX attempts_by_lock ON attempts (locked_until);
CREATE INDEX attempts_by_last ON attempts (last_at);

CREATE TABLE pending_sign_ins (
    state TEXT NOT NULL PRIMARY KEY,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    go_to TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_sign_ins_by_expiry ON pending_sign_ins (expires_at);
