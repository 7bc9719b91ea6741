// Every official file that a descriptor of data/sources finds, imported and
// published together.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/api/edition_cache.h"
#include "services/labor/api/edition_publisher.h"
#include "services/labor/api/release_importer.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {
namespace {

namespace fs = std::filesystem;
using testing::ReadFile;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocCode;

// Orders by the name of their release.
using Orders = std::map<std::string, ImportOrder>;

// Adds `file` to the release that `descriptor` finds it in, if any.
void Match(const nlohmann::json& descriptor, const fs::path& data,
           const std::string& file, Orders* orders) {
  const std::string source = descriptor["source"];
  for (const auto& rule : descriptor["releases"]) {
    std::smatch match;
    if (!std::regex_match(file, match,
                          std::regex(rule["path"].get<std::string>()))) {
      continue;
    }
    const std::string id = match.format(std::regex_replace(
        rule["release"].get<std::string>(), std::regex("\\\\1"), "$$1"));
    const std::string name = "sources/" + source + "/releases/" + id;
    ImportOrder& order = (*orders)[name];
    order.source = source;
    order.release = name;
    const auto [place, added] = order.files.emplace(
        fs::path(file).filename().string(), ReadFile(data / file));
    EXPECT_TRUE(added) << file << " comes twice in " << name;
  }
}

Orders OrdersIn(const fs::path& data) {
  std::vector<nlohmann::json> descriptors;
  for (const auto& entry : fs::directory_iterator(
           fs::path(PLUMBLINE_SOURCE_DIR) / "data/sources")) {
    if (entry.path().extension() == ".json") {
      descriptors.push_back(nlohmann::json::parse(ReadFile(entry.path())));
    }
  }
  Orders orders;
  for (const auto& entry : fs::recursive_directory_iterator(data)) {
    if (!entry.is_regular_file()) continue;
    const std::string file = fs::relative(entry.path(), data).generic_string();
    for (const auto& descriptor : descriptors) {
      Match(descriptor, data, file, &orders);
    }
  }
  return orders;
}

std::string FatalFindings(const ReleaseRecord& release) {
  std::string text;
  for (const Finding& finding : release.report.findings) {
    if (finding.severity != Severity::kFatal) continue;
    text += finding.rule + " " + finding.place.file + " " + finding.value +
            " " + finding.message + "\n";
  }
  return text;
}

TEST(FullReleasesTest, AreAcceptedAndAnswerTogether) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const testing::TempDir directory;
  ASSERT_OK_AND_ASSIGN(
      const auto store,
      SqlLaborStore::Open((directory.path() / "labor.db").string()));
  const ReleaseImporter importer(store.get(), DefaultImportSteps());
  const Orders orders = OrdersIn(data);
  EXPECT_GE(orders.size(), 32u);
  PublishOrder publish;
  for (const auto& [name, order] : orders) {
    const auto release = importer.Import(order, absl::UnixEpoch());
    ASSERT_OK(release) << name;
    EXPECT_EQ(release->state, ReleaseState::kAccepted)
        << name << "\n"
        << FatalFindings(*release);
    EXPECT_GT(release->report.rows.accepted, 0) << name;
    if (release->state == ReleaseState::kAccepted) {
      publish.releases.push_back(name);
    }
  }
  ASSERT_OK_AND_ASSIGN(const EditionRecord edition,
                       Publish(publish, absl::UnixEpoch, store.get()));
  EditionCache cache(store.get());
  ASSERT_OK_AND_ASSIGN(const auto view, cache.Open(edition.name));
  EXPECT_EQ(view->edition().occupations.size(), 867u);
  // Without the codes of CIP 2010 that the publisher lists as moved or deleted.
  EXPECT_EQ(view->edition().cips.size(), 2687u);

  // Skills and knowledge of O*NET 29.0, 30.1 and, in three files, 30.3.
  EXPECT_EQ(view->edition().elements.size(), 68u);
  ASSERT_EQ(view->edition().descriptors.size(), 7u);
  size_t ratings = 0;
  for (const EditionDescriptors& table : view->edition().descriptors) {
    ratings += table.rows.size();
  }
  EXPECT_EQ(ratings, 362712u);

  const auto ask = [&](const char* region, int32_t code, Measure measure,
                       const char* period) {
    const auto answers = view->Find(*view->FindRegion(region),
                                    SocCode::FromDigits(code), measure, period);
    return answers.empty() ? FigureAnswer() : answers.front();
  };
  // Home health aides are printed with personal care aides, as 31-1120.
  EXPECT_EQ(ask("us", 311121, Measure::kAnnualMedian, "2024-05").published_code,
            SocCode::FromDigits(311120));
  // Teachers in secondary schools are paid by the year.
  EXPECT_EQ(ask("us", 252031, Measure::kHourlyMedian, "2024-05").figure.status,
            FigureStatus::kNotApplicable);
  EXPECT_EQ(ask("us", 292042, Measure::kHourlyMedian, "1999-05").figure.status,
            FigureStatus::kWrongVintage);
  EXPECT_EQ(ask("us", 123456, Measure::kHourlyMedian, "2024-05").figure.status,
            FigureStatus::kNoSuchCode);
  EXPECT_EQ(ask("us-cbsa-35620", 111011, Measure::kEmployment, "2022-05")
                .figure.status,
            FigureStatus::kNotPublished);
  EXPECT_TRUE(
      ask("us-cbsa-35620", 292042, Measure::kAnnualMedian, "2023-05").cell);
}

}  // namespace
}  // namespace plumbline::labor
