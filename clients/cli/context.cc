#include "clients/cli/context.h"

#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/call/channel.h"
#include "services/common/base/error.h"

namespace plumbline::cli {
namespace {

const std::string& FirstSet(const std::string& own, const std::string& shared) {
  return own.empty() ? shared : own;
}

// A moment, or the end of a day in UTC.
std::optional<absl::Time> TimeOf(const std::string& text) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return time;
  if (absl::ParseTime("%Y-%m-%d", text, &time, &error))
    return time + absl::Hours(24) - absl::Microseconds(1);
  return std::nullopt;
}

}  // namespace

void Context::AddAsOf(CLI::App* command) {
  command->add_option_function<std::string>(
      "--as-of",
      [this](const std::string& text) {
        as_of_ = TimeOf(text);
        if (as_of_) return;
        throw CLI::ValidationError(
            "--as-of", absl::StrCat("'", text,
                                    "' is no time: write 2026-07-01, the end "
                                    "of that day in UTC, or "
                                    "2026-07-01T09:30:00Z"));
      },
      "as was known then: 2026-07-01, the end of that day in UTC, or a time");
}

void Context::AddOptions(CLI::App& app) {
  app.add_option("--server", server_,
                 "host:port of plumblined, or of all services behind one door")
      ->envname("PLUMBLINE_SERVER")
      ->capture_default_str();
  app.add_option("--labor", labor_address_, "host:port of labor alone")
      ->envname("PLUMBLINE_LABOR");
  app.add_option("--catalog", catalog_address_, "host:port of catalog alone")
      ->envname("PLUMBLINE_CATALOG");
  app.add_option("--alignment", alignment_address_,
                 "host:port of alignment alone")
      ->envname("PLUMBLINE_ALIGNMENT");
  app.add_option("--rescoring", rescoring_address_,
                 "host:port of rescoring alone")
      ->envname("PLUMBLINE_RESCORING");
  app.add_flag("--json", json_,
               "one JSON object per line on standard output, for programs");
}

labor_client::LaborClient& Context::labor() {
  if (!labor_) {
    labor_ = labor_client::MakeLaborClient(
        client_call::ChannelTo(FirstSet(labor_address_, server_)),
        {.as_of = as_of_});
  }
  return *labor_;
}

catalog_client::CatalogClient& Context::catalog() {
  if (!catalog_) {
    catalog_ = catalog_client::MakeCatalogClient(
        client_call::ChannelTo(FirstSet(catalog_address_, server_)),
        {.as_of = as_of_});
  }
  return *catalog_;
}

alignment_client::AlignmentClient& Context::alignment() {
  if (!alignment_) {
    alignment_ = alignment_client::MakeAlignmentClient(
        client_call::ChannelTo(FirstSet(alignment_address_, server_)),
        {.as_of = as_of_});
  }
  return *alignment_;
}

rescoring_client::RescoringClient& Context::rescoring() {
  if (!rescoring_) {
    rescoring_ = rescoring_client::MakeRescoringClient(
        client_call::ChannelTo(FirstSet(rescoring_address_, server_)));
  }
  return *rescoring_;
}

void Context::Does(CLI::App* command, std::function<absl::Status()> run) {
  command->callback([this, run = std::move(run)] { outcome_.Update(run()); });
}

void PrintJson(const google::protobuf::Message& message, bool one_line) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = !one_line;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options)
           .ok()) {
    return;
  }
  Print(one_line ? absl::StrCat(text, "\n") : text);
}

void Print(absl::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string ErrorText(const absl::Status& status) {
  const std::string reason = base::ReasonOf(status);
  return absl::StrCat("plumb: ", status.message(),
                      reason.empty() ? "" : absl::StrCat(" [", reason, "]"));
}

}  // namespace plumbline::cli
