#include "services/common/sources/json_fields.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::sources {
namespace {

const nlohmann::json& Nothing() {
  static const auto* const nothing = new nlohmann::json();
  return *nothing;
}

}  // namespace

JsonFields::JsonFields(const nlohmann::json& object, std::string place,
                       JsonProblem* problem)
    : object_(object), place_(std::move(place)), problem_(problem) {
  if (!object_.is_object()) {
    Refuse("", "is not a JSON object");
    object_ = nlohmann::json::object();
  }
}

bool JsonFields::Has(const char* field) const {
  return object_.contains(field);
}

const nlohmann::json& JsonFields::Take(const char* field) {
  taken_.insert(field);
  const auto found = object_.find(field);
  return found == object_.end() ? Nothing() : *found;
}

void JsonFields::Refuse(absl::string_view field, absl::string_view what) {
  if (!problem_->status.ok()) return;
  const absl::string_view gap = field.empty() ? "" : ".";
  problem_->status = base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
      absl::StrCat(place_, gap, field, " ", what, "; ", problem_->advice),
      {{"file", place_.substr(0, place_.find(':'))},
       {"field", std::string(field)}});
}

std::string JsonFields::Text(const char* field) {
  std::string text = OptionalText(field);
  if (text.empty()) Refuse(field, "is missing or empty");
  return text;
}

std::string JsonFields::OptionalText(const char* field) {
  const nlohmann::json& value = Take(field);
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_null()) Refuse(field, "is not a text");
  return "";
}

int64_t JsonFields::Number(const char* field, int64_t least, int64_t most) {
  const nlohmann::json& value = Take(field);
  if (value.is_number_integer()) {
    const auto number = value.get<int64_t>();
    if (number >= least && number <= most) return number;
  }
  Refuse(field, absl::StrCat("is not a whole number of ", least, " to ", most));
  return least;
}

int64_t JsonFields::OptionalNumber(const char* field, int64_t otherwise,
                                   int64_t least, int64_t most) {
  return Has(field) ? Number(field, least, most) : otherwise;
}

std::vector<std::string> JsonFields::Texts(const char* field) {
  const nlohmann::json& value = Take(field);
  std::vector<std::string> texts;
  if (value.is_null()) return texts;
  if (!value.is_array()) Refuse(field, "is not a list");
  for (const nlohmann::json& item : value) {
    if (!item.is_string()) {
      Refuse(field, "is not a list of texts");
      return {};
    }
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

JsonFields JsonFields::Object(const char* field) {
  const nlohmann::json& value = Take(field);
  return JsonFields(value, absl::StrCat(place_, ".", field), problem_);
}

std::vector<JsonFields> JsonFields::Objects(const char* field) {
  const nlohmann::json& value = Take(field);
  std::vector<JsonFields> objects;
  if (value.is_null()) return objects;
  if (!value.is_array()) {
    Refuse(field, "is not a list");
    return objects;
  }
  for (size_t i = 0; i < value.size(); ++i) {
    objects.emplace_back(
        value[i], absl::StrCat(place_, ".", field, "[", i, "]"), problem_);
  }
  return objects;
}

void JsonFields::RefuseOthers() {
  for (const auto& [field, value] : object_.items()) {
    if (taken_.count(field) == 0) Refuse(field, "is not a field of it");
  }
}

}  // namespace plumbline::sources
