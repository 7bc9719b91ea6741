#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_ONET_TABLES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_ONET_TABLES_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/onet/text_arena.h"

// What one O*NET release says, in columns. Source: O*NET database (U.S.
// Department of Labor, Employment and Training Administration), text layout.
//
// `occupation` is an index into OnetTables::occupations, `element` into
// `elements`, `scale` into `scales`; `row` is the row in the publisher's file,
// from 1.

namespace plumbline::labor::onet {

// A number that the publisher may leave open (`n/a`): absent is not 0.
struct Decimal4 {
  static constexpr int32_t kAbsent = std::numeric_limits<int32_t>::min();
  // The number times 10,000, or kAbsent.
  int32_t ten_thousandths = kAbsent;

  constexpr bool present() const { return ten_thousandths != kAbsent; }
  constexpr bool operator==(const Decimal4&) const = default;
};

// A count that the publisher may leave open.
struct MaybeCount {
  static constexpr int32_t kAbsent = -1;
  int32_t count = kAbsent;

  constexpr bool present() const { return count != kAbsent; }
  constexpr bool operator==(const MaybeCount&) const = default;
};

// A `Y`, an `N` or an `n/a`.
enum class Answer : uint8_t { kNotGiven = 0, kNo = 1, kYes = 2 };

// Year times 100 plus month ("08/2023" is 202308); 0 where none is given.
using YearMonth = int32_t;

// A file that was read.
struct OnetFile {
  // "Skills.txt"
  std::string name{};
  // Where it is in the release: the given file and, for an archive, the
  // member's full name.
  std::string file{};
  std::string sheet{};
  bool operator==(const OnetFile&) const = default;
};

struct Occupation {
  vocabulary::OnetSocCode code{};
  TextId title = 0;
  TextId description = 0;
  uint32_t row = 0;
  bool operator==(const Occupation&) const = default;
};

// An element of the content model: a skill, an ability, an interest.
struct Element {
  TextId id = 0;
  TextId name = 0;
  bool operator==(const Element&) const = default;
};

struct Scale {
  TextId id = 0;
  TextId name = 0;
  Decimal4 minimum{};
  Decimal4 maximum{};
  bool operator==(const Scale&) const = default;
};

// What a category of a distribution stands for ("Associate's Degree").
struct Category {
  uint32_t element = 0;
  uint32_t scale = 0;
  uint8_t category = 0;
  TextId description = 0;
  bool operator==(const Category&) const = default;
};

enum class RatingKind : uint8_t {
  kSkills = 1,  // Skills, or Essential and Transferable Skills since 30.3.
  kKnowledge = 2,
  kAbilities = 3,
  kWorkActivities = 4,
  kWorkContext = 5,
  kWorkStyles = 6,
  kWorkValues = 7,
  kInterests = 8,    // Interests, or Career Interest Types since 30.3.
  kPreparation = 9,  // Education, training and experience: distributions.
};

// One file of ratings. All vectors have one entry for each accepted row.
struct RatingTable {
  RatingKind kind = RatingKind::kSkills;
  // "Skills.txt"
  std::string file{};
  // Whether the file has the columns from N to Recommend Suppress at all.
  bool has_precision = false;
  std::vector<uint32_t> occupation{};
  std::vector<uint32_t> element{};
  std::vector<uint32_t> scale{};
  // The category whose percentage the value is; 0 for a plain rating.
  std::vector<uint8_t> category{};
  std::vector<Decimal4> value{};
  std::vector<MaybeCount> respondents{};
  std::vector<Decimal4> standard_error{};
  std::vector<Decimal4> lower_bound{};
  std::vector<Decimal4> upper_bound{};
  // kYes: too imprecise to rely on, says the publisher.
  std::vector<Answer> recommend_suppress{};
  // kYes on a level: the element does not matter for the occupation, so its
  // level means nothing.
  std::vector<Answer> not_relevant{};
  std::vector<YearMonth> date{};
  std::vector<TextId> source{};
  std::vector<uint32_t> row{};

