#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_OPTIONS_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_OPTIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace plumbline::storage {

// How a database on a server is opened.
struct PostgresOptions {
  // What the connection calls itself in pg_stat_activity.
  std::string application = "plumbline";

  // The schema that holds the tables; made when it is not there. Letters,
  // digits and underscores. Empty: the one that the server gives.
  std::string schema = {};

  // How long one statement may take on the server, and how long it may wait for
  // another one's lock, before it fails with kUnavailable. A server that then
  // says nothing for `grace` is given up: it cannot keep its own time limit.
  absl::Duration statement_timeout = absl::Minutes(5);
  absl::Duration lock_timeout = absl::Seconds(30);
  absl::Duration grace = absl::Seconds(10);

  // How long a connection may take to be made, in whole seconds from 2 on.
  absl::Duration connect_timeout = absl::Seconds(5);

  // A server that could not be reached is tried again after the first delay,
  // which doubles up to the last; calls in between fail at once.
  absl::Duration first_retry = absl::Milliseconds(50);
  absl::Duration last_retry = absl::Seconds(5);
};

// Whether `database` is the address of a PostgreSQL database
// (`postgresql://user@host:5432/name`) and not the path of a file.
bool IsPostgresAddress(absl::string_view database);

// What may be said of an address in a message or a log: user, host, port and
// database, never a password or another parameter.
std::string PublicAddress(absl::string_view database);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_OPTIONS_H_
