#include "services/alignment/domain/matching/text/token_table.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kFewestTokens = 1024;

}  // namespace

void ReadLastToken(absl::string_view folded, size_t at, KeyedToken* token) {
  char padded[KeyedToken::kKeyed + 1];
  std::memset(padded, ' ', sizeof(padded));
  folded = folded.substr(at);
  std::memcpy(padded, folded.data(), folded.size());
  ReadTokenWithin({padded, sizeof(padded)}, 0, token);
  token->text = folded.substr(0, token->text.size());
}

TokenTable::TokenTable() : slots_(kFewestTokens) {}

const uint32_t* TokenTable::FindLonger(absl::string_view token) const {
  const auto found = longer_.find(token);
  return found == longer_.end() ? nullptr : &found->second;
}

std::pair<uint32_t*, bool> TokenTable::TryAdd(const KeyedToken& token,
                                              uint32_t number) {
  if (token.text.size() > kInPlace) {
    const auto [longer, is_new] = longer_.try_emplace(token.text, number);
    return {&longer->second, is_new};
  }
  if (used_ >= slots_.size() / 2) Grow();
  Slot& slot = slots_[PlaceOf(token)];
  if (slot.low != 0) return {&slot.number, false};
  ++used_;
  slot = {token.low, token.high, number};
  return {&slot.number, true};
}

void TokenTable::Grow() {
  base::LargeTable<Slot> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before)
    if (slot.low != 0) slots_[PlaceOf({{}, slot.low, slot.high})] = slot;
}

}  // namespace plumbline::alignment
