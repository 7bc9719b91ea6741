#include "services/alignment/api/supply/supply_completions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/domain/matching/links.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/vocabulary/cip_code.h"

namespace plumbline::alignment {
namespace {

using vocabulary::CipCode;
using Source = v1::SupplyAndDemand;

constexpr absl::string_view kInstitutionProvider = "providers/ipeds-";
constexpr int kLastAwardLevel = 21;
constexpr char kFirstMajor = 1;

// An institution and a program code.
using Offer = std::pair<uint32_t, uint32_t>;

absl::Status Refused(absl::string_view field, absl::string_view what) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(field, ": ", what), {{"field", std::string(field)}});
}

// The institution of `providers/ipeds-188890` or of a program of it.
std::optional<uint32_t> UnitidOf(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kInstitutionProvider)) return std::nullopt;
  uint32_t unitid = 0;
  if (!absl::SimpleAtoi(name.substr(0, name.find('/')), &unitid)) {
    return std::nullopt;
  }
  return unitid;
}

// The awards of the latest period; null when there are none.
const CompletionTableEntry* LatestOf(const Edition& edition) {
  const CompletionTableEntry* latest = nullptr;
  for (const CompletionTableEntry& table : edition.tables().completion_tables) {
    if (latest == nullptr || table.reference_period > latest->reference_period)
      latest = &table;
  }
  return latest;
}

enum class Where { kInside, kOutside, kUnknown };

// By the county, where the edition has it, else by the state.
Where WhereIs(const Edition& edition, const InstitutionEntry& institution,
              RegionIndex region) {
  if (edition.nation() == region) return Where::kInside;
  const auto within = [&](RegionIndex place) {
    return edition.IsWithin(place, region);
  };
  if (const auto county = edition.FindRegion(institution.county)) {
    return within(*county) ? Where::kInside : Where::kOutside;
  }
  if (institution.state.empty()) return Where::kUnknown;
  const auto state = edition.FindRegion(institution.state);
  if (state.has_value() && within(*state)) return Where::kInside;
  // A part of its state, of several, or of another one.
  const auto of = edition.state_of(region);
  const bool apart =
      of.has_value() && edition.region_id(*of) != institution.state;
  return apart ? Where::kOutside : Where::kUnknown;
}

// What the catalog says of institutions by program code.
class OwnCounts {
 public:
  OwnCounts(const Edition& edition, const Subjects& programs) {
    for (const auto& program : programs) {
      const auto offer = OfferOf(edition, *program);
      if (!offer) continue;
      const catalog::v1::Program& said = program->subject.program;
      if (said.has_completers() || said.completers_suppressed()) {
        counted_.insert(*offer);
      }
    }
  }

  bool Has(const Offer& offer) const { return counted_.contains(offer); }

  static std::optional<Offer> OfferOf(const Edition& edition,
                                      const SubjectInUse& program) {
    const auto unitid = UnitidOf(program.subject.program.name());
    if (!unitid) return std::nullopt;
    const auto cip = FindLinks(edition, program.facts).cip;
    if (!cip) return std::nullopt;
    return Offer{*unitid, static_cast<uint32_t>(cip->digits())};
  }

 private:
  std::set<Offer> counted_;
};

// Makes programs of the rows of awards.
class AwardCounter {
 public:
  AwardCounter(const Edition& edition, const CompletionTableEntry& table,
               const v1::CompareSupplyAndDemandRequest& request,
               const OwnCounts& own)
      : edition_(edition),
        table_(table),
        own_(own),
        second_majors_(request.second_majors()),
        levels_(request.award_levels().begin(), request.award_levels().end()) {
    v1::CompletionsCounted& counted = awards_.counted;
    counted.set_release(edition.tables().releases[table.release].name);
    counted.set_reference_period(table.reference_period);
    counted.set_second_majors(second_majors_);
  }

  void Count(uint32_t place) {
    const InstitutionEntry& institution = table_.institutions[place];
    const uint32_t first = place == 0 ? 0 : table_.row_ends[place - 1];
    const uint32_t last = table_.row_ends[place];
    const size_t before = awards_.programs.size();
    for (uint32_t row = first; row < last;) {
      uint32_t end = row;
      while (end < last && table_.cip_codes[end] == table_.cip_codes[row]) {
        ++end;
      }
      CountProgram(institution, row, end);
      row = end;
    }
    if (awards_.programs.size() == before) return;
    v1::CompletionsCounted& counted = awards_.counted;
    counted.set_institution_count(counted.institution_count() + 1);
  }

  void LeaveUnlocated() {
    v1::CompletionsCounted& counted = awards_.counted;
    counted.set_unlocated_institution_count(
        counted.unlocated_institution_count() + 1);
  }

  bool StandsFor(const Offer& offer) const { return offers_.contains(offer); }

  InstitutionAwards Finish() && {
    v1::CompletionsCounted& counted = awards_.counted;
    counted.set_program_count(static_cast<int32_t>(awards_.programs.size()));
    for (const auto& [level, count] : by_level_) {
      v1::CompletionsCounted::OfLevel& message = *counted.add_levels();
      message.set_award_level(level);
      message.set_awards(count);
      counted.set_award_count(counted.award_count() + count);
    }
    return std::move(awards_);
  }

 private:
  bool Counts(uint32_t row) const {
    return (second_majors_ || table_.majors[row] == kFirstMajor) &&
           (levels_.empty() || levels_.contains(table_.award_levels[row]));
  }

