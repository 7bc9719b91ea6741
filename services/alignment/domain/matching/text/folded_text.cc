#include "services/alignment/domain/matching/text/folded_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>

#include "absl/container/flat_hash_set.h"
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

// What stands for a letter of a script that no occupation's text has, until the
// whole word is left out.
constexpr char kForeign = '\x01';
// What stands for a sign that nobody sees.
constexpr char kNothing = '\0';

// The code point of a whole sequence of two or three bytes.
unsigned PointOf(absl::string_view sequence) {
  const auto bits = [&](size_t at) {
    return static_cast<unsigned char>(sequence[at]) & 0x3Fu;
  };
  const auto lead = static_cast<unsigned char>(sequence[0]);
  return sequence.size() == 2 ? (lead & 0x1Fu) << 6 | bits(1)
                              : (lead & 0x0Fu) << 12 | bits(1) << 6 | bits(2);
}

// Soft hyphens, joiners and marks that stand on the letter before them.
constexpr bool IsInvisible(unsigned point) {
  return point == 0xAD || (point >= 0x300 && point <= 0x36F) ||
         (point >= 0x200B && point <= 0x200D) || point == 0x2060 ||
         point == 0xFEFF;
}

// Latin beyond its commonest letters, Greek and Cyrillic: words of them may
// look like English ones, and their pieces must not be taken for such.
constexpr bool IsForeignLetter(unsigned point) {
  return (point >= 0x180 && point <= 0x24F) ||
         (point >= 0x370 && point <= 0x52F) ||
         (point >= 0x1E00 && point <= 0x1FFF);
}

char FoldPoint(unsigned point) {
  if (IsInvisible(point)) return kNothing;
  if (IsForeignLetter(point)) return kForeign;
  if (point >= 0xC0 && point < 0x180) return kLatin[point - 0xC0];
  // ASCII as wide as Chinese signs.
  if (point < 0xFF01 || point > 0xFF5E) return ' ';
  const char lower =
      absl::ascii_tolower(static_cast<unsigned char>(point - 0xFF01 + '!'));
  return IsTokenByte(lower) ? lower : ' ';
}

// The folded byte of the sequence at the start of `text` and its length.
std::pair<char, size_t> FoldSequence(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t length = std::min(SequenceLength(lead), text.size());
  for (size_t at = 1; at < length; ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return {' ', at};
  const bool is_whole = length == SequenceLength(lead);
  if (lead < 0xC2 || length > 3 || !is_whole) return {' ', length};
  return {FoldPoint(PointOf(text.substr(0, length))), length};
}

// Takes words that have a foreign letter to spaces.
void BlankForeignWords(std::string* folded) {
  for (size_t at = folded->find(kForeign); at != std::string::npos;
       at = folded->find(kForeign, at)) {
    size_t begin = at;
    while (begin > 0 && (*folded)[begin - 1] != ' ') --begin;
    while (at < folded->size() && (*folded)[at] != ' ') ++at;
    std::fill(folded->begin() + static_cast<ptrdiff_t>(begin),
              folded->begin() + static_cast<ptrdiff_t>(at), ' ');
  }
}

// Passes over what a browser does not show.
class Markup {
 public:
  explicit Markup(absl::string_view text) : text_(text) {}

  // The length of a tag, a comment, a script, a style sheet or a character
  // reference at `at`; 0 when there is none.
  size_t LengthAt(size_t at) {
    const absl::string_view rest = text_.substr(at);
    if (rest[0] == '&') return ReferenceLength(rest);
    if (rest[0] != '<') return 0;
    if (absl::StartsWith(rest, "<!--") && LastCommentEnd() >= at + 4)
      return rest.find("-->", 4) + 3;
    const size_t tag = TagLength(rest);
    if (tag == 0) return 0;
    for (const absl::string_view name : {"script", "style"})
      if (IsNamed(rest.substr(1), name)) return LengthThrough(rest, tag, name);
    return tag;
  }

 private:
  static bool IsNamed(absl::string_view tag, absl::string_view name) {
    return absl::StartsWithIgnoreCase(tag, name) && tag.size() > name.size() &&
           !absl::ascii_isalnum(static_cast<unsigned char>(tag[name.size()]));
  }

  // What no tag ends goes on to the end.
  static size_t LengthThrough(absl::string_view rest, size_t at,
                              absl::string_view name) {
    while ((at = rest.find("</", at)) != absl::string_view::npos) {
      at += 2;
      if (IsNamed(rest.substr(at), name))
        return at - 2 + std::max<size_t>(TagLength(rest.substr(at - 2)), 2);
    }
    return rest.size();
  }

  // Sought once, and in few texts; 0 for none.
  size_t LastCommentEnd() {
    if (!last_comment_end_) {
      const size_t at = text_.rfind("-->");
      last_comment_end_ = at == absl::string_view::npos ? 0 : at;
    }
    return *last_comment_end_;
  }

  std::optional<size_t> last_comment_end_;
  const absl::string_view text_;
};

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

constexpr size_t kBlock = 16;
using Block = unsigned char __attribute__((vector_size(kBlock)));

// Folds blocks of bytes that kPlain folds, up to one that has another byte; how
// many bytes these are.
size_t FoldBlocks(absl::string_view text, char* to) {
  using Halves = uint64_t __attribute__((vector_size(kBlock)));
  size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    Block bytes;
    std::memcpy(&bytes, text.data() + at, kBlock);
    const auto others = reinterpret_cast<Halves>(
        (bytes >= 0x80) | (bytes == '<') | (bytes == '&'));
    if ((others[0] | others[1]) != 0) break;
    const Block lower = bytes - 'A' < 26 ? bytes + ('a' - 'A') : bytes;
    const auto is_token = (lower - 'a' < 26) | (lower - '0' < 10) |
                          (lower == '+') | (lower == '#');
    const Block folded = is_token ? lower : Block{} + ' ';
    std::memcpy(to + at, &folded, kBlock);
  }
  return at;
}

constexpr absl::string_view kStopWords[] = {
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
  Markup markup(text);
  std::string folded(text.size(), ' ');
  char* const to = folded.data();
  size_t size = 0;
  bool has_foreign = false;
  for (size_t at = 0; at < text.size();) {
    const size_t in_blocks = FoldBlocks(text.substr(at), to + size);
    at += in_blocks;
    size += in_blocks;
    for (const size_t end = at + kBlock; at < std::min(end, text.size());) {
      const char plain = kPlain[static_cast<unsigned char>(text[at])];
      if (plain != 0) {
        to[size++] = plain;
        ++at;
        continue;
      }
      const size_t hidden = markup.LengthAt(at);
      const auto [byte, length] =
          hidden > 0 ? std::pair(' ', hidden) : FoldSequence(text.substr(at));
      at += length;
      if (byte != kNothing) to[size++] = byte;
      has_foreign = has_foreign || byte == kForeign;
    }
  }
  folded.resize(size);
  if (has_foreign) BlankForeignWords(&folded);
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

bool IsBlank(absl::string_view text) {
  return absl::StripAsciiWhitespace(text).empty();
}

bool IsStopWord(absl::string_view token) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>(
      std::begin(kStopWords), std::end(kStopWords));
  return words->contains(token);
}

absl::Span<const absl::string_view> StopWords() { return kStopWords; }

}  // namespace plumbline::alignment
