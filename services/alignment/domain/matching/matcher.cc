#include "services/alignment/domain/matching/matcher.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <compare>
#include <functional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/greatest.h"
#include "services/common/base/parallel.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

ProgramText TextOf(const ProgramTexts& program) {
  ProgramText text;
  text.cip = program.cip;
  for (const ProgramField& field : program.fields) {
    if (field.path == "title") {
      text.name = field.text;
      continue;
    }
    if (IsCredential(field)) text.credentials.push_back(field.text);
    if (text.description.size() < kLongestText)
      absl::StrAppend(&text.description, field.text, "\n");
  }
  return text;
}

absl::string_view NameOf(const ProgramTexts& program) {
  absl::string_view name;
  for (const ProgramField& field : program.fields)
    if (field.path == "title") name = field.text;
  return name;
}

bool SayTheSame(const ProgramTexts& one, const ProgramTexts& other) {
  return one.cip == other.cip &&
         std::equal(one.fields.begin(), one.fields.end(), other.fields.begin(),
                    other.fields.end(),
                    [](const ProgramField& a, const ProgramField& b) {
                      return a.path == b.path && a.text == b.text;
                    });
}

// What programs are put in order by, so that those of one name stand together
// and among them those that say the same: numbers, since texts of many programs
// lie all over the memory. Names and codes near to each other stay so, of which
// much that is read is the same.
struct OrderKey {
  uint64_t name_begin = 0;
  uint64_t name_hash = 0;
  uint64_t cip_begin = 0;
  uint64_t hash = 0;
  size_t place = 0;
  auto operator<=>(const OrderKey&) const = default;
};

// The same in every process.
uint64_t HashOf(absl::string_view text) {
  return std::hash<std::string_view>{}({text.data(), text.size()});
}

// The first eight bytes as a number that is as great as they are.
uint64_t BeginOf(absl::string_view text) {
  uint64_t begin = 0;
  for (size_t i = 0; i < sizeof(begin); ++i)
    begin = begin << 8 |
            (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return begin;
}

OrderKey KeyOf(const ProgramTexts& program, size_t place) {
  const absl::string_view name = NameOf(program);
  OrderKey key{BeginOf(name), HashOf(name), BeginOf(program.cip),
               HashOf(program.cip), place};
  for (const ProgramField& field : program.fields)
    for (const absl::string_view text : {field.path, field.text})
      key.hash = std::rotl(key.hash, 5) * 0x9E3779B97F4A7C15 + HashOf(text);
  return key;
}

std::vector<OrderKey> OrderOf(absl::Span<const ProgramTexts* const> programs,
                              int threads) {
  std::vector<OrderKey> order(programs.size());
  base::ForRanges(programs.size(), threads, [&](size_t begin, size_t end) {
    for (; begin < end; ++begin) order[begin] = KeyOf(*programs[begin], begin);
  });
  std::sort(order.begin(), order.end());
  return order;
}

// Where in `order` each program begins that says something else than the one
// before, and the end.
std::vector<size_t> BeginsOfDifferent(
    absl::Span<const ProgramTexts* const> programs,
    const std::vector<OrderKey>& order) {
  const auto is_same = [&](size_t a, size_t b) {
    return order[a].hash == order[b].hash &&
           (programs[order[a].place] == programs[order[b].place] ||
            SayTheSame(*programs[order[a].place], *programs[order[b].place]));
  };
  std::vector<size_t> begins;
  for (size_t i = 0; i < order.size(); ++i)
    if (i == 0 || !is_same(i, i - 1)) begins.push_back(i);
  begins.push_back(order.size());
  return begins;
}

constexpr size_t kReadTogether = 8;
// What a thread takes at once, so that most names are worked out by one thread.
constexpr size_t kTakenTogether = 512;

// What a thread works with.
struct BatchScratch {
  explicit BatchScratch(size_t candidates) : matches(candidates) {}

  Stemmer stemmer;
  MatchScratch match;
  TextMatches matches;
  std::vector<ProgramText> texts;
  std::vector<ReadProgram> read;
};

ReadSpreads WithoutThoseOfName(ReadSpreads read) {
  for (size_t feature = 0; feature < read.size(); ++feature)
    if (IsOfName(static_cast<MatchFeature>(feature))) read[feature] = false;
  return read;
}

// A text that is clear about one occupation may speak of every job besides.
constexpr double kClear = 0.5;

template <size_t kSize>
std::array<FusionWeights, kSize> WithoutSizesOf(
    std::array<FusionWeights, kSize> weights) {
  for (FusionWeights& one : weights) one = WithoutSizes(one);
  return weights;
}

// kNone where the texts point somewhere.
Abstention WhyNowhere(const ProgramText& program, const ReadProgram& read,
                      const TextMatches& matches) {
  if (IsBlank(program.name) && IsBlank(program.description))
    return Abstention::kNothingSaid;
  if (!matches.near.speaks_of_work) return Abstention::kNoKnownWord;
  if (IsForeign(matches.near.counts)) return Abstention::kNotEnglish;
  if (!matches.order.empty() &&
      ProbabilityOf(matches.scores[matches.order[0]]) < kClear &&
      (SpeaksOfEveryJob(read.name) || SpeaksOfEveryJob(read.description)))
    return Abstention::kClaimsEverything;
  return Abstention::kNone;
}

}  // namespace

