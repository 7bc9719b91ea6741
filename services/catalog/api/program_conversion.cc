#include "services/catalog/api/program_conversion.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/field_mask_util.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"

namespace plumbline::catalog {
namespace {

using ::google::protobuf::FieldMask;
using ::google::protobuf::util::FieldMaskUtil;

constexpr std::array<absl::string_view, 5> kOutputOnly = {
    "name", "source", "revision_id", "etag", "update_time"};

absl::Status Invalid(absl::string_view field, absl::string_view message) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(field, ": ", message), {{"field", std::string(field)}});
}

v1::Course ToProto(const Course& course) {
  v1::Course message;
  message.set_code(course.code);
  message.set_title(course.title);
  message.set_description(course.description);
  message.set_sced(course.sced);
  message.set_level(static_cast<v1::Course::Level>(course.level));
  message.set_credits_milli(course.credits_milli);
  message.set_hours(course.hours);
  message.set_dual_credit(course.dual_credit);
  *message.mutable_prerequisites() = {course.prerequisites.begin(),
                                      course.prerequisites.end()};
  return message;
}

v1::Program ToProto(const Program& program) {
  v1::Program message;
  message.set_name(absl::StrCat("providers/", program.key.provider_id,
                                "/programs/", program.key.program_id));
  message.set_title(program.title);
  message.set_description(program.description);
  message.set_cip(program.cip);
  message.set_cip_vintage(program.cip_vintage);
  message.set_level(static_cast<v1::Program::Level>(program.level));
  for (const Course& course : program.courses) {
    *message.add_courses() = ToProto(course);
  }
  for (const Credential& credential : program.credentials) {
    v1::Credential& added = *message.add_credentials();
    added.set_title(credential.title);
    added.set_issuer(credential.issuer);
    added.set_kind(static_cast<v1::Credential::Kind>(credential.kind));
  }
  for (const DeclaredOccupation& occupation : program.occupations) {
    v1::DeclaredOccupation& added = *message.add_occupations();
    added.set_code(occupation.code);
    added.set_scheme(occupation.scheme);
  }
  message.set_region(program.region);
  *message.mutable_work_based_learning() = {program.work_based_learning.begin(),
                                            program.work_based_learning.end()};
  *message.mutable_articulations() = {program.articulations.begin(),
                                      program.articulations.end()};
  message.set_clock_hours(program.clock_hours);
  // Revisions older than the rule still hold small cells.
  const bool small = IsSmallCell(program.completers);
  if (program.completers.has_value() && !small) {
    message.set_completers(*program.completers);
  }
  message.set_completers_suppressed(program.completers_suppressed || small);
  message.set_completers_year(program.completers_year);
  message.set_completers_source(program.completers_source);
  message.set_city(program.city);
  message.set_county(program.county);
  return message;
}

absl::StatusOr<Course> FromProto(const v1::Course& message,
                                 absl::string_view field) {
  if (!v1::Course::Level_IsValid(message.level())) {
    return Invalid(absl::StrCat(field, ".level"),
                   absl::StrCat(static_cast<int>(message.level()),
                                " is no level: use one of the enumeration"));
  }
  Course course;
  course.code = message.code();
  course.title = message.title();
  course.description = message.description();
  course.sced = message.sced();
  course.level = static_cast<CourseLevel>(message.level());
  course.credits_milli = message.credits_milli();
  course.hours = message.hours();
  course.dual_credit = message.dual_credit();
  course.prerequisites = {message.prerequisites().begin(),
                          message.prerequisites().end()};
  return course;
}

absl::StatusOr<Credential> FromProto(const v1::Credential& message,
                                     absl::string_view field) {
  if (!v1::Credential::Kind_IsValid(message.kind())) {
    return Invalid(absl::StrCat(field, ".kind"),
                   absl::StrCat(static_cast<int>(message.kind()),
                                " is no kind: use one of the enumeration"));
  }
  return Credential{message.title(), message.issuer(),
                    static_cast<CredentialKind>(message.kind())};
}

absl::Status AddLists(const v1::Program& message, Program& program) {
  for (int i = 0; i < message.courses_size(); ++i) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        Course course,
        FromProto(message.courses(i), absl::StrCat("courses[", i, "]")));
    program.courses.push_back(std::move(course));
  }
  for (int i = 0; i < message.credentials_size(); ++i) {
    PLUMBLINE_ASSIGN_OR_RETURN(Credential credential,
                               FromProto(message.credentials(i),
                                         absl::StrCat("credentials[", i, "]")));
    program.credentials.push_back(std::move(credential));
  }
  for (const v1::DeclaredOccupation& occupation : message.occupations()) {
    program.occupations.push_back({occupation.code(), occupation.scheme()});
  }
  return absl::OkStatus();
}

