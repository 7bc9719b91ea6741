#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/gates/figure_gates.h"

namespace plumbline::labor::gates {
namespace {

using vocabulary::FigureStatus;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;

constexpr int64_t kWarningDriftPercent = 10;
constexpr int64_t kFatalDriftPercent = 50;

// What is compared of a release.
struct Shape {
  int64_t rows = 0;
  int64_t top_coded = 0;
  std::set<SocCode> codes;
  // Titles by id.
  std::map<std::string, std::string> regions;
  std::set<OccupationScheme> schemes;
  std::string file;
};

Shape ShapeOf(const ReleaseTables& release) {
  Shape shape;
  for (const FigureTable& table : release.figures) {
    if (shape.file.empty()) shape.file = table.file;
    shape.rows += table.counts.accepted;
    shape.codes.insert(table.row_codes.begin(), table.row_codes.end());
    shape.schemes.insert(table.scheme);
    for (const Region& region : table.regions) {
      shape.regions.emplace(region.id, region.title);
    }
    for (const FigureColumn& column : table.columns) {
      shape.top_coded += std::count_if(
          column.figures.begin(), column.figures.end(), [](const auto& figure) {
            return figure.status == FigureStatus::kTopCoded;
          });
    }
  }
  return shape;
}

// Collects findings about the newer release.
class Drift {
 public:
  Drift(const ReleaseTables& previous, const ReleaseTables& next)
      : before_(ShapeOf(previous)),
        after_(ShapeOf(next)),
        period_(previous.reference_period) {}

  std::vector<Finding> Compare() && {
    CompareRows();
    CompareSchemes();
    CompareTopCoding();
    CompareRegions();
    return std::move(findings_);
  }

 private:
  void Add(Severity severity, absl::string_view rule, std::string value,
           std::string message) {
    Finding finding;
    finding.severity = severity;
    finding.rule = std::string(rule);
    finding.place.file = after_.file;
    finding.value = std::move(value);
    finding.message = std::move(message);
    findings_.push_back(std::move(finding));
  }

  void CompareRows() {
    const int64_t drift = std::abs(after_.rows - before_.rows) * 100;
    if (drift <= before_.rows * kWarningDriftPercent) return;
    const bool fatal = drift > before_.rows * kFatalDriftPercent;
    Add(fatal ? Severity::kFatal : Severity::kWarning, "row-drift",
        absl::StrCat(after_.rows),
        absl::StrCat("the release of ", period_, " has ", before_.rows,
                     fatal ? " rows; check that this is the same product and "
                             "whole, or import it as a source of its own"
                           : " rows; check that this file is whole"));
  }

  void CompareSchemes() {
    if (before_.schemes == after_.schemes) return CompareCodes();
    Add(Severity::kNote, "scheme-change", SchemeNames(after_),
        absl::StrCat(
            "the release of ", period_, " uses ", SchemeNames(before_),
            "; compare codes only through the crosswalk between them"));
  }

  static std::string SchemeNames(const Shape& shape) {
    std::string names;
    for (const OccupationScheme scheme : shape.schemes) {
      absl::StrAppend(&names, names.empty() ? "" : ", ",
                      vocabulary::SchemeName(scheme));
    }
    return names;
  }

  void CompareCodes() {
    std::vector<SocCode> codes;
    std::set_difference(before_.codes.begin(), before_.codes.end(),
                        after_.codes.begin(), after_.codes.end(),
                        std::back_inserter(codes));
    for (const SocCode code : codes) {
      Add(Severity::kWarning, "code-vanished", code.ToString(),
          absl::StrCat("is in the release of ", period_,
                       " and not in this one; programs that lead to it have no "
                       "figures here"));
    }
    codes.clear();
    std::set_difference(after_.codes.begin(), after_.codes.end(),
                        before_.codes.begin(), before_.codes.end(),
                        std::back_inserter(codes));
    for (const SocCode code : codes) {
      Add(Severity::kNote, "code-returned", code.ToString(),
          absl::StrCat("is not in the release of ", period_,
                       ": figures of it cannot be compared with that one"));
    }
  }

  void CompareTopCoding() {
    if ((before_.top_coded > 0) == (after_.top_coded > 0)) return;
    if (after_.rows == 0 || before_.rows == 0) return;
    const bool ended = before_.top_coded > 0;
    Add(Severity::kNote, ended ? "top-coding-ended" : "top-coding-began",
        absl::StrCat(ended ? before_.top_coded : after_.top_coded),
        absl::StrCat("the release of ", period_, " has ", before_.top_coded,
                     " top-coded figures and this one ", after_.top_coded,
                     ended ? "; a wage that seems to have risen may have stood "
                             "at the bound before"
                           : "; a wage that seems to have fallen may stand at "
                             "the bound now"));
  }

  void CompareRegions() {
    for (const auto& [id, title] : before_.regions) {
      if (after_.regions.count(id) > 0) continue;
      Add(Severity::kWarning, "region-vanished", id,
          absl::StrCat(title, " is in the release of ", period_,
                       " and not in this one; its boundaries may have been "
                       "redrawn"));
    }
    for (const auto& [id, title] : after_.regions) {
      if (before_.regions.count(id) > 0) continue;
      Add(Severity::kNote, "region-new", id,
          absl::StrCat(title, " is not in the release of ", period_));
    }
  }

  Shape before_;
  Shape after_;
  std::string period_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> CompareWithPrevious(const ReleaseTables& previous,
                                         const ReleaseTables& next) {
  return Drift(previous, next).Compare();
}

}  // namespace plumbline::labor::gates
