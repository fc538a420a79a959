-- +goose Up

-- What reps did in drills. They are the rep's own, account or guest.
CREATE TABLE drills (
    number   INTEGER PRIMARY KEY,
    rep      TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    exercise TEXT    NOT NULL,
    method   TEXT    NOT NULL,
    said     TEXT    NOT NULL,
    seen     INTEGER NOT NULL, -- 0 or 1
    asked    INTEGER NOT NULL, -- likewise
    moved    INTEGER NOT NULL, -- likewise
    UNIQUE (rep, id)
);

CREATE INDEX drills_of_rep ON drills (rep, number);
