#include "services/alignment/api/fake_services.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

using ::testing::_;

constexpr char kPublished = 1;
constexpr char kWithheld = 3;

std::string CrosswalkRelease(const TinyPins& pins) {
  return "sources/cip-soc/releases/" + pins.cip_soc;
}

std::string WageRelease(const TinyPins& pins) {
  return "sources/oews/releases/" + pins.oews;
}

void AddReleases(const TinyPins& pins, labor::v1::EditionSnapshot& snapshot) {
  auto& cip_soc = *snapshot.add_releases();
  cip_soc.set_name(CrosswalkRelease(pins));
  cip_soc.set_reference_period(pins.cip_soc);
  auto& crosswalk = *cip_soc.add_files();
  crosswalk.set_path("crosswalk.xlsx");
  crosswalk.set_sha256(std::string(64, 'c'));
  auto& oews = *snapshot.add_releases();
  oews.set_name(WageRelease(pins));
  oews.set_reference_period(pins.oews);
  auto& wages = *oews.add_files();
  wages.set_path("wages.xlsx");
  wages.set_sha256(std::string(64, 'a'));
}

void AddOccupations(labor::v1::EditionSnapshot& snapshot) {
  const std::pair<uint32_t, const char*> kOccupations[] = {
      {251071, "Health Specialties Teachers, Postsecondary"},
      {292042, "Emergency Medical Technicians"},
      {292043, "Paramedics"}};
  for (const auto& [code, title] : kOccupations) {
    auto& occupation = *snapshot.add_occupations();
    occupation.set_code(code);
    occupation.set_title(title);
    occupation.add_onet_codes(code * 100);
  }
}

void AddRegions(labor::v1::EditionSnapshot& snapshot) {
  auto& nation = *snapshot.add_regions();
  nation.set_id("us");
  nation.set_title("United States");
  nation.set_kind(labor::v1::Region::NATION);
  nation.set_parent(-1);
  auto& state = *snapshot.add_regions();
  state.set_id("us-tx");
  state.set_title("Texas");
  state.set_kind(labor::v1::Region::STATE);
  state.set_parent(0);
}

// A wage in dollars; nothing is withheld.
struct WageRow {
  uint32_t region;
  uint32_t code;
  std::optional<int64_t> dollars;
};

void AddWages(int64_t medic, labor::v1::EditionSnapshot& snapshot) {
  const WageRow kRows[] = {{0, 0, 49500},      {0, 251071, 105620},
                           {0, 292042, 41340}, {0, 292043, medic},
                           {1, 0, 47000},      {1, 292042, 39000},
                           {1, 292043, {}}};
  auto& table = *snapshot.add_figure_tables();
  table.set_release(1);
  table.set_file("wages.xlsx");
  table.set_sheet("All May 2024 data");
  table.set_reference_period("2024-05");
  table.set_occupation_scheme("oews-2018");
  auto& column = *table.add_columns();
  column.set_measure(common::v1::ANNUAL_MEDIAN);
  column.set_header("A_MEDIAN");
  uint32_t source_row = 2;
  for (const WageRow& row : kRows) {
    table.add_regions(row.region);
    table.add_codes(row.code);
    table.mutable_levels()->push_back(row.code == 0 ? 0 : 4);
    table.add_source_rows(source_row++);
    column.add_values(row.dollars.value_or(0) * 100);
    column.mutable_statuses()->push_back(row.dollars ? kPublished : kWithheld);
  }
}

void AddCrosswalk(const TinyPins& pins, labor::v1::EditionSnapshot& snapshot) {
  auto& layer = *snapshot.add_crosswalk_layers();
  layer.set_release(0);
  layer.set_file("crosswalk.xlsx");
  layer.set_sheet("CIP-SOC");
  layer.set_layer("federal");
  uint32_t row = 7;
  for (const uint32_t soc : {251071u, 292042u, 292043u}) {
    if (soc == 292043 && !pins.to_medics) continue;
    layer.add_cip_codes(510904);
    layer.add_soc_codes(soc);
    layer.add_source_rows(row++);
  }
  layer.add_unmatched_cip_codes(240101);
  for (const uint32_t code : {240101u, 510904u}) {
    auto& cip = *snapshot.add_cip_codes();
    cip.set_code(code);
    cip.set_length(6);
    cip.set_title(absl::StrCat("Program ", code));
  }
}

