#include "services/catalog/store/catalog_store.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/catalog/domain/canonical_form.h"
#include "services/catalog/store/catalog_changes.h"
#include "services/catalog/store/sql_catalog_store.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::IsOk;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::ElementsAre;

constexpr char kRequestId[] = "0b6a1c2e-1d2f-4a3b-8c4d-5e6f70819203";

// What every store must do, whatever stands behind it: the parameter says how
// it is opened.
class CatalogStoreTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::string place = GetParam();
    database_ = place == "file" ? (directory_.path() / "c.db").string()
                : place == "server"
                    ? testing::PostgresServer::Shared().EmptyDatabase()
                    : ":memory:";
    Open();
  }

  void Open() {
    store_.reset();
    auto store = OpenCatalogStore(database_);
    ASSERT_OK(store);
    store_ = *std::move(store);
  }

  // Runs `change` as one write and returns its status.
  template <typename Change>
  absl::Status Write(const Change& change, const WriteOptions& options = {}) {
    return store_
        ->Write(options,
                [&](CatalogWriter& writer) -> absl::StatusOr<std::string> {
                  const absl::Status status = change(writer);
                  if (!status.ok()) return status;
                  return "done";
                })
        .status();
  }

  absl::Status Create(const Program& program) {
    return Write([&](CatalogWriter& writer) {
      return CreateProgram(writer, program).status();
    });
  }

  absl::Status Rename(const Program& program, const std::string& title,
                      const std::string& etag = "") {
    return Write([&](CatalogWriter& writer) {
      return UpdateProgram(writer, program.key, etag,
                           [&](const Program& present) {
                             Program edited = present;
                             edited.title = title;
                             return absl::StatusOr<Program>(edited);
                           })
          .status();
    });
  }

  // The titles of the programs there were at `at`; now when it is 0.
  std::vector<std::string> Titles(Moment at = 0, ProgramQuery query = {}) {
    std::vector<std::string> titles;
    EXPECT_OK(store_->Read([&](const CatalogReader& reader) {
      query.at = at == 0 ? *reader.LastMoment() : at;
      const auto programs = reader.ListPrograms(query);
      EXPECT_OK(programs);
      for (const StoredProgram& stored : *programs) {
        titles.push_back(stored.program.title);
      }
      return absl::OkStatus();
    }));
    return titles;
  }

  StoredProgram Present(const ProgramKey& key) {
    StoredProgram stored;
    EXPECT_OK(store_->Read([&](const CatalogReader& reader) {
      auto found = GetLiveProgram(reader, key);
      if (found.ok()) stored = *std::move(found);
      return found.status();
    }));
    return stored;
  }

  static Program ProgramOf(const std::string& id, const std::string& title) {
    Program program;
    program.key = {"p", id};
    program.title = title;
    program.cip = "51.0904";
    return program;
  }

  void CreateProviders() {
    for (const char* id : {"p", "q"}) {
      ASSERT_OK(Write([&](CatalogWriter& writer) {
        return CreateProvider(writer, {id, "Title", "", "", "", "", ""})
            .status();
      }));
    }
  }

  const testing::TempDir directory_;
  std::string database_;
  std::unique_ptr<CatalogStore> store_;
};

TEST_P(CatalogStoreTest, ProgramNeedsItsProvider) {
  EXPECT_THAT(Create(ProgramOf("1", "A")),
              StatusIs(absl::StatusCode::kNotFound, _));
  CreateProviders();
  EXPECT_OK(Create(ProgramOf("1", "A")));
  EXPECT_THAT(Create(ProgramOf("1", "B")), HasReason("ALREADY_EXISTS"));
}

TEST_P(CatalogStoreTest, EveryMomentStaysReadable) {
  CreateProviders();  // Moments 1 and 2.
  const Program first = ProgramOf("1", "A");
  ASSERT_OK(Create(first));                     // 3
  ASSERT_OK(Create(ProgramOf("0", "B")));       // 4
  ASSERT_OK(Rename(first, "C"));                // 5
  ASSERT_OK(Write([&](CatalogWriter& writer) {  // 6
    return EndProgram(writer, {"p", "0"}, "");
  }));
  EXPECT_THAT(Titles(3), ElementsAre("A"));
  EXPECT_THAT(Titles(4), ElementsAre("B", "A"));
  EXPECT_THAT(Titles(5), ElementsAre("B", "C"));
  EXPECT_THAT(Titles(), ElementsAre("C"));
}

