#include "services/alignment/store/schema.h"

namespace plumbline::alignment {
namespace {

// `published` has one row: the pointer. `verdicts` may hold rows of runs after
// it, which nobody reads and the next run removes.
constexpr storage::Migration kMigrations[] = {
    {1, "policies, runs and verdicts", R"sql(
CREATE TABLE policies (
  policy TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (policy, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_requests (
  request_id TEXT PRIMARY KEY,
  request_sha256 TEXT NOT NULL,
  policy TEXT NOT NULL,
  version INTEGER NOT NULL,
  FOREIGN KEY (policy, version) REFERENCES policies (policy, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  content BLOB NOT NULL,
  request_id TEXT UNIQUE,
  request_sha256 TEXT
) STRICT;

CREATE TABLE published (
  pointer INTEGER PRIMARY KEY CHECK (pointer = 1),
  run INTEGER NOT NULL
) STRICT;
INSERT INTO published VALUES (1, 0);

CREATE TABLE subjects (
  sha256 TEXT PRIMARY KEY,
  program BLOB NOT NULL,
  provider BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  program TEXT NOT NULL,
  region TEXT NOT NULL,
  policy TEXT NOT NULL,
  run INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  policy_version INTEGER NOT NULL,
  edition TEXT NOT NULL,
  subject TEXT NOT NULL,
  model_version TEXT NOT NULL,
  verdict INTEGER NOT NULL,
  dimensions TEXT NOT NULL,
  flags TEXT NOT NULL,
  record_sha256 TEXT NOT NULL,
  PRIMARY KEY (program, region, policy, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdicts_by_run ON verdicts (run);
)sql"},
    // What an override says and each entry of its audit trail are written once;
    // the triggers hold even against a hand at the database.
    {2, "overrides", R"sql(
CREATE TABLE overrides (
  override INTEGER PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE override_entries (
  override INTEGER NOT NULL REFERENCES overrides (override),
  entry INTEGER NOT NULL,
  content BLOB NOT NULL,
  request_id TEXT UNIQUE,
  request_sha256 TEXT,
  PRIMARY KEY (override, entry)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER overrides_stay BEFORE UPDATE ON overrides
BEGIN SELECT RAISE(ABORT, 'overrides are never changed'); END;
CREATE TRIGGER overrides_remain BEFORE DELETE ON overrides
BEGIN SELECT RAISE(ABORT, 'overrides are never deleted'); END;
CREATE TRIGGER override_entries_stay BEFORE UPDATE ON override_entries
BEGIN SELECT RAISE(ABORT, 'an audit trail is never changed'); END;
CREATE TRIGGER override_entries_remain BEFORE DELETE ON override_entries
BEGIN SELECT RAISE(ABORT, 'an audit trail is never deleted'); END;
)sql",
     R"sql(
CREATE TABLE overrides (
  override BIGINT PRIMARY KEY,
  content BYTEA NOT NULL
);

CREATE TABLE override_entries (
  override BIGINT NOT NULL REFERENCES overrides (override),
  entry BIGINT NOT NULL,
  content BYTEA NOT NULL,
  request_id TEXT COLLATE "C" UNIQUE,
  request_sha256 TEXT COLLATE "C",
  PRIMARY KEY (override, entry)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% are never changed or deleted', TG_TABLE_NAME; END $$;
CREATE TRIGGER overrides_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON overrides
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER override_entries_stay
BEFORE UPDATE OR DELETE OR TRUNCATE ON override_entries
EXECUTE FUNCTION refuse_change();
)sql"},
    // What a run read in a program's texts; empty where no policy reads them.
    {3, "texts of subjects", R"sql(
ALTER TABLE subjects ADD COLUMN texts BLOB NOT NULL DEFAULT x'';
)sql"},
    // What a run changed and why; the digests of the records that it reached,
    // changed or not; and what counts in grace.
    {4, "changes, record digests and graces", R"sql(
CREATE TABLE changes (
  run INTEGER NOT NULL,
  change INTEGER NOT NULL,
  program TEXT NOT NULL,
  region TEXT NOT NULL,
  policy TEXT NOT NULL,
  kinds INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (run, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_program ON changes (program, run, change);

CREATE TABLE run_records (
  run INTEGER NOT NULL,
  part INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (run, part)
) STRICT, WITHOUT ROWID;

ALTER TABLE verdicts ADD COLUMN grace_verdict INTEGER NOT NULL DEFAULT 0;
ALTER TABLE verdicts ADD COLUMN contrary_editions INTEGER NOT NULL DEFAULT 0;
)sql"},
    // Work on a run that is being made, by several processes. A token counts
    // how often a part was taken; `content` is what is to be done and then what
    // was found. Part -1 is the right to publish the run.
    {5, "parts of runs for workers", R"sql(
CREATE TABLE run_parts (
  work TEXT NOT NULL,
  part INTEGER NOT NULL,
  token INTEGER NOT NULL,
  worker TEXT NOT NULL,
  expire_micros INTEGER NOT NULL,
  done INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (work, part)
) STRICT, WITHOUT ROWID;
)sql"},
};

}  // namespace

absl::Span<const storage::Migration> AlignmentMigrations() {
  return kMigrations;
}

}  // namespace plumbline::alignment
