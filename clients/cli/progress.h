#ifndef PLUMBLINE_CLIENTS_CLI_PROGRESS_H_
#define PLUMBLINE_CLIENTS_CLI_PROGRESS_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

// Tells on standard error how a long step goes: one line that is written over
// on a terminal, a line for each part elsewhere.
class Progress {
 public:
  Progress(absl::string_view step, size_t parts);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // The next part begins.
  void Next(absl::string_view part);
  // A line that stays, in between.
  void Note(absl::string_view line);

 private:
  void Clear();

  const std::string step_;
  const size_t parts_;
  const bool terminal_;
  size_t part_ = 0;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_PROGRESS_H_
