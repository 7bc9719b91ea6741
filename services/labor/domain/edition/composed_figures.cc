// Figures of regions that are composed of others.

#include <algorithm>
#include <utility>

#include "services/labor/domain/edition/edition_view.h"

namespace plumbline::labor {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;

// The sum of the parts, or the first cause why there is none: a part without a
// published figure, or one that is printed for more occupations than the
// others.
Figure SumOf(const std::vector<FigureAnswer>& parts) {
  int64_t sum = 0;
  for (const FigureAnswer& part : parts) {
    if (part.figure.status != FigureStatus::kPublished) {
      return Figure::Without(part.figure.status);
    }
    sum += part.figure.value;
  }
  const bool one_code =
      std::all_of(parts.begin(), parts.end(), [&](const FigureAnswer& part) {
        return part.published_code == parts.front().published_code;
      });
  return one_code ? Figure::Published(sum)
                  : Figure::Without(FigureStatus::kWrongVintage);
}

}  // namespace

FigureAnswer EditionView::AnswerComposed(const Series& series, uint32_t region,
                                         vocabulary::SocCode code) const {
  FigureAnswer answer;
  answer.measure = series.measure;
  answer.figure = Figure::Without(FigureStatus::kNotPublished);
  answer.region = region;
  answer.reference_period = series.period;
  // People, jobs and openings add up; nothing else does.
  const bool additive =
      vocabulary::TraitsOf(series.measure).unit == vocabulary::Unit::kJobs;
  if (!additive) return answer;
  std::vector<FigureAnswer> parts;
  for (const std::string& id : edition_.regions[region].members) {
    const auto member = FindRegion(id);
    if (member) parts.push_back(AnswerSeries(series, *member, code));
  }
  // A release that prints nothing of any member has nothing to say.
  const bool printed =
      std::any_of(parts.begin(), parts.end(),
                  [](const FigureAnswer& part) { return part.cell; });
  if (!printed) return answer;
  answer.figure = SumOf(parts);
  if (answer.figure.HasValue()) {
    answer.published_code = parts.front().published_code;
  }
  answer.parts = std::move(parts);
  return answer;
}

}  // namespace plumbline::labor
