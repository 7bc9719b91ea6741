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
};

}  // namespace

absl::Span<const storage::Migration> LaborMigrations() { return kMigrations; }

}  // namespace plumbline::labor