double ProbabilityOf(double score) { return 1 / (1 + std::exp(-score)); }

absl::StatusOr<std::shared_ptr<const Matcher>> Matcher::Create(
    Corpus corpus, const MatchModel& model, int threads) {
  Weights weights;
  for (const Stratum stratum : kStrata) {
    PLUMBLINE_ASSIGN_OR_RETURN(weights[PlaceOf(stratum)],
                               WeightsOf(model, stratum));
  }
  return std::shared_ptr<const Matcher>(
      new Matcher(std::move(corpus), weights, threads));
}

Matcher::Matcher(Corpus corpus, const Weights& weights, int threads)
    : index_(std::move(corpus), threads,
             [this](const MatchIndex& index) {
               phrases_.emplace(index.corpus(), index.terms(), index.words());
               random_.emplace(index.corpus(), *phrases_);
             }),
      weights_(weights),
      sizeless_weights_(WithoutSizesOf(weights)),
      read_spreads_(SpreadsReadBy(weights_)),
      read_but_of_name_(WithoutThoseOfName(read_spreads_)) {}

void Matcher::FillSpreadsOf(TextMatches* matches) const {
  const uint64_t name = matches->features.held().of_name;
  FillSpreads(
      matches->features,
      name == matches->spreads_of_name ? read_but_of_name_ : read_spreads_,
      &matches->spreads);
  matches->spreads_of_name = name;
}

Lead Matcher::LeadOf(const ProgramText& program, const ReadProgram& read,
                     const TextMatches& matches) const {
  Lead lead{WhyNowhere(program, read, matches), 0,
            weights(matches.stratum).least_margin};
  if (PointsNowhere(lead.abstention) || matches.order.empty()) return lead;
  const double best = ProbabilityOf(matches.scores[matches.order[0]]);
  const double second = matches.order.size() < 2
                            ? 0
                            : ProbabilityOf(matches.scores[matches.order[1]]);
  lead.margin = best - second;
  if (best < lead.least_margin)
    lead.abstention = Abstention::kNoneStandsOut;
  else if (lead.margin < lead.least_margin)
    lead.abstention = Abstention::kNearlyAlike;
  return lead;
}

TextMatches Matcher::Match(const ProgramTexts& program,
                           Stemmer* stemmer) const {
  TextMatches matches(index_.candidate_count());
  MatchScratch scratch;
  MatchInto(program, stemmer, &scratch, &matches);
  return matches;
}

