#include "services/alignment/api/matching/match_answers.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace plumbline::alignment {

std::string QuestionOf(const v1::MatchProgramRequest& request,
                       const catalog::v1::Program& program) {
  v1::MatchProgramRequest rest;
  rest.set_max_matches(request.max_matches());
  rest.set_min_probability(request.min_probability());
  rest.set_explain(request.explain());
  std::string question = rest.SerializeAsString();
  // What follows cannot be taken for a part of what stands before it.
  question = absl::StrCat(question.size(), " ", question);
  program.AppendToString(&question);
  return question;
}

std::shared_ptr<const v1::ProgramMatches> MatchAnswers::Find(
    absl::string_view question) {
  base::MutexLock lock(&mutex_);
  const auto place = places_.find(question);
  if (place == places_.end()) return nullptr;
  order_.splice(order_.begin(), order_, place->second);
  return order_.front().answer;
}

void MatchAnswers::Keep(std::string question,
                        const v1::ProgramMatches& answer) {
  const size_t bytes = question.size() + answer.SpaceUsedLong();
  if (bytes > kLongest || bytes > most_bytes_) return;
  auto kept = std::make_shared<const v1::ProgramMatches>(answer);
  base::MutexLock lock(&mutex_);
  if (places_.contains(absl::string_view(question))) return;
  order_.push_front({std::move(question), std::move(kept), bytes});
  places_[order_.front().question] = order_.begin();
  bytes_ += bytes;
  while (bytes_ > most_bytes_) {
    bytes_ -= order_.back().bytes;
    places_.erase(absl::string_view(order_.back().question));
    order_.pop_back();
  }
}

}  // namespace plumbline::alignment
