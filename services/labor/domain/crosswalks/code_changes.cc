#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/crosswalks/source_table.h"
#include "services/labor/domain/crosswalks/taxonomies.h"

namespace plumbline::labor::crosswalks {
namespace {

enum class CodeKind { kCip, kSoc, kOnetSoc };

// A file of pairs of codes. Its headings are the old code and title, the new
// code and title, and for CIP what happened.
struct Layout {
  Headings headings;
  absl::string_view from_scheme;
  absl::string_view to_scheme;
  CodeKind from;
  CodeKind to;
};

constexpr size_t kFrom = 0, kFromTitle = 1, kTo = 2, kToTitle = 3, kAction = 4;

constexpr absl::string_view kCip[] = {"CIPCode2010", "CIPTitle2010",
                                      "CIPCode2020", "CIPTitle2020", "Action"};
constexpr absl::string_view kOnet[] = {
    "O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title", "O*NET-SOC 2019 Code",
    "O*NET-SOC 2019 Title"};
constexpr absl::string_view kOnetToSoc[] = {"O*NET-SOC 2019 Code",
                                            "O*NET-SOC 2019 Title",
                                            "2018 SOC Code", "2018 SOC Title"};
constexpr absl::string_view kHybrid[] = {"OES2019EstimatesCode",
                                         "OES2019EstimatesTitle", "SOCCode2018",
                                         "SOCTitle2018"};
constexpr absl::string_view kSoc[] = {"SOCCode2010", "SOCTitle2010",
                                      "SOCCode2018", "SOCTitle2018"};

// In this order, for the file of hybrid codes has the headings of the last one
// too.
constexpr Layout kLayouts[] = {
    {kCip, "cip-2010", "cip-2020", CodeKind::kCip, CodeKind::kCip},
    {kOnet, "onet-soc-2010", "onet-soc-2019", CodeKind::kOnetSoc,
     CodeKind::kOnetSoc},
    {kOnetToSoc, "onet-soc-2019", "soc-2018", CodeKind::kOnetSoc,
     CodeKind::kSoc},
    {kHybrid, "oews-hybrid-2019", "soc-2018", CodeKind::kSoc, CodeKind::kSoc},
    {kSoc, "soc-2010", "soc-2018", CodeKind::kSoc, CodeKind::kSoc},
};

// A code of any kind as a number, and for CIP whether it is a series or group.
struct AnyCode {
  int32_t digits = 0;
  bool is_group = false;
};

bool TakeCode(const HeadedRow& row, size_t heading, CodeKind kind,
              AnyCode* code) {
  switch (kind) {
    case CodeKind::kCip: {
      vocabulary::CipCode cip;
      if (!row.TakeCip(heading, &cip)) return false;
      *code = {cip.digits(), cip.length() < 6};
      return true;
    }
    case CodeKind::kSoc: {
      vocabulary::SocCode soc;
      if (!row.TakeSoc(heading, &soc)) return false;
      *code = {soc.digits(), false};
      return true;
    }
    case CodeKind::kOnetSoc: {
      vocabulary::OnetSocCode soc;
      if (!row.TakeOnetSoc(heading, &soc)) return false;
      *code = {soc.digits(), false};
      return true;
    }
  }
  return false;
}

// Reads one file of pairs.
class ChangeReader {
 public:
  ChangeReader(const Layout& layout, TitleCheck* titles)
      : layout_(layout), titles_(*titles) {}

  bool Take(const HeadedRow& row) {
    const bool cip = layout_.from == CodeKind::kCip;
    AnyCode from, to;
    if (cip && row.Text(kFrom).empty()) {
      if (!TakeCode(row, kTo, layout_.to, &to)) return false;
      ++new_codes_;
      return true;
    }
    if (!TakeCode(row, kFrom, layout_.from, &from)) return false;
    const bool deleted = cip && row.Text(kAction) == "Deleted";
    if (!deleted && !TakeCode(row, kTo, layout_.to, &to)) return false;
    titles_.See(absl::StrCat(layout_.from_scheme, " ", row.Text(kFrom)), row,
                kFromTitle);
    if (!deleted) {
      titles_.See(absl::StrCat(layout_.to_scheme, " ", row.Text(kTo)), row,
                  kToTitle);
    }
    if (from.is_group || to.is_group) {
      ++groups_;
    } else if (seen_.insert({from.digits, to.digits}).second) {
      changes_.push_back({from.digits, to.digits, row.number()});
    } else {
      ++repeated_;
    }
    return true;
  }

  std::vector<CodeChangeTable::Change> Sorted() {
    std::sort(changes_.begin(), changes_.end(),
              [](const auto& a, const auto& b) {
                return std::tie(a.from, a.to) < std::tie(b.from, b.to);
              });
    return std::move(changes_);
  }

  void AddNotes(const SourceTable& source, GateReport* report) const {
    Note(source, "new-census", new_codes_,
         " codes are new and have no predecessor.", report);
    Note(source, "group-census", groups_,
         " rows are of series and groups, not of programs; they are no "
         "changes of codes.",
         report);
    Note(source, "change-duplicate", repeated_,
         " rows repeat a pair of an earlier row; each is kept once.", report);
  }

 private:
  static void Note(const SourceTable& source, absl::string_view rule,
                   int64_t count, absl::string_view message,
                   GateReport* report) {
    if (count == 0) return;
    AddFinding(source, Severity::kNote, rule, absl::StrCat(count),
               absl::StrCat(count, message), report);
  }

  const Layout& layout_;
  TitleCheck& titles_;
  std::vector<CodeChangeTable::Change> changes_;
  std::set<std::pair<int32_t, int32_t>> seen_;
  int64_t new_codes_ = 0;
  int64_t groups_ = 0;
  int64_t repeated_ = 0;
};

CodeChangeTable ReadChanges(const SourceTable& source, const Layout& layout,
                            const HeadingRow& headings, TitleCheck* titles,
                            GateReport* report) {
  CodeChangeTable table;
  table.file = source.file;
  table.sheet = source.sheet;
  table.from_scheme = std::string(layout.from_scheme);
  table.to_scheme = std::string(layout.to_scheme);
  ChangeReader reader(layout, titles);
  table.counts = ReadRows(source, headings, report, [&](const HeadedRow& row) {
    return reader.Take(row);
  });
  table.changes = reader.Sorted();
  reader.AddNotes(source, report);
  return table;
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadCodeChanges(SourceFiles files) {
  ReleaseTables release;
  TitleCheck titles;
  PLUMBLINE_RETURN_IF_ERROR(ReadKnownTables(
      files, kLayouts, "pairs of old and new codes",
      [&](const SourceTable& source, const Layout& layout,
          const HeadingRow& headings) {
        release.code_changes.push_back(
            ReadChanges(source, layout, headings, &titles, &release.report));
      }));
  const CodeChangeTable& first = release.code_changes.front();
  release.reference_period =
      absl::StrCat(first.from_scheme, "/", first.to_scheme);
  return release;
}

}  // namespace plumbline::labor::crosswalks
