#include "services/labor/domain/regions/region_id.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/common/base/error.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor {
namespace {

// AREA_TYPE as OEWS numbers it.
enum OewsAreaType {
  kAnyType = 0,
  kNationType = 1,
  kStateType = 2,
  kTerritoryType = 3,
  kMetropolitanType = 4,
  kNonmetropolitanType = 6,
};

constexpr int kNationCode = 99;
constexpr int kSmallestCbsa = 10000;
constexpr int kSmallestNecta = 70000;
constexpr int kLargestNecta = 79999;
// Nonmetropolitan areas are numbered from 1 within a state; none has reached
// this.
constexpr int kNonmetropolitanPerState = 1000;

absl::Status UnknownArea(const OewsArea& area) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kRegionUnknown,
      absl::StrCat("area code '", area.code, "' (", area.title,
                   ") is no nation, state, metropolitan or nonmetropolitan "
                   "area; correct the code or leave the row out"),
      {{"value", std::string(area.code)}});
}

// "..., OR-WA" and "..., NY" name the states of a metropolitan area.
const State* FirstStateInTitle(absl::string_view title) {
  const size_t comma = title.rfind(',');
  if (comma == absl::string_view::npos) return nullptr;
  absl::string_view states =
      absl::StripAsciiWhitespace(title.substr(comma + 1));
  return StateByPostal(states.substr(0, 2));
}

// "Western Washington nonmetropolitan area" names its state in words. The
// longest name wins, so that West Virginia is not Virginia.
const State* StateNamedInTitle(absl::string_view title) {
  const std::string lower = absl::AsciiStrToLower(title);
  const State* found = nullptr;
  for (const State& state : AllStates()) {
    if (absl::StrContains(lower, absl::AsciiStrToLower(state.name)) &&
        (found == nullptr || state.name.size() > found->name.size())) {
      found = &state;
    }
  }
  return found;
}

std::string ParentId(const State* state) {
  return state == nullptr
             ? "us"
             : absl::StrCat("us-", absl::AsciiStrToLower(state->postal));
}

Region MetropolitanRegion(int code, const OewsArea& area,
                          absl::string_view vintage) {
  const bool necta = code >= kSmallestNecta && code <= kLargestNecta;
  const State* state = StateByPostal(area.primary_state);
  if (state == nullptr) state = FirstStateInTitle(area.title);
  return {.id = absl::StrCat(necta ? "us-necta-" : "us-cbsa-", code),
          .title = std::string(area.title),
          .kind = RegionKind::kMetropolitan,
          .vintage = std::string(vintage),
          .parent = ParentId(state)};
}

// A state and the number of a nonmetropolitan area in it.
struct NonmetropolitanCode {
  const State* state = nullptr;
  int number = 0;

  bool IsValid() const {
    return state != nullptr && number > 0 && number < kNonmetropolitanPerState;
  }
};

// Seven digits are SSNNNNN. Six are SSNNNN (Washington), or seven that lost a
// leading zero to a spreadsheet: where both can be, the state in the other
// columns decides.
NonmetropolitanCode ParseNonmetropolitan(int code, size_t width,
                                         const OewsArea& area) {
  const NonmetropolitanCode wide = {StateByFips(code / 100000), code % 100000};
  if (width != 6) return wide;
  const NonmetropolitanCode narrow = {StateByFips(code / 10000), code % 10000};
  if (!narrow.IsValid()) return wide;
  if (!wide.IsValid()) return narrow;
  const State* state = StateByPostal(area.primary_state);
  if (state == nullptr) state = StateNamedInTitle(area.title);
  return state == wide.state ? wide : narrow;
}

absl::StatusOr<Region> NonmetropolitanRegion(int code, size_t width,
                                             const OewsArea& area,
                                             absl::string_view vintage) {
  const NonmetropolitanCode parsed = ParseNonmetropolitan(code, width, area);
  if (!parsed.IsValid()) return UnknownArea(area);
  return Region{.id = absl::StrFormat("us-bos-%02d%05d", parsed.state->fips,
                                      parsed.number),
                .title = std::string(area.title),
                .kind = RegionKind::kNonmetropolitan,
                .vintage = std::string(vintage),
                .parent = ParentId(parsed.state)};
}

// BLS flat files pad the FIPS code of a state with zeros behind it: `3600000`.
int WithoutStatePadding(int code, size_t width) {
  return width == 7 && code % 100000 == 0 ? code / 100000 : code;
}

bool TypeIs(const OewsArea& area, std::initializer_list<int> types) {
  return area.type == kAnyType ||
         std::find(types.begin(), types.end(), area.type) != types.end();
}

// The counties in the last brackets of a name, as slugs.
std::vector<std::string> CountySlugs(absl::string_view area_name) {
  std::vector<std::string> slugs;
  for (const std::string& name : CaliforniaCountyNames(area_name)) {
    if (std::string slug = Slug(name); !slug.empty()) slugs.push_back(slug);
  }
  std::sort(slugs.begin(), slugs.end());
  return slugs;
}

