#include "services/alignment/domain/matching/text/folded_text.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::alignment {
namespace {

// The letters U+00C0 to U+017F without their marks; ' ' for what is no letter.
constexpr absl::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

constexpr bool IsTokenByte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         byte == '+' || byte == '#';
}

// The length of a tag at the start of `text`; 0 when `<` is just a sign.
size_t TagLength(absl::string_view text) {
  if (text.size() < 3 || text[0] != '<') return 0;
  if (!absl::ascii_isalpha(static_cast<unsigned char>(text[1])) &&
      text[1] != '/' && text[1] != '!')
    return 0;
  const size_t end = text.substr(0, 512).find('>');
  return end == absl::string_view::npos ? 0 : end + 1;
}

// The length of a character reference such as `&amp;` or `&#39;`; else 0.
size_t ReferenceLength(absl::string_view text) {
  if (text[0] != '&') return 0;
  const size_t end = text.substr(0, 10).find(';');
  if (end == absl::string_view::npos || end < 3) return 0;
  const absl::string_view name = text.substr(1, end - 1);
  const bool named = std::all_of(name.begin(), name.end(), [](char byte) {
    return byte == '#' || absl::ascii_isalnum(static_cast<unsigned char>(byte));
  });
  return named ? end + 1 : 0;
}

size_t SequenceLength(unsigned char lead) {
  if (lead < 0xC0) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

// The folded byte of the sequence at the start of `text` and its length.
std::pair<char, size_t> FoldSequence(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) {
    const char lower = absl::ascii_tolower(lead);
    return {IsTokenByte(lower) ? lower : ' ', 1};
  }
  const size_t length = std::min(SequenceLength(lead), text.size());
  if (lead < 0xC3 || lead > 0xC5 || length != 2) return {' ', length};
  const unsigned point =
      (lead & 0x1Fu) << 6 | (static_cast<unsigned char>(text[1]) & 0x3Fu);
  return {kLatin[point - 0xC0], length};
}

// What a byte of ASCII is folded to; 0 for what may begin markup, and for bytes
// of longer sequences.
constexpr std::array<char, 256> kPlain = [] {
  std::array<char, 256> plain = {};
  for (size_t byte = 0; byte < 0x80; ++byte) {
    const auto sign = static_cast<char>(byte);
    const bool is_capital = sign >= 'A' && sign <= 'Z';
    const char lower = is_capital ? static_cast<char>(sign + 'a' - 'A') : sign;
    plain[byte] = IsTokenByte(lower) ? lower : ' ';
  }
  plain['<'] = plain['&'] = 0;
  return plain;
}();

constexpr std::array kStopWords = {
    "a",          "about",     "above",    "across",    "after",
    "again",      "against",   "all",      "almost",    "alone",
    "along",      "already",   "also",     "although",  "always",
    "am",         "among",     "an",       "and",       "another",
    "any",        "anyone",    "anything", "are",       "around",
    "as",         "at",        "back",     "be",        "became",
    "because",    "become",    "becomes",  "been",      "before",
    "behind",     "being",     "below",    "beside",    "besides",
    "between",    "beyond",    "both",     "but",       "by",
    "can",        "cannot",    "could",    "did",       "do",
    "does",       "done",      "down",     "due",       "during",
    "each",       "either",    "else",     "enough",    "etc",
    "even",       "ever",      "every",    "everyone",  "except",
    "few",        "for",       "former",   "from",      "further",
    "get",        "give",      "go",       "had",       "has",
    "have",       "he",        "hence",    "her",       "here",
    "hers",       "him",       "his",      "how",       "however",
    "i",          "ie",        "if",       "in",        "indeed",
    "into",       "is",        "it",       "its",       "itself",
    "keep",       "last",      "least",    "less",      "made",
    "many",       "may",       "me",       "meanwhile", "might",
    "mine",       "more",      "moreover", "most",      "mostly",
    "much",       "must",      "my",       "namely",    "neither",
    "never",      "next",      "no",       "nobody",    "none",
    "nor",        "not",       "nothing",  "now",       "nowhere",
    "of",         "off",       "often",    "on",        "once",
    "one",        "only",      "onto",     "or",        "other",
    "others",     "otherwise", "our",      "out",       "over",
    "own",        "part",      "per",      "perhaps",   "please",
    "put",        "rather",    "same",     "see",       "seem",
    "several",    "she",       "should",   "since",     "so",
    "some",       "something", "still",    "such",      "than",
    "that",       "the",       "their",    "them",      "themselves",
    "then",       "there",     "thereby",  "therefore", "these",
    "they",       "this",      "those",    "though",    "through",
    "throughout", "thus",      "to",       "together",  "too",
    "toward",     "towards",   "two",      "under",     "until",
    "up",         "upon",      "us",       "very",      "via",
    "was",        "we",        "well",     "were",      "what",
    "whatever",   "when",      "where",    "whereas",   "whereby",
    "wherein",    "whether",   "which",    "while",     "who",
    "whole",      "whom",      "whose",    "why",       "will",
    "with",       "within",    "without",  "would",     "yet",
    "you",        "your",      "yours"};

}  // namespace

std::string FoldText(absl::string_view text) {
  text = text.substr(0, kLongestText);
  std::string folded(text.size(), ' ');
  size_t size = 0;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (kPlain[lead] != 0) {
      folded[size++] = kPlain[lead];
      text.remove_prefix(1);
      continue;
    }
    const size_t markup = std::max(TagLength(text), ReferenceLength(text));
    const auto [byte, length] =
        markup > 0 ? std::pair(' ', markup) : FoldSequence(text);
    folded[size++] = byte;
    text.remove_prefix(length);
  }
  folded.resize(size);
  return folded;
}

void ForEachToken(absl::string_view folded,
                  absl::FunctionRef<void(absl::string_view)> visit) {
  size_t at = 0;
  while (at < folded.size()) {
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    const size_t end = std::min(folded.find(' ', at), folded.size());
    visit(folded.substr(at, end - at));
    at = end;
  }
}

bool IsStopWord(absl::string_view token) {
  return std::binary_search(
      kStopWords.begin(), kStopWords.end(), token,
      [](absl::string_view a, absl::string_view b) { return a < b; });
}

}  // namespace plumbline::alignment
