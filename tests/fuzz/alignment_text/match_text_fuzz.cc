// A program's texts come from outside: any bytes are read in bounded time, and
// every feature of theirs is a finite number.

#include <cmath>
#include <cstdlib>
#include <string>

#include "services/alignment/domain/matching/match_index.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace {

using plumbline::alignment::Corpus;
using plumbline::alignment::MatchIndex;

const MatchIndex& Index() {
  static const auto* const index = [] {
    Corpus corpus;
    corpus.candidates = {{"29-1141",
                          {"Registered Nurses"},
                          {"Care for patients."},
                          {"Staff Nurse"},
                          {},
                          {"Give medicine."},
                          {},
                          {}},
                         {"51-4121",
                          {"Welders"},
                          {"Join metal."},
                          {"Pipe Welder"},
                          {},
                          {"Weld seams."},
                          {},
                          {"Torches"}}};
    corpus.cips = {{"48.0508", "Welding", "Learn to join metal.", {1}},
                   {"51.3801", "Nursing", "Learn to care.", {0}}};
    return new MatchIndex(std::move(corpus));
  }();
  return *index;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  const size_t cut = text.find('\n');
  const absl::string_view name = text.substr(0, cut);
  const absl::string_view rest =
      cut == absl::string_view::npos ? "" : text.substr(cut + 1);
  if (plumbline::alignment::FoldText(text).size() > text.size()) std::abort();
  plumbline::alignment::Stemmer stemmer;
  const auto features = Index().FeaturesOf(
      {std::string(name), std::string(rest), std::string(name)}, &stemmer);
  for (size_t i = 0; i < plumbline::alignment::kMatchFeatureCount; ++i)
    for (const float value :
         features.Row(static_cast<plumbline::alignment::MatchFeature>(i)))
      if (!std::isfinite(value)) std::abort();
  return 0;
}
