-- Who may not open whose file, and why somebody opened one. Children are pseudonyms here. Nothing of this is ever deleted.

CREATE TABLE blocks (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    -- The one person it keeps out; null if it keeps out everyone but those in block_exceptions.
    person TEXT REFERENCES people (id),
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    lifted_by TEXT,
    lifted_at BIGINT,
    lifted_why TEXT
);
CREATE INDEX blocks_by_subject ON blocks (subject);

CREATE TABLE block_exceptions (
    block TEXT NOT NULL REFERENCES blocks (id),
    person TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (block, person)
);

CREATE TABLE reasons (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (id),
    -- What was opened: the name of a list or page.
    list TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    log_entry BIGINT NOT NULL,
    reviewed_by TEXT,
    reviewed_at BIGINT,
    outcome TEXT,
    remark TEXT
);
CREATE INDEX reasons_by_review ON reasons (reviewed_at, given_at);
CREATE INDEX reasons_by_person ON reasons (person, given_at);

CREATE TABLE reason_subjects (
    reason TEXT NOT NULL REFERENCES reasons (id),
    subject TEXT NOT NULL,
    PRIMARY KEY (reason, subject)
);
CREATE INDEX reason_subjects_by_subject ON reason_subjects (subject);
