#include "services/alignment/api/scoring/run_scorer.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

using Entry = PortfolioScorer::Entry;

// What was computed: run, grace and the flags' runs come from the comparison
// with what was said before.
void FillAnswer(const Policy& policy, const ScoredProgram& scored,
                Answer& answer) {
  answer.verdict = static_cast<v1::Verdict>(scored.verdict);
  for (size_t i = 0; i < policy.dimensions.size(); ++i)
    answer.dimensions.emplace_back(
        static_cast<v1::Dimension>(policy.dimensions[i].dimension),
        static_cast<v1::Verdict>(scored.dimension_verdicts[i]));
  // By the number of their reason.
  for (FlagMask left = scored.flag_mask; left != 0; left &= left - 1)
    answer.flags.push_back(
        {static_cast<v1::FlagReason>(__builtin_ctz(left)), 0});
}

// What is the same whichever run says it.
Answer WithoutHistory(Answer answer) {
  answer.run = 0;
  answer.grace = {};
  const auto at_risk = std::remove_if(
      answer.flags.begin(), answer.flags.end(),
      [](const RaisedFlag& flag) { return flag.reason == v1::AT_RISK; });
  answer.flags.erase(at_risk, answer.flags.end());
  for (RaisedFlag& flag : answer.flags) flag.since_run = 0;
  return answer;
}

// Makes the rows of a run in the order of their names.
class RowMaker {
 public:
  explicit RowMaker(const PortfolioScorer& portfolio)
      : inputs_(portfolio.inputs()), entries_(portfolio.entries()) {}

  // Each fills a new row, where it stands: a run has millions.
  void FillScored(const Entry& entry, size_t policy,
                  const ScoredProgram& scored, ViewRow& row) const {
    FillInputs(entry, policy, row);
    FillAnswer(row.policy->bound->policy(), scored, row.answer);
    row.record_sha256 = scored.record_sha256;
  }
  // From what the same inputs said before.
  void FillTakenOver(const Entry& entry, size_t policy, const ViewRow& earlier,
                     ViewRow& row) const {
    FillInputs(entry, policy, row);
    row.answer = WithoutHistory(earlier.answer);
    row.record_sha256 = earlier.record_sha256;
  }

  // For each row what the same inputs said before of it; null where they did
  // not. Empty when that is none: every record names its edition.
  std::vector<const ViewRow*> SaidBefore(
      const RunView* before, const std::vector<size_t>& policies) const {
    if (before == nullptr || before->run().edition() != inputs_.edition->name())
      return {};
    std::vector<const ViewRow*> said;
    said.reserve(entries_.size() * policies.size());
    auto earlier = before->rows().begin();
    for (const Entry& entry : entries_) {
      for (const size_t policy : policies) {
        ViewRow row;
        FillInputs(entry, policy, row);
        while (earlier != before->rows().end() &&
               CompareNames(*earlier, row) < 0)
          ++earlier;
        const bool same = earlier != before->rows().end() &&
                          CompareNames(*earlier, row) == 0 &&
                          SameInputs(*earlier, row);
        said.push_back(same ? &*earlier : nullptr);
      }
    }
    return said;
  }

 private:
  void FillInputs(const Entry& entry, size_t policy, ViewRow& row) const {
    row.subject = inputs_.subjects[entry.subject];
    row.policy = inputs_.policies[policy];
    row.region = entry.region;
    row.model_version = &model_;
  }

  const RunInputs& inputs_;
  const std::vector<Entry>& entries_;
  const std::string& model_ = KeptModel(kModelVersion);
};

// The places of the policies in the order of their ids, which is that of names.
std::vector<size_t> ById(
    const std::vector<std::shared_ptr<const PolicyInUse>>& policies) {
  std::vector<size_t> order(policies.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return policies[a]->id < policies[b]->id;
  });
  return order;
}

// What nothing was said of before, by policy. `said` as RowMaker says it.
std::vector<OpenEntries> OpenOf(size_t entries,
                                const std::vector<size_t>& policies,
                                const std::vector<const ViewRow*>& said) {
  std::vector<OpenEntries> open;
  for (size_t p = 0; p < policies.size(); ++p) {
    OpenEntries of_policy = {policies[p], {}};
    for (size_t i = 0; i < entries; ++i) {
      if (said.empty() || said[i * policies.size() + p] == nullptr)
        of_policy.places.push_back(static_cast<uint32_t>(i));
    }
    if (!of_policy.places.empty()) open.push_back(std::move(of_policy));
  }
  return open;
}

}  // namespace

absl::StatusOr<std::vector<ViewRow>> ScoreRun(const RunInputs& inputs,
                                              int threads) {
  // The caller keeps the inputs.
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto portfolio,
      PortfolioScorer::Create(std::shared_ptr<const RunInputs>(
          std::shared_ptr<const RunInputs>(), &inputs)));
  return ScoreRun(*portfolio, nullptr, [&](const auto& open) {
    std::vector<std::vector<ScoredProgram>> scored;
    for (const OpenEntries& one : open)
      scored.push_back(portfolio->Score(one, threads));
    return scored;
  });
}

absl::StatusOr<std::vector<ViewRow>> ScoreRun(const PortfolioScorer& portfolio,
                                              const RunView* before,
                                              const ScoreOpen& score) {
  const RowMaker make(portfolio);
  const std::vector<Entry>& entries = portfolio.entries();
  const std::vector<size_t> policies = ById(portfolio.inputs().policies);
  const std::vector<const ViewRow*> said = make.SaidBefore(before, policies);
  const std::vector<OpenEntries> open = OpenOf(entries.size(), policies, said);
  PLUMBLINE_ASSIGN_OR_RETURN(const auto scored, score(open));
  // Where the next verdict of each policy is; those of a policy are in order.
  std::vector<const ScoredProgram*> next(policies.size());
  for (size_t o = 0; o < open.size(); ++o)
    next[open[o].policy] = scored[o].data();
  std::vector<ViewRow> rows;
  rows.reserve(entries.size() * policies.size());
  for (const Entry& entry : entries) {
    for (const size_t policy : policies) {
      const ViewRow* earlier = said.empty() ? nullptr : said[rows.size()];
      ViewRow& row = rows.emplace_back();
      if (earlier == nullptr)
        make.FillScored(entry, policy, *next[policy]++, row);
      else
        make.FillTakenOver(entry, policy, *earlier, row);
    }
  }
  return rows;
}

}  // namespace plumbline::alignment
