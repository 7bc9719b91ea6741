#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_LINK_RULING_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_LINK_RULING_H_

#include <algorithm>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// Why a link does not count, where no prefix excludes it. Names of records:
// they never change.
namespace excluded {
// Only what the provider declares counts.
inline constexpr absl::string_view kDeclaredOnly = "declared_only";
// The provider declares occupations, and those count alone.
inline constexpr absl::string_view kDeclaredFirst = "declared_first";
// Codes lead to occupations that count, and texts are read where none does.
inline constexpr absl::string_view kCodesFirst = "codes_first";
// The texts do not point to it as surely as the rule asks.
inline constexpr absl::string_view kTextProbability = "text_probability";
// The texts do not decide between occupations: the choice is left to people.
inline constexpr absl::string_view kTextsUndecided = "texts_undecided";
}  // namespace excluded

// The first prefix by which a rule excludes an occupation code; empty for none.
inline absl::string_view PrefixExcluding(const LinkRule& rule,
                                         absl::string_view code) {
  for (const std::string& prefix : rule.excluded_prefixes) {
    if (absl::StartsWith(code, prefix)) return prefix;
  }
  return "";
}

// Which links of one program a rule counts: the one place that says so.
class LinkRuling {
 public:
  // The prefix that excludes an occupation; empty for none.
  using PrefixOf = absl::FunctionRef<absl::string_view(OccupationIndex)>;

  // All outlive the object.
  LinkRuling(const LinkRule& rule, const LinkSet& links, PrefixOf prefix_of)
      : rule_(rule),
        prefix_of_(prefix_of),
        texts_undecided_(links.texts_undecided) {
    any_declared_ = std::any_of(
        links.links.begin(), links.links.end(),
        [](const Link& link) { return link.basis == LinkBasis::kDeclared; });
    any_code_counts_ =
        rule.reads_texts() &&
        std::any_of(
            links.links.begin(), links.links.end(), [this](const Link& link) {
              return link.basis != LinkBasis::kText && ExcludedBy(link).empty();
            });
  }

  // Empty for a link that counts.
  absl::string_view ExcludedBy(const Link& link) const {
    const absl::string_view prefix = prefix_of_(link.occupation);
    if (!prefix.empty()) return prefix;
    switch (link.basis) {
      case LinkBasis::kDeclared:
        return "";
      case LinkBasis::kCrosswalk:
        return CrosswalkExcludedBy();
      case LinkBasis::kText:
        return TextExcludedBy(link);
    }
    return "";
  }

 private:
  absl::string_view CrosswalkExcludedBy() const {
    if (rule_.declared_only) return excluded::kDeclaredOnly;
    return rule_.declared_first && any_declared_ ? excluded::kDeclaredFirst
                                                 : absl::string_view();
  }

  absl::string_view TextExcludedBy(const Link& link) const {
    if (link.probability_milli < rule_.text_probability_milli)
      return excluded::kTextProbability;
    if (texts_undecided_) return excluded::kTextsUndecided;
    return rule_.texts != LinkRule::Texts::kAlways && any_code_counts_
               ? excluded::kCodesFirst
               : absl::string_view();
  }

  const LinkRule& rule_;
  const PrefixOf prefix_of_;
  const bool texts_undecided_;
  bool any_declared_ = false;
  bool any_code_counts_ = false;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_LINK_RULING_H_
