#include "services/alignment/domain/changes/cause_kind.h"

#include <utility>

namespace plumbline::alignment {
namespace {

// Sources by their ids in data/sources.
constexpr std::pair<absl::string_view, CauseKind> kKinds[] = {
    {"cip", CauseKind::kCodeVintage},
    {"cip-changes", CauseKind::kCodeVintage},
    {"oews-hybrid", CauseKind::kCodeVintage},
    {"onet-soc", CauseKind::kCodeVintage},
    {"sced", CauseKind::kCodeVintage},
    {"soc", CauseKind::kCodeVintage},
    {"soc-changes", CauseKind::kCodeVintage},
    {"county-areas", CauseKind::kGeographyVintage},
    {"oews-areas", CauseKind::kGeographyVintage},
    {"region-changes", CauseKind::kGeographyVintage},
    {"region-sets", CauseKind::kGeographyVintage},
    {"ca-coe", CauseKind::kCrosswalk},
    {"cip-onet", CauseKind::kCrosswalk},
    {"cip-soc", CauseKind::kCrosswalk},
    {"nj-licenses", CauseKind::kCrosswalk},
    {"rapids", CauseKind::kCrosswalk},
};

}  // namespace

CauseKind KindOfSource(absl::string_view source) {
  for (const auto& [id, kind] : kKinds) {
    if (id == source) return kind;
  }
  return CauseKind::kDataRelease;
}

}  // namespace plumbline::alignment
