#ifndef PLUMBLINE_SERVICES_LABOR_API_EDITION_TEXTS_H_
#define PLUMBLINE_SERVICES_LABOR_API_EDITION_TEXTS_H_

#include <vector>

#include "plumbline/labor/v1/texts.pb.h"
#include "services/labor/domain/edition/edition.h"
#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// The pinned O*NET release of the latest version; null when there is none.
const PinnedRelease* OnetReleaseOf(const Edition& edition);
// The pinned releases that texts come from, sorted by name: the O*NET release,
// the list of CIP 2020 codes, and of the list of course codes and of each list
// of credentials the latest version.
std::vector<const PinnedRelease*> TextReleasesOf(const Edition& edition);

// Composes the texts of an edition: call AddOnet or AddLists once for each of
// its TextReleasesOf, in that order, then Finish.
class TextsComposer {
 public:
  explicit TextsComposer(const std::string& edition) {
    texts_.set_edition(edition);
  }

  void AddOnet(const PinnedRelease& release, const onet::OnetTables& tables);
  // The six-digit codes of CIP 2020, the course codes and the credentials of a
  // release; it has one kind of them.
  void AddLists(const PinnedRelease& release, const ReleaseTables& tables);
  // The serialised EditionTexts.
  std::string Finish() const;

 private:
  int32_t AddRelease(const PinnedRelease& release);
  int32_t AddFile(int32_t release, const std::string& file,
                  const std::string& sheet);
  // Of the release at `release`.
  void AddPrograms(int32_t release, const std::vector<CipTable>& taxonomies);
  void AddCourses(int32_t release, const std::vector<CourseTable>& taxonomies);
  void AddCredentials(int32_t release,
                      const std::vector<CredentialTable>& lists);

  v1::EditionTexts texts_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_EDITION_TEXTS_H_
