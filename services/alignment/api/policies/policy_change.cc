#include "services/alignment/api/policies/policy_change.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status Invalid(const v1::ParameterChange& change,
                     absl::string_view what) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("the change of \"", change.path(), "\": ", what),
      {{"field", "changes"}, {"path", change.path()}});
}

// The clause of that id in a message or inside it; null when there is none.
v1::Clause* FindClause(Message& message, const std::string& id) {
  if (auto* clause = dynamic_cast<v1::Clause*>(&message);
      clause != nullptr && clause->id() == id)
    return clause;
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Message* inner = reflection->MutableMessage(&message, field);
      if (v1::Clause* found = FindClause(*inner, id)) return found;
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      Message* inner = reflection->MutableRepeatedMessage(&message, field, i);
      if (v1::Clause* found = FindClause(*inner, id)) return found;
    }
  }
  return nullptr;
}

// `{"a": {"b": value}}` for the path a.b.
std::string JsonOf(const std::vector<std::string>& path,
                   const std::string& value) {
  const bool is_plain =
      value == "true" || value == "false" ||
      (!value.empty() &&
       value.find_first_not_of("-0123456789") == std::string::npos);
  std::string json = is_plain ? value : absl::StrCat("\"", value, "\"");
  for (auto name = path.rbegin(); name != path.rend(); ++name)
    json = absl::StrCat("{\"", *name, "\": ", json, "}");
  return json;
}

// Names are of fields as the contract spells them; no quotes, no blanks.
bool IsName(const std::string& text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") ==
             std::string::npos;
}

bool IsValue(const std::string& text) {
  return text.find_first_of("\"\\") == std::string::npos;
}

// The message that the last name of the path is a field of; null when a name is
// not that of a message that is set, so that a change never turns one construct
// into another.
Message* Walk(Message& message, const std::vector<std::string>& path) {
  Message* at = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const auto* field = at->GetDescriptor()->FindFieldByName(path[i]);
    if (field == nullptr || field->is_repeated() ||
        field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
        !at->GetReflection()->HasField(*at, field))
      return nullptr;
    at = at->GetReflection()->MutableMessage(at, field);
  }
  return at;
}

absl::Status Set(const v1::ParameterChange& change, Message& message,
                 const std::vector<std::string>& path) {
  Message* owner = Walk(message, path);
  const FieldDescriptor* field =
      owner == nullptr ? nullptr
                       : owner->GetDescriptor()->FindFieldByName(path.back());
  if (field == nullptr || field->is_repeated() ||
      field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)
    return Invalid(change,
                   "no such field is there; write it as the policy's JSON has "
                   "it, in snake_case");
  const std::unique_ptr<Message> parsed(owner->New());
  const auto status = google::protobuf::util::JsonStringToMessage(
      JsonOf({path.back()}, change.value()), parsed.get());
  if (status.ok()) {
    owner->GetReflection()->ClearField(owner, field);
    owner->MergeFrom(*parsed);
  }
  if (!status.ok())
    return Invalid(change, absl::StrCat("\"", change.value(),
                                        "\" does not fit the field"));
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyChange(const v1::ParameterChange& change,
                         v1::Policy& policy) {
  const size_t colon = change.path().rfind(':');
  const bool in_clause = colon != std::string::npos;
  const std::string field_path =
      in_clause ? change.path().substr(colon + 1) : change.path();
  const std::vector<std::string> path = absl::StrSplit(field_path, '.');
  for (const std::string& name : path) {
    if (!IsName(name))
      return Invalid(change, absl::StrCat("\"", name, "\" is no field's name"));
  }
  if (!IsValue(change.value()))
    return Invalid(change, "a value has neither quotes nor backslashes");
  if (!in_clause) return Set(change, policy, path);
  v1::Clause* clause = FindClause(policy, change.path().substr(0, colon));
  if (clause == nullptr)
    return Invalid(change, absl::StrCat("the policy has no clause \"",
                                        change.path().substr(0, colon), "\""));
  return Set(change, *clause, path);
}

}  // namespace plumbline::alignment
