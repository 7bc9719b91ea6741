#include "services/labor/store/schema.h"

namespace plumbline::labor {
namespace {

// Times are microseconds since 1970 in UTC, digests hexadecimal.
constexpr storage::Migration kMigrations[] = {
    {1, "releases and editions", R"sql(
CREATE TABLE labor_file (
  sha256 TEXT PRIMARY KEY NOT NULL,
  content BLOB NOT NULL
);

CREATE TABLE labor_release (
  name TEXT PRIMARY KEY NOT NULL,
  source TEXT NOT NULL,
  state INTEGER NOT NULL,
  digest TEXT NOT NULL,
  reference_period TEXT NOT NULL,
  address TEXT NOT NULL,
  known_time BIGINT NOT NULL,
  summary BLOB NOT NULL,
  report BLOB NOT NULL
);
CREATE INDEX labor_release_by_source ON labor_release (source, name);

CREATE TABLE labor_release_file (
  release_name TEXT NOT NULL REFERENCES labor_release (name),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES labor_file (sha256),
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (release_name, path)
);

CREATE TABLE labor_release_tables (
  release_name TEXT PRIMARY KEY NOT NULL REFERENCES labor_release (name),
  content BLOB NOT NULL
);

CREATE TABLE labor_snapshot (
  sha256 TEXT PRIMARY KEY NOT NULL,
  content BLOB NOT NULL
);

CREATE TABLE labor_edition (
  name TEXT PRIMARY KEY NOT NULL,
  sequence BIGINT NOT NULL UNIQUE,
  content_digest TEXT NOT NULL UNIQUE,
  snapshot_sha256 TEXT NOT NULL REFERENCES labor_snapshot (sha256),
  publish_time BIGINT NOT NULL,
  description TEXT NOT NULL
);

CREATE TABLE labor_edition_release (
  edition_name TEXT NOT NULL REFERENCES labor_edition (name),
  release_name TEXT NOT NULL REFERENCES labor_release (name),
  PRIMARY KEY (edition_name, release_name)
);

CREATE TABLE labor_edition_layer (
  edition_name TEXT NOT NULL REFERENCES labor_edition (name),
  position INTEGER NOT NULL,
  release_name TEXT NOT NULL REFERENCES labor_release (name),
  PRIMARY KEY (edition_name, position)
);

CREATE TABLE labor_latest (
  only_row INTEGER PRIMARY KEY NOT NULL CHECK (only_row = 1),
  edition_name TEXT NOT NULL REFERENCES labor_edition (name)
);

CREATE TABLE labor_request (
  id TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL
);
)sql"},
    {2, "tables of O*NET releases", R"sql(
CREATE TABLE labor_release_onet (
  release_name TEXT PRIMARY KEY NOT NULL REFERENCES labor_release (name),
  form INTEGER NOT NULL,
  content BLOB NOT NULL
);
)sql"},
    // What was served since when; snapshots in parts that editions share; by
    // how much the database grew; what was purged. A roll-back before this step
    // has no time: it counts as done right after the last publication.
    {3, "serving, parts of snapshots, growth and retention", R"sql(
CREATE TABLE labor_serving (
  number INTEGER PRIMARY KEY NOT NULL,
  edition_name TEXT NOT NULL REFERENCES labor_edition (name),
  serve_time BIGINT NOT NULL
);
INSERT INTO labor_serving (number, edition_name, serve_time)
SELECT sequence, name, publish_time FROM labor_edition;
INSERT INTO labor_serving (number, edition_name, serve_time)
SELECT e.sequence + 1, l.edition_name, e.publish_time
FROM labor_latest l, labor_edition e
WHERE e.sequence = (SELECT MAX(sequence) FROM labor_edition)
AND e.name <> l.edition_name;

CREATE TABLE labor_part (
  sha256 TEXT PRIMARY KEY NOT NULL,
  size_bytes BIGINT NOT NULL,
  content BLOB NOT NULL
);
CREATE TABLE labor_snapshot_part (
  snapshot_sha256 TEXT NOT NULL REFERENCES labor_snapshot (sha256),
  position INTEGER NOT NULL,
  part_sha256 TEXT NOT NULL REFERENCES labor_part (sha256),
  PRIMARY KEY (snapshot_sha256, position)
);
CREATE INDEX labor_snapshot_part_by_part ON labor_snapshot_part (part_sha256);

ALTER TABLE labor_edition ADD COLUMN snapshot_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE labor_edition ADD COLUMN added_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE labor_edition ADD COLUMN purge_time BIGINT;
ALTER TABLE labor_edition ADD COLUMN purge_rule TEXT NOT NULL DEFAULT '';
UPDATE labor_edition SET snapshot_bytes = (SELECT length(s.content)
FROM labor_snapshot s WHERE s.sha256 = snapshot_sha256);

ALTER TABLE labor_release ADD COLUMN added_bytes BIGINT NOT NULL DEFAULT 0;
UPDATE labor_release SET added_bytes =
COALESCE((SELECT SUM(f.size_bytes) FROM labor_release_file f
WHERE f.release_name = name AND NOT EXISTS (SELECT 1
FROM labor_release_file o JOIN labor_release r ON r.name = o.release_name
WHERE o.sha256 = f.sha256 AND o.release_name <> f.release_name
AND (r.known_time < labor_release.known_time OR
(r.known_time = labor_release.known_time AND r.name < f.release_name)))), 0)
+ COALESCE((SELECT length(t.content) FROM labor_release_tables t
WHERE t.release_name = name), 0)
+ COALESCE((SELECT length(o.content) FROM labor_release_onet o
WHERE o.release_name = name), 0);
)sql"},
};

}  // namespace

absl::Span<const storage::Migration> LaborMigrations() { return kMigrations; }

}  // namespace plumbline::labor
