#include "services/alignment/domain/matching/passages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

constexpr absl::string_view kBullet = "\xE2\x80\xA2";

// False for most bytes, none of which ends a sentence.
bool MayEnd(char byte) {
  static const std::array<bool, 256> may_end = [] {
    std::array<bool, 256> ends = {};
    for (const char one : {'\n', '\r', ';', '!', '?', '.', kBullet[0]})
      ends[static_cast<unsigned char>(one)] = true;
    return ends;
  }();
  return may_end[static_cast<unsigned char>(byte)];
}

// How many bytes at `at` end a sentence; 0 when it goes on.
size_t EndAt(absl::string_view text, size_t at) {
  const char byte = text[at];
  if (byte == '\n' || byte == '\r' || byte == ';' || byte == '!' || byte == '?')
    return 1;
  if (byte == '.')
    return at + 1 == text.size() ||
                   absl::ascii_isspace(static_cast<unsigned char>(text[at + 1]))
               ? 1
               : 0;
  return absl::StartsWith(text.substr(at), kBullet) ? kBullet.size() : 0;
}

void AddSentence(absl::string_view sentence,
                 std::vector<absl::string_view>* sentences) {
  sentence = absl::StripAsciiWhitespace(sentence);
  if (std::any_of(sentence.begin(), sentence.end(), [](char byte) {
        return absl::ascii_isalpha(static_cast<unsigned char>(byte));
      }))
    sentences->push_back(sentence);
}

}  // namespace

std::vector<absl::string_view> SentencesOf(absl::string_view text) {
  text = text.substr(0, kLongestText);
  std::vector<absl::string_view> sentences;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = MayEnd(text[at]) ? EndAt(text, at) : 0;
    if (end == 0) {
      ++at;
      continue;
    }
    AddSentence(text.substr(begin, at - begin), &sentences);
    begin = at += end;
  }
  AddSentence(text.substr(begin), &sentences);
  return sentences;
}

bool IsCredential(const ProgramField& field) {
  return absl::StartsWith(field.path, "credentials[");
}

std::vector<Passage> PassagesOf(const std::vector<ProgramField>& fields) {
  std::vector<std::pair<const ProgramField*, absl::string_view>> sentences;
  for (const ProgramField& field : fields)
    for (const absl::string_view sentence : SentencesOf(field.text))
      sentences.emplace_back(&field, sentence);
  std::vector<Passage> passages;
  // So that no passage moves: what was seen is a part of it.
  passages.reserve(std::min(sentences.size(), kMostPassages));
  absl::flat_hash_set<absl::string_view> seen;
  seen.reserve(passages.capacity());
  for (const auto& [field, sentence] : sentences) {
    if (passages.size() == kMostPassages) break;
    passages.push_back(
        {field->path, std::string(sentence), FoldText(sentence)});
    if (!seen.insert(passages.back().folded).second) passages.pop_back();
  }
  return passages;
}

}  // namespace plumbline::alignment