TEST_P(CatalogStoreTest, ATimeIsTheMomentOfTheLastWriteBeforeIt) {
  const auto at = [](int64_t second) {
    return WriteOptions{"", "", false, absl::FromUnixSeconds(second)};
  };
  const auto moment_at = [&](int64_t second) {
    absl::StatusOr<Moment> moment;
    EXPECT_OK(store_->Read([&](const CatalogReader& reader) {
      moment = reader.MomentAt(absl::FromUnixSeconds(second));
      return absl::OkStatus();
    }));
    return moment;
  };
  EXPECT_THAT(moment_at(100), HasReason("NOTHING_KNOWN"));
  ASSERT_OK(Write(
      [&](CatalogWriter& writer) {
        return CreateProvider(writer, {"p", "Title", "", "", "", "", ""})
            .status();
      },
      at(100)));
  const Program program = ProgramOf("1", "A");
  ASSERT_OK(Write(
      [&](CatalogWriter& writer) {
        return CreateProgram(writer, program).status();
      },
      at(200)));
  // Nothing is written: no moment.
  ASSERT_OK(Write([&](CatalogWriter&) { return absl::OkStatus(); }, at(250)));
  ASSERT_OK(Write(
      [&](CatalogWriter& writer) {
        return EndProgram(writer, program.key, "");
      },
      at(300)));
  EXPECT_THAT(moment_at(99), HasReason("NOTHING_KNOWN"));
  EXPECT_EQ(*moment_at(199), 1);
  EXPECT_EQ(*moment_at(299), 2);
  EXPECT_EQ(*moment_at(5000), 3);
  ASSERT_OK(store_->Read([&](const CatalogReader& reader) {
    EXPECT_EQ(reader.FindProgram(program.key, 1)->has_value(), false);
    EXPECT_OK(GetLiveProgram(reader, program.key, 2));
    EXPECT_THAT(GetLiveProgram(reader, program.key, 3),
                HasReason("PROGRAM_UNKNOWN"));
    EXPECT_EQ(reader.FindProvider("p", 0)->has_value(), false);
    EXPECT_THAT(GetRevision(reader, program.key, RevisionId(program), 1),
                HasReason("PROGRAM_UNKNOWN"));
    EXPECT_OK(GetRevision(reader, program.key, RevisionId(program), 2));
    return absl::OkStatus();
  }));
}

TEST_P(CatalogStoreTest, ListingGoesOnAfterAKeyAndKeepsToAProvider) {
  CreateProviders();
  for (const char* id : {"1", "2", "3"}) {
    ASSERT_OK(Create(ProgramOf(id, id)));
  }
  Program other = ProgramOf("1", "other");
  other.key.provider_id = "q";
  ASSERT_OK(Create(other));
  ProgramQuery query;
  query.after = {"p", "1"};
  query.limit = 2;
  EXPECT_THAT(Titles(0, query), ElementsAre("2", "3"));
  query.limit = 0;
  EXPECT_THAT(Titles(0, query), ElementsAre("2", "3", "other"));
  query.provider_id = "p";
  EXPECT_THAT(Titles(0, query), ElementsAre("2", "3"));
}

TEST_P(CatalogStoreTest, UpdateWithAnOldEtagIsAborted) {
  CreateProviders();
  const Program program = ProgramOf("1", "A");
  ASSERT_OK(Create(program));
  const std::string etag = Present(program.key).stamp.Etag();
  ASSERT_OK(Rename(program, "B", etag));
  const absl::Status again = Rename(program, "C", etag);
  EXPECT_THAT(again, StatusIs(absl::StatusCode::kAborted, _));
  EXPECT_THAT(again, HasReason("ETAG_MISMATCH"));
  EXPECT_EQ(Present(program.key).program.title, "B");
}

TEST_P(CatalogStoreTest, SameContentIsNoNewRevision) {
  CreateProviders();
  const Program program = ProgramOf("1", "A");
  ASSERT_OK(Create(program));
  const auto before = Present(program.key).stamp;
  ASSERT_OK(Rename(program, "A"));
  EXPECT_EQ(Present(program.key).stamp.Etag(), before.Etag());
  ASSERT_OK(Rename(program, "B"));
  ASSERT_OK(Rename(program, "A"));
  const auto after = Present(program.key).stamp;
  EXPECT_EQ(after.revision_id, before.revision_id);
  EXPECT_NE(after.Etag(), before.Etag());
}

