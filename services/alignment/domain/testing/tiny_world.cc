#include "services/alignment/domain/testing/tiny_world.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment::testing {
namespace {

uint32_t Code(const std::string& text) {
  return static_cast<uint32_t>(vocabulary::SocCode::Parse(text)->digits());
}

void SortLayer(CrosswalkLayerEntry* layer) {
  std::vector<std::tuple<uint32_t, uint32_t, uint32_t>> edges;
  for (size_t i = 0; i < layer->cip_codes.size(); ++i)
    edges.emplace_back(layer->cip_codes[i], layer->soc_codes[i],
                       layer->source_rows[i]);
  std::sort(edges.begin(), edges.end());
  for (size_t i = 0; i < edges.size(); ++i)
    std::tie(layer->cip_codes[i], layer->soc_codes[i], layer->source_rows[i]) =
        edges[i];
}

void SortChange(CodeChangeEntry* change) {
  std::vector<std::pair<uint32_t, uint32_t>> codes;
  for (size_t i = 0; i < change->from_codes.size(); ++i)
    codes.emplace_back(change->from_codes[i], change->to_codes[i]);
  std::sort(codes.begin(), codes.end());
  for (size_t i = 0; i < codes.size(); ++i)
    std::tie(change->from_codes[i], change->to_codes[i]) = codes[i];
}

}  // namespace

TinyWorld::TinyWorld() {
  tables_.name = "editions/test-1";
  tables_.releases.push_back(
      {"sources/test/releases/1", "", {{"file.xlsx", "00ff"}}});
}

TinyWorld& TinyWorld::Nation() {
  tables_.regions.push_back(
      {"us", "United States", RegionKind::kNation, "", -1});
  return *this;
}

TinyWorld& TinyWorld::State(const std::string& id) {
  tables_.regions.push_back({id, id, RegionKind::kState, "",
                             static_cast<int32_t>(RegionNamed("us"))});
  return *this;
}

TinyWorld& TinyWorld::Metro(const std::string& id, const std::string& parent) {
  tables_.regions.push_back({id, id, RegionKind::kMetropolitan, "",
                             static_cast<int32_t>(RegionNamed(parent))});
  return *this;
}

TinyWorld& TinyWorld::County(const std::string& id,
                             const std::vector<std::string>& enclosing) {
  RegionEntry county{id, id, RegionKind::kCounty, "", -1};
  for (const std::string& larger : enclosing) {
    const uint32_t index = RegionNamed(larger);
    county.enclosing.push_back(index);
    if (county.parent < 0 && tables_.regions[index].kind == RegionKind::kState)
      county.parent = static_cast<int32_t>(index);
  }
  tables_.regions.push_back(std::move(county));
  return *this;
}

TinyWorld& TinyWorld::Composed(const std::string& id, const std::string& parent,
                               const std::vector<std::string>& members) {
  RegionEntry composed{id, id, RegionKind::kComposed, "",
                       static_cast<int32_t>(RegionNamed(parent))};
  for (const std::string& member : members)
    composed.members.push_back(RegionNamed(member));
  tables_.regions.push_back(std::move(composed));
  return *this;
}

TinyWorld& TinyWorld::RegionChange(const std::string& from,
                                   const std::string& to) {
  tables_.region_changes.push_back({from, from, to, to, "2022"});
  return *this;
}

TinyWorld& TinyWorld::Occupation(const std::string& code,
                                 const std::string& title,
                                 const std::string& published,
                                 std::vector<uint32_t> onet_codes) {
  tables_.occupations.push_back({Code(code), title,
                                 published.empty() ? 0 : Code(published),
                                 std::move(onet_codes)});
  return *this;
}

TinyWorld::TableBuilder TinyWorld::Table(
    const std::string& period, const std::vector<vocabulary::Measure>& measures,
    const std::string& scheme, uint32_t horizon_years) {
  FigureTableEntry table;
  table.file = "file.xlsx";
  table.sheet = absl::StrCat("sheet", tables_.figure_tables.size());
  table.reference_period = period;
  table.horizon_years = horizon_years;
  table.occupation_scheme = scheme;
  for (const vocabulary::Measure measure : measures)
    table.columns.push_back(
        {measure, std::string(vocabulary::TraitsOf(measure).name), {}, ""});
  tables_.figure_tables.push_back(std::move(table));
  return {this, tables_.figure_tables.size() - 1};
}

