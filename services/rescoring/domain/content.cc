#include "services/rescoring/domain/content.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/common/base/error.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

using sources::ContentKind;

absl::Status NotTheFormat(ContentKind kind, absl::string_view what) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     reason::kSourceNotTheFormat,
                     absl::StrCat("the publisher's answer is not the expected ",
                                  sources::NameOf(kind), " file: ", what));
}

bool IsPacked(ContentKind kind) {
  return kind == ContentKind::kZip || kind == ContentKind::kXlsx;
}

// What a text file begins with, after a byte order mark and blanks.
absl::string_view FirstText(absl::string_view bytes) {
  absl::ConsumePrefix(&bytes, "\xEF\xBB\xBF");
  return absl::StripLeadingAsciiWhitespace(bytes);
}

bool CanBegin(ContentKind kind, absl::string_view bytes) {
  if (IsPacked(kind)) return absl::StartsWith(bytes, "PK\x03\x04");
  const absl::string_view text = FirstText(bytes);
  if (kind == ContentKind::kJson) {
    return absl::StartsWith(text, "{") || absl::StartsWith(text, "[");
  }
  return !text.empty() && text[0] != '<' &&
         bytes.find('\0') == absl::string_view::npos;
}

}  // namespace

absl::Status CheckContentType(ContentKind kind,
                              absl::string_view content_type) {
  const std::string type = absl::AsciiStrToLower(absl::StripAsciiWhitespace(
      content_type.substr(0, content_type.find(';'))));
  const bool is_page = type == "text/html" || type == "application/xhtml+xml";
  if (!is_page) return absl::OkStatus();
  return NotTheFormat(kind, absl::StrCat("its Content-Type is ", type));
}

absl::Status CheckBeginning(ContentKind kind, absl::string_view bytes) {
  if (CanBegin(kind, bytes)) return absl::OkStatus();
  if (bytes.empty()) return NotTheFormat(kind, "it is empty");
  return NotTheFormat(
      kind, absl::StrCat("it begins with \"",
                         absl::CHexEscape(bytes.substr(0, 24)), "\""));
}

}  // namespace plumbline::rescoring
