#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_VIEW_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_VIEW_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/edition/code_index.h"
#include "services/labor/domain/edition/combined_codes.h"
#include "services/labor/domain/edition/edition.h"

namespace plumbline::labor {

// A cell of a publisher's file.
struct FigureCell {
  // Indexes into Edition::figures and its columns.
  uint32_t table = 0;
  uint32_t column = 0;
  // The row in the publisher's file, from 1.
  uint32_t source_row = 0;
};

// What an edition says to one question.
struct FigureAnswer {
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  vocabulary::Figure figure;
  // What the figure refers to; empty when no release has one.
  std::string reference_period;
  // The region it is published for, by index: the one asked.
  uint32_t region = 0;
  // The code under which it was printed, when that is not the code asked.
  vocabulary::SocCode published_code;
  // Empty when there is no cell: no row for the code, or a sum.
  std::optional<FigureCell> cell;
  // In a region that is composed of others, what each of them prints, in their
  // order; the figure is their sum when all print it under one code, and has
  // none, with the first cause, when one of them has none.
  std::vector<FigureAnswer> parts = {};
};

// An opened edition: answers questions about its figures.
//
// Five ways of having no number are told apart, and none of them is zero:
// withheld by the publisher, not published for this area, no such code, another
// vintage than the one asked, and a figure that the occupation cannot have.
//
// Immutable and safe for concurrent use.
class EditionView {
 public:
  explicit EditionView(Edition edition);
  EditionView(const EditionView&) = delete;
  EditionView& operator=(const EditionView&) = delete;

  const Edition& edition() const { return edition_; }

  // The index of the region with this id; empty when the edition has none.
  std::optional<uint32_t> FindRegion(absl::string_view id) const;
  // Null when `code` is no detailed code of SOC 2018.
  const EditionOccupation* FindOccupation(vocabulary::SocCode code) const;
  CodeStanding StandingOf(vocabulary::SocCode code) const {
    return codes_.StandingOf(code);
  }
  // What became of a retired code, sorted.
  std::vector<vocabulary::SocCode> SuccessorsOf(
      vocabulary::SocCode code) const {
    return codes_.SuccessorsOf(code);
  }

  // Every figure of an occupation in a region: by measure, and one for each
  // release and period that prints the measure. `period` is what the caller
  // means ("2022-05"); releases of another period answer kWrongVintage without
  // a number, once for each measure that no release of that period has.
  //
  // A row of the code itself counts before a row of the combined code that
  // includes it: the hybrid code of OEWS (21-1018 for 21-1011) when the edition
  // pins the release that says what it combines, else the broad code that is
  // printed as detailed (31-1120 for 31-1121). Figures of SOC 2010 or the
  // hybrid codes of 2019 answer for a code that came one to one from one of
  // theirs, and kWrongVintage for any other.
  //
  // A composed region has the sums of jobs and openings of its members, where
  // any of them prints some; wages, shares and rates of several regions are not
  // put together.
  //
  // `region` is an index of the edition.
  std::vector<FigureAnswer> FindAll(uint32_t region, vocabulary::SocCode code,
                                    absl::string_view period = {}) const;

  // The same for one measure.
  std::vector<FigureAnswer> Find(uint32_t region, vocabulary::SocCode code,
                                 vocabulary::Measure measure,
                                 absl::string_view period = {}) const;

 private:
  // The tables of one release that print a measure for one period: one of them
  // answers.
  struct Series {
    vocabulary::Measure measure;
    uint32_t release;
    std::string period;
    // Table and column, in the order of the tables.
    std::vector<std::pair<uint32_t, uint32_t>> columns;
  };
  // A row by region and code, detailed rows before others of the same code.
  struct RowKey {
    uint32_t region;
    uint32_t code;
    uint32_t level_rank;
    uint32_t row;
    auto operator<=>(const RowKey&) const = default;
  };

  void IndexSeries();
  void IndexRows();
  std::vector<FigureAnswer> Answer(const Series* first, const Series* last,
                                   uint32_t region, vocabulary::SocCode code,
                                   absl::string_view period) const;
  FigureAnswer AnswerSeries(const Series& series, uint32_t region,
                            vocabulary::SocCode code) const;
  FigureAnswer AnswerComposed(const Series& series, uint32_t region,
                              vocabulary::SocCode code) const;
  FigureAnswer AnswerTable(uint32_t table, uint32_t column, uint32_t region,
                           vocabulary::SocCode code) const;
  std::optional<uint32_t> FindRow(uint32_t table, uint32_t region,
                                  vocabulary::SocCode code,
                                  bool detailed_only) const;

  const Edition edition_;
  const CodeIndex codes_;
  const CombinedCodes combined_;
  // By measure, release and period.
  std::vector<Series> series_;
  // For each table, sorted.
  std::vector<std::vector<RowKey>> rows_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_VIEW_H_
