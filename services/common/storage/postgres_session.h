#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_SESSION_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_SESSION_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/common/storage/postgres_options.h"

struct pg_conn;
struct pg_result;

namespace plumbline::storage {

struct ClearResult {
  void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, ClearResult>;

// A statement as the server keeps it.
struct PostgresPlan {
  std::string name;
  // Which of the session's connections knows the name.
  int64_t generation = 0;
  // Type numbers of pg_type.
  std::vector<unsigned> parameters;
};

// What a statement is run with.
struct PostgresParameters {
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;  // 1: binary.
};

// One connection of libpq, made again when it was lost: the part that waits,
// with time limits, and knows whose rows are coming.
//
// Rows come one at a time, so that a long result needs no memory. Only one
// result can be under way: when something else is asked for in between, the
// rows that are left of it are taken in by its reader first.
class PostgresSession {
 public:
  // Takes the rows that are left.
  class RowReader {
   public:
    virtual void TakeIn() = 0;

   protected:
    ~RowReader() = default;
  };

  static absl::StatusOr<std::unique_ptr<PostgresSession>> Open(
      absl::string_view address, const PostgresOptions& options);
  ~PostgresSession();
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  // Makes the connection usable for `sql`: takes in what is under way, and
  // connects again when the connection was lost outside of a transaction.
  absl::Status Prepare(absl::string_view sql);

  // The plan of `sql`, made when it is not there.
  absl::StatusOr<std::shared_ptr<const PostgresPlan>> PlanOf(
      absl::string_view sql);

  // Runs a plan; its results are Next(), until nothing. `reader` is asked to
  // take them in when something else comes in between.
  absl::Status Start(const PostgresPlan& plan,
                     const PostgresParameters& parameters, RowReader* reader,
                     absl::string_view sql);
  // The next result of what runs; null at the end. Of a lost connection, too,
  // a result that says so, or an error where there is none.
  absl::StatusOr<PostgresResult> Next(absl::string_view sql);
  // Reads to the end; the first error on the way.
  absl::Status Finish(absl::string_view sql);

  // Runs `sql`, which has no parameters, to its end.
  absl::Status Execute(absl::string_view sql);
  // The first result of `sql`, which has no parameters, all rows in one; text.
  absl::StatusOr<PostgresResult> Query(absl::string_view sql);

  // COPY ... FROM STDIN: start, send, end. A message ends it with an error.
  absl::Status StartCopy(absl::string_view sql);
  absl::Status SendCopy(absl::string_view bytes, absl::string_view sql);
  absl::Status EndCopy(const char* message, absl::string_view sql);

  // No more rows are expected by `reader`.
  void Forget(const RowReader* reader);

  // What the server thinks of the transaction.
  bool InFailedTransaction() const;
  bool IsIdle() const;
  // Whether the program is between Begin and its end, whatever the server
  // thinks: the connection is not made again there.
  void set_in_transaction(bool in) { in_transaction_ = in; }

  int64_t generation() const { return generation_; }
  int64_t changed_rows() const { return changed_rows_; }
  void NoteChanged(const pg_result* result);

 private:
  PostgresSession(absl::string_view address, const PostgresOptions& options)
      : address_(address), options_(options) {}
  bool IsLost() const;
  absl::Status Connect();
  absl::Status ConnectOnce();
  absl::Status Configure();
  absl::Status EnsureSchema();
  // Whether the socket says something before `deadline`.
  bool WaitFor(bool writing, absl::Time deadline);
  absl::Status Flush(absl::string_view sql);
  absl::Status GiveUp(absl::string_view sql);
  absl::Time Deadline() const;
  void ForgetPlans();
  absl::Status LostError(absl::string_view sql) const;

  const std::string address_;
  const PostgresOptions options_;
  pg_conn* connection_ = nullptr;
  bool given_up_ = false;
  bool in_transaction_ = false;
  RowReader* reader_ = nullptr;
  int64_t generation_ = 0;
  int64_t plans_made_ = 0;
  int64_t changed_rows_ = 0;
  std::map<std::string, std::shared_ptr<const PostgresPlan>> plans_;  // By SQL.
  // After a failure to connect.
  absl::Time next_try_ = absl::InfinitePast();
  absl::Duration retry_delay_ = absl::ZeroDuration();
  absl::Status last_failure_;
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_SESSION_H_
