-- +goose Up

-- People with an account, and how they sign in.

CREATE TABLE people (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    email      TEXT    NOT NULL, -- as typed
    email_key  TEXT    UNIQUE,   -- as compared; NULL without an email
    passphrase TEXT    NOT NULL, -- its hash; '' for none
    subject    TEXT    UNIQUE,   -- at an OpenID provider; NULL for none
    owner      INTEGER NOT NULL, -- 0 or 1
    created_at TEXT    NOT NULL  -- like every moment here: UTC, of one width, so that it sorts by time
) WITHOUT ROWID;

CREATE TABLE sessions (
    token      BLOB NOT NULL PRIMARY KEY, -- the token's hash, like every token here
    person     TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX sessions_of_person ON sessions (person);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE grants (
    token      BLOB NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    person     TEXT REFERENCES people (id) ON DELETE CASCADE, -- NULL for nobody
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX grants_of_person ON grants (person);
CREATE INDEX grants_by_end ON grants (expires_at);

-- Teams, who is in them, and the links that let others in.

CREATE TABLE teams (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    time_zone   TEXT    NOT NULL,
    season      TEXT    NOT NULL, -- a day, '' for none
    keep_words  INTEGER NOT NULL, -- days, 0 for good
    created_at  TEXT    NOT NULL,
    archived_at TEXT              -- NULL while it is not
) WITHOUT ROWID;

CREATE TABLE members (
    number    INTEGER PRIMARY KEY,
    team      TEXT    NOT NULL REFERENCES teams (id),
    person    TEXT    NOT NULL REFERENCES people (id),
    name      TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    hidden    INTEGER NOT NULL, -- 0 or 1
    joined_at TEXT    NOT NULL,
    UNIQUE (team, person)
);

CREATE INDEX members_of_person ON members (person);

CREATE TABLE invitations (
    id         TEXT    NOT NULL PRIMARY KEY,
    team       TEXT    NOT NULL REFERENCES teams (id),
    role       TEXT    NOT NULL,
    token      BLOB    NOT NULL UNIQUE,
    uses       INTEGER NOT NULL,
    max_uses   INTEGER NOT NULL,
    author     TEXT    NOT NULL,
    created_at TEXT    NOT NULL,
    expires_at TEXT    NOT NULL,
    revoked_at TEXT
) WITHOUT ROWID;

CREATE INDEX invitations_of_team ON invitations (team, created_at);

CREATE TABLE assignments (
    id         TEXT    NOT NULL PRIMARY KEY,
    team       TEXT    NOT NULL REFERENCES teams (id),
    scenario   TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    people     TEXT    NOT NULL, -- a JSON array of ids
    attempts   INTEGER NOT NULL,
    pass_mark  INTEGER NOT NULL, -- thousandths of a point
    palette    INTEGER NOT NULL, -- 0 or 1
    seed       INTEGER NOT NULL, -- 64 bits, read without sign
    note       TEXT    NOT NULL,
    author     TEXT    NOT NULL,
    due_at     TEXT,
    created_at TEXT    NOT NULL,
    closed_at  TEXT
) WITHOUT ROWID;

CREATE INDEX assignments_of_team ON assignments (team, created_at);

-- An attempt for a team. The member is who began it, for as long as they are in
-- the team without a break: what they leave behind counts no more.

ALTER TABLE attempts ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN member INTEGER REFERENCES members (number);
ALTER TABLE attempts ADD COLUMN assignment TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN official INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempts ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
-- '' while it runs, and for those that ended before there were teams.
ALTER TABLE attempts ADD COLUMN ended_at TEXT NOT NULL DEFAULT '';

CREATE INDEX attempts_of_team ON attempts (team, started_at, number) WHERE team <> '';
CREATE INDEX attempts_of_member ON attempts (member) WHERE member IS NOT NULL;
CREATE INDEX attempts_of_assignment ON attempts (assignment, rep) WHERE assignment <> '';
CREATE INDEX attempts_with_words ON attempts (team, ended_at) WHERE team <> '' AND ended_at <> '' AND forgotten = 0;

-- What finished attempts count for.

CREATE TABLE results (
    attempt    INTEGER PRIMARY KEY REFERENCES attempts (number),
    id         TEXT    NOT NULL, -- the attempt's
    member     INTEGER NOT NULL REFERENCES members (number),
    team       TEXT    NOT NULL,
    scenario   TEXT    NOT NULL,
    assignment TEXT    NOT NULL,
    counts     INTEGER NOT NULL, -- 0 or 1
    alike      TEXT    NOT NULL, -- the group of attempts that can be compared
    total      INTEGER NOT NULL, -- thousandths of a point
    variety    INTEGER NOT NULL, -- likewise
    nos        INTEGER NOT NULL,
    asks       INTEGER NOT NULL,
    methods    TEXT    NOT NULL, -- names with a space between
    ended_at   TEXT    NOT NULL
);

CREATE INDEX results_of_team ON results (team, ended_at, id);
-- Holds all that a record is made of.
CREATE INDEX results_of_member ON results (member, counts, scenario, alike, ended_at, id, total, variety);

-- Leaderboards. For each window of a team there is the newest span that somebody
-- has a counting result in, with what is needed to answer at once: per group of
-- comparable attempts each member's record, and per board each member's values.
-- Earlier spans are worked out from the results.

CREATE TABLE boards (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    team       TEXT NOT NULL REFERENCES teams (id),
    name       TEXT NOT NULL,
    wall       BLOB UNIQUE,
    created_at TEXT NOT NULL
);

CREATE INDEX boards_of_team ON boards (team, created_at);

CREATE TABLE board_scenarios (
    board    INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    scenario TEXT    NOT NULL,
    PRIMARY KEY (board, position)
) WITHOUT ROWID;

CREATE INDEX boards_of_scenario ON board_scenarios (scenario, board);

CREATE TABLE spans (
    team   TEXT NOT NULL REFERENCES teams (id),
    span TEXT NOT NULL,
    begins TEXT NOT NULL, -- '' for an open end
    ends   TEXT NOT NULL, -- likewise
    PRIMARY KEY (team, span)
) WITHOUT ROWID;

CREATE TABLE cohorts (
    number   INTEGER PRIMARY KEY,
    team     TEXT    NOT NULL,
    span     TEXT    NOT NULL,
    scenario TEXT    NOT NULL,
    alike    TEXT    NOT NULL,
    people   INTEGER NOT NULL,
    newest   TEXT    NOT NULL, -- the end of its newest result
    chosen   INTEGER NOT NULL, -- 1 for the one that counts, of those of a scenario
    UNIQUE (team, span, scenario, alike)
);

CREATE TABLE records (
    cohort     INTEGER NOT NULL REFERENCES cohorts (number) ON DELETE CASCADE,
    member     INTEGER NOT NULL REFERENCES members (number),
    results    INTEGER NOT NULL,
    total      INTEGER NOT NULL, -- the best
    total_at   TEXT    NOT NULL,
    variety    INTEGER NOT NULL, -- the best
    variety_at TEXT    NOT NULL,
    first      INTEGER NOT NULL, -- the total
    latest     INTEGER NOT NULL, -- the total
    latest_at  TEXT    NOT NULL,
    PRIMARY KEY (cohort, member)
) WITHOUT ROWID;

CREATE INDEX records_of_member ON records (member);

CREATE TABLE standings (
    board          INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    span           TEXT    NOT NULL,
    member         INTEGER NOT NULL REFERENCES members (number),
    person         TEXT    NOT NULL,
    played         INTEGER NOT NULL,
    score          INTEGER NOT NULL,
    score_at       TEXT    NOT NULL,
    variety        INTEGER NOT NULL,
    variety_at     TEXT    NOT NULL,
    repeated       INTEGER NOT NULL, -- scenarios played at least twice
    improvement    INTEGER,          -- NULL without any
    improvement_at TEXT    NOT NULL,
    PRIMARY KEY (board, span, member)
) WITHOUT ROWID;

CREATE INDEX standings_by_score ON standings (board, span, score DESC, score_at, person, played);
CREATE INDEX standings_by_variety ON standings (board, span, variety DESC, variety_at, person, played);
CREATE INDEX standings_by_improvement ON standings (board, span, improvement DESC, improvement_at, person, repeated)
    WHERE improvement IS NOT NULL;

-- A word on a turn, and the live room.

CREATE TABLE comments (
    id      TEXT    NOT NULL PRIMARY KEY,
    attempt INTEGER NOT NULL REFERENCES attempts (number),
    turn    INTEGER NOT NULL,
    author  TEXT    NOT NULL,
    body    TEXT    NOT NULL,
    at      TEXT    NOT NULL
) WITHOUT ROWID;

CREATE INDEX comments_of_attempt ON comments (attempt, at);
CREATE INDEX comments_of_author ON comments (author);

CREATE TABLE rooms (
    id         TEXT    NOT NULL PRIMARY KEY,
    team       TEXT    NOT NULL REFERENCES teams (id),
    outcome    TEXT    NOT NULL,
    no         TEXT    NOT NULL,
    who        TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    names      INTEGER NOT NULL, -- 0 or 1
    author     TEXT    NOT NULL,
    created_at TEXT    NOT NULL
) WITHOUT ROWID;

CREATE INDEX rooms_of_team ON rooms (team, created_at);

CREATE TABLE answers (
    id     TEXT NOT NULL PRIMARY KEY,
    room   TEXT NOT NULL REFERENCES rooms (id),
    person TEXT NOT NULL REFERENCES people (id),
    body   TEXT NOT NULL,
    at     TEXT NOT NULL,
    UNIQUE (room, person)
) WITHOUT ROWID;

CREATE INDEX answers_of_person ON answers (person);

CREATE TABLE votes (
    room   TEXT NOT NULL REFERENCES rooms (id),
    person TEXT NOT NULL REFERENCES people (id),
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    PRIMARY KEY (room, person)
) WITHOUT ROWID;

CREATE INDEX votes_of_person ON votes (person);
CREATE INDEX votes_for_answer ON votes (answer);
