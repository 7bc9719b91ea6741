#ifndef PLUMBLINE_CLIENTS_CLI_RETENTION_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_RETENTION_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/context.h"
#include "services/common/base/time_text.h"
#include "services/common/base/timestamp.h"

namespace plumbline::cli {

// plumb purge.
void AddRetentionCommands(CLI::App& app, Context& context);

// "412 bytes", "3.1 kB", "4.4 MB"
std::string BytesText(int64_t bytes);

// "; purged 2026-11-23: keep ...", or nothing for what is here.
template <typename Message>
std::string PurgedText(const Message& message) {
  if (!message.has_purge_time()) return "";
  return absl::StrCat("; purged ",
                      base::DayText(base::TimeOf(message.purge_time())), ": ",
                      message.purge_rule());
}

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_RETENTION_COMMANDS_H_