void Matcher::MatchInto(const ProgramTexts& program, Stemmer* stemmer,
                        MatchScratch* scratch, TextMatches* matches) const {
  const ProgramText text = TextOf(program);
  std::vector<ReadProgram> read = std::move(scratch->read);
  index_.Read(absl::MakeConstSpan(&text, 1), stemmer, &read);
  MatchRead(text, read.front(), stemmer, scratch, matches);
  scratch->read = std::move(read);
}

void Matcher::MatchRead(const ProgramText& program, const ReadProgram& read,
                        Stemmer* stemmer, MatchScratch* scratch,
                        TextMatches* matches) const {
  matches->by_texts = index_.StratumByTexts(program, read);
  matches->stratum =
      index_.FindCip(program.cip) ? Stratum::kGivenCip : matches->by_texts;
  index_.FillFeatures(program, read, {}, stemmer, scratch, &matches->features,
                      &matches->near);
  const FusionWeights& chosen = weights(matches->stratum);
  FillSpreadsOf(matches);
  matches->lines = LinesOf(matches->spreads, chosen);
  matches->scores = ScoresOf(matches->features, chosen, matches->lines);
  RankFirst(matches->scores, kMostRanked, &matches->order);
  matches->lead = LeadOf(program, read, *matches);
}

void Matcher::MatchEach(
    absl::Span<const ProgramTexts* const> programs, int threads,
    absl::FunctionRef<void(size_t, const TextMatches&, Stemmer*)> visit) const {
  const std::vector<OrderKey> order = OrderOf(programs, threads);
  const std::vector<size_t> begins = BeginsOfDifferent(programs, order);
  const auto match = [&](size_t begin, size_t end, BatchScratch* scratch) {
    scratch->texts.clear();
    for (size_t i = begin; i < end; ++i)
      scratch->texts.push_back(TextOf(*programs[order[begins[i]].place]));
    index_.Read(scratch->texts, &scratch->stemmer, &scratch->read);
    for (size_t i = begin; i < end; ++i) {
      MatchRead(scratch->texts[i - begin], scratch->read[i - begin],
                &scratch->stemmer, &scratch->match, &scratch->matches);
      for (size_t at = begins[i]; at < begins[i + 1]; ++at)
        visit(order[at].place, scratch->matches, &scratch->stemmer);
    }
  };
  base::ForBlocks(
      begins.size() - 1, kTakenTogether, threads, [&](const auto& take) {
        BatchScratch scratch(index_.candidate_count());
        for (size_t begin = 0, end = 0; take(&begin, &end);)
          for (; begin < end; begin += kReadTogether)
            match(begin, std::min(begin + kReadTogether, end), &scratch);
      });
}

CipCheck Matcher::Check(const ProgramTexts& program,
                        const TextMatches& matches) const {
  if (matches.stratum != Stratum::kGivenCip)
    return CheckCip(index_, program.cip, matches.near, /*scores=*/{});
  // The weights of these strata leave out what the given code says, so the
  // features that were read with it serve.
  const FusionWeights& chosen = sizeless_weights_[PlaceOf(matches.by_texts)];
  CipCheck check =
      CheckCip(index_, program.cip, matches.near,
               UncalibratedScoresOf(matches.features, chosen,
                                    LinesOf(matches.spreads, chosen)));
  if (check.result == CipCheck::Result::kSuspicious &&
      PointsNowhere(matches.lead.abstention))
    check.result = CipCheck::Result::kTooLittleText;
  return check;
}

std::optional<CandidateIndex> Matcher::FindCandidate(
    absl::string_view code) const {
  const auto& candidates = index_.corpus().candidates;
  const auto at =
      std::lower_bound(candidates.begin(), candidates.end(), code,
                       [](const CandidateText& one, absl::string_view key) {
                         return one.code < key;
                       });
  if (at == candidates.end() || at->code != code) return std::nullopt;
  return static_cast<CandidateIndex>(at - candidates.begin());
}

}  // namespace plumbline::alignment
