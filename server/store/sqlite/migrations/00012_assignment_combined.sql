-- +goose Up

-- Attempts under the assignment are read by a language model beside the embedded reader.
ALTER TABLE assignments ADD COLUMN combined INTEGER NOT NULL DEFAULT 0; -- 0 or 1
