-- +goose Up

-- What was used of a language model on a day (UTC), by whom each call counts for:
-- 'server' (with the name ''), 'rep', 'team' and 'attempt'.
CREATE TABLE model_usage (
    day    TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    name   TEXT    NOT NULL,
    calls  INTEGER NOT NULL,
    input  INTEGER NOT NULL, -- tokens
    output INTEGER NOT NULL, -- likewise
    spend  INTEGER NOT NULL, -- in millionths of the currency of the prices
    PRIMARY KEY (day, kind, name)
) WITHOUT ROWID;

CREATE INDEX model_usage_of_name ON model_usage (kind, name);
