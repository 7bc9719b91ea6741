#include "clients/cli/progress.h"

#include <unistd.h>

#include <cstdio>

#include "absl/strings/str_cat.h"

namespace plumbline::cli {

Progress::Progress(absl::string_view step, size_t parts)
    : step_(step), parts_(parts), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { Clear(); }

void Progress::Clear() {
  if (terminal_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Next(absl::string_view part) {
  ++part_;
  Clear();
  const std::string line =
      absl::StrCat(step_, " ", part_, "/", parts_, ": ", part);
  std::fputs(line.c_str(), stderr);
  if (!terminal_) std::fputc('\n', stderr);
  std::fflush(stderr);
}

void Progress::Note(absl::string_view line) {
  Clear();
  std::fputs(absl::StrCat(line, "\n").c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace plumbline::cli
