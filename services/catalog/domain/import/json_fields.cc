#include "services/catalog/domain/import/json_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "services/common/base/error.h"

namespace plumbline::catalog {
namespace {

constexpr int kMaxDepth = 32;

}  // namespace

absl::StatusOr<nlohmann::json> ParseJson(const ImportFile& file) {
  std::string student_key;
  bool is_too_deep = false;
  const auto watch = [&](int depth, nlohmann::json::parse_event_t event,
                         nlohmann::json& parsed) {
    is_too_deep = is_too_deep || depth > kMaxDepth;
    if (event == nlohmann::json::parse_event_t::key && student_key.empty() &&
        IsAboutStudents(parsed.get_ref<const std::string&>())) {
      student_key = parsed.get<std::string>();
    }
    return depth <= kMaxDepth;
  };
  nlohmann::json document;
  std::string fault;
  try {
    document = nlohmann::json::parse(
        file.bytes.data(), file.bytes.data() + file.bytes.size(), watch);
  } catch (const nlohmann::json::exception& error) {
    fault = error.what();
  }
  if (is_too_deep) fault = "it is nested more than 32 deep";
  if (!fault.empty()) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
        absl::StrCat(file.path, " is not a JSON document of programs: ", fault),
        {{"file", file.path}});
  }
  if (!student_key.empty()) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
        absl::StrCat(file.path, ": key \"", student_key,
                     "\" is about students. This service takes programs and "
                     "aggregate counts only: remove it, nothing of the file "
                     "was kept"),
        {{"file", file.path}, {"column", student_key}});
  }
  return document;
}

JsonFields::JsonFields(const nlohmann::json& object, std::string prefix,
                       std::vector<Violation>* violations)
    : object_(object), prefix_(std::move(prefix)), violations_(*violations) {
  if (!object.is_object()) Note("", "", "it is not a JSON object");
}

void JsonFields::Note(absl::string_view key, absl::string_view value,
                      absl::string_view message) {
  violations_.push_back({absl::StrCat(prefix_, key), std::string(value),
                         std::string(base::reason::kArgumentInvalid),
                         std::string(message)});
}

const nlohmann::json* JsonFields::Find(absl::string_view key) {
  asked_.emplace_back(key);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(std::string(key));
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::string JsonFields::Text(absl::string_view key) {
  const nlohmann::json* value = Find(key);
  if (value == nullptr) return "";
  if (value->is_string()) return value->get<std::string>();
  Note(key, value->dump(), "it is not a text: put it in quotes");
  return "";
}

std::vector<const nlohmann::json*> JsonFields::Items(absl::string_view key) {
  std::vector<const nlohmann::json*> items;
  const nlohmann::json* value = Find(key);
  if (value == nullptr) return items;
  if (!value->is_array()) {
    Note(key, value->dump(), "it is not an array");
    return items;
  }
  for (const nlohmann::json& item : *value) items.push_back(&item);
  return items;
}

std::vector<std::string> JsonFields::Texts(absl::string_view key) {
  std::vector<std::string> texts;
  for (const nlohmann::json* item : Items(key)) {
    if (item->is_string()) {
      texts.push_back(item->get<std::string>());
    } else {
      Note(key, item->dump(), "it holds something that is not a text");
    }
  }
  return texts;
}

std::optional<int32_t> JsonFields::Count(absl::string_view key) {
  const nlohmann::json* value = Find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_integer()) {
    const auto number = value->get<int64_t>();
    if (number >= 0 && number <= std::numeric_limits<int32_t>::max()) {
      return static_cast<int32_t>(number);
    }
  }
  Note(key, value->dump(), "it is not a whole number from 0 on");
  return std::nullopt;
}

int32_t JsonFields::Milli(absl::string_view key) {
  const nlohmann::json* value = Find(key);
  if (value == nullptr) return 0;
  const double number = value->is_number() ? value->get<double>() : -1;
  if (number >= 0 && number < 1e6) {
    return static_cast<int32_t>(std::lround(number * 1000));
  }
  Note(key, value->dump(), "it is not a number from 0 on");
  return 0;
}

bool JsonFields::Flag(absl::string_view key) {
  const nlohmann::json* value = Find(key);
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->get<bool>();
  Note(key, value->dump(), "it is neither true nor false");
  return false;
}

void JsonFields::RefuseOthers() {
  if (!object_.is_object()) return;
  for (const auto& [key, value] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
      Note(key, "", "there is no such field: correct its name or remove it");
    }
  }
}

}  // namespace plumbline::catalog
