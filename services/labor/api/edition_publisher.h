#ifndef PLUMBLINE_SERVICES_LABOR_API_EDITION_PUBLISHER_H_
#define PLUMBLINE_SERVICES_LABOR_API_EDITION_PUBLISHER_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// What is published.
struct PublishOrder {
  // `editions/{edition}`; empty names the edition after its content.
  std::string name;
  std::vector<std::string> releases;
  // Strongest first; empty: the federal crosswalk alone.
  std::vector<std::string> layers;
  std::string description;
  bool validate_only = false;
  std::string request_id;
};

// An edition that nobody serves.
struct ComposedEdition {
  // Without a sequence and a time.
  EditionRecord record;
  std::string snapshot;
};

// Joins releases of a store into an edition; stores nothing. The order's name,
// or its content's where that is empty: the same as when it is published.
//
// Errors: those of LaborService.ComposeSnapshot.
absl::StatusOr<ComposedEdition> Compose(const PublishOrder& order,
                                        LaborStore* store);

// Joins releases of a store into an edition and publishes it at the time that
// `now` says when all is joined. The same releases and layers answer with the
// edition that has them.
//
// Errors: those of LaborService.PublishEdition.
absl::StatusOr<EditionRecord> Publish(const PublishOrder& order,
                                      const std::function<absl::Time()>& now,
                                      LaborStore* store);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_EDITION_PUBLISHER_H_