// The fields that `patch` sets and that are for writing.
FieldMask SetFields(const v1::Program& patch) {
  FieldMask mask;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  patch.GetReflection()->ListFields(patch, &fields);
  for (const auto* field : fields) {
    mask.add_paths(field->name());
  }
  for (const absl::string_view output : kOutputOnly) {
    FieldMask one;
    one.add_paths(std::string(output));
    FieldMaskUtil::Subtract<v1::Program>(mask, one, &mask);
  }
  return mask;
}

absl::StatusOr<FieldMask> WritableFields(const v1::Program& patch,
                                         const FieldMask& mask) {
  if (mask.paths().empty()) return SetFields(patch);
  for (const std::string& path : mask.paths()) {
    const bool is_output_only =
        std::find(kOutputOnly.begin(), kOutputOnly.end(), path) !=
        kOutputOnly.end();
    if (is_output_only || absl::StrContains(path, '.') ||
        !FieldMaskUtil::IsValidPath<v1::Program>(path)) {
      return Invalid("update_mask",
                     absl::StrCat("\"", path,
                                  "\" is not a field of a program that can be "
                                  "written: name whole fields, such as `cip`, "
                                  "or `*`"));
    }
  }
  return mask;
}

}  // namespace

v1::Provider ToProto(const StoredProvider& stored) {
  v1::Provider message;
  message.set_name(absl::StrCat("providers/", stored.provider.id));
  message.set_title(stored.provider.title);
  message.set_state(stored.provider.state);
  message.set_county(stored.provider.county);
  message.set_city(stored.provider.city);
  message.set_kind(stored.provider.kind);
  message.set_region(stored.provider.region);
  message.set_etag(stored.stamp.Etag());
  base::SetTime(stored.stamp.update_time, message.mutable_update_time());
  return message;
}

v1::Program ToProto(const StoredProgram& stored) {
  v1::Program message = ToProto(stored.program);
  if (stored.source.has_value()) {
    message.mutable_source()->set_file(stored.source->file);
    message.mutable_source()->set_sha256(stored.source->sha256);
    message.mutable_source()->set_row(stored.source->row);
  }
  message.set_revision_id(stored.stamp.revision_id);
  message.set_etag(stored.stamp.Etag());
  base::SetTime(stored.stamp.update_time, message.mutable_update_time());
  return message;
}

Provider FromProto(const v1::Provider& message, absl::string_view id) {
  return {std::string(id), message.title(), message.state(), message.county(),
          message.city(),  message.kind(),  message.region()};
}

absl::StatusOr<Program> FromProto(const v1::Program& message,
                                  const ProgramKey& key) {
  if (!v1::Program::Level_IsValid(message.level())) {
    return Invalid("level",
                   absl::StrCat(static_cast<int>(message.level()),
                                " is no level: use one of the enumeration"));
  }
  Program program;
  program.key = key;
  program.title = message.title();
  program.description = message.description();
  program.cip = message.cip();
  program.cip_vintage = message.cip_vintage();
  program.level = static_cast<ProgramLevel>(message.level());
  PLUMBLINE_RETURN_IF_ERROR(AddLists(message, program));
  program.region = message.region();
  program.work_based_learning = {message.work_based_learning().begin(),
                                 message.work_based_learning().end()};
  program.articulations = {message.articulations().begin(),
                           message.articulations().end()};
  program.clock_hours = message.clock_hours();
  if (message.has_completers()) program.completers = message.completers();
  program.completers_suppressed = message.completers_suppressed();
  program.completers_year = message.completers_year();
  program.completers_source = message.completers_source();
  SuppressSmallCell(program);
  program.city = message.city();
  program.county = message.county();
  return program;
}

absl::StatusOr<Program> ApplyPatch(const Program& present,
                                   const v1::Program& patch,
                                   const FieldMask& mask) {
  if (mask.paths_size() == 1 && mask.paths(0) == "*") {
    return FromProto(patch, present.key);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const FieldMask fields,
                             WritableFields(patch, mask));
  v1::Program merged = ToProto(present);
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(patch, fields, options, &merged);
  // The utility keeps an optional field that the mask names and the patch
  // leaves unset.
  for (const std::string& path : fields.paths()) {
    if (path == "completers" && !patch.has_completers()) {
      merged.clear_completers();
    }
    // One of the two says it: the new one holds.
    if (path == "completers" && patch.has_completers()) {
      merged.set_completers_suppressed(patch.completers_suppressed());
    }
    if (path == "completers_suppressed" && patch.completers_suppressed() &&
        !patch.has_completers()) {
      merged.clear_completers();
    }
  }
  return FromProto(merged, present.key);
}

}  // namespace plumbline::catalog
