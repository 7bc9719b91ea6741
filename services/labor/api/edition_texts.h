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
// The pinned list of CIP 2020 codes; null when there is none.
const PinnedRelease* ProgramTaxonomyOf(const Edition& edition);
// The pinned list of course codes of the latest version; null when there is
// none.
const PinnedRelease* CourseTaxonomyOf(const Edition& edition);

// Composes the texts of an edition: call each Add at most once, then Finish.
class TextsComposer {
 public:
  explicit TextsComposer(const std::string& edition) {
    texts_.set_edition(edition);
  }

  void AddOnet(const PinnedRelease& release, const onet::OnetTables& tables);
  // The six-digit codes of CIP 2020.
  void AddPrograms(const PinnedRelease& release,
                   const std::vector<CipTable>& taxonomies);
  void AddCourses(const PinnedRelease& release,
                  const std::vector<CourseTable>& taxonomies);
  // The serialised EditionTexts.
  std::string Finish() const;

 private:
  int32_t AddRelease(const PinnedRelease& release);
  int32_t AddFile(int32_t release, const std::string& file,
                  const std::string& sheet);

  v1::EditionTexts texts_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_EDITION_TEXTS_H_
