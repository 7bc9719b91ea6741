#include "services/labor/domain/onet/source_members.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/common/base/status_macros.h"

namespace plumbline::labor::onet {
namespace {

constexpr absl::string_view kReadMe = "Read Me.txt";

absl::string_view BaseName(absl::string_view path) {
  const size_t slash = path.find_last_of('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

size_t CountDigits(absl::string_view text) {
  size_t count = 0;
  while (count < text.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(text[count]))) {
    ++count;
  }
  return count;
}

// The version at the start of `text`, with `separator` between its two numbers;
// empty when there is none.
std::string LeadingVersion(absl::string_view text, char separator) {
  const size_t major = CountDigits(text);
  if (major == 0 || major > 3 || major == text.size()) return "";
  if (text[major] != separator) return "";
  const absl::string_view rest = text.substr(major + 1);
  const size_t minor = CountDigits(rest);
  if (minor == 0 || minor > 3) return "";
  return absl::StrCat(text.substr(0, major), ".", rest.substr(0, minor));
}

// The version that the innermost `db_30_1_text` of a path names.
std::string VersionOfPath(absl::string_view path) {
  std::string version;
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (!absl::StartsWith(part, "db_")) continue;
    const std::string here = LeadingVersion(part.substr(3), '_');
    if (!here.empty()) version = here;
  }
  return version;
}

// The version in "O*NET 30.1 Database".
std::string VersionOfReadMe(absl::string_view text) {
  constexpr absl::string_view kProduct = "O*NET ";
  const size_t at = text.substr(0, 500).find(kProduct);
  if (at == absl::string_view::npos) return "";
  return LeadingVersion(text.substr(at + kProduct.size()), '.');
}

bool IsZip(absl::string_view bytes) {
  return absl::StartsWith(bytes, "PK\x03\x04") ||
         absl::StartsWith(bytes, "PK\x05\x06");
}

Finding Fatal(absl::string_view rule, const Member& member,
              absl::string_view value, std::string message) {
  return {.severity = Severity::kFatal,
          .rule = std::string(rule),
          .place = {.file = member.file, .sheet = member.sheet},
          .value = std::string(value),
          .message = std::move(message)};
}

}  // namespace

absl::StatusOr<SourceMembers> SourceMembers::List(SourceFiles files,
                                                  GateReport* report) {
  std::vector<SourceFile> sorted(files.begin(), files.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const SourceFile& a, const SourceFile& b) {
              return std::tie(a.path, a.bytes) < std::tie(b.path, b.bytes);
            });
  SourceMembers members;
  for (const SourceFile& file : sorted) {
    PLUMBLINE_RETURN_IF_ERROR(members.AddFile(file, report));
  }
  PLUMBLINE_RETURN_IF_ERROR(members.ReadVersionFromReadMe(report));
  return members;
}

absl::Status SourceMembers::AddFile(const SourceFile& file,
                                    GateReport* report) {
  if (!IsZip(file.bytes) && !absl::EndsWithIgnoreCase(file.path, ".zip")) {
    return AddMember({.file = file.path, .bytes = file.bytes}, file.path,
                     report);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(tabular::ZipArchive archive,
                             tabular::ZipArchive::Open(file.path, file.bytes));
  archives_.push_back(
      std::make_unique<tabular::ZipArchive>(std::move(archive)));
  std::vector<std::string> names;
  for (const tabular::ZipEntry& entry : archives_.back()->entries()) {
    if (!absl::EndsWith(entry.name, "/")) names.push_back(entry.name);
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    PLUMBLINE_RETURN_IF_ERROR(AddMember(
        {.file = file.path, .sheet = name, .archive = archives_.back().get()},
        absl::StrCat(file.path, "/", name), report));
  }
  return absl::OkStatus();
}

absl::Status SourceMembers::AddMember(Member member, absl::string_view path,
                                      GateReport* report) {
  const std::string version = VersionOfPath(path);
  if (!version.empty()) SeeVersion(version, member, report);
  const auto [at, added] =
      members_.emplace(std::string(BaseName(path)), member);
  if (added) return absl::OkStatus();
  std::string first, second;
  PLUMBLINE_ASSIGN_OR_RETURN(const absl::string_view kept,
                             Read(at->second, &first));
  PLUMBLINE_ASSIGN_OR_RETURN(const absl::string_view other,
                             Read(member, &second));
  if (kept == other) return absl::OkStatus();
  report->Add(
      Fatal("file-twice", member, BaseName(path),
            absl::StrCat("Two different files are named ", BaseName(path),
                         ": give one release, and an overlay only for what it "
                         "lacks.")));
  return absl::OkStatus();
}

absl::Status SourceMembers::ReadVersionFromReadMe(GateReport* report) {
  const auto read_me = members_.find(std::string(kReadMe));
  if (read_me == members_.end()) return absl::OkStatus();
  std::string unpacked;
  PLUMBLINE_ASSIGN_OR_RETURN(const absl::string_view text,
                             Read(read_me->second, &unpacked));
  const std::string version = VersionOfReadMe(text);
  if (!version.empty()) SeeVersion(version, read_me->second, report);
  return absl::OkStatus();
}

void SourceMembers::SeeVersion(const std::string& version, const Member& member,
                               GateReport* report) {
  if (version_.empty()) version_ = version;
  if (version_ == version || !conflicts_.insert(version).second) return;
  report->Add(Fatal("version-conflict", member, version,
                    absl::StrCat("The files say both ", version_, " and ",
                                 version, ": import one release at a time.")));
}

absl::StatusOr<absl::string_view> SourceMembers::Read(
    const Member& member, std::string* unpacked) const {
  if (member.archive == nullptr) return member.bytes;
  PLUMBLINE_ASSIGN_OR_RETURN(*unpacked,
                             member.archive->ReadEntry(member.sheet));
  return absl::string_view(*unpacked);
}

}  // namespace plumbline::labor::onet
