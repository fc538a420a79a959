-- +goose Up

-- Real nos that reps practice on. They are the rep's own, account or guest.
CREATE TABLE own_nos (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    rep    TEXT NOT NULL,
    body   TEXT NOT NULL -- as JSON, without its id and rep
);

CREATE INDEX own_nos_of_rep ON own_nos (rep, number);
