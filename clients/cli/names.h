#ifndef PLUMBLINE_CLIENTS_CLI_NAMES_H_
#define PLUMBLINE_CLIENTS_CLI_NAMES_H_

#include <string>

namespace plumbline::cli {

// The resource name of what people write with or without its collection:
// "us-or" and "policies/us-or" are `policies/us-or`. Empty stays empty.
inline std::string NameIn(const std::string& collection,
                          const std::string& id) {
  return id.empty() || id.rfind(collection, 0) == 0 ? id : collection + id;
}

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_NAMES_H_
