CREATE TABLE signals (
    indicator TEXT NOT NULL,
    rule TEXT NOT NULL,
    period TEXT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    PRIMARY KEY (indicator, rule, period)
);
CREATE INDEX signals_by_first_seen ON signals (first_seen);

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);

CREATE TABLE log_heads (
    number BIGINT NOT NULL PRIMARY KEY,
    seal TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);
