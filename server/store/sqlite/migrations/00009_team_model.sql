-- +goose Up

-- Whether a team keeps what its attempts hold from a language model; by default it does not.
ALTER TABLE teams ADD COLUMN model_off INTEGER NOT NULL DEFAULT 0; -- 0 or 1
