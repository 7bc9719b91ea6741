#include "services/rescoring/store/schema.h"

#include <array>

namespace plumbline::rescoring {
namespace {

// The guard is written first by whoever gives out a job or a number, so that
// they come one after the other on every database.
constexpr std::array<storage::Migration, 2> kMigrations = {{
    {1, "jobs, checks, files seen, the schedule and requests", R"sql(
CREATE TABLE rescoring_guard (
  last_token BIGINT NOT NULL,
  check_number BIGINT NOT NULL,
  check_micros BIGINT NOT NULL
);
INSERT INTO rescoring_guard VALUES (0, 0, 0);
CREATE TABLE rescoring_job (
  name TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  active INTEGER NOT NULL,
  next_micros BIGINT NOT NULL,
  owner TEXT NOT NULL,
  lease_micros BIGINT NOT NULL,
  token BIGINT NOT NULL,
  content BYTEA NOT NULL
);
CREATE INDEX rescoring_job_active ON rescoring_job (active, number);
CREATE TABLE rescoring_check (
  number BIGINT NOT NULL PRIMARY KEY,
  content BYTEA NOT NULL
);
CREATE TABLE rescoring_seen (
  url TEXT NOT NULL PRIMARY KEY,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL
);
CREATE TABLE rescoring_request (
  request_id TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL,
  answer BYTEA NOT NULL
);
)sql"},
    {2, "how far subscribers were told", R"sql(
CREATE TABLE rescoring_delivery (
  subscription TEXT NOT NULL PRIMARY KEY,
  feed_cursor TEXT NOT NULL,
  failures BIGINT NOT NULL,
  next_micros BIGINT NOT NULL
);
)sql"},
}};

}  // namespace

absl::Span<const storage::Migration> Schema() { return kMigrations; }

}  // namespace plumbline::rescoring
