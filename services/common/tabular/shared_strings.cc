#include "services/common/tabular/shared_strings.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/xml_parser.h"

namespace plumbline::tabular {
namespace {

constexpr size_t kMaxText = size_t{256} << 20;
constexpr size_t kMaxCount = size_t{16} << 20;
constexpr size_t kEscapeSize = 7;  // _xHHHH_

// The value of an escape at `at`, or -1 when there is none.
int EscapeAt(absl::string_view text, size_t at) {
  const absl::string_view escape = text.substr(at, kEscapeSize);
  if (escape.size() != kEscapeSize || escape[1] != 'x' || escape[6] != '_')
    return -1;
  int value = 0;
  for (const char c : escape.substr(2, 4)) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return -1;
    value =
        value * 16 +
        (absl::ascii_isdigit(static_cast<unsigned char>(c))
             ? c - '0'
             : absl::ascii_tolower(static_cast<unsigned char>(c)) - 'a' + 10);
  }
  return value;
}

// Appends a character of the basic plane as UTF-8.
void AppendUtf8(int value, std::string* text) {
  const auto byte = [](int bits) { return static_cast<char>(bits); };
  if (value < 0x80) {
    text->push_back(byte(value));
  } else if (value < 0x800) {
    text->push_back(byte(0xC0 | value >> 6));
    text->push_back(byte(0x80 | (value & 0x3F)));
  } else {
    text->push_back(byte(0xE0 | value >> 12));
    text->push_back(byte(0x80 | (value >> 6 & 0x3F)));
    text->push_back(byte(0x80 | (value & 0x3F)));
  }
}

// Neither a NUL nor half a surrogate pair can stand in a text of ours; their
// escapes stay as written.
bool CanDecode(int value) {
  return value > 0 && (value < 0xD800 || value > 0xDFFF);
}

}  // namespace

void DecodeEscapes(std::string* text, size_t begin) {
  size_t escape = text->find("_x", begin);
  if (escape == std::string::npos) return;
  const std::string stored = text->substr(escape);
  text->resize(escape);
  for (size_t at = 0; at < stored.size();) {
    const int value = stored[at] == '_' ? EscapeAt(stored, at) : -1;
    if (CanDecode(value)) {
      AppendUtf8(value, text);
      at += kEscapeSize;
    } else {
      text->push_back(stored[at++]);
    }
  }
}

// sst > si > (t | r > t | rPh > t). Text counts in `t` unless within `rPh`.
class SharedStringsHandler : public XmlHandler {
 public:
  SharedStringsHandler(absl::string_view where, SharedStrings* strings)
      : where_(where), strings_(strings) {}

  void Bind(XmlParser* parser) { parser_ = parser; }

  void StartElement(absl::string_view name, const XmlAttributes&,
                    int depth) override {
    if (depth == 2) {
      in_item_ = name == "si";
      begin_ = strings_->text_.size();
    } else if (name == "rPh") {
      phonetic_depth_ = depth;
    } else if (name == "t" && in_item_ && phonetic_depth_ == 0) {
      parser_->WantText(true);
    }
  }

  void EndElement(absl::string_view name, int depth) override {
    if (name == "t") parser_->WantText(false);
    if (depth == phonetic_depth_) phonetic_depth_ = 0;
    if (depth == 2 && in_item_) EndItem();
  }

  void Text(absl::string_view text) override {
    strings_->text_.append(text.data(), text.size());
    CheckSize();
  }

 private:
  void EndItem() {
    in_item_ = false;
    DecodeEscapes(&strings_->text_, begin_);
    strings_->ends_.push_back(static_cast<uint32_t>(strings_->text_.size()));
    CheckSize();
  }

  void CheckSize() {
    if (strings_->text_.size() <= kMaxText &&
        strings_->ends_.size() <= kMaxCount)
      return;
    parser_->Stop(base::Error(
        absl::StatusCode::kResourceExhausted, base::reason::kFileTooLarge,
        absl::StrCat(where_, ": more than ", kMaxText, " bytes or ", kMaxCount,
                     " shared texts")));
  }

  absl::string_view where_;
  SharedStrings* strings_;
  XmlParser* parser_ = nullptr;
  bool in_item_ = false;
  int phonetic_depth_ = 0;
  size_t begin_ = 0;
};

absl::Status SharedStrings::Read(const ZipArchive& archive,
                                 absl::string_view where,
                                 absl::string_view entry) {
  SharedStringsHandler handler(where, this);
  XmlParser parser(where, &handler);
  handler.Bind(&parser);
  PLUMBLINE_RETURN_IF_ERROR(archive.StreamEntry(
      entry, [&](absl::string_view chunk) { return parser.Feed(chunk); }));
  return parser.Finish();
}

}  // namespace plumbline::tabular
