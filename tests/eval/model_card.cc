#include "tests/eval/model_card.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "tests/eval/report.h"

namespace plumbline::eval {
namespace {

constexpr absl::string_view kEnd = "<!-- end -->";

absl::Status Replace(absl::string_view section, const std::string& content,
                     std::string* text) {
  const std::string begin = absl::StrCat("<!-- ", section, " -->");
  const size_t at = text->find(begin);
  const size_t end =
      at == std::string::npos ? at : text->find(std::string(kEnd), at);
  if (end == std::string::npos)
    return absl::InvalidArgumentError(absl::StrCat(
        "The card has no \"", begin, "\" with \"", kEnd, "\" after it."));
  const size_t from = at + begin.size();
  text->replace(from, end - from, absl::StrCat("\n\n", content, "\n"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> FillModelCard(std::string text,
                                          const Measurements& measured) {
  const std::vector<Result>& results = measured.results;
  const std::pair<absl::string_view, std::string> sections[] = {
      {"results", TableOf(results)},
      {"abstention", AbstentionTable(results)},
      {"calibration", CalibrationTable(results)},
      {"clusters", ClusterTable(results)},
      {"cip_check", measured.cip_rates}};
  for (const auto& [section, content] : sections)
    PLUMBLINE_RETURN_IF_ERROR(Replace(section, content, &text));
  return text;
}

}  // namespace plumbline::eval
