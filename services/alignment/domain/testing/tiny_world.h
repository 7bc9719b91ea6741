#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_TINY_WORLD_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_TINY_WORLD_H_

#include <compare>
#include <memory>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::alignment::testing {

// A labor market of a few lines, stated in the test that needs it.
//
//   TinyWorld world;
//   world.Nation().State("us-ne").Occupation("29-2042", "Emergency Medical
//   Technicians");
//   world.Table("2023-05", {Measure::kAnnualMedian})
//       .Row("us", "00-0000", {Dollars(48060)})
//       .Row("us", "29-2042", {Dollars(38930)});
//   auto edition = world.Build();
class TinyWorld {
 public:
  // Rows of figures in the order of the table's measures.
  class TableBuilder {
   public:
    TableBuilder(TinyWorld* world, size_t table)
        : world_(world), table_(table) {}
    // `level` 4 is detailed, 3 broad; 00-0000 is the total whatever it says.
    TableBuilder& Row(const std::string& region, const std::string& code,
                      const std::vector<vocabulary::Figure>& figures,
                      char level = 4);

   private:
    TinyWorld* world_;
    size_t table_;
  };

  TinyWorld();

  TinyWorld& Nation();
  TinyWorld& State(const std::string& id);
  TinyWorld& Metro(const std::string& id, const std::string& parent);
  // A county whose ladder is `enclosing`; its parent is the first state in it.
  TinyWorld& County(const std::string& id,
                    const std::vector<std::string>& enclosing);
  // A composed region, of regions of this world.
  TinyWorld& Composed(const std::string& id, const std::string& parent,
                      const std::vector<std::string>& members);
  // A region of the past and what took its place; in the order of their ids.
  TinyWorld& RegionChange(const std::string& from, const std::string& to);
  TinyWorld& Occupation(const std::string& code, const std::string& title,
                        const std::string& published = "",
                        std::vector<uint32_t> onet_codes = {});
  TableBuilder Table(const std::string& period,
                     const std::vector<vocabulary::Measure>& measures,
                     const std::string& scheme = "oews-2018",
                     uint32_t horizon_years = 0);
  TinyWorld& Cip(uint32_t code, const std::string& title = "",
                 uint32_t length = 6);
  // Edges of the layer `layer`, made when it is new; the first is the
  // strongest.
  TinyWorld& Edge(const std::string& layer, uint32_t cip, uint32_t soc);
  TinyWorld& UnmatchedCip(const std::string& layer, uint32_t cip);
  TinyWorld& Change(const std::string& from_scheme,
                    const std::string& to_scheme, uint32_t from, uint32_t to);

  // A rating of an O*NET-SOC code; the element is named by its id. Its source
  // row counts the calls from 2, and its table is the only one.
  TinyWorld& Rated(uint32_t onet_code, const std::string& element,
                   DescriptorDomain domain, uint32_t hundredths,
                   DescriptorScale scale = DescriptorScale::kImportance,
                   bool suppress = false);

  // The tables with everything sorted; the world stays.
  EditionTables Tables() const;
  // Fails the test when the tables are wrong.
  std::shared_ptr<const Edition> Build() const;

 private:
  friend class TableBuilder;
  struct Rating {
    uint32_t onet_code = 0;
    std::string element;
    DescriptorScale scale = DescriptorScale::kImportance;
    uint32_t source_row = 0;
    DescriptorDomain domain = DescriptorDomain::kUnspecified;
    uint32_t hundredths = 0;
    bool suppress = false;
    auto operator<=>(const Rating&) const = default;
  };

  void AddRatings(EditionTables* tables) const;
  uint32_t RegionNamed(const std::string& id) const;
  CrosswalkLayerEntry& Layer(const std::string& name);

  EditionTables tables_;
  std::vector<Rating> ratings_;
};

inline vocabulary::Figure Dollars(int64_t dollars) {
  return vocabulary::Figure::Published(dollars * 100);
}
inline vocabulary::Figure Number(int64_t number) {
  return vocabulary::Figure::Published(number);
}
inline vocabulary::Figure Withheld() {
  return vocabulary::Figure::Without(vocabulary::FigureStatus::kWithheld);
}
inline vocabulary::Figure DoesNotApply() {
  return vocabulary::Figure::Without(vocabulary::FigureStatus::kNotApplicable);
}

// Clauses in one line each.
Quantity Ratio(vocabulary::Measure numerator, vocabulary::Measure denominator,
               Scope scope = Scope::kUnspecified);
Clause Compare(const std::string& id, Quantity quantity, Comparator comparator,
               Benchmark benchmark);
Clause OneOf(const std::string& id, vocabulary::Measure measure,
             std::vector<std::string> levels, Scope scope = Scope::kNation);
Clause Group(const std::string& id, Clause::Kind kind,
             std::vector<Clause> clauses, int32_t count = 0);
Benchmark Constant(int64_t value);
Benchmark AllOccupations(Scope scope = Scope::kRegion,
                         int32_t percent_milli = 0);
Benchmark Median(Scope scope = Scope::kRegion);
Benchmark Mean(Scope scope = Scope::kRegion);

// A policy without problems that has these dimensions, all required, and the
// link rule ANY without teachers in colleges.
Policy PolicyOf(std::vector<DimensionRule> dimensions);

}  // namespace plumbline::alignment::testing

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_TINY_WORLD_H_
