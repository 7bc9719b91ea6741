#ifndef PLUMBLINE_SERVICES_COMMON_SOURCES_JSON_FIELDS_H_
#define PLUMBLINE_SERVICES_COMMON_SOURCES_JSON_FIELDS_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace plumbline::sources {

// The first problem of a file, and what every message ends with: where it is
// said what the file holds.
struct JsonProblem {
  std::string advice;
  absl::Status status;
};

// The fields of one JSON object, each read once. The first problem is kept;
// what is asked after it is empty.
class JsonFields {
 public:
  // `place` is where the object stands: "oews.json: watch.files[1]". `problem`
  // is shared by all objects of one file and outlives this.
  JsonFields(const nlohmann::json& object, std::string place,
             JsonProblem* problem);

  bool Has(const char* field) const;
  // Must be there, and not empty.
  std::string Text(const char* field);
  // May be left out.
  std::string OptionalText(const char* field);
  int64_t Number(const char* field, int64_t least, int64_t most);
  int64_t OptionalNumber(const char* field, int64_t otherwise, int64_t least,
                         int64_t most);
  std::vector<std::string> Texts(const char* field);
  // The object in a field, or each object of a list; empty when it is none.
  JsonFields Object(const char* field);
  std::vector<JsonFields> Objects(const char* field);
  // Refuses what was not asked for.
  void RefuseOthers();
  // Says that `field` is wrong.
  void Refuse(absl::string_view field, absl::string_view what);

 private:
  const nlohmann::json& Take(const char* field);

  nlohmann::json object_;
  std::string place_;
  JsonProblem* problem_;
  std::set<std::string> taken_;
};

}  // namespace plumbline::sources

#endif  // PLUMBLINE_SERVICES_COMMON_SOURCES_JSON_FIELDS_H_
