-- +goose Up

-- Commented on while it was played: it ranks nowhere.
ALTER TABLE attempts ADD COLUMN coached INTEGER NOT NULL DEFAULT 0; -- 0 or 1
