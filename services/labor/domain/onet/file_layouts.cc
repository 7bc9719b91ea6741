#include "services/labor/domain/onet/file_layouts.h"

namespace plumbline::labor::onet {
namespace {

// Headings as the publisher spells them. Those of 30.3 files that were renamed
// are the ones of the files that they replace, with the new spelling beside.
constexpr absl::string_view kRated =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\t"
    "Standard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\t"
    "Not Relevant\tDate\tDomain Source";
constexpr absl::string_view kRatedWithoutRelevance =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\t"
    "Standard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\tDate\t"
    "Domain Source";
constexpr absl::string_view kValuesOnly =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tDate\t"
    "Domain Source";
constexpr absl::string_view kDistribution =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tCategory\tData Value\t"
    "N\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\t"
    "Date\tDomain Source";
constexpr absl::string_view kContext =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tCategory\tData Value\t"
    "N\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\t"
    "Not Relevant\tDate\tDomain Source";
constexpr absl::string_view kCategoryNames =
    "Element ID\tElement Name\tScale ID\tCategory\tCategory Description";
constexpr absl::string_view kTitles =
    "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)";
constexpr absl::string_view kJobTitles =
    "O*NET-SOC Code\tJob Title\tShort Title\tSource(s)";
constexpr absl::string_view kSoftware =
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\t"
    "Hot Technology\tIn Demand";

FileLayout Ratings(absl::string_view name, RatingKind kind,
                   std::vector<absl::string_view> headers) {
  return {name, FileKind::kRatings, kind, std::move(headers)};
}

FileLayout Table(absl::string_view name, FileKind kind,
                 std::vector<absl::string_view> headers) {
  return {name, kind, RatingKind::kSkills, std::move(headers)};
}

std::vector<FileLayout> RatingLayouts() {
  return {
      Ratings("Skills.txt", RatingKind::kSkills, {kRated}),
      Ratings("Essential Skills.txt", RatingKind::kSkills, {kRated}),
      Ratings("Transferable Skills.txt", RatingKind::kSkills, {kRated}),
      Ratings("Knowledge.txt", RatingKind::kKnowledge, {kRated}),
      Ratings("Abilities.txt", RatingKind::kAbilities, {kRated}),
      Ratings("Work Activities.txt", RatingKind::kWorkActivities, {kRated}),
      Ratings("Work Context.txt", RatingKind::kWorkContext, {kContext}),
      Ratings("Work Styles.txt", RatingKind::kWorkStyles,
              {kValuesOnly, kRatedWithoutRelevance}),
      Ratings("Work Values.txt", RatingKind::kWorkValues, {kValuesOnly}),
      Ratings("Interests.txt", RatingKind::kInterests, {kValuesOnly}),
      Ratings("Career Interest Types.txt", RatingKind::kInterests,
              {kValuesOnly}),
      Ratings("Education, Training, and Experience.txt",
              RatingKind::kPreparation, {kDistribution}),
      Ratings("Education.txt", RatingKind::kPreparation, {kDistribution}),
      Ratings("Training and Experience.txt", RatingKind::kPreparation,
              {kDistribution}),
  };
}

std::vector<FileLayout> ContentLayouts() {
  using Kind = FileKind;
  return {
      Table("Occupation Data.txt", Kind::kOccupations,
            {"O*NET-SOC Code\tTitle\tDescription"}),
      Table("Scales Reference.txt", Kind::kScales,
            {"Scale ID\tScale Name\tMinimum\tMaximum"}),
      Table("IWA Reference.txt", Kind::kIwas,
            {"Element ID\tIWA ID\tIWA Title"}),
      Table("DWA Reference.txt", Kind::kDwas,
            {"Element ID\tIWA ID\tDWA ID\tDWA Title"}),
      Table("Education, Training, and Experience Categories.txt",
            Kind::kCategories, {kCategoryNames}),
      Table("Education Categories.txt", Kind::kCategories, {kCategoryNames}),
      Table("Training and Experience Categories.txt", Kind::kCategories,
            {kCategoryNames}),
      Table("Work Context Categories.txt", Kind::kCategories, {kCategoryNames}),
      Table("Task Statements.txt", Kind::kTasks,
            {"O*NET-SOC Code\tTask ID\tTask\tTask Type\t"
             "Incumbents Responding\tDate\tDomain Source"}),
      Table("Tasks to DWAs.txt", Kind::kTaskActivities,
            {"O*NET-SOC Code\tTask ID\tDWA ID\tDate\tDomain Source"}),
      Table("Task Categories.txt", Kind::kTaskCategories,
            {"Scale ID\tCategory\tCategory Description"}),
      Table("Task Ratings.txt", Kind::kTaskRatings,
            {"O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\tN\t"
             "Standard Error\tLower CI Bound\tUpper CI Bound\t"
             "Recommend Suppress\tDate\tDomain Source"}),
      Table("Job Zone Reference.txt", Kind::kJobZoneReference,
            {"Job Zone\tName\tExperience\tEducation\tJob Training\tExamples\t"
             "SVP Range"}),
      Table("Job Zones.txt", Kind::kJobZones,
            {"O*NET-SOC Code\tJob Zone\tDate\tDomain Source"}),
      Table("Alternate Titles.txt", Kind::kAlternateTitles, {kTitles}),
      Table("Job Titles.txt", Kind::kAlternateTitles, {kTitles, kJobTitles}),
      Table("Sample of Reported Titles.txt", Kind::kReportedTitles,
            {"O*NET-SOC Code\tReported Job Title\tShown in My Next Move"}),
      Table("Technology Skills.txt", Kind::kTechnologies, {kSoftware}),
      Table("Software Skills.txt", Kind::kTechnologies, {kSoftware}),
      Table("Tools Used.txt", Kind::kTools,
            {"O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title"}),
      Table("Related Occupations.txt", Kind::kRelatedOccupations,
            {"O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\t"
             "Index"}),
      Table("Read Me.txt", Kind::kReadMe, {}),
  };
}

std::vector<FileLayout> CheckedLayouts() {
  const auto checked = [](absl::string_view name, absl::string_view header) {
    return Table(name, FileKind::kCheckedOnly, {header});
  };
  return {
      checked("Abilities to Work Activities.txt",
              "Abilities Element ID\tAbilities Element Name\t"
              "Work Activities Element ID\tWork Activities Element Name"),
      checked("Abilities to Work Context.txt",
              "Abilities Element ID\tAbilities Element Name\t"
              "Work Context Element ID\tWork Context Element Name"),
      checked("Basic Interests to RIASEC.txt",
              "Basic Interests Element ID\tBasic Interests Element Name\t"
              "RIASEC Element ID\tRIASEC Element Name"),
      checked("Content Model Reference.txt",
              "Element ID\tElement Name\tDescription"),
      checked("Emerging Tasks.txt",
              "O*NET-SOC Code\tTask\tCategory\tOriginal Task ID\t"
              "Original Task\tDate\tDomain Source"),
      checked("Interests Illustrative Activities.txt",
              "Element ID\tElement Name\tInterest Type\tActivity"),
      checked("Interests Illustrative Occupations.txt",
              "Element ID\tElement Name\tInterest Type\tO*NET-SOC Code"),
      checked("Level Scale Anchors.txt",
              "Element ID\tElement Name\tScale ID\tAnchor Value\t"
              "Anchor Description"),
      checked("Occupation Level Metadata.txt",
              "O*NET-SOC Code\tItem\tResponse\tN\tPercent\tDate"),
      checked("RIASEC Keywords.txt",
              "Element ID\tElement Name\tKeyword\tKeyword Type"),
      checked("Skills to Work Activities.txt",
              "Skills Element ID\tSkills Element Name\t"
              "Work Activities Element ID\tWork Activities Element Name"),
      checked("Skills to Work Context.txt",
              "Skills Element ID\tSkills Element Name\t"
              "Work Context Element ID\tWork Context Element Name"),
      checked("Survey Booklet Locations.txt",
              "Element ID\tElement Name\tSurvey Item Number\tScale ID"),
      checked("UNSPSC Reference.txt",
              "Commodity Code\tCommodity Title\tClass Code\tClass Title\t"
              "Family Code\tFamily Title\tSegment Code\tSegment Title"),
  };
}

std::vector<FileLayout> AllLayouts() {
  std::vector<FileLayout> all = ContentLayouts();
  for (auto layouts : {RatingLayouts(), CheckedLayouts()}) {
    all.insert(all.end(), layouts.begin(), layouts.end());
  }
  return all;
}

}  // namespace

const FileLayout* LayoutOf(absl::string_view name) {
  static const auto& layouts = *new std::vector<FileLayout>(AllLayouts());
  for (const FileLayout& layout : layouts) {
    if (layout.name == name) return &layout;
  }
  return nullptr;
}

absl::Span<const std::vector<absl::string_view>> ExpectedFiles() {
  using Names = std::vector<absl::string_view>;
  static const auto& expected = *new std::vector<Names>{
      {"Abilities.txt"},
      {"Alternate Titles.txt", "Job Titles.txt"},
      {"DWA Reference.txt"},
      {"Education, Training, and Experience.txt", "Education.txt"},
      {"Education, Training, and Experience.txt",
       "Training and Experience.txt"},
      {"IWA Reference.txt"},
      {"Interests.txt", "Career Interest Types.txt"},
      {"Job Zone Reference.txt"},
      {"Job Zones.txt"},
      {"Knowledge.txt"},
      {"Related Occupations.txt"},
      {"Sample of Reported Titles.txt"},
      {"Scales Reference.txt"},
      {"Skills.txt", "Essential Skills.txt"},
      {"Skills.txt", "Transferable Skills.txt"},
      {"Task Statements.txt"},
      {"Tasks to DWAs.txt"},
      {"Technology Skills.txt", "Software Skills.txt"},
      {"Tools Used.txt"},
      {"Work Activities.txt"},
      {"Work Context.txt"},
      {"Work Styles.txt"},
  };
  return expected;
}

}  // namespace plumbline::labor::onet
