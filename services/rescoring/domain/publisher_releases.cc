#include "services/rescoring/domain/publisher_releases.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/common/base/error.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

using sources::WatchedFile;

// More groups than any pattern has.
constexpr int kMaxGroups = 10;

// The digits, or the other characters, that `text` begins with; removed.
absl::string_view TakeRun(absl::string_view& text) {
  size_t size = 0;
  const auto is_digit = [&](size_t i) {
    return absl::ascii_isdigit(static_cast<unsigned char>(text[i]));
  };
  while (size < text.size() && is_digit(size) == is_digit(0)) ++size;
  const absl::string_view run = text.substr(0, size);
  text.remove_prefix(size);
  return run;
}

absl::string_view WithoutZeros(absl::string_view digits) {
  const size_t first = digits.find_first_not_of('0');
  return digits.substr(std::min(first, digits.size()));
}

int CompareRuns(absl::string_view a, absl::string_view b) {
  const auto is_number = [](absl::string_view run) {
    return !run.empty() &&
           absl::ascii_isdigit(static_cast<unsigned char>(run[0]));
  };
  if (!is_number(a) || !is_number(b)) return a.compare(b);
  const absl::string_view left = WithoutZeros(a);
  const absl::string_view right = WithoutZeros(b);
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  return left.compare(right);
}

std::string LastPart(const std::string& url) {
  const std::string path = url.substr(0, url.find_first_of("?#"));
  return path.substr(path.rfind('/') + 1);
}

// `files` with their templates filled in by `fill`.
template <typename Fill>
std::vector<WatchedFile> Filled(std::vector<WatchedFile> files,
                                const Fill& fill) {
  for (WatchedFile& file : files) {
    file.url = fill(file.url);
    file.name = file.name.empty() ? LastPart(file.url) : fill(file.name);
  }
  return files;
}

// \1 in `text` becomes the first group, and so on.
std::string WithGroups(const std::string& text, const re2::StringPiece* groups,
                       int count) {
  std::string filled;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_group =
        text[i] == '\\' && i + 1 < text.size() &&
        absl::ascii_isdigit(static_cast<unsigned char>(text[i + 1]));
    if (!is_group) {
      filled += text[i];
      continue;
    }
    const int group = text[++i] - '0';
    if (group < count) {
      filled.append(groups[group].data(), groups[group].size());
    }
  }
  return filled;
}

}  // namespace

int CompareReleaseIds(absl::string_view a, absl::string_view b) {
  while (!a.empty() && !b.empty()) {
    const int compared = CompareRuns(TakeRun(a), TakeRun(b));
    if (compared != 0) return compared;
  }
  return static_cast<int>(b.empty()) - static_cast<int>(a.empty());
}

absl::StatusOr<PublisherRelease> NewestOnPage(const sources::Watch& watch,
                                              absl::string_view page) {
  const sources::Listing& listing = *watch.listing;
  const re2::RE2 pattern(listing.pattern, re2::RE2::Quiet);
  const int count = std::min(pattern.NumberOfCapturingGroups() + 1, kMaxGroups);
  const re2::StringPiece text(page.data(), page.size());
  re2::StringPiece groups[kMaxGroups];
  std::optional<PublisherRelease> newest;
  for (size_t from = 0; pattern.Match(text, from, text.size(),
                                      re2::RE2::UNANCHORED, groups, count);
       from = static_cast<size_t>(groups[0].data() - text.data()) +
              std::max<size_t>(groups[0].size(), 1)) {
    const auto fill = [&](const std::string& pattern_text) {
      return WithGroups(pattern_text, groups, count);
    };
    const std::string id = fill(listing.release);
    if (newest && CompareReleaseIds(id, newest->id) <= 0) continue;
    newest = PublisherRelease{id, Filled(watch.files, fill)};
  }
  if (newest) return *std::move(newest);
  return base::Error(
      absl::StatusCode::kInvalidArgument, reason::kSourceNotTheFormat,
      absl::StrCat(listing.url,
                   " names no release as the descriptor's "
                   "`listing.pattern` expects: look whether the page changed"),
      {{"address", listing.url}});
}

PublisherRelease ReleaseOfYear(const sources::Watch& watch, int year) {
  const std::string whole = absl::StrCat(year);
  const std::string two = absl::StrFormat("%02d", year % 100);
  const auto fill = [&](const std::string& text) {
    return absl::StrReplaceAll(text, {{"{year}", whole}, {"{yy}", two}});
  };
  return {fill(watch.calendar->release), Filled(watch.files, fill)};
}

}  // namespace plumbline::rescoring
