#ifndef PLUMBLINE_CLIENTS_CLI_CONTEXT_H_
#define PLUMBLINE_CLIENTS_CLI_CONTEXT_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "clients/cpp/rescoring/rescoring_client.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace plumbline::cli {

// What every command works with: the servers to ask and the form of the answer.
class Context {
 public:
  // Adds the options that all commands share.
  void AddOptions(CLI::App& app);

  // Adds --as-of to a command that reads: all clients ask for what was known
  // then.
  void AddAsOf(CLI::App* command);

  bool json() const { return json_; }

  // Clients of the addresses that the options name; made when first asked for.
  labor_client::LaborClient& labor();
  catalog_client::CatalogClient& catalog();
  alignment_client::AlignmentClient& alignment();
  rescoring_client::RescoringClient& rescoring();

  // Makes `run` what `command` does; its error becomes the error of the whole.
  void Does(CLI::App* command, std::function<absl::Status()> run);
  const absl::Status& outcome() const { return outcome_; }

 private:
  std::string server_ = "127.0.0.1:7400";
  std::string labor_address_;
  std::string catalog_address_;
  std::string alignment_address_;
  std::string rescoring_address_;
  bool json_ = false;
  std::optional<absl::Time> as_of_;
  std::unique_ptr<labor_client::LaborClient> labor_;
  std::unique_ptr<catalog_client::CatalogClient> catalog_;
  std::unique_ptr<alignment_client::AlignmentClient> alignment_;
  std::unique_ptr<rescoring_client::RescoringClient> rescoring_;
  absl::Status outcome_;
};

// Prints a message as one line of JSON, or in many lines for people.
void PrintJson(const google::protobuf::Message& message, bool one_line);
// Prints text on standard output.
void Print(absl::string_view text);

// The error for people: what, and the reason that a program would switch on.
std::string ErrorText(const absl::Status& status);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_CONTEXT_H_
