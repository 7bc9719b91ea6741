#include "services/common/storage/postgres_options.h"

#include <libpq-fe.h>

#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace plumbline::storage {
namespace {

constexpr absl::string_view kWithheld = "the PostgreSQL database";

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

}  // namespace

bool IsPostgresAddress(absl::string_view database) {
  return absl::StartsWith(database, "postgresql://") ||
         absl::StartsWith(database, "postgres://");
}

std::string PublicAddress(absl::string_view database) {
  // libpq's complaint about an address repeats it, so it is not asked for one.
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(
      PQconninfoParse(std::string(database).c_str(), nullptr));
  if (options == nullptr) return std::string(kWithheld);
  std::string shown(kWithheld);
  for (const PQconninfoOption* option = options.get();
       option->keyword != nullptr; ++option) {
    const absl::string_view keyword = option->keyword;
    const bool is_public = keyword == "user" || keyword == "host" ||
                           keyword == "port" || keyword == "dbname";
    if (is_public && option->val != nullptr) {
      absl::StrAppend(&shown, " ", keyword, "=", option->val);
    }
  }
  return shown;
}

}  // namespace plumbline::storage
