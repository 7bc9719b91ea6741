#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_SOURCE_MEMBERS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_SOURCE_MEMBERS_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/tabular/zip_archive.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::onet {

// A text file of a release, in a folder or in an archive.
struct Member {
  // Where findings say that it is: the given file and, for an archive, the
  // member's full name.
  std::string file{};
  std::string sheet{};
  // The archive it is in; null for a file of its own, which is then `bytes`.
  const tabular::ZipArchive* archive = nullptr;
  absl::string_view bytes{};
};

// The files of a release by their own names ("Skills.txt"), out of archives and
// folders alike, so that the order in which they were given does not matter.
class SourceMembers {
 public:
  // Lists what is in `files`. Two different files of one name, and files of two
  // versions, are fatal findings in `report`; the first by place is kept.
  //
  // Errors: as tabular::ZipArchive::Open.
  static absl::StatusOr<SourceMembers> List(SourceFiles files,
                                            GateReport* report);

  // Sorted by name.
  const std::map<std::string, Member>& by_name() const { return members_; }

  // "30.1", from a folder or archive such as `db_30_1_text`, else from the
  // first line of Read Me.txt; empty when nothing says it.
  const std::string& version() const { return version_; }

  // The bytes of a member; `unpacked` holds them when it is in an archive.
  //
  // Errors: as tabular::ZipArchive::ReadEntry.
  absl::StatusOr<absl::string_view> Read(const Member& member,
                                         std::string* unpacked) const;

 private:
  absl::Status AddFile(const SourceFile& file, GateReport* report);
  absl::Status AddMember(Member member, absl::string_view path,
                         GateReport* report);
  absl::Status ReadVersionFromReadMe(GateReport* report);
  void SeeVersion(const std::string& version, const Member& member,
                  GateReport* report);

  std::vector<std::unique_ptr<tabular::ZipArchive>> archives_;
  std::map<std::string, Member> members_;
  std::string version_;
  // Other versions that files name; each is reported once.
  std::set<std::string> conflicts_;
};

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_SOURCE_MEMBERS_H_
