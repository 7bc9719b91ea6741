#include "services/alignment/api/records/record_codec.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {
namespace {

std::string OccupationName(const Edition& edition, OccupationIndex occupation) {
  return absl::StrCat("occupations/",
                      edition.occupation_code(occupation).ToString());
}

// `not-high-wage`.
std::string FlagId(FlagReason reason) {
  return absl::AsciiStrToLower(
      absl::StrReplaceAll(FlagReasonName(reason), {{"_", "-"}}));
}

// The digest of a release's file; empty when the release does not list it.
std::string FileDigest(const ReleaseEntry& release, const std::string& path) {
  const auto file = std::find_if(
      release.files.begin(), release.files.end(),
      [&](const ReleaseFileEntry& entry) { return entry.path == path; });
  return file == release.files.end() ? std::string() : file->sha256;
}

void FillEdge(const Edition& edition, const EdgeRef& edge, v1::Link& link) {
  const CrosswalkLayerEntry& layer = edition.crosswalk().layer(edge.layer);
  const ReleaseEntry& release = edition.tables().releases[layer.release];
  link.set_layer(layer.layer);
  common::v1::SourceCell& cell = *link.mutable_cell();
  cell.set_release(release.name);
  cell.set_file(layer.file);
  cell.set_sheet(layer.sheet);
  cell.set_row(static_cast<int32_t>(layer.source_rows[edge.row]));
  cell.set_sha256(FileDigest(release, layer.file));
}

v1::Link LinkToProto(const BoundPolicy& policy,
                     const OccupationRecord& record) {
  const Edition& edition = policy.edition();
  const Link& from = record.link.link;
  v1::Link link;
  link.set_occupation(OccupationName(edition, from.occupation));
  link.set_title(edition.occupation_title(from.occupation));
  link.set_basis(static_cast<v1::Link::Basis>(from.basis));
  if (from.edge) FillEdge(edition, *from.edge, link);
  link.set_excluded(!record.link.counted());
  link.set_excluded_by(record.link.excluded_by);
  link.set_retired_code(from.retired_code);
  link.set_probability(from.probability_milli / 1000.0);
  link.set_outcome(static_cast<v1::Outcome>(record.outcome));
  for (size_t i = 0; i < record.dimension_outcomes.size(); ++i) {
    v1::DimensionOutcome& outcome = *link.add_dimensions();
    outcome.set_dimension(
        static_cast<v1::Dimension>(policy.policy().dimensions[i].dimension));
    outcome.set_outcome(static_cast<v1::Outcome>(record.dimension_outcomes[i]));
  }
  return link;
}

// Since when the row's flag is raised; its own run when the row lacks it.
int64_t SinceRun(const VerdictRow& row, FlagReason reason) {
  for (const RaisedFlag& raised : row.flags) {
    if (raised.reason == static_cast<v1::FlagReason>(reason)) {
      return raised.since_run;
    }
  }
  return row.run;
}

v1::Flag FlagToProto(const VerdictRow& row, const std::string& alignment,
                     const Edition& edition, const DecisionFlag& from) {
  v1::Flag flag;
  flag.set_name(absl::StrCat(alignment, "/flags/", FlagId(from.reason)));
  flag.set_reason(static_cast<v1::FlagReason>(from.reason));
  flag.set_message(from.message);
  for (const OccupationIndex occupation : from.occupations) {
    flag.add_occupations(OccupationName(edition, occupation));
  }
  *flag.mutable_clauses() = {from.clauses.begin(), from.clauses.end()};
  if (const int64_t run = SinceRun(row, from.reason); run != 0) {
    flag.set_since_run(RunName(run));
  }
  return flag;
}

// Thousandths as people write them: "1.250".
std::string RatioText(const vocabulary::Figure& figure) {
  if (!figure.HasValue()) return std::string(StatusName(figure.status));
  return absl::StrFormat("%d.%03d", figure.value / 1000,
                         std::abs(figure.value % 1000));
}

v1::BenchmarkRecord BenchmarkToProto(const Edition& edition,
                                     const BenchmarkRecord& from) {
  v1::BenchmarkRecord benchmark;
  common::v1::Figure& figure = *benchmark.mutable_figure();
  figure.set_measure(static_cast<common::v1::Measure>(from.measure));
  figure.set_status(static_cast<common::v1::FigureStatus>(from.figure.status));
  if (from.figure.HasValue()) figure.set_value(from.figure.value);
  figure.set_text(from.is_ratio ? RatioText(from.figure)
                                : ToText(from.figure, from.measure));
  figure.set_reference_period(from.reference_period);
  for (const CellFigure& cell : from.cells) {
    *benchmark.add_sources() = FigureToProto(edition, cell);
  }
  benchmark.set_derivation(from.derivation);
  benchmark.set_occupation_count(static_cast<int32_t>(from.occupation_count));
  benchmark.set_population_sha256(from.population_sha256);
  return benchmark;
}

}  // namespace

