#include "services/catalog/store/catalog_store.h"

#include "absl/strings/str_cat.h"

namespace plumbline::catalog {

std::string RevisionStamp::Etag() const {
  return absl::StrCat(moment, "-", revision_id.substr(0, 16));
}

}  // namespace plumbline::catalog
