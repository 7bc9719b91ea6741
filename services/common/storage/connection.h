#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_CONNECTION_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// One small layer over an SQL database: SQLite or PostgreSQL. One SQL text
// serves both: parameters are `$1`, `$2`, ... without gaps, text is UTF-8
// without NUL, and what no column tells the type of is cast: `SELECT CAST($1 AS
// BIGINT)`.
//
// Every error carries the reason STORAGE_FAILED, names the statement and
// repeats the database's own message. Its code says what the caller can do:
//   kAlreadyExists       a unique or primary key is taken
//   kFailedPrecondition  another constraint is violated, or a call came out of
//                        order
//   kInvalidArgument     the SQL, a parameter or a value's size is wrong
//   kUnavailable         another connection holds the database, or the server
//                        cannot be reached; try again
//   kResourceExhausted   the disk is full or memory ran out
//   kDataLoss            the file is damaged or is not a database
//   kPermissionDenied    the file, or the table, may not be read or written
//   kInternal            anything else
namespace plumbline::storage {

// A prepared statement: bind, step through its rows, reset, bind again.
//
// Belongs to the thread that uses its connection, and must be destroyed before
// the connection.
class Statement {
 public:
  virtual ~Statement() = default;

  // Sets the parameter `$number` (1 is `$1`). The bytes are copied. What is
  // wrong with a value, and a parameter that was never set, is reported by the
  // next Step(): nothing becomes NULL by itself.
  virtual void BindText(int number, absl::string_view value) = 0;
  virtual void BindBlob(int number, absl::string_view bytes) = 0;
  virtual void BindInt64(int number, int64_t value) = 0;
  virtual void BindDouble(int number, double value) = 0;
  virtual void BindNull(int number) = 0;

  // Sets `$1`, `$2`, ... from the arguments, which are integers, floating-point
  // numbers, texts or nullptr. Blobs are bound by name of their type only.
  template <typename... Values>
  void Bind(const Values&... values) {
    int number = 0;
    (BindOne(++number, values), ...);
  }

  // Runs to the next row. True: the columns can be read. False: no more rows,
  // and what the statement changes is done.
  virtual absl::StatusOr<bool> Step() = 0;

  // Steps to the end, whatever rows come, and resets: for statements that
  // return nothing.
  absl::Status Run();

  // Makes the statement ready to run again; all parameters are unset.
  virtual absl::Status Reset() = 0;

  // The columns of the current row, from 0. A text or blob lives until the next
  // Step() or Reset(). Reading a column as another type than it holds gives 0
  // or nothing and makes the next Step() or Reset() fail: the SQL and the code
  // disagree. NULL may be read as any type only after IsNull() was asked.
  virtual bool IsNull(int column) = 0;
  virtual int64_t Int64(int column) = 0;
  virtual double Double(int column) = 0;  // An integer column converts.
  virtual absl::string_view Text(int column) = 0;
  virtual absl::string_view Blob(int column) = 0;

  // How many rows the last completed INSERT, UPDATE or DELETE of this
  // connection changed.
  virtual int64_t ChangedRows() const = 0;

 private:
  void BindOne(int number, std::nullptr_t) { BindNull(number); }
  void BindOne(int number, absl::string_view value) { BindText(number, value); }
  void BindOne(int number, const std::string& value) {
    BindText(number, value);
  }
  void BindOne(int number, const char* value) { BindText(number, value); }
  void BindOne(int number, double value) { BindDouble(number, value); }
  void BindOne(int number, int value) { BindInt64(number, value); }
  void BindOne(int number, int64_t value) { BindInt64(number, value); }
};

// Adds many rows to one table: COPY where the database has it, else one
// prepared INSERT. The values of a row are given in the order of the columns.
// Until Finish() or its end, nothing else is done with the connection, whose
// transaction it belongs to; without Finish() the rows are not there.
class BulkInsert {
 public:
  virtual ~BulkInsert() = default;

  virtual void Text(absl::string_view value) = 0;
  virtual void Blob(absl::string_view bytes) = 0;
  virtual void Int64(int64_t value) = 0;
  virtual void Null() = 0;

  // What is wrong with a value or a row may be reported by a later EndRow() or
  // by Finish().
  virtual absl::Status EndRow() = 0;
  virtual absl::Status Finish() = 0;
};

class Transaction;

// What becomes of a row whose key is taken.
enum class IfTaken { kFail, kSkip };

// How the database wants to be spoken to where one text does not serve both.
enum class Dialect { kSqlite, kPostgres };

// What a transaction is for. A writer takes its lock at once, so that it never
// fails half-way because another one wrote in between.
enum class Access { kRead, kWrite };

// A database connection: one thread at a time.
//
// A connection to a server that was lost is made again by the next Begin(),
// Prepare() or Execute() outside of a transaction; what was open fails with
// kUnavailable. Writers that use transactions never meet in the middle; a
// statement that writes outside of one takes no lock on PostgreSQL.
class Connection {
 public:
  virtual ~Connection() = default;

  // Compiles one statement. Fails when `sql` is not exactly one, or has
  // parameters other than `$n`.
  virtual absl::StatusOr<std::unique_ptr<Statement>> Prepare(
      absl::string_view sql) = 0;

  // Runs one or more statements that have no parameters and whose rows nobody
  // wants.
  virtual absl::Status Execute(absl::string_view sql) = 0;

  // Starts to add rows to `table`, in a transaction. `columns` are separated by
  // commas.
  virtual absl::StatusOr<std::unique_ptr<BulkInsert>> InsertInBulk(
      absl::string_view table, absl::string_view columns,
      IfTaken if_taken = IfTaken::kFail) = 0;

  virtual Dialect dialect() const = 0;

  // Starts a transaction. Transactions do not nest: kFailedPrecondition.
  absl::StatusOr<Transaction> Begin(Access access = Access::kWrite);

 private:
  friend class Transaction;
  virtual absl::Status DoBegin(Access access) = 0;
  virtual absl::Status DoCommit() = 0;
  virtual void DoRollback() = 0;
};

// A transaction of a connection, which must outlive it: rolled back unless
// Commit() succeeded.
//
// A statement that still has rows to give may keep Commit() from succeeding:
// Reset() it before. After an error, return; a full disk has already rolled
// everything back.
class [[nodiscard]] Transaction {
 public:
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // Makes everything since Begin() durable and visible at once; the last thing
  // done with it.
  absl::Status Commit();

 private:
  friend class Connection;
  explicit Transaction(Connection* connection) : connection_(connection) {}

  Connection* connection_;  // Null once committed or moved from.
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_CONNECTION_H_
