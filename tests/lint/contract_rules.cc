#include "tests/lint/contract_rules.h"

#include <google/api/resource.pb.h>

#include <algorithm>
#include <initializer_list>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace plumbline::lint {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::EnumDescriptor;
using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::FileDescriptor;
using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::ServiceDescriptor;

using Violations = std::vector<std::string>;

// What begins the name of a method that only reads; every other method changes
// something.
constexpr const char* kReadingVerbs[] = {
    "Get",      "List",      "BatchGet", "Search",   "Explain", "Evaluate",
    "Describe", "Validate",  "Match",    "Simulate", "Compare", "Download",
    "Watch",    "Summarize", "Audit",    "Replay",   "Compose"};

bool IsReading(const std::string& method) {
  return std::any_of(
      std::begin(kReadingVerbs), std::end(kReadingVerbs),
      [&method](const char* verb) { return absl::StartsWith(method, verb); });
}

// Whether `message` has the field, or, in a stream of chunks, one of its own
// parts has: the first chunk of an upload carries the arguments.
bool Has(const Descriptor& message, const std::string& field) {
  if (message.FindFieldByName(field) != nullptr) return true;
  for (int i = 0; i < message.nested_type_count(); ++i) {
    if (message.nested_type(i)->FindFieldByName(field) != nullptr) return true;
  }
  return false;
}

void Require(const MethodDescriptor& method, const Descriptor& message,
             std::initializer_list<std::string> fields,
             Violations& violations) {
  for (const std::string& field : fields) {
    if (Has(message, field)) continue;
    violations.push_back(absl::StrCat(method.full_name(), ": ", message.name(),
                                      " has no ", field));
  }
}

const FieldDescriptor* FieldOfType(const Descriptor& message,
                                   const Descriptor& type) {
  for (int i = 0; i < message.field_count(); ++i) {
    if (message.field(i)->message_type() == &type) return message.field(i);
  }
  return nullptr;
}

// A top-level resource has one collection in its pattern and so no parent.
bool HasParent(const Descriptor& resource) {
  const auto& option = resource.options().GetExtension(google::api::resource);
  return option.pattern_size() > 0 &&
         std::count(option.pattern(0).begin(), option.pattern(0).end(), '{') >
             1;
}

// A client that gives the resource also says below what and, as in
// `program_id`, under which id. A server that makes the resource itself (a run)
// names it as well.
void CheckCreate(const MethodDescriptor& method, Violations& violations) {
  const Descriptor& request = *method.input_type();
  const FieldDescriptor* resource = FieldOfType(request, *method.output_type());
  if (resource == nullptr) return;
  if (HasParent(*method.output_type()))
    Require(method, request, {"parent"}, violations);
  Require(method, request, {absl::StrCat(resource->name(), "_id")}, violations);
}

void CheckUpdate(const MethodDescriptor& method, Violations& violations) {
  Require(method, *method.input_type(), {"update_mask"}, violations);
  if (FieldOfType(*method.input_type(), *method.output_type()) == nullptr) {
    violations.push_back(absl::StrCat(method.full_name(),
                                      ": the request does not hold the ",
                                      method.output_type()->name()));
  }
}

// An auditor asks what was known then: every read of what is kept can be asked
// as of a time, or its departure says why its answer is the same at any time.
void CheckTime(const MethodDescriptor& method, Violations& violations) {
  for (const char* verb : {"Get", "BatchGet", "List", "Download"}) {
    if (absl::StartsWith(method.name(), verb) &&
        !Has(*method.input_type(), "pins"))
      Require(method, *method.input_type(), {"as_of"}, violations);
  }
}

void CheckMethod(const MethodDescriptor& method, Violations& violations) {
  const Descriptor& request = *method.input_type();
  const std::string& name = method.name();
  if (request.full_name() == "google.protobuf.Empty") {
    violations.push_back(
        absl::StrCat(method.full_name(), ": an Empty request can never grow"));
    return;
  }
  const bool resource =
      method.output_type()->options().HasExtension(google::api::resource);
  if (absl::StartsWith(name, "Delete") ||
      (absl::StartsWith(name, "Get") && resource)) {
    Require(method, request, {"name"}, violations);
  }
  if (absl::StartsWith(name, "List")) {
    Require(method, request, {"page_size", "page_token"}, violations);
    Require(method, *method.output_type(), {"next_page_token"}, violations);
  }
  CheckTime(method, violations);
  if (absl::StartsWith(name, "Create")) CheckCreate(method, violations);
  if (absl::StartsWith(name, "Update")) CheckUpdate(method, violations);
  if (!IsReading(name)) Require(method, request, {"request_id"}, violations);
}

void CheckEnum(const EnumDescriptor& type, Violations& violations) {
  if (type.value(0)->number() == 0 &&
      absl::EndsWith(type.value(0)->name(), "_UNSPECIFIED"))
    return;
  violations.push_back(
      absl::StrCat(type.full_name(),
                   ": the first value is not a zero called ..._UNSPECIFIED"));
}

void CheckField(const FieldDescriptor& field, Violations& violations) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_UINT64:
    case FieldDescriptor::TYPE_FIXED32:
    case FieldDescriptor::TYPE_FIXED64:
      violations.push_back(absl::StrCat(field.full_name(), ": unsigned"));
      break;
    default:
      break;
  }
}

void CheckResource(const Descriptor& message, Violations& violations) {
  const auto& option = message.options().GetExtension(google::api::resource);
  const FieldDescriptor* name = message.FindFieldByName("name");
  if (name == nullptr || name->type() != FieldDescriptor::TYPE_STRING) {
    violations.push_back(absl::StrCat(message.full_name(),
                                      ": a resource without a string name"));
  }
  if (option.pattern_size() == 0 || absl::StartsWith(option.pattern(0), "{")) {
    violations.push_back(
        absl::StrCat(message.full_name(), ": a resource without a pattern"));
  }
}

void CheckMessage(const Descriptor& message, Violations& violations) {
  for (int i = 0; i < message.field_count(); ++i)
    CheckField(*message.field(i), violations);
  for (int i = 0; i < message.enum_type_count(); ++i) {
    CheckEnum(*message.enum_type(i), violations);
  }
  if (message.options().HasExtension(google::api::resource))
    CheckResource(message, violations);
  for (int i = 0; i < message.nested_type_count(); ++i) {
    CheckMessage(*message.nested_type(i), violations);
  }
}

}  // namespace

std::vector<std::string> FindViolations(const FileDescriptor& file) {
  Violations violations;
  for (int i = 0; i < file.service_count(); ++i) {
    const ServiceDescriptor& service = *file.service(i);
    for (int m = 0; m < service.method_count(); ++m)
      CheckMethod(*service.method(m), violations);
  }
  for (int i = 0; i < file.enum_type_count(); ++i)
    CheckEnum(*file.enum_type(i), violations);
  for (int i = 0; i < file.message_type_count(); ++i) {
    CheckMessage(*file.message_type(i), violations);
  }
  return violations;
}

}  // namespace plumbline::lint
