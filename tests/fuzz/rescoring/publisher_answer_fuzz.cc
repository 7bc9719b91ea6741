// What publishers send and descriptors say comes from outside: any bytes are
// read or refused, and what is accepted keeps its promises.

#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "services/common/sources/descriptor.h"
#include "services/rescoring/domain/address.h"
#include "services/rescoring/domain/content.h"
#include "services/rescoring/domain/publisher_releases.h"
#include "services/rescoring/domain/subscription.h"
#include "services/rescoring/domain/waits.h"

namespace {

using plumbline::sources::ContentKind;
using plumbline::sources::Watch;

const Watch& OnetWatch() {
  static const auto* const watch = [] {
    Watch made;
    made.hosts = {"www.onetcenter.org"};
    made.listing.emplace();
    made.listing->url = "https://www.onetcenter.org/database.html";
    made.listing->pattern = "db_([0-9]+)_([0-9]+)_text\\.zip";
    made.listing->release = "\\1.\\2";
    made.files.resize(1);
    made.files[0].url = "https://www.onetcenter.org/db_\\1_\\2_text.zip";
    return new Watch(made);
  }();
  return *watch;
}

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto newest = plumbline::rescoring::NewestOnPage(OnetWatch(), text);
  if (newest.ok()) {
    // A page cannot lead to another host.
    Require(plumbline::rescoring::CheckUrl(newest->files[0].url,
                                           OnetWatch().hosts, {})
                .ok() ||
            newest->files[0].url.size() > 2000);
    Require(plumbline::rescoring::CompareReleaseIds(newest->id, newest->id) ==
            0);
  }
  const auto url = plumbline::rescoring::ParseUrl(text);
  if (url.ok()) Require(url->host.find('@') == std::string::npos);
  const auto wait = plumbline::rescoring::ParseRetryAfter(
      text, absl::FromUnixSeconds(1'750'000'000));
  if (wait) Require(*wait >= absl::ZeroDuration());
  for (const ContentKind kind :
       {ContentKind::kZip, ContentKind::kCsv, ContentKind::kJson}) {
    (void)plumbline::rescoring::CheckBeginning(kind, text).ok();
    (void)plumbline::rescoring::CheckContentType(kind, text).ok();
  }
  const auto descriptor =
      plumbline::sources::ParseDescriptor("fuzz.json", text);
  if (descriptor.ok()) Require(!descriptor->source.empty());
  const auto subscriptions =
      plumbline::rescoring::ParseSubscriptions("fuzz.json", text);
  if (!subscriptions.ok()) return 0;
  for (const auto& subscription : *subscriptions) {
    // Nothing else of the environment leaves the process.
    Require(
        absl::StartsWith(subscription.key_environment, "PLUMBLINE_WEBHOOK_"));
    Require(plumbline::rescoring::ParseUrl(subscription.url).ok());
  }
  return 0;
}