TinyWorld::TableBuilder& TinyWorld::TableBuilder::Row(
    const std::string& region, const std::string& code,
    const std::vector<vocabulary::Figure>& figures, char level) {
  FigureTableEntry& table = world_->tables_.figure_tables[table_];
  table.regions.push_back(world_->RegionNamed(region));
  table.codes.push_back(Code(code));
  table.levels.push_back(Code(code) == 0 ? '\0' : level);
  table.source_rows.push_back(static_cast<uint32_t>(table.codes.size() + 1));
  for (size_t i = 0; i < figures.size(); ++i) {
    table.columns[i].values.push_back(figures[i].value);
    table.columns[i].statuses.push_back(static_cast<char>(figures[i].status));
  }
  return *this;
}

TinyWorld& TinyWorld::Cip(uint32_t code, const std::string& title,
                          uint32_t length) {
  tables_.cip_codes.push_back({code, length, title});
  return *this;
}

TinyWorld& TinyWorld::Edge(const std::string& layer, uint32_t cip,
                           uint32_t soc) {
  CrosswalkLayerEntry& entry = Layer(layer);
  entry.cip_codes.push_back(cip);
  entry.soc_codes.push_back(soc);
  entry.source_rows.push_back(
      static_cast<uint32_t>(entry.cip_codes.size() + 1));
  return *this;
}

TinyWorld& TinyWorld::UnmatchedCip(const std::string& layer, uint32_t cip) {
  Layer(layer).unmatched_cip_codes.push_back(cip);
  return *this;
}

TinyWorld& TinyWorld::Change(const std::string& from_scheme,
                             const std::string& to_scheme, uint32_t from,
                             uint32_t to) {
  const auto is_same = [&](const CodeChangeEntry& entry) {
    return entry.from_scheme == from_scheme && entry.to_scheme == to_scheme;
  };
  auto it = std::find_if(tables_.code_changes.begin(),
                         tables_.code_changes.end(), is_same);
  if (it == tables_.code_changes.end())
    it = tables_.code_changes.insert(
        it, {0, "changes.xlsx", "", from_scheme, to_scheme, {}, {}, {}});
  it->from_codes.push_back(from);
  it->to_codes.push_back(to);
  it->source_rows.push_back(static_cast<uint32_t>(it->from_codes.size() + 1));
  return *this;
}

TinyWorld& TinyWorld::Rated(uint32_t onet_code, const std::string& element,
                            DescriptorDomain domain, uint32_t hundredths,
                            DescriptorScale scale, bool suppress) {
  ratings_.push_back({onet_code, element, scale,
                      static_cast<uint32_t>(ratings_.size() + 2), domain,
                      hundredths, suppress});
  return *this;
}

void TinyWorld::AddRatings(EditionTables* tables) const {
  if (ratings_.empty()) return;
  std::map<std::string, DescriptorDomain> domains;
  for (const Rating& rating : ratings_) domains[rating.element] = rating.domain;
  for (const auto& [id, domain] : domains)
    tables->elements.push_back({id, id, domain, id.substr(0, 3)});
  std::vector<Rating> sorted = ratings_;
  std::sort(sorted.begin(), sorted.end());
  DescriptorTableEntry& table = tables->descriptor_tables.emplace_back();
  table.file = "file.xlsx";
  for (const Rating& rating : sorted) {
    if (table.onet_codes.empty() ||
        table.onet_codes.back() != rating.onet_code) {
      table.onet_codes.push_back(rating.onet_code);
      table.row_ends.push_back(0);
    }
    table.elements.push_back(static_cast<uint32_t>(
        std::distance(domains.begin(), domains.find(rating.element))));
    table.scales.push_back(static_cast<char>(rating.scale));
    table.hundredths.push_back(rating.hundredths);
    table.standard_errors.push_back(0);
    table.recommend_suppress.push_back(rating.suppress ? 2 : 1);
    table.not_relevant.push_back(0);
    table.source_rows.push_back(rating.source_row);
    table.row_ends.back() = static_cast<uint32_t>(table.elements.size());
  }
}

