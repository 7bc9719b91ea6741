// Matching on full releases: PLUMBLINE_DATA_DIR names them. Reading the files
// is not timed.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "services/alignment/domain/matching/match_model.h"
#include "services/alignment/domain/matching/matcher.h"
#include "services/alignment/domain/matching/nearest.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/common/base/parallel.h"
#include "tests/eval/corpus_files.h"
#include "tests/eval/tables.h"
#include "tests/perf/matching/real_programs.h"

namespace plumbline {
namespace {

using alignment::Corpus;
using alignment::Matcher;
using alignment::ProgramTexts;
using alignment::Stemmer;
using alignment::TextMatches;

// What the service sends: at most ten occupations of at least this probability,
// with up to five sentences each.
constexpr size_t kMostMatches = 10;
constexpr double kLeastProbability = 0.05;
constexpr size_t kMostEvidence = 5;
constexpr size_t kBatch = 300'000;

const std::string& DataDir() {
  static const auto* const directory = [] {
    const char* data = std::getenv("PLUMBLINE_DATA_DIR");
    return new std::string(data == nullptr ? "" : data);
  }();
  return *directory;
}

template <typename T>
const T& Read(absl::StatusOr<T> read) {
  if (!read.ok()) {
    fprintf(stderr, "%s\n", std::string(read.status().message()).c_str());
    std::exit(1);
  }
  return *new T(*std::move(read));
}

const Corpus& TheCorpus() {
  static const Corpus& corpus =
      Read(eval::LoadCorpus(DataDir(), eval::Candidates::kSoc2018));
  return corpus;
}

const alignment::MatchModel& TheModel() {
  static const alignment::MatchModel& model =
      Read(alignment::ReadMatchModel(Read(eval::ReadFile(
          PLUMBLINE_SOURCE_DIR "/data/models/matching-2.json"))));
  return model;
}

const Matcher& TheMatcher() {
  static const auto& matcher = Read(Matcher::Create(TheCorpus(), TheModel()));
  return *matcher;
}

// Everything that is sent of one program; how many links that is.
size_t Explain(const Matcher& matcher, const ProgramTexts& program,
               const TextMatches& matches, Stemmer* stemmer) {
  benchmark::DoNotOptimize(matcher.Check(program, matches));
  const auto passages = ReadAll(alignment::PassagesOf(program.fields),
                                matcher.phrases(), stemmer);
  size_t links = 0;
  for (const auto candidate : matches.order) {
    if (links == kMostMatches ||
        alignment::ProbabilityOf(matches.scores[candidate]) < kLeastProbability)
      break;
    ++links;
    benchmark::DoNotOptimize(ContributionsOf(matches.features,
                                             matcher.weights(matches.stratum),
                                             matches.lines, candidate));
    benchmark::DoNotOptimize(
        EvidenceFor(candidate, passages, matcher.phrases(), kMostEvidence));
  }
  return links;
}

// A corpus that was read becomes an index with all that explains.
void BM_BuildIndex(benchmark::State& state) {
  const int threads = static_cast<int>(state.range(0));
  TheModel();
  for (auto _ : state) {
    state.PauseTiming();
    Corpus corpus = TheCorpus();
    state.ResumeTiming();
    auto matcher = Matcher::Create(std::move(corpus), TheModel(), threads);
    state.PauseTiming();
    matcher->reset();
    state.ResumeTiming();
  }
}
BENCHMARK(BM_BuildIndex)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// Half and 99 of 100 programs take no longer.
void CountTimes(std::vector<double> seconds, benchmark::State& state) {
  std::sort(seconds.begin(), seconds.end());
  state.counters["p50_us"] = 1e6 * seconds[seconds.size() / 2];
  state.counters["p99_us"] = 1e6 * seconds[seconds.size() * 99 / 100];
}

void MatchOneByOne(const std::vector<ProgramTexts>& programs, bool explain,
                   benchmark::State& state) {
  const Matcher& matcher = TheMatcher();
  Stemmer stemmer;
  alignment::MatchScratch scratch;
  TextMatches matches(matcher.index().candidate_count());
  std::vector<double> seconds;
  double links = 0;
  size_t next = 0;
  for (auto _ : state) {
    const ProgramTexts& program = programs[next++ % programs.size()];
    const auto begin = std::chrono::steady_clock::now();
    matcher.MatchInto(program, &stemmer, &scratch, &matches);
    if (explain)
      links +=
          static_cast<double>(Explain(matcher, program, matches, &stemmer));
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  CountTimes(std::move(seconds), state);
  state.counters["links"] =
      benchmark::Counter(links, benchmark::Counter::kAvgIterations);
}

void BM_OneProgramOfFiveCourses(benchmark::State& state) {
  static const auto& programs =
      Read(perf::ProgramsWithCourses(DataDir(), 2'000));
  MatchOneByOne(programs, state.range(0) != 0, state);
}
BENCHMARK(BM_OneProgramOfFiveCourses)
    ->ArgName("explained")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMicrosecond);

void BM_OneListedProgram(benchmark::State& state) {
  static const auto& programs = Read(perf::ListedPrograms(DataDir()));
  MatchOneByOne(programs, state.range(0) != 0, state);
}
BENCHMARK(BM_OneListedProgram)
    ->ArgName("explained")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMicrosecond);

// Programs no two of which say the same: the names of listed ones, each with
// the descriptions and codes of others.
std::vector<ProgramTexts> DifferentPrograms(
    const std::vector<ProgramTexts>& listed, size_t count) {
  std::vector<ProgramTexts> programs;
  for (size_t i = 0; i < count; ++i) {
    const ProgramTexts& other =
        listed[(i + 37 * (i / listed.size())) % listed.size()];
    programs.push_back(
        {{listed[i % listed.size()].fields[0], other.fields[1]}, other.cip});
  }
  return programs;
}

// The listed programs again and again until they are 300,000, matched and
// explained; or as many as that no two of which say the same.
void BM_Batch(benchmark::State& state) {
  static const auto& listed = Read(perf::ListedPrograms(DataDir()));
  const Matcher& matcher = TheMatcher();
  const std::vector<ProgramTexts> different =
      DifferentPrograms(listed, state.range(1) != 0 ? kBatch : 0);
  std::vector<const ProgramTexts*> programs;
  for (size_t i = 0; i < kBatch; ++i)
    programs.push_back(different.empty() ? &listed[i % listed.size()]
                                         : &different[i]);
  for (auto _ : state)
    matcher.MatchEach(
        programs, static_cast<int>(state.range(0)),
        [&](size_t at, const TextMatches& matches, Stemmer* stemmer) {
          Explain(matcher, *programs[at], matches, stemmer);
        });
}
BENCHMARK(BM_Batch)
    ->ArgNames({"threads", "different"})
    ->Args({1, 0})
    ->Args({2, 0})
    ->Args({1, 1})
    ->Args({2, 1})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

// The plain model of ten lines of scikit-learn: words and pairs of titles,
// descriptions and tasks, TF-IDF, and of each CIP definition the ten nearest
// occupations. Texts are read and scored; the index is not timed.
class PlainModel {
 public:
  PlainModel() {
    std::vector<std::vector<alignment::TermId>> documents;
    for (const auto& candidate : TheCorpus().candidates)
      documents.push_back(terms_.AddWords(TextOf(candidate)));
    for (const auto& document : documents) terms_.AddPairs(document);
    std::vector<std::vector<alignment::TermCount>> counts;
    for (const auto& document : documents)
      counts.push_back(terms_.Count(document, true));
    space_ = alignment::TermSpace::Build(counts, {});
  }

  std::vector<uint32_t> TopTen(const std::string& text, Stemmer* stemmer,
                               std::vector<float>* scores) const {
    std::vector<alignment::TermId> words;
    terms_.ReadWords(alignment::FoldText(text), stemmer, &words);
    scores->assign(space_.document_count(), 0);
    space_.AddScores(terms_.Count(words, true), absl::MakeSpan(*scores));
    return alignment::PlacesOfGreatest(*scores, 10);
  }

  // For tests/perf/peers/plain_tfidf.py: a line for each occupation, its stems;
  // then for each question its stems, `?` for an unknown one, a tab and the
  // places of its ten.
  void Write(const std::vector<std::string>& texts, const char* path) const {
    std::ofstream file(path);
    for (const auto& candidate : TheCorpus().candidates)
      file << StemsOf(TextOf(candidate)) << "\n";
    Stemmer stemmer;
    std::vector<float> scores;
    for (const std::string& text : texts)
      file << StemsOf(alignment::FoldText(text)) << "\t"
           << absl::StrJoin(TopTen(text, &stemmer, &scores), " ") << "\n";
  }

 private:
  std::string StemsOf(const std::string& folded) const {
    Stemmer stemmer;
    std::vector<alignment::TermId> words;
    terms_.ReadWords(folded, &stemmer, &words);
    return absl::StrJoin(words, " ", [&](std::string* out, auto word) {
      *out += word == alignment::kNoTerm ? "?" : terms_.TextOf(word);
    });
  }

  static std::string TextOf(const alignment::CandidateText& candidate) {
    std::string text;
    for (const auto kind :
         {alignment::TextKind::kTitle, alignment::TextKind::kDescription,
          alignment::TextKind::kAlternateTitle, alignment::TextKind::kTask})
      for (const std::string& one : alignment::TextsOf(candidate, kind))
        text += alignment::FoldText(one) + " ";
    return text;
  }

  alignment::TermTable terms_;
  alignment::TermSpace space_;
};

void BM_PlainTfIdf(benchmark::State& state) {
  static const auto* const model = new PlainModel;
  std::vector<std::string> texts;
  for (const auto& cip : TheCorpus().cips)
    texts.push_back(cip.title + ". " + cip.definition);
  if (const char* path = std::getenv("PLUMBLINE_WRITE_TOP_TEN"))
    model->Write(texts, path);
  const int threads = static_cast<int>(state.range(0));
  for (auto _ : state)
    base::ForRanges(texts.size(), threads, [&](size_t begin, size_t end) {
      Stemmer stemmer;
      std::vector<float> scores;
      for (size_t i = begin; i < end; ++i)
        benchmark::DoNotOptimize(model->TopTen(texts[i], &stemmer, &scores));
    });
  state.counters["texts"] = static_cast<double>(texts.size());
}
BENCHMARK(BM_PlainTfIdf)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline

BENCHMARK_MAIN();