v1::ClauseRecord ClauseToProto(const Edition& edition,
                               const ClauseRecord& from) {
  v1::ClauseRecord clause;
  clause.set_clause(from.clause);
  clause.set_outcome(static_cast<v1::Outcome>(from.outcome));
  clause.set_explanation(from.explanation);
  for (const CellFigure& figure : from.measured) {
    *clause.add_measured() = FigureToProto(edition, figure);
  }
  if (from.benchmark) {
    *clause.mutable_benchmark() = BenchmarkToProto(edition, *from.benchmark);
  }
  for (const ClauseRecord& inner : from.clauses) {
    *clause.add_clauses() = ClauseToProto(edition, inner);
  }
  if (from.probability_milli >= 0) {
    clause.set_probability_milli(from.probability_milli);
  }
  *clause.mutable_error_models() = {from.error_models.begin(),
                                    from.error_models.end()};
  clause.set_class_name(from.class_name);
  return clause;
}

namespace {

v1::OccupationRecord OccupationToProto(const BoundPolicy& policy,
                                       const OccupationRecord& from) {
  v1::OccupationRecord record;
  *record.mutable_link() = LinkToProto(policy, from);
  for (const ClauseRecord& clause : from.dimensions) {
    *record.add_dimensions() = ClauseToProto(policy.edition(), clause);
  }
  for (const ClauseRecord& clause : from.guards) {
    *record.add_guards() = ClauseToProto(policy.edition(), clause);
  }
  *record.mutable_exceptions() = {from.exceptions.begin(),
                                  from.exceptions.end()};
  record.set_unrated(from.unrated);
  if (from.weight) {
    *record.mutable_weight() = FigureToProto(policy.edition(), *from.weight);
  }
  return record;
}

void FillInputs(const VerdictRow& row, const Subject& subject,
                const BoundPolicy& policy, v1::PinnedInputs& inputs) {
  inputs.set_program_revision(subject.program.revision_id());
  inputs.set_policy(policy.policy().name);
  inputs.set_edition(row.edition);
  inputs.set_model_version(row.model_version);
}

}  // namespace

v1::Margin MarginToProto(const Edition& edition, const Margin& from) {
  v1::Margin margin;
  margin.set_kind(static_cast<v1::Margin::Kind>(from.kind));
  if (from.occupation) {
    margin.set_occupation(OccupationName(edition, *from.occupation));
  }
  margin.set_clause(from.clause);
  margin.set_change_milli_percent(from.change_milli_percent);
  margin.set_verdict(static_cast<v1::Verdict>(from.verdict));
  margin.set_message(from.message);
  return margin;
}

std::string AlignmentName(const VerdictKey& key) {
  return absl::StrCat(key.program, "/alignments/", key.region, ".", key.policy);
}

v1::Alignment AlignmentToProto(const VerdictRow& row, const Subject& subject,
                               const BoundPolicy& policy,
                               const Decision& decision) {
  v1::Alignment alignment;
  alignment.set_name(AlignmentName(row.key));
  alignment.set_verdict(row.verdict);
  for (const auto& [dimension, verdict] : row.dimensions) {
    v1::DimensionVerdict& said = *alignment.add_dimensions();
    said.set_dimension(dimension);
    said.set_verdict(verdict);
  }
  for (const DecisionFlag& flag : decision.flags) {
    *alignment.add_flags() =
        FlagToProto(row, alignment.name(), policy.edition(), flag);
  }
  alignment.set_program_title(subject.program.title());
  alignment.set_provider_title(subject.provider.title());
  if (decision.links.cip) alignment.set_cip(decision.links.cip->ToString());
  alignment.set_region(absl::StrCat("regions/", row.key.region));
  FillInputs(row, subject, policy, *alignment.mutable_inputs());
  if (row.run != 0) alignment.set_run(RunName(row.run));
  for (const OccupationRecord& occupation : decision.occupations) {
    *alignment.add_links() = LinkToProto(policy, occupation);
  }
  alignment.set_record_sha256(row.record_sha256);
  return alignment;
}

v1::DecisionRecord RecordToProto(v1::Alignment alignment,
                                 const v1::Policy& stored_policy,
                                 const BoundPolicy& policy,
                                 const Decision& decision,
                                 const std::vector<Margin>& margins) {
  v1::DecisionRecord record;
  *record.mutable_alignment() = std::move(alignment);
  *record.mutable_policy() = stored_policy;
  for (const OccupationRecord& occupation : decision.occupations) {
    *record.add_occupations() = OccupationToProto(policy, occupation);
  }
  *record.mutable_link_rule_steps() = {decision.link_rule_steps.begin(),
                                       decision.link_rule_steps.end()};
  for (const Margin& margin : margins) {
    *record.add_margins() = MarginToProto(policy.edition(), margin);
  }
  for (const ReleaseEntry& release : policy.edition().tables().releases) {
    v1::RecordRelease& pinned = *record.add_releases();
    pinned.set_name(release.name);
    pinned.set_reference_period(release.reference_period);
  }
  return record;
}

}  // namespace plumbline::alignment
