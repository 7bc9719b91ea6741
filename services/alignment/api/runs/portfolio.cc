#include "services/alignment/api/runs/portfolio.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/api/records/program_codec.h"
#include "services/alignment/api/requests/upstream.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

using Providers = absl::flat_hash_map<std::string, catalog::v1::Provider>;

// `providers/p` of `providers/p/programs/a`.
std::string ProviderOf(const std::string& program) {
  return program.substr(0, program.find("/programs/"));
}

absl::StatusOr<Providers> ReadProviders(catalog_client::CatalogClient& catalog,
                                        absl::string_view provider) {
  Providers providers;
  if (provider != "providers/-") {
    auto one = catalog.GetProvider(provider);
    if (!one.ok()) return FromUpstream(one.status(), "catalog");
    providers[one->name()] = *std::move(one);
    return providers;
  }
  auto all = catalog.ListProviders();
  if (!all.ok()) return FromUpstream(all.status(), "catalog");
  for (catalog::v1::Provider& one : *all) {
    providers[one.name()] = std::move(one);
  }
  return providers;
}

}  // namespace

std::shared_ptr<const SubjectInUse> InUse(Subject subject) {
  auto in_use = std::make_shared<SubjectInUse>();
  in_use->facts = FactsFromProto(subject.program);
  if (!subject.provider.region().empty())
    in_use->facts.regions.push_back(subject.provider.region());
  AddTexts(subject.texts, in_use->facts);
  in_use->subject = std::move(subject);
  return in_use;
}

absl::StatusOr<std::vector<std::shared_ptr<const SubjectInUse>>> ReadPortfolio(
    catalog_client::CatalogClient& catalog, absl::string_view provider,
    std::optional<absl::Time> as_of) {
  if (as_of) return ReadPortfolio(*catalog.At(*as_of), provider);
  auto programs = catalog.ListPrograms(provider);
  if (!programs.ok()) return FromUpstream(programs.status(), "catalog");
  // After the programs, so that the provider of each is already there.
  PLUMBLINE_ASSIGN_OR_RETURN(const Providers providers,
                             ReadProviders(catalog, provider));
  std::vector<std::shared_ptr<const SubjectInUse>> subjects;
  subjects.reserve(programs->size());
  for (catalog::v1::Program& program : *programs) {
    const auto found = providers.find(ProviderOf(program.name()));
    subjects.push_back(InUse(MakeSubject(
        std::move(program),
        found == providers.end() ? catalog::v1::Provider() : found->second)));
  }
  std::sort(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) {
    return a->subject.program.name() < b->subject.program.name();
  });
  return subjects;
}

}  // namespace plumbline::alignment
