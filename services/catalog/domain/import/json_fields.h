#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_JSON_FIELDS_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_JSON_FIELDS_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/catalog/domain/validation.h"

namespace plumbline::catalog {

// Parses the JSON document in a file.
//
// Errors: kInvalidArgument, FILE_MALFORMED: it is not JSON in UTF-8; the
// message has the byte. ARGUMENT_INVALID: a key is about students.
absl::StatusOr<nlohmann::json> ParseJson(const ImportFile& file);

// The fields of one JSON object. What is of another type than asked for is
// noted as a violation and read as if it were not there.
class JsonFields {
 public:
  // `object` outlives this; what is none has no fields and is a violation.
  JsonFields(const nlohmann::json& object, std::string prefix,
             std::vector<Violation>* violations);

  // null is the same as no field.
  std::string Text(absl::string_view key);
  std::vector<std::string> Texts(absl::string_view key);
  std::optional<int32_t> Count(absl::string_view key);
  // A number times 1,000.
  int32_t Milli(absl::string_view key);
  bool Flag(absl::string_view key);
  // The elements of an array; none when there is no such field.
  std::vector<const nlohmann::json*> Items(absl::string_view key);

  // The value of a word; `words` lists them for the message.
  template <typename Enum>
  Enum Word(absl::string_view key,
            std::optional<Enum> (*parse)(absl::string_view),
            absl::string_view words) {
    const std::string word = Text(key);
    const auto value = parse(word);
    if (!value.has_value()) {
      Note(key, word, absl::StrCat("write ", words, " or nothing"));
    }
    return value.value_or(Enum());
  }

  // Notes every key that was not asked for: a misspelt field is not lost in
  // silence.
  void RefuseOthers();

 private:
  const nlohmann::json* Find(absl::string_view key);
  void Note(absl::string_view key, absl::string_view value,
            absl::string_view message);

  const nlohmann::json& object_;
  const std::string prefix_;
  std::vector<Violation>& violations_;
  std::vector<std::string> asked_;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_JSON_FIELDS_H_
