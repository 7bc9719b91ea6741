#ifndef PLUMBLINE_SERVICES_COMMON_BASE_RETENTION_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_RETENTION_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"

namespace plumbline::base {

// Which of the things that were served one after the other are kept. What is
// served now always is.
struct RetentionRule {
  // So many of the newest; 0 says nothing.
  int newest = 0;
  // What was served at some time within so many years, so that every question
  // as of a time within them is answered; 0 says nothing.
  int years = 0;

  // True when it says nothing: everything is kept.
  bool KeepsAll() const { return newest == 0 && years == 0; }
};

// "keep the newest 12 and what was served within the last 7 years"
std::string RuleText(const RetentionRule& rule);

// Whether the rule keeps each of some things, the newest first. `served_until`
// is when each was served last; InfiniteFuture: it is served now.
std::vector<bool> Keeps(const RetentionRule& rule,
                        absl::Span<const absl::Time> served_until,
                        absl::Time now);

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_RETENTION_H_
