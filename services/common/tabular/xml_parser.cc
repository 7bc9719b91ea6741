#include "services/common/tabular/xml_parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::tabular {
namespace {

constexpr int kMaxDepth = 128;
constexpr int64_t kMaxTagBytes = int64_t{1} << 20;
constexpr size_t kMaxPiece = size_t{1} << 20;  // expat takes an int.

absl::string_view LocalName(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

}  // namespace

struct XmlParser::Callbacks {
  static void Start(void* self, const char* name, const char** attributes) {
    auto* parser = static_cast<XmlParser*>(self);
    if (!parser->status_.ok()) return;
    if (++parser->depth_ > kMaxDepth) {
      parser->Stop(base::Error(
          absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
          absl::StrCat(parser->where_, ": elements nested more than ",
                       kMaxDepth, " deep")));
      return;
    }
    parser->NoteTag();
    parser->handler_->StartElement(LocalName(name), XmlAttributes(attributes),
                                   parser->depth_);
  }

  static void End(void* self, const char* name) {
    auto* parser = static_cast<XmlParser*>(self);
    if (!parser->status_.ok()) return;
    parser->NoteTag();
    parser->handler_->EndElement(LocalName(name), parser->depth_--);
  }

  static void Text(void* self, const char* text, int size) {
    auto* parser = static_cast<XmlParser*>(self);
    if (parser->status_.ok())
      parser->handler_->Text({text, static_cast<size_t>(size)});
  }

  static void Doctype(void* self, const char*, const char*, const char*, int) {
    auto* parser = static_cast<XmlParser*>(self);
    parser->Stop(base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
        absl::StrCat(
            parser->where_,
            ": a document type declaration is refused; no workbook has one")));
  }
};

const char* XmlAttributes::Find(absl::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == *pair) return pair[1];
  }
  return nullptr;
}

const char* XmlAttributes::FindPrefixed(absl::string_view local_name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    const char* colon = std::strchr(*pair, ':');
    if (colon != nullptr && local_name == colon + 1) return pair[1];
  }
  return nullptr;
}

absl::string_view XmlAttributes::Get(absl::string_view name) const {
  const char* value = Find(name);
  return value == nullptr ? absl::string_view() : value;
}

XmlParser::XmlParser(absl::string_view where, XmlHandler* handler)
    : where_(where), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) {
    status_ = absl::ResourceExhaustedError("no memory for an XML parser");
    return;
  }
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::Start, Callbacks::End);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::Doctype);
}

XmlParser::~XmlParser() {
  if (parser_ != nullptr) XML_ParserFree(parser_);
}

absl::Status XmlParser::Feed(absl::string_view piece) {
  while (!piece.empty()) {
    const absl::string_view part = piece.substr(0, kMaxPiece);
    PLUMBLINE_RETURN_IF_ERROR(Parse(part, false));
    piece.remove_prefix(part.size());
  }
  return status_;
}

absl::Status XmlParser::Finish() { return Parse("", true); }

absl::Status XmlParser::Parse(absl::string_view piece, bool last) {
  if (!status_.ok()) return status_;
  fed_ += static_cast<int64_t>(piece.size());
  const auto outcome =
      XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), last);
  if (outcome == XML_STATUS_ERROR && status_.ok()) status_ = Broken();
  // What expat holds back is the start of a tag or text that has not ended yet.
  if (status_.ok() && !last &&
      fed_ - XML_GetCurrentByteIndex(parser_) > kMaxTagBytes) {
    status_ = base::Error(absl::StatusCode::kResourceExhausted,
                          base::reason::kFileTooLarge,
                          absl::StrCat(where_, ": a single tag of more than ",
                                       kMaxTagBytes, " bytes"));
  }
  return status_;
}

absl::Status XmlParser::Broken() const {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
      absl::StrCat(where_,
                   ": broken XML: ", XML_ErrorString(XML_GetErrorCode(parser_)),
                   "; save the workbook again or fetch it again"));
}

void XmlParser::Stop(absl::Status status) {
  if (status_.ok()) status_ = std::move(status);
  XML_StopParser(parser_, XML_FALSE);
}

void XmlParser::WantText(bool wanted) {
  XML_SetCharacterDataHandler(parser_, wanted ? Callbacks::Text : nullptr);
}

void XmlParser::NoteTag() {
  tag_end_ =
      XML_GetCurrentByteIndex(parser_) + XML_GetCurrentByteCount(parser_);
}

}  // namespace plumbline::tabular