  size_t size() const { return value.size(); }
  bool operator==(const RatingTable&) const = default;
};

struct AlternateTitle {
  uint32_t occupation = 0;
  TextId title = 0;
  TextId short_title = 0;
  // The publisher's source numbers: "02,08".
  TextId sources = 0;
  uint32_t row = 0;
  bool operator==(const AlternateTitle&) const = default;
};

struct ReportedTitle {
  uint32_t occupation = 0;
  TextId title = 0;
  Answer in_my_next_move = Answer::kNotGiven;
  uint32_t row = 0;
  bool operator==(const ReportedTitle&) const = default;
};

enum class TaskType : uint8_t { kNotGiven = 0, kCore = 1, kSupplemental = 2 };

struct Task {
  uint32_t occupation = 0;
  int32_t id = 0;
  TextId statement = 0;
  TaskType type = TaskType::kNotGiven;
  MaybeCount incumbents_responding{};
  YearMonth date = 0;
  TextId source = 0;
  uint32_t row = 0;
  bool operator==(const Task&) const = default;
};

// How important (IM), relevant (RT) or frequent (FT) a task is: Task
// Ratings.txt.
struct TaskRating {
  uint32_t occupation = 0;
  int32_t task_id = 0;
  uint32_t scale = 0;
  // The category of FT whose percentage the value is; 0 on other scales.
  uint8_t category = 0;
  Decimal4 value{};
  MaybeCount respondents{};
  Decimal4 standard_error{};
  Decimal4 lower_bound{};
  Decimal4 upper_bound{};
  Answer recommend_suppress = Answer::kNotGiven;
  YearMonth date = 0;
  TextId source = 0;
  uint32_t row = 0;
  bool operator==(const TaskRating&) const = default;
};

// What a category of task ratings stands for ("Yearly or less").
struct TaskCategory {
  uint32_t scale = 0;
  uint8_t category = 0;
  TextId description = 0;
  bool operator==(const TaskCategory&) const = default;
};

// A detailed work activity (DWA) that a task is one case of.
struct TaskActivity {
  uint32_t occupation = 0;
  int32_t task_id = 0;
  TextId dwa = 0;
  uint32_t row = 0;
  bool operator==(const TaskActivity&) const = default;
};

// An intermediate (IWA) or detailed (DWA) work activity.
struct WorkActivity {
  TextId id = 0;
  // The work activity element and, for a DWA, the IWA above it.
  TextId element = 0;
  TextId iwa = 0;
  TextId title = 0;
  bool operator==(const WorkActivity&) const = default;
};

// A technology (Technology Skills, Software Skills) or a tool.
struct Technology {
  uint32_t occupation = 0;
  TextId example = 0;
  // UNSPSC, eight digits.
  int32_t commodity = 0;
  TextId commodity_title = 0;
  // Not given for tools.
  Answer hot = Answer::kNotGiven;
  Answer in_demand = Answer::kNotGiven;
  uint32_t row = 0;
  bool operator==(const Technology&) const = default;
};

struct JobZone {
  uint32_t occupation = 0;
  uint8_t zone = 0;
  YearMonth date = 0;
  TextId source = 0;
  uint32_t row = 0;
  bool operator==(const JobZone&) const = default;
};

struct JobZoneReference {
  uint8_t zone = 0;
  TextId name = 0;
  TextId experience = 0;
  TextId education = 0;
  TextId training = 0;
  TextId examples = 0;
  // As printed: "(4.0 to < 6.0)".
  TextId svp_range = 0;
  // The lower end of the range, 1 to 9; 1 where the publisher prints only an
  // upper end.
  uint8_t svp_floor = 0;
  uint32_t row = 0;
  bool operator==(const JobZoneReference&) const = default;
};

struct RelatedOccupation {
  uint32_t occupation = 0;
  uint32_t related = 0;
  // "Primary-Short", "Primary-Long" or "Supplemental".
  TextId tier = 0;
  int32_t index = 0;
  uint32_t row = 0;
  bool operator==(const RelatedOccupation&) const = default;
};

// All tables of one release. Vectors are in the order of the files, but for
// `occupations`, `job_zone_reference` and `scales`, which are sorted by code.
struct OnetTables {
  // "30.1"
  std::string version;
  TextArena texts;
  // In the order in which they were read.
  std::vector<OnetFile> files;
  std::vector<Occupation> occupations;
  std::vector<Element> elements;
  std::vector<Scale> scales;
  std::vector<Category> categories;
  // In the order of RatingKind, then of the file name.
  std::vector<RatingTable> ratings;
  std::vector<AlternateTitle> alternate_titles;
  std::vector<ReportedTitle> reported_titles;
  std::vector<Task> tasks;
  std::vector<TaskRating> task_ratings;
  std::vector<TaskCategory> task_categories;
  std::vector<TaskActivity> task_activities;
  std::vector<WorkActivity> iwas;
  std::vector<WorkActivity> dwas;
  std::vector<Technology> technologies;
  std::vector<Technology> tools;
  std::vector<JobZone> job_zones;
  std::vector<JobZoneReference> job_zone_reference;
  std::vector<RelatedOccupation> related_occupations;

  absl::string_view Text(TextId id) const { return texts.Text(id); }
  // The index of an occupation; nothing when the release does not have it.
  std::optional<uint32_t> Find(vocabulary::OnetSocCode code) const;
};

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_ONET_TABLES_H_
