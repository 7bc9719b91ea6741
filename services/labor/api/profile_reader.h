#ifndef PLUMBLINE_SERVICES_LABOR_API_PROFILE_READER_H_
#define PLUMBLINE_SERVICES_LABOR_API_PROFILE_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "plumbline/labor/v1/occupation_profile.pb.h"
#include "services/labor/domain/edition/edition.h"
#include "services/labor/domain/onet/file_layouts.h"
#include "services/labor/domain/onet/onet_tables.h"

namespace plumbline::labor {

// Reads out of O*NET tables what concerns some occupations. Everything outlives
// it.
class ProfileReader {
 public:
  ProfileReader(const onet::OnetTables& tables, const PinnedRelease& release,
                const std::vector<uint32_t>& occupations)
      : tables_(tables), release_(release), occupations_(occupations) {}

  const onet::OnetTables& tables() const { return tables_; }
  const std::vector<uint32_t>& occupations() const { return occupations_; }

  std::string Text(onet::TextId id) const {
    return std::string(tables_.Text(id));
  }
  // "15-1252.00"
  std::string CodeOf(uint32_t occupation) const {
    return tables_.occupations[occupation].code.ToString();
  }
  // What a category of an element's scale stands for; empty when it is not
  // listed.
  std::string CategoryText(uint32_t element, uint32_t scale,
                           uint8_t category) const;

  // The file of this kind, or of this name; an empty message when the release
  // has none.
  v1::TableSource SourceOf(onet::FileKind kind) const;
  v1::TableSource SourceNamed(absl::string_view name) const;

  // Calls `use` with each row of the occupations, in their order.
  template <typename Row, typename Use>
  void Each(const std::vector<Row>& rows, Use use) const {
    for (const uint32_t occupation : occupations_) {
      for (const Row& row : rows) {
        if (row.occupation == occupation) use(row);
      }
    }
  }

 private:
  v1::TableSource SourceOf(const onet::OnetFile& file) const;

  const onet::OnetTables& tables_;
  const PinnedRelease& release_;
  const std::vector<uint32_t>& occupations_;
};

// Each table of ratings, the distributions of preparation apart.
void FillRatings(const ProfileReader& reader, v1::OccupationProfile* profile);
void FillTasks(const ProfileReader& reader, v1::TaskTable* table);

inline double ToDouble(onet::Decimal4 number) {
  return number.ten_thousandths / 10000.0;
}
inline bool IsYes(onet::Answer answer) { return answer == onet::Answer::kYes; }
inline bool IsGiven(onet::Answer answer) {
  return answer != onet::Answer::kNotGiven;
}

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_PROFILE_READER_H_
