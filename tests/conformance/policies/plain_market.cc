#include "tests/conformance/policies/plain_market.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"

namespace plumbline::alignment::reference {

std::string CodeOf(int occupation) {
  if (occupation < 0) return "00-0000";
  const int group = occupation / kGroupSize;
  const int last[] = {11, 12, 19};
  return absl::StrCat(41 + 2 * (group / 9), "-", 21 + group % 9,
                      last[occupation % kGroupSize]);
}
bool IsCatchAll(int occupation) { return CodeOf(occupation).back() == '9'; }

std::vector<int64_t> Market::All(const std::string& region,
                                 Measure measure) const {
  std::vector<int64_t> values;
  for (int i = 0; i < kOccupations; ++i) {
    if (const auto value = Get(region, i, measure)) values.push_back(*value);
  }
  std::sort(values.begin(), values.end());
  return values;
}

Truth And(Truth a, Truth b) {
  if (a == Truth(false) || b == Truth(false)) return false;
  if (!a || !b) return std::nullopt;
  return true;
}
Truth Or(Truth a, Truth b) {
  if (a == Truth(true) || b == Truth(true)) return true;
  if (!a || !b) return std::nullopt;
  return false;
}

Truth CountReaches(const std::vector<Truth>& truths, int needed) {
  bool some = false;
  bool all = true;
  int unknown = 0;
  int yes = 0;
  for (const Truth& truth : truths) {
    unknown += truth ? 0 : 1;
    yes += truth == Truth(true) ? 1 : 0;
  }
  for (int extra = 0; extra <= unknown; ++extra) {
    some = some || yes + extra >= needed;
    all = all && yes + extra >= needed;
  }
  if (some != all) return std::nullopt;
  return all;
}

std::optional<int64_t> View::Of(Measure measure,
                                const std::string& place) const {
  return market.Get(place, occupation, measure);
}

Truth View::AgainstAll(Measure measure, const std::string& place, bool ties,
                       int64_t percent) const {
  const auto mine = Of(measure, place);
  const auto all = market.Get(place, -1, measure);
  if (!mine || !all) return std::nullopt;
  const int64_t left = *mine * 100;
  const int64_t right = *all * percent;
  return ties ? left >= right : left > right;
}

Truth View::AgainstMedian(Measure measure, const std::string& place,
                          bool ties) const {
  return AgainstQuartile(2, measure, place, ties);
}

Truth View::AgainstQuartile(size_t quarters, Measure measure,
                            const std::string& place, bool ties) const {
  const auto mine = Of(measure, place);
  const auto values = market.All(place, measure);
  if (!mine || values.empty()) return std::nullopt;
  const int64_t quartile = values[(values.size() * quarters + 3) / 4 - 1];
  return ties ? *mine >= quartile : *mine > quartile;
}

Truth View::AgainstMean(Measure measure, const std::string& place,
                        bool ties) const {
  const auto mine = Of(measure, place);
  const auto values = market.All(place, measure);
  if (!mine || values.empty()) return std::nullopt;
  int64_t sum = 0;
  for (const int64_t value : values) sum += value;
  const int64_t scaled = *mine * static_cast<int64_t>(values.size());
  return ties ? scaled >= sum : scaled > sum;
}

Truth View::AtLeast(Measure measure, const std::string& place,
                    int64_t least) const {
  const auto mine = Of(measure, place);
  if (!mine) return std::nullopt;
  return *mine >= least;
}

Truth View::Above(Measure measure, const std::string& place,
                  int64_t bound) const {
  return AtLeast(measure, place, bound + 1);
}

Truth View::LevelIn(Measure measure, const std::vector<int64_t>& levels) const {
  const auto mine = Of(measure, "us");
  if (!mine) return std::nullopt;
  return std::count(levels.begin(), levels.end(), *mine) > 0;
}

Truth View::SpreadAboveMedian() const {
  return RatioAgainstMedian(Measure::kAnnualP75, Measure::kAnnualP25, false);
}

Truth View::RatioAgainstMedian(Measure top, Measure bottom, bool ties) const {
  std::vector<std::pair<int64_t, int64_t>> ratios;
  const auto ratio =
      [&](int who) -> std::optional<std::pair<int64_t, int64_t>> {
    const auto high = market.Get(region, who, top);
    const auto low = market.Get(region, who, bottom);
    if (!high || !low || *low == 0) return std::nullopt;
    // Two percentiles in one figure: no spread can be told.
    if (top == Measure::kAnnualP75 &&
        market.Get(region, who, Measure::kAnnualP90) == high) {
      return std::nullopt;
    }
    return std::pair(*high, *low);
  };
  for (int i = 0; i < kOccupations; ++i) {
    if (const auto found = ratio(i)) ratios.push_back(*found);
  }
  const auto less = [](const auto& a, const auto& b) {
    return a.first * b.second < b.first * a.second;
  };
  std::sort(ratios.begin(), ratios.end(), less);
  const auto mine = ratio(occupation);
  if (!mine || ratios.empty()) return std::nullopt;
  const auto& median = ratios[(ratios.size() - 1) / 2];
  return ties ? !less(*mine, median) : less(median, *mine);
}

Truth View::ShareAtLeast(Measure measure, int64_t share, int64_t parts) const {
  const auto mine = Of(measure, region);
  const auto all = market.Get(region, -1, measure);
  if (!mine || !all || *all <= 0) return std::nullopt;
  return *mine * parts >= *all * share;
}

Truth View::GrowthReaches(double share) const {
  const auto mine = Of(Measure::kEmploymentChangePercent, region);
  const auto all = market.Get(region, -1, Measure::kEmploymentChangePercent);
  if (!mine || !all) return std::nullopt;
  const auto yearly = [](int64_t milli) {
    return std::pow(1 + static_cast<double>(milli) / 1e5, 0.1) - 1;
  };
  return yearly(*mine) >= share * yearly(*all);
}

}  // namespace plumbline::alignment::reference
