#include "services/alignment/api/changes/change_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace plumbline::alignment {
namespace {

// "sources/oews/releases/2025-05 took the place of
// sources/oews/releases/2024-05".
std::string CauseText(const v1::Cause& cause) {
  if (cause.kind() == v1::Cause::PROGRAM)
    return cause.before().empty()  ? "the provider began it"
           : cause.after().empty() ? "the provider ended it"
                                   : "the provider changed it";
  if (cause.kind() == v1::Cause::SCOPE)
    return cause.before().empty() ? "the run was asked for it"
                                  : "the run was not asked for it";
  if (cause.before().empty()) return absl::StrCat(cause.after(), " came in");
  if (cause.after().empty()) return absl::StrCat(cause.before(), " left");
  return absl::StrCat(cause.after(), " took the place of ", cause.before());
}

std::string SetText(const v1::CauseSet& set) {
  return absl::StrJoin(set.causes(), " and ",
                       [](std::string* out, const v1::Cause& cause) {
                         out->append(CauseText(cause));
                       });
}

std::string CausesText(const v1::Difference& difference) {
  return absl::StrJoin(difference.cause_sets(), "; that alone, or because ",
                       [](std::string* out, const v1::CauseSet& set) {
                         out->append(SetText(set));
                       });
}

// What differs, without why.
std::string WhatText(const v1::Difference& difference) {
  switch (difference.kind()) {
    case v1::Difference::ADDED:
      return absl::StrCat("Scored for the first time: ", difference.after());
    case v1::Difference::REMOVED:
      return absl::StrCat("No longer scored, last ", difference.before());
    case v1::Difference::VERDICT:
      return absl::StrCat(difference.after(), ", before ", difference.before());
    case v1::Difference::DIMENSION:
      return absl::StrCat(difference.about(), " ", difference.after(),
                          ", before ", difference.before());
    case v1::Difference::FLAG:
      return absl::StrCat(difference.about(), difference.after().empty()
                                                  ? " no longer raised"
                                                  : " raised");
    case v1::Difference::LINK:
      return absl::StrCat(difference.about(), difference.after().empty()
                                                  ? " no longer counts"
                                                  : " counts");
    case v1::Difference::GRACE:
      return difference.after().empty()
                 ? std::string("Not at risk any more")
                 : absl::StrCat("At risk: ", difference.after());
    default:
      return absl::StrCat(
          difference.about(), ": ",
          difference.after().empty() ? "no longer in force" : "in force");
  }
}

}  // namespace

std::string ChangeText(const v1::Change& change) {
  if (change.differences().empty()) return "";
  // The first is the gravest: the verdict, where that differs.
  const v1::Difference& first = change.differences(0);
  std::string text =
      absl::StrCat(WhatText(first), ", because ", CausesText(first), ".");
  if (change.clauses().empty()) return text;
  const v1::ClauseChange& clause = change.clauses(0);
  if (clause.has_before())
    absl::StrAppend(&text, " Before: ", clause.before().explanation());
  if (clause.has_after())
    absl::StrAppend(&text, " Now: ", clause.after().explanation());
  return text;
}

std::string GraceText(const Grace& grace) {
  if (!grace.at_risk()) return "";
  return absl::StrCat("counts as ", v1::Verdict_Name(grace.verdict), ", ",
                      grace.contrary_editions,
                      grace.contrary_editions == 1
                          ? " edition said otherwise"
                          : " editions in a row said otherwise");
}

}  // namespace plumbline::alignment