  // Rows [first, last) of one institution and code.
  void CountProgram(const InstitutionEntry& institution, uint32_t first,
                    uint32_t last) {
    v1::CompletionsCounted& counted = awards_.counted;
    const Offer offer{institution.unitid, table_.cip_codes[first]};
    int64_t total = 0;
    for (uint32_t row = first; row < last; ++row) {
      if (Counts(row)) total += table_.awards[row];
    }
    if (total == 0) return;
    if (own_.Has(offer)) {
      counted.set_superseded_award_count(counted.superseded_award_count() +
                                         total);
      return;
    }
    for (uint32_t row = first; row < last; ++row) {
      if (Counts(row))
        by_level_[table_.award_levels[row]] += table_.awards[row];
    }
    offers_.insert(offer);
    awards_.programs.push_back(ProgramOf(institution, offer.second, total));
  }

  std::shared_ptr<const SubjectInUse> ProgramOf(
      const InstitutionEntry& institution, uint32_t digits, int64_t total) {
    const CipCode cip = CipCode::FromDigits(static_cast<int32_t>(digits));
    const CipEntry* const known = edition_.crosswalk().Find(cip);
    if (known == nullptr) {
      v1::CompletionsCounted& counted = awards_.counted;
      counted.set_unknown_cip_award_count(counted.unknown_cip_award_count() +
                                          total);
    }
    Subject subject;
    subject.program.set_name(absl::StrCat(awards_.counted.release(),
                                          "/institutions/", institution.unitid,
                                          "/programs/", cip.ToString()));
    subject.program.set_title(
        absl::StrCat(known == nullptr ? cip.ToString() : known->title, ", ",
                     institution.title));
    subject.program.set_cip(cip.ToString());
    subject.program.set_cip_vintage("cip-2020");
    subject.program.set_completers(static_cast<int32_t>(total));
    return InUse(std::move(subject));
  }

  const Edition& edition_;
  const CompletionTableEntry& table_;
  const OwnCounts& own_;
  const bool second_majors_;
  const std::set<int> levels_;
  InstitutionAwards awards_;
  std::map<int, int64_t> by_level_;
  std::set<Offer> offers_;
};

absl::Status CheckAwardsAsked(
    const v1::CompareSupplyAndDemandRequest& request) {
  for (const int level : request.award_levels()) {
    if (level >= 1 && level <= kLastAwardLevel) continue;
    return Refused("award_levels",
                   absl::StrCat(level, " is no AWLEVEL of the publisher"));
  }
  const std::string& provider = request.provider();
  if (provider.empty() || provider == "providers/-" || UnitidOf(provider)) {
    return absl::OkStatus();
  }
  return Refused("completer_source",
                 absl::StrCat("the institution of ", provider,
                              " is not known: only providers/ipeds-{unitid} "
                              "have awards, or ask for PROGRAMS"));
}

// Takes out the programs without a count that awards stand for.
void ReplacePrograms(const Edition& edition, const AwardCounter& counter,
                     Subjects* programs, v1::CompletionsCounted* counted) {
  const auto replaced = std::erase_if(*programs, [&](const auto& program) {
    const catalog::v1::Program& said = program->subject.program;
    if (said.has_completers() || said.completers_suppressed()) return false;
    const auto offer = OwnCounts::OfferOf(edition, *program);
    return offer.has_value() && counter.StandsFor(*offer);
  });
  counted->set_replaced_program_count(static_cast<int32_t>(replaced));
}

}  // namespace

bool CountsPrograms(const v1::CompareSupplyAndDemandRequest& request) {
  return request.completer_source() != Source::COMPLETIONS;
}

bool CountsCompletions(const v1::CompareSupplyAndDemandRequest& request) {
  return request.completer_source() == Source::COMPLETIONS ||
         request.completer_source() == Source::PROGRAMS_AND_COMPLETIONS;
}

absl::StatusOr<InstitutionAwards> CountAwards(
    const Edition& edition, RegionIndex region,
    const v1::CompareSupplyAndDemandRequest& request, Subjects* programs) {
  PLUMBLINE_RETURN_IF_ERROR(CheckAwardsAsked(request));
  const CompletionTableEntry* const table = LatestOf(edition);
  if (table == nullptr) {
    return base::Error(
        absl::StatusCode::kFailedPrecondition,
        base::reason::kFigureNotPublished,
        absl::StrCat(edition.name(),
                     " carries no awards of institutions: publish an edition "
                     "with a release of sources/ipeds"),
        {{"source", "sources/ipeds"}, {"edition", edition.name()}});
  }
  const auto only = UnitidOf(request.provider());
  const OwnCounts own(edition, *programs);
  AwardCounter counter(edition, *table, request, own);
  for (uint32_t i = 0; i < table->institutions.size(); ++i) {
    const InstitutionEntry& institution = table->institutions[i];
    if (only.has_value()) {
      if (institution.unitid == *only) counter.Count(i);
      continue;
    }
    const Where where = WhereIs(edition, institution, region);
    if (where == Where::kInside) counter.Count(i);
    if (where == Where::kUnknown) counter.LeaveUnlocated();
  }
  v1::CompletionsCounted replaced;
  ReplacePrograms(edition, counter, programs, &replaced);
  InstitutionAwards awards = std::move(counter).Finish();
  awards.counted.set_replaced_program_count(replaced.replaced_program_count());
  return awards;
}

}  // namespace plumbline::alignment
