#include "services/common/tabular/sheet_handler.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::tabular {
namespace {

constexpr size_t kMaxRowText = size_t{16} << 20;

constexpr int kRowDepth = 3;
constexpr int kCellDepth = 4;
constexpr int kValueDepth = 5;

void Assign(absl::string_view text, std::string* to) {
  to->assign(text.data(), text.size());
}

}  // namespace

void SheetHandler::StartElement(absl::string_view name,
                                const XmlAttributes& attributes, int depth) {
  if (depth == 1 && name != "worksheet") {
    parser_->Stop(base::Error(absl::StatusCode::kInvalidArgument,
                              base::reason::kFileMalformed,
                              absl::StrCat(where_, ": the part holds a <", name,
                                           ">, not a worksheet")));
  } else if (depth == 2) {
    in_data_ = name == "sheetData";
  } else if (depth == kRowDepth && in_data_ && name == "row") {
    in_row_ = true;
    kept_.Clear();
    StopUnlessOk(rows_->BeginRow(attributes.Get("r")));
  } else if (depth == kCellDepth && in_row_ && name == "c") {
    StartCell(attributes);
  } else if (depth >= kValueDepth && in_cell_) {
    StartWithinCell(name, depth);
  }
}

void SheetHandler::StartCell(const XmlAttributes& attributes) {
  in_cell_ = true;
  Assign(attributes.Get("r"), &reference_);
  Assign(attributes.Get("s"), &style_);
  Assign(attributes.Get("t"), &type_);
  value_.clear();
}

void SheetHandler::StartWithinCell(absl::string_view name, int depth) {
  if (depth == kValueDepth) {
    in_inline_ = name == "is";
    if (name == "v") parser_->WantText(true);
  } else if (in_inline_ && name == "rPh") {
    phonetic_depth_ = depth;
  } else if (in_inline_ && name == "t" && phonetic_depth_ == 0) {
    parser_->WantText(true);
  }
}

void SheetHandler::EndElement(absl::string_view name, int depth) {
  if (depth >= kValueDepth && (name == "v" || name == "t"))
    parser_->WantText(false);
  if (depth == phonetic_depth_) phonetic_depth_ = 0;
  if (depth == kValueDepth) in_inline_ = false;
  if (depth == kCellDepth && in_cell_) EndCell();
  if (depth == kRowDepth && in_row_) {
    in_row_ = false;
    StopUnlessOk(rows_->EndRow());
  }
  if (depth == 2) in_data_ = false;
}

void SheetHandler::EndCell() {
  in_cell_ = false;
  if (type_ == "str" || type_ == "inlineStr") DecodeEscapes(&value_, 0);
  StopUnlessOk(rows_->AddCell({.reference = reference_,
                               .style = style_,
                               .type = type_,
                               .value = kept_.Copy(value_)}));
}

void SheetHandler::Text(absl::string_view text) {
  value_.append(text.data(), text.size());
  if (value_.size() + kept_.bytes() <= kMaxRowText) return;
  parser_->Stop(base::Error(absl::StatusCode::kResourceExhausted,
                            base::reason::kFileTooLarge,
                            absl::StrCat(where_, ": a row with more than ",
                                         kMaxRowText, " bytes of text")));
}

void SheetHandler::StopUnlessOk(absl::Status status) {
  if (!status.ok()) parser_->Stop(std::move(status));
}

}  // namespace plumbline::tabular