v1::Policy PolicyOf(v1::Dimension dimension) {
  v1::Policy policy;
  policy.set_title("A policy for tests");
  policy.set_jurisdiction("regions/us");
  policy.mutable_citation()->set_authority("Nobody");
  policy.mutable_citation()->set_document("A test");
  policy.set_status(v1::Policy::PUBLISHED);
  policy.add_dimensions()->set_dimension(dimension);
  policy.set_dimensions_required(1);
  policy.mutable_link_rule()->set_kind(v1::LinkRule::ANY);
  policy.mutable_link_rule()->add_excluded_prefixes("25-1");
  return policy;
}

absl::Status Down() {
  return base::Error(absl::StatusCode::kUnavailable,
                     base::reason::kUpstreamUnavailable, "nobody listens");
}

}  // namespace

labor::v1::EditionSnapshot TinyEdition(const std::string& id,
                                       const TinyPins& pins) {
  labor::v1::EditionSnapshot snapshot;
  snapshot.set_edition("editions/" + id);
  AddReleases(pins, snapshot);
  AddOccupations(snapshot);
  AddRegions(snapshot);
  AddWages(pins.medic, snapshot);
  AddCrosswalk(pins, snapshot);
  return snapshot;
}

labor::v1::EditionSnapshot TinyEdition(const std::string& id, int64_t medic) {
  TinyPins pins;
  pins.medic = medic;
  return TinyEdition(id, pins);
}

v1::Policy HighWagePolicy() {
  v1::Policy policy = PolicyOf(v1::HIGH_WAGE);
  v1::Clause& clause = *policy.mutable_dimensions(0)->mutable_clause();
  clause.set_id("wage.median");
  auto& compare = *clause.mutable_compare();
  compare.mutable_quantity()->set_measure(common::v1::ANNUAL_MEDIAN);
  compare.set_comparator(v1::GREATER_THAN);
  compare.mutable_benchmark()->mutable_all_occupations();
  return policy;
}

v1::Policy NeedsOpeningsPolicy() {
  v1::Policy policy = PolicyOf(v1::IN_DEMAND);
  v1::Clause& clause = *policy.mutable_dimensions(0)->mutable_clause();
  clause.set_id("demand.openings");
  auto& compare = *clause.mutable_compare();
  compare.mutable_quantity()->set_measure(common::v1::ANNUAL_OPENINGS);
  compare.set_comparator(v1::AT_LEAST);
  compare.mutable_benchmark()->mutable_constant()->set_value(100);
  return policy;
}

catalog::v1::Provider TinyProvider(const std::string& id) {
  catalog::v1::Provider provider;
  provider.set_name("providers/" + id);
  provider.set_title("Provider " + id);
  return provider;
}

catalog::v1::Program TinyProgram(const std::string& provider,
                                 const std::string& id, const std::string& cip,
                                 const std::string& region) {
  catalog::v1::Program program;
  program.set_name(absl::StrCat("providers/", provider, "/programs/", id));
  program.set_title("Program " + id);
  program.set_cip(cip);
  program.set_region(region);
  program.set_revision_id(base::Sha256Hex(program.SerializeAsString()));
  return program;
}

FakeLabor::FakeLabor() {
  ON_CALL(*this, DownloadSnapshot(_))
      .WillByDefault([this](absl::string_view name) { return Get(name); });
  ON_CALL(*this, GetEdition(_))
      .WillByDefault(
          [this](absl::string_view name) -> absl::StatusOr<labor::v1::Edition> {
            const auto found = Get(name);
            if (!found.ok()) return found.status();
            return found->edition;
          });
  ON_CALL(*this, ComposeSnapshot(_, _))
      .WillByDefault([this](const std::vector<std::string>& releases,
                            const std::vector<std::string>& /*layers*/) {
        return Compose(releases);
      });
}

