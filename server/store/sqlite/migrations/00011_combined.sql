-- +goose Up

-- Read by a language model beside the embedded reader.
ALTER TABLE attempts ADD COLUMN combined INTEGER NOT NULL DEFAULT 0; -- 0 or 1
