-- Codes on paper for when the telephone is lost: of each only its SHA-256, and it goes when it is used.

CREATE TABLE recovery_codes (
    person TEXT NOT NULL REFERENCES people (id),
    code TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (person, code)
);
