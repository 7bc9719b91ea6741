#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_PUBLISHER_RELEASES_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_PUBLISHER_RELEASES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/sources/descriptor.h"

namespace plumbline::rescoring {

// A release that a publisher has, or may have: `url` and `name` of its files
// are filled in.
struct PublisherRelease {
  std::string id;
  std::vector<sources::WatchedFile> files;
};

// Less than, equal to or greater than 0 as `a` comes before, is or comes after
// `b`: runs of digits are numbers, so 30.10 comes after 30.9.
int CompareReleaseIds(absl::string_view a, absl::string_view b);

// The newest release that the listing of `watch` names on `page`.
//
// Errors: kInvalidArgument, SOURCE_NOT_THE_FORMAT: it names none.
absl::StatusOr<PublisherRelease> NewestOnPage(const sources::Watch& watch,
                                              absl::string_view page);

// The release that the calendar of `watch` has for a year.
PublisherRelease ReleaseOfYear(const sources::Watch& watch, int year);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_PUBLISHER_RELEASES_H_