void FakeLabor::Publish(const std::string& id, const TinyPins& pins) {
  {
    base::MutexLock lock(&mutex_);
    said_[WageRelease(pins)] = pins;
    said_[CrosswalkRelease(pins)] = pins;
  }
  Publish(TinyEdition(id, pins));
}

absl::StatusOr<std::string> FakeLabor::Compose(
    const std::vector<std::string>& releases) {
  base::MutexLock lock(&mutex_);
  if (down_) return Down();
  TinyPins pins;
  for (const std::string& release : releases) {
    const TinyPins& said = said_.at(release);
    if (release == WageRelease(said)) {
      pins.oews = said.oews;
      pins.medic = said.medic;
    } else {
      pins.cip_soc = said.cip_soc;
      pins.to_medics = said.to_medics;
    }
  }
  return TinyEdition("composed", pins).SerializeAsString();
}

void FakeLabor::Publish(const labor::v1::EditionSnapshot& snapshot) {
  base::MutexLock lock(&mutex_);
  snapshots_[snapshot.edition()] = snapshot.SerializeAsString();
  latest_ = snapshot.edition();
}

void FakeLabor::SetDown(bool down) {
  base::MutexLock lock(&mutex_);
  down_ = down;
}

int FakeLabor::downloads() {
  base::MutexLock lock(&mutex_);
  return downloads_;
}

absl::StatusOr<labor_client::DownloadedSnapshot> FakeLabor::Get(
    absl::string_view name) {
  base::MutexLock lock(&mutex_);
  if (down_) return Down();
  const bool latest = name == "editions/latest";
  const auto found = snapshots_.find(latest ? latest_ : std::string(name));
  if (found == snapshots_.end()) {
    return base::Error(absl::StatusCode::kNotFound,
                       base::reason::kEditionUnknown,
                       absl::StrCat("there is no ", name));
  }
  if (!latest) ++downloads_;
  labor_client::DownloadedSnapshot snapshot;
  snapshot.edition.set_name(found->first);
  snapshot.bytes = found->second;
  return snapshot;
}

FakeCatalog::FakeCatalog() {
  ON_CALL(*this, ListPrograms(_))
      .WillByDefault([this](absl::string_view parent) { return List(parent); });
  ON_CALL(*this, GetProvider(_)).WillByDefault([](absl::string_view name) {
    return TinyProvider(std::string(name.substr(name.find('/') + 1)));
  });
  ON_CALL(*this, ListProviders())
      .WillByDefault(
          [this]() -> absl::StatusOr<std::vector<catalog::v1::Provider>> {
            base::MutexLock lock(&mutex_);
            std::set<std::string> ids;
            for (const auto& program : programs_) {
              const std::string rest = program.name().substr(10);
              ids.insert(rest.substr(0, rest.find('/')));
            }
            std::vector<catalog::v1::Provider> providers;
            for (const auto& id : ids) providers.push_back(TinyProvider(id));
            return providers;
          });
}

void FakeCatalog::SetPrograms(std::vector<catalog::v1::Program> programs) {
  base::MutexLock lock(&mutex_);
  programs_ = std::move(programs);
}

absl::StatusOr<std::vector<catalog::v1::Program>> FakeCatalog::List(
    absl::string_view parent) {
  base::MutexLock lock(&mutex_);
  std::vector<catalog::v1::Program> found;
  for (const auto& program : programs_) {
    if (parent == "providers/-" ||
        absl::StartsWith(program.name(), absl::StrCat(parent, "/"))) {
      found.push_back(program);
    }
  }
  return found;
}

}  // namespace plumbline::alignment
