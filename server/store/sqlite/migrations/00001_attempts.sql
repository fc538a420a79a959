-- +goose Up

CREATE TABLE sources (
    hash TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    yaml BLOB NOT NULL
) WITHOUT ROWID;

-- Attempts that are being played are the newest ones. Numbered in the order in
-- which they began, they and their events lie next to one another, so that one
-- commit of many attempts touches few pages.
CREATE TABLE attempts (
    number      INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    rep         TEXT    NOT NULL,
    scenario    TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    hash        TEXT    NOT NULL REFERENCES sources (hash),
    rules       TEXT    NOT NULL,
    seed        INTEGER NOT NULL, -- 64 bits, read without sign
    palette     INTEGER NOT NULL, -- 0 or 1
    engine      INTEGER NOT NULL,
    parent      TEXT    NOT NULL, -- '' for none; may be gone
    parent_turn INTEGER NOT NULL,
    usual       TEXT    NOT NULL,
    asks        INTEGER NOT NULL,
    started_at  TEXT    NOT NULL, -- UTC, of one width, so that it sorts by time
    -- The summary, always written together with the events that it sums up.
    seq         INTEGER NOT NULL,
    turns       INTEGER NOT NULL,
    ending      TEXT    NOT NULL, -- '' while it runs
    total       INTEGER NOT NULL  -- thousandths of a point
);

CREATE INDEX attempts_of_rep ON attempts (rep, started_at, number);

CREATE TABLE events (
    attempt INTEGER NOT NULL REFERENCES attempts (number),
    seq     INTEGER NOT NULL,
    turn_id TEXT,          -- of a said event, else NULL
    body    TEXT NOT NULL, -- the event as JSON
    PRIMARY KEY (attempt, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX turns_happen_once ON events (attempt, turn_id) WHERE turn_id IS NOT NULL;

CREATE TABLE secrets (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
