-- Instants are milliseconds since 1970 (UTC), flags 0 or 1, everything else text: the same on every kind of database.

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    sign_in_name TEXT NOT NULL,
    -- The name in lower case: names differ by more than capitals.
    sign_in_key TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    post TEXT NOT NULL,
    -- How the case system knows them; who works with a child is found by it.
    worker TEXT,
    issuer TEXT,
    subject TEXT,
    password_hash TEXT,
    -- A second factor that has been shown but not yet confirmed by a code.
    code_secret_offered TEXT,
    code_secret TEXT,
    -- The time step of the last code taken: none is taken twice (RFC 6238, 5.2).
    code_step BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    signed_in_at BIGINT,
    disabled_at BIGINT,
    UNIQUE (issuer, subject)
);

CREATE TABLE roles_held (
    person TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    all_teams BIGINT NOT NULL,
    PRIMARY KEY (person, role)
);

CREATE TABLE role_teams (
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT NOT NULL,
    PRIMARY KEY (person, role, team),
    FOREIGN KEY (person, role) REFERENCES roles_held (person, role)
);

CREATE TABLE saved_questions (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (person, name)
);
