#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_POLICY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_POLICY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/region_kind.h"
#include "services/alignment/domain/policy/clause.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// A state's definition of high-skill, high-wage and in-demand as data. Mirrors
// proto/plumbline/alignment/v1/policy.proto field by field and number by
// number; docs/policies.md says what each construct means.

enum class Dimension : uint8_t {
  kUnspecified = 0,
  kHighWage = 1,
  kHighSkill = 2,
  kInDemand = 3,
};

struct DimensionRule {
  Dimension dimension = Dimension::kUnspecified;
  Clause clause;
};

// What texts point to with less, in thousandths, is never read.
inline constexpr int32_t kLeastTextMilli = 50;

// How the outcomes of linked occupations make the verdict of a program.
struct LinkRule {
  enum class Kind : uint8_t {
    kUnspecified = 0,
    kAny = 1,
    kAll = 2,
    kShare = 3
  };

  Kind kind = Kind::kUnspecified;
  // kShare: the least share, in thousandths of a percent.
  int32_t share_milli = 0;
  static constexpr int32_t kWholeShare = 100000;
  // kShare: the measure that weighs an occupation; unspecified counts each
  // once.
  vocabulary::Measure weight = vocabulary::Measure::kUnspecified;
  // `25-1` keeps teachers in colleges out.
  std::vector<std::string> excluded_prefixes;
  bool declared_first = false;
  bool declared_only = false;

  // What the program's texts add to the occupations that codes lead to.
  enum class Texts : uint8_t {
    kNothing = 0,
    // Where no code leads to an occupation that counts.
    kWhereNothingElse = 1,
    kAlways = 2
  };
  Texts texts = Texts::kNothing;
  // Of occupations that texts point to, the least probability that counts, in
  // thousandths.
  int32_t text_probability_milli = 0;

  bool reads_texts() const { return texts != Texts::kNothing; }
  bool is_weighted() const {
    return kind == Kind::kShare && weight != vocabulary::Measure::kUnspecified;
  }
};

// What an occupation has to meet before the dimensions are asked.
struct Guard {
  enum class Action : uint8_t { kUnspecified = 0, kUnrated = 1, kFail = 2 };

  Clause clause;
  Action action = Action::kUnspecified;
  std::string reason;
};

// An occupation on a list. Days are `YYYY-MM-DD`.
struct ListEntry {
  // `29-1141`, or the beginning of a code.
  std::string occupation;
  // `regions/us-oh` and what lies inside; empty is everywhere.
  std::string region;
  std::string reason;
  std::string evidence;
  // The first day on which it counts no more; empty when open.
  std::string expires;
};

struct OccupationList {
  std::string id;
  std::string title;
  Citation citation;
  std::string valid_from;
  std::string valid_until;
  std::vector<ListEntry> entries;
};

// An occupation let in or kept out, whatever the figures say.
struct PolicyException {
  enum class Kind : uint8_t { kUnspecified = 0, kInclude = 1, kExclude = 2 };

  Kind kind = Kind::kUnspecified;
  ListEntry entry;
  // Unspecified is the policy as a whole.
  Dimension dimension = Dimension::kUnspecified;
};

// In thousandths; both 0 compares figures as they are published.
struct Confidence {
  int32_t pass_at_least_milli = 0;
  int32_t fail_at_most_milli = 0;

  bool is_set() const { return pass_at_least_milli != 0; }
};

enum class MissingData : uint8_t {
  kUnspecified = 0,
  kIndeterminate = 1,
  kUnrated = 2,
};

struct Policy {
  enum class Status : uint8_t { kUnspecified = 0, kDraft = 1, kPublished = 2 };

  // `policies/us-or/versions/1`.
  std::string name;
  std::string title;
  // `regions/us-or`.
  std::string jurisdiction;
  Citation citation;
  std::string effective_from;
  std::string effective_until;
  Status status = Status::kUnspecified;
  std::vector<std::string> draft_reasons;
  std::vector<DimensionRule> dimensions;
  int32_t dimensions_required = 0;
  LinkRule link_rule;
  bool borrow = false;
  std::vector<std::string> readings;
  std::vector<NamedBenchmark> benchmarks = {};
  std::vector<Guard> guards = {};
  std::vector<OccupationList> lists = {};
  // A later one wins over an earlier one.
  std::vector<PolicyException> exceptions = {};
  std::vector<ValueTable> tables = {};
  Confidence confidence = {};
  MissingData missing_data = MissingData::kUnspecified;
  // The kinds of region that may lend a figure; empty is every larger one.
  std::vector<RegionKind> borrow_from = {};
  // How many editions in a row have to say otherwise before an aligned program
  // no longer counts as such (changes/grace.h). No verdict and no record
  // depends on it, so it is not in the digest.
  int64_t flag_after_editions = 0;
};

// The most editions that a policy may wait for.
inline constexpr int64_t kMostEditionsToWait = 20;

// "a state", for people; empty for what is no kind.
const char* RegionKindTitle(RegionKind kind);
// "HIGH_WAGE" in the API, "high-wage" for people.
const char* DimensionName(Dimension dimension);
const char* DimensionTitle(Dimension dimension);
// The level of that name on the scale of `measure`: `BACHELOR`; job zones and
// vocational preparation are named by their number, `4`. Nothing when there is
// none.
std::optional<int64_t> LevelNamed(vocabulary::Measure measure,
                                  const std::string& name);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_POLICY_H_