TEST_P(CatalogStoreTest, EndedProgramKeepsItsRevisionsAndItsIdIsFree) {
  CreateProviders();
  const Program program = ProgramOf("1", "A");
  ASSERT_OK(Create(program));
  const std::string revision = Present(program.key).stamp.revision_id;
  ASSERT_OK(Write([&](CatalogWriter& writer) {
    return EndProgram(writer, program.key, "");
  }));
  ASSERT_OK(store_->Read([&](const CatalogReader& reader) {
    EXPECT_THAT(GetLiveProgram(reader, program.key),
                HasReason("PROGRAM_UNKNOWN"));
    EXPECT_OK(GetRevision(reader, program.key, revision));
    EXPECT_EQ(reader.ListRevisions(program.key, 100, 0)->size(), 1u);
    return absl::OkStatus();
  }));
  EXPECT_OK(Create(program));
}

TEST_P(CatalogStoreTest, RepeatedRequestGetsTheFirstAnswer) {
  CreateProviders();
  const WriteOptions options = {kRequestId, "f", false, absl::Time()};
  int runs = 0;
  const auto change = [&](CatalogWriter& writer) {
    ++runs;
    return CreateProgram(writer, ProgramOf("1", "A")).status();
  };
  ASSERT_OK(Write(change, options));
  ASSERT_OK(Write(change, options));
  EXPECT_EQ(runs, 1);
  WriteOptions other = options;
  other.fingerprint = "g";
  EXPECT_THAT(Write(change, other), HasReason("REQUEST_ID_REUSED"));
}

TEST_P(CatalogStoreTest, FailedOrValidateOnlyWriteLeavesNothing) {
  CreateProviders();
  WriteOptions options = {kRequestId, "f", true, absl::Time()};
  const auto create = [&](CatalogWriter& writer) {
    return CreateProgram(writer, ProgramOf("1", "A")).status();
  };
  EXPECT_OK(Write(create, options));
  EXPECT_THAT(Titles(), ElementsAre());
  options.validate_only = false;
  EXPECT_FALSE(Write(
                   [&](CatalogWriter& writer) -> absl::Status {
                     EXPECT_OK(create(writer));
                     return absl::InternalError("after writing");
                   },
                   options)
                   .ok());
  EXPECT_THAT(Titles(), ElementsAre());
  EXPECT_OK(Write(create, options));
  EXPECT_THAT(Titles(), ElementsAre("A"));
}

TEST_P(CatalogStoreTest, ImportWritesOnlyWhatIsNewOrDifferent) {
  ProgramImport import;
  import.providers = {{ "p", "P", "", "", "", "", "" }};
  import.programs = {{ProgramOf("1", "A"),
                      { "f.csv",
                        "00",
                        2 }},
                     { ProgramOf("2", "B"),
                       { "f.csv",
                         "00",
                         3 } }};
  const auto write = [&](ImportCounts* counts) {
    return Write([&](CatalogWriter& writer) -> absl::Status {
      auto written = WriteImport(writer, import);
      if (written.ok()) *counts = *written;
      return written.status();
    });
  };
  ImportCounts counts;
  ASSERT_OK(write(&counts));
  EXPECT_EQ(counts.programs_written, 2);
  EXPECT_EQ(Present({"p", "2"}).source->row, 3);
  import.programs[1].program.title = "C";
  ASSERT_OK(write(&counts));
  EXPECT_EQ(counts.providers_written, 0);
  EXPECT_EQ(counts.programs_written, 1);
  EXPECT_EQ(counts.programs_unchanged, 1);
  EXPECT_THAT(Titles(), ElementsAre("A", "C"));
}

TEST_P(CatalogStoreTest, WhatWasWrittenIsThereAfterOpeningAgain) {
  if (database_ == ":memory:") GTEST_SKIP() << "kept in memory";
  CreateProviders();
  ASSERT_OK(Create(ProgramOf("1", "A")));
  Open();
  EXPECT_THAT(Titles(), ElementsAre("A"));
}

INSTANTIATE_TEST_SUITE_P(Places, CatalogStoreTest,
                         ::testing::Values("file", "memory", "server"),
                         [](const auto& test) {
                           return std::string(test.param);
                         });

}  // namespace
}  // namespace plumbline::catalog
