// SQLite and PostgreSQL side by side, in one run, both with every commit
// synced. Wall time counts: the server's work is another process's.
//
//   build/release/perf/storage_benchmark

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {
namespace {

using storage::ConnectionPool;
using storage::Migration;

constexpr Migration kRows[] = {{1, "rows as wide as verdicts", R"sql(
CREATE TABLE verdict (
  program TEXT NOT NULL,
  run INTEGER NOT NULL,
  content BLOB NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (program, run)
);
)sql"}};

// An empty database of the kind that the benchmark's argument says.
class Place {
 public:
  explicit Place(const benchmark::State& state)
      : database_(state.range(0) == 0 ? (directory_.path() / "s.db").string()
                                      : Server().EmptyDatabase()) {}
  const std::string& database() const { return database_; }

 private:
  static testing::PostgresServer& Server() {
    static testing::PostgresServer server(
        {"fsync=on", "full_page_writes=on", "shared_buffers=128MB"});
    return server;
  }

  const testing::TempDir directory_;
  const std::string database_;
};

absl::Status InsertInBulk(storage::Connection& connection, int64_t rows) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection.Begin());
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto insert,
      connection.InsertInBulk("verdict", "program, run, content, digest"));
  const std::string content(120, 'c');
  const std::string digest(64, 'd');
  for (int64_t i = 0; i < rows; ++i) {
    insert->Text(absl::StrCat("providers/1/programs/", i));
    insert->Int64(1);
    insert->Blob(content);
    insert->Text(digest);
    PLUMBLINE_RETURN_IF_ERROR(insert->EndRow());
  }
  PLUMBLINE_RETURN_IF_ERROR(insert->Finish());
  insert.reset();
  return transaction.Commit();
}

absl::Status InsertOneByOne(storage::Connection& connection, int64_t rows) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection.Begin());
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto insert,
      connection.Prepare("INSERT INTO verdict (program, run, content, digest) "
                         "VALUES ($1, $2, $3, $4)"));
  const std::string content(120, 'c');
  for (int64_t i = 0; i < rows; ++i) {
    insert->Bind(absl::StrCat("providers/1/programs/", i), 1);
    insert->BindBlob(3, content);
    insert->BindText(4, std::string(64, 'd'));
    PLUMBLINE_RETURN_IF_ERROR(insert->Run());
  }
  insert.reset();
  return transaction.Commit();
}

template <typename Insert>
void Insertion(benchmark::State& state, const Insert& insert, int64_t rows) {
  for (auto _ : state) {
    state.PauseTiming();
    const Place place(state);
    const auto pool = storage::OpenDatabase(
        place.database(), {.service = "perf", .readers = 0}, kRows);
    state.ResumeTiming();
    const absl::Status done =
        pool.ok() ? insert(*(*pool)->Writer(), rows) : pool.status();
    if (!done.ok()) return state.SkipWithError(done.ToString().c_str());
  }
  state.SetItemsProcessed(state.iterations() * rows);
}

void HundredThousandRowsInBulk(benchmark::State& state) {
  Insertion(state, InsertInBulk, 100'000);
}
void HundredThousandRowsOneByOne(benchmark::State& state) {
  Insertion(state, InsertOneByOne, 100'000);
}

void ReadHundredThousandRows(benchmark::State& state) {
  const Place place(state);
  const auto pool = storage::OpenDatabase(
      place.database(), {.service = "perf", .readers = 0}, kRows);
  if (!pool.ok() || !InsertInBulk(*(*pool)->Writer(), 100'000).ok()) {
    return state.SkipWithError("the rows could not be written");
  }
  for (auto _ : state) {
    const auto connection = (*pool)->Reader();
    auto rows = connection->Prepare(
        "SELECT program, run, content, digest FROM verdict ORDER BY program");
    size_t bytes = 0;
    while (rows.ok() && *(*rows)->Step()) {
      bytes += (*rows)->Text(0).size() + (*rows)->Blob(2).size();
    }
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * 100'000);
}

void OneRowByItsKey(benchmark::State& state) {
  const Place place(state);
  const auto pool = storage::OpenDatabase(
      place.database(), {.service = "perf", .readers = 0}, kRows);
  if (!pool.ok() || !InsertInBulk(*(*pool)->Writer(), 10'000).ok()) {
    return state.SkipWithError("the rows could not be written");
  }
  for (auto _ : state) {
    const auto connection = (*pool)->Reader();
    auto row = connection->Prepare(
        "SELECT content FROM verdict WHERE program = $1 AND run = $2");
    (*row)->Bind("providers/1/programs/77", 1);
    benchmark::DoNotOptimize((*row)->Step().ok());
  }
}

ReleaseRecord Release(int64_t number, const std::string& bytes) {
  ReleaseRecord release;
  release.name = absl::StrCat("sources/oews/releases/", number);
  release.files = {{"national.xlsx", base::Sha256Hex(bytes),
                    static_cast<int64_t>(bytes.size())}};
  release.digest = release.files[0].sha256;
  return release;
}

// A release with a file of 8 MB, as a national workbook is; and an edition of
// one release with a snapshot of 30 MB, as large as those of all releases.
void AddReleaseAndEdition(benchmark::State& state) {
  const Place place(state);
  const auto store = SqlLaborStore::Open(place.database());
  if (!store.ok()) return state.SkipWithError("the store does not open");
  const bool is_edition = state.range(1) == 1;
  int64_t number = 0;
  std::string bytes(is_edition ? 30'000'000 : 8'000'000, 'x');
  for (auto _ : state) {
    state.PauseTiming();
    ++number;
    for (size_t i = 0; i < bytes.size(); i += 100) {
      bytes[i] = static_cast<char>(number + static_cast<int64_t>(i));
    }
    const ReleaseRecord release = Release(is_edition ? 1 : number, bytes);
    EditionRecord edition;
    edition.name = absl::StrCat("editions/", number);
    edition.releases = {release.name};
    edition.content_digest = edition.snapshot_sha256 = release.digest;
    if (is_edition && number == 1) {
      (*store)->AddRelease(release, {bytes}, TinyOews(), {}).IgnoreError();
    }
    state.ResumeTiming();
    const absl::Status done =
        is_edition
            ? (*store)->AddEdition(edition, bytes, {}).status()
            : (*store)->AddRelease(release, {bytes}, TinyOews(), {}).status();
    if (!done.ok()) return state.SkipWithError(done.ToString().c_str());
  }
}

// 0: SQLite, 1: PostgreSQL; of the last also 0: a release, 1: an edition.
BENCHMARK(HundredThousandRowsInBulk)
    ->DenseRange(0, 1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(HundredThousandRowsOneByOne)
    ->DenseRange(0, 1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ReadHundredThousandRows)
    ->DenseRange(0, 1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(OneRowByItsKey)
    ->DenseRange(0, 1)
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(AddReleaseAndEdition)
    ->ArgsProduct({{0, 1}, {0, 1}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline::labor

BENCHMARK_MAIN();