// The number behind a prefix, when it has exactly so many digits.
std::optional<int> NumberBehind(absl::string_view id, absl::string_view prefix,
                                size_t digits) {
  int number = 0;
  if (!absl::ConsumePrefix(&id, prefix) || id.size() != digits ||
      !std::all_of(id.begin(), id.end(), absl::ascii_isdigit) ||
      !absl::SimpleAtoi(id, &number)) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

Region NationRegion(absl::string_view vintage) {
  return {.id = "us",
          .title = "United States",
          .kind = RegionKind::kNation,
          .vintage = std::string(vintage),
          .parent = ""};
}

Region StateRegion(const State& state, absl::string_view vintage) {
  return {.id = ParentId(&state),
          .title = std::string(state.name),
          .kind = RegionKind::kState,
          .vintage = std::string(vintage),
          .parent = "us"};
}

absl::StatusOr<Region> OewsRegion(const OewsArea& area,
                                  absl::string_view vintage) {
  const absl::string_view text = tabular::Trim(area.code);
  const std::optional<int64_t> number = tabular::ParseDecimal(text, 0);
  if (!number || *number < 0 || *number > 9999999) return UnknownArea(area);
  const int code = WithoutStatePadding(static_cast<int>(*number), text.size());
  const bool national = code == kNationCode || code == 0;
  if (national && TypeIs(area, {kNationType})) return NationRegion(vintage);
  if (code < 100) {
    const State* state = StateByFips(code);
    if (state == nullptr || !TypeIs(area, {kStateType, kTerritoryType})) {
      return UnknownArea(area);
    }
    return StateRegion(*state, vintage);
  }
  if (code >= kSmallestCbsa && code <= kLargestNecta &&
      TypeIs(area, {kMetropolitanType})) {
    return MetropolitanRegion(code, area, vintage);
  }
  if (code > kLargestNecta && TypeIs(area, {kNonmetropolitanType})) {
    return NonmetropolitanRegion(code, text.size(), area, vintage);
  }
  return UnknownArea(area);
}

absl::StatusOr<Region> CaliforniaRegion(absl::string_view area_type,
                                        absl::string_view area_name,
                                        absl::string_view vintage) {
  const absl::string_view name = tabular::Trim(area_name);
  if (absl::EqualsIgnoreCase(tabular::Trim(area_type), "State") ||
      absl::EqualsIgnoreCase(name, "California")) {
    return StateRegion(*StateByPostal("CA"), vintage);
  }
  const std::vector<std::string> counties = CountySlugs(name);
  if (counties.empty()) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kRegionUnknown,
        absl::StrCat("area '", name,
                     "' does not end in its counties in brackets, such as "
                     "'(Butte County)'; add them"),
        {{"value", std::string(name)}});
  }
  return Region{.id = absl::StrCat("us-ca-", absl::StrJoin(counties, "-")),
                .title = std::string(name),
                .kind = RegionKind::kStateDefined,
                .vintage = std::string(vintage),
                .parent = "us-ca"};
}

std::vector<std::string> CaliforniaCountyNames(absl::string_view area_name) {
  const size_t open = area_name.rfind('(');
  const size_t close = area_name.rfind(')');
  if (open == absl::string_view::npos || close == absl::string_view::npos ||
      close < open) {
    return {};
  }
  absl::string_view list =
      absl::StripAsciiWhitespace(area_name.substr(open + 1, close - open - 1));
  if (!absl::ConsumeSuffix(&list, " Counties") &&
      !absl::ConsumeSuffix(&list, " County")) {
    return {};
  }
  const std::string commas = absl::StrReplaceAll(list, {{" and ", ","}});
  std::vector<std::string> names;
  for (absl::string_view county : absl::StrSplit(commas, ',')) {
    county = absl::StripAsciiWhitespace(county);
    if (!county.empty()) names.emplace_back(county);
  }
  return names;
}

std::string CountyId(int state_fips, int county) {
  if (StateByFips(state_fips) == nullptr || county < 1 || county > 999) {
    return "";
  }
  return absl::StrFormat("us-county-%02d%03d", state_fips, county);
}

const State* StateOfCounty(absl::string_view id) {
  const auto number = NumberBehind(id, "us-county-", 5);
  return number && *number % 1000 != 0 ? StateByFips(*number / 1000) : nullptr;
}

std::optional<RegionKind> KindOfId(absl::string_view id) {
  if (id == "us") return RegionKind::kNation;
  if (absl::StartsWith(id, "us-county-")) {
    if (StateOfCounty(id) == nullptr) return std::nullopt;
    return RegionKind::kCounty;
  }
  if (NumberBehind(id, "us-cbsa-", 5) || NumberBehind(id, "us-necta-", 5)) {
    return RegionKind::kMetropolitan;
  }
  if (NumberBehind(id, "us-bos-", 7)) return RegionKind::kNonmetropolitan;
  const bool is_slug = id == Slug(id);
  if (absl::StartsWith(id, "us-set-") && id.size() > 7 && is_slug) {
    return RegionKind::kComposed;
  }
  if (!absl::StartsWith(id, "us-") || !is_slug || id.size() < 5 ||
      StateByPostal(absl::AsciiStrToUpper(id.substr(3, 2))) == nullptr) {
    return std::nullopt;
  }
  if (id.size() == 5) return RegionKind::kState;
  if (id[5] != '-') return std::nullopt;
  return RegionKind::kStateDefined;
}

Region NewYorkLaborRegion(absl::string_view name, absl::string_view vintage) {
  return {.id = absl::StrCat("us-ny-lmr-", Slug(name)),
          .title = std::string(tabular::Trim(name)),
          .kind = RegionKind::kStateDefined,
          .vintage = std::string(vintage),
          .parent = "us-ny"};
}

std::string Slug(absl::string_view text) {
  std::string slug;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      slug.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace plumbline::labor