EditionTables TinyWorld::Tables() const {
  EditionTables tables = tables_;
  std::sort(tables.occupations.begin(), tables.occupations.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  std::sort(tables.cip_codes.begin(), tables.cip_codes.end(),
            [](const auto& a, const auto& b) {
              return std::pair(a.code, a.length) < std::pair(b.code, b.length);
            });
  for (CrosswalkLayerEntry& layer : tables.crosswalk_layers) SortLayer(&layer);
  for (CodeChangeEntry& change : tables.code_changes) SortChange(&change);
  AddRatings(&tables);
  return tables;
}

std::shared_ptr<const Edition> TinyWorld::Build() const {
  auto edition = Edition::Create(Tables());
  EXPECT_TRUE(edition.ok()) << edition.status();
  return edition.ok() ? *edition : nullptr;
}

uint32_t TinyWorld::RegionNamed(const std::string& id) const {
  for (size_t i = 0; i < tables_.regions.size(); ++i) {
    if (tables_.regions[i].id == id) return static_cast<uint32_t>(i);
  }
  ADD_FAILURE() << "the tiny world has no region " << id;
  return 0;
}

CrosswalkLayerEntry& TinyWorld::Layer(const std::string& name) {
  for (CrosswalkLayerEntry& layer : tables_.crosswalk_layers) {
    if (layer.layer == name) return layer;
  }
  CrosswalkLayerEntry layer;
  layer.file = "crosswalk.xlsx";
  layer.layer = name;
  tables_.crosswalk_layers.push_back(std::move(layer));
  return tables_.crosswalk_layers.back();
}

Quantity Ratio(vocabulary::Measure numerator, vocabulary::Measure denominator,
               Scope scope) {
  Quantity ratio{numerator, denominator, scope};
  ratio.kind = Quantity::Kind::kRatio;
  return ratio;
}

Clause Compare(const std::string& id, Quantity quantity, Comparator comparator,
               Benchmark benchmark) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kCompare;
  clause.quantity = quantity;
  clause.comparator = comparator;
  clause.benchmark = std::move(benchmark);
  return clause;
}

Clause OneOf(const std::string& id, vocabulary::Measure measure,
             std::vector<std::string> levels, Scope scope) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kOneOf;
  clause.quantity.measure = measure;
  clause.quantity.scope = scope;
  clause.levels = std::move(levels);
  return clause;
}

Clause Group(const std::string& id, Clause::Kind kind,
             std::vector<Clause> clauses, int32_t count) {
  Clause clause;
  clause.id = id;
  clause.kind = kind;
  clause.clauses = std::move(clauses);
  clause.count = count;
  return clause;
}

Benchmark Constant(int64_t value) {
  Benchmark benchmark;
  benchmark.kind = Benchmark::Kind::kConstant;
  benchmark.value = value;
  return benchmark;
}

Benchmark AllOccupations(Scope scope, int32_t percent_milli) {
  Benchmark benchmark;
  benchmark.kind = Benchmark::Kind::kAllOccupations;
  benchmark.scope = scope;
  benchmark.percent_milli = percent_milli;
  return benchmark;
}

Benchmark Median(Scope scope) {
  Benchmark benchmark;
  benchmark.kind = Benchmark::Kind::kAcrossOccupations;
  benchmark.statistic = Benchmark::Statistic::kPercentile;
  benchmark.percentile_milli = 50000;
  benchmark.scope = scope;
  return benchmark;
}

Benchmark Mean(Scope scope) {
  Benchmark benchmark;
  benchmark.kind = Benchmark::Kind::kAcrossOccupations;
  benchmark.statistic = Benchmark::Statistic::kMean;
  benchmark.scope = scope;
  return benchmark;
}

Policy PolicyOf(std::vector<DimensionRule> dimensions) {
  Policy policy;
  policy.name = "policies/test/versions/1";
  policy.title = "Test";
  policy.citation.authority = "A board";
  policy.citation.document = "A rule";
  policy.status = Policy::Status::kPublished;
  policy.dimensions_required = static_cast<int32_t>(dimensions.size());
  policy.dimensions = std::move(dimensions);
  policy.link_rule.kind = LinkRule::Kind::kAny;
  policy.link_rule.excluded_prefixes = {"25-1"};
  return policy;
}

}  // namespace plumbline::alignment::testing
