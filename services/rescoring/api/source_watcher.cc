#include "services/rescoring/api/source_watcher.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"
#include "services/common/telemetry/log.h"
#include "services/rescoring/api/stop_point.h"
#include "services/rescoring/domain/names.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

// How far back a source is looked for of which nothing is here.
constexpr int kYearsBack = 3;

absl::Status NotWatched(absl::string_view name) {
  return base::Error(
      absl::StatusCode::kFailedPrecondition, reason::kSourceNotWatched,
      absl::StrCat(name,
                   " is not watched: its descriptor has no `watch`, or "
                   "the service was not given the descriptors (--sources)"),
      {{"source", std::string(name)}});
}

RemoteFile RemoteOf(const sources::WatchedFile& file,
                    const sources::Watch& watch, const std::string& key) {
  RemoteFile remote;
  remote.url = file.url;
  remote.hosts = watch.hosts;
  remote.content = file.content;
  remote.max_bytes = file.max_bytes;
  remote.key_header = key;
  return remote;
}

// Everything that tells this change of a release from another.
std::string ChangeOf(const PublisherRelease& release,
                     const std::vector<FileVersion>& versions) {
  std::string change;
  for (size_t i = 0; i < versions.size(); ++i) {
    absl::StrAppend(&change, release.files[i].url, "\n", versions[i].etag, "\n",
                    versions[i].last_modified, "\n");
  }
  return change;
}

std::vector<SeenFile> SeenOf(const PublisherRelease& release,
                             const std::vector<FileVersion>& versions) {
  std::vector<SeenFile> seen;
  for (size_t i = 0; i < versions.size(); ++i) {
    seen.push_back(
        {release.files[i].url, versions[i].etag, versions[i].last_modified});
  }
  return seen;
}

v1::Job::File JobFileOf(const sources::WatchedFile& file,
                        const FileVersion& version) {
  v1::Job::File result;
  result.set_address(file.url);
  result.set_name(file.name);
  result.set_etag(version.etag);
  result.set_last_modified(version.last_modified);
  const absl::string_view content = sources::NameOf(file.content);
  result.set_content(content.data(), content.size());
  result.set_max_bytes(file.max_bytes);
  result.set_members(file.members);
  result.set_expected_sha256(file.sha256);
  return result;
}

}  // namespace

absl::StatusOr<std::string> KeyHeaderOf(const sources::Watch& watch) {
  if (!watch.key) return std::string();
  const char* key = std::getenv(watch.key->environment.c_str());
  if (key != nullptr && *key != '\0') {
    return absl::StrCat(watch.key->header, ": ", key);
  }
  return base::Error(
      absl::StatusCode::kFailedPrecondition, reason::kSourceKeyMissing,
      absl::StrCat("the publisher wants a key: set ", watch.key->environment,
                   " in the service's environment"),
      {{"variable", watch.key->environment}});
}

SourceWatcher::SourceWatcher(
    const std::vector<sources::Descriptor>& descriptors, const Fetcher& fetcher,
    RescoringStore& store, labor_client::LaborClient& labor,
    std::function<absl::Time()> now)
    : descriptors_(descriptors),
      fetcher_(fetcher),
      store_(store),
      labor_(labor),
      now_(std::move(now)) {}

absl::StatusOr<std::vector<const sources::Descriptor*>> SourceWatcher::Wanted(
    const std::vector<std::string>& names) const {
  std::vector<const sources::Descriptor*> wanted;
  std::set<std::string> left;
  for (const std::string& name : names) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                               rpc::ParseName("sources/{source}", name));
    left.insert(ids[0]);
  }
  for (const sources::Descriptor& descriptor : descriptors_) {
    const bool is_named = left.erase(descriptor.source) > 0;
    if (descriptor.watch && (names.empty() || is_named)) {
      wanted.push_back(&descriptor);
    } else if (is_named) {
      return NotWatched(absl::StrCat("sources/", descriptor.source));
    }
  }
  if (!left.empty()) return NotWatched(absl::StrCat("sources/", *left.begin()));
  return wanted;
}

absl::StatusOr<std::vector<v1::SourceCheck>> SourceWatcher::Check(
    const std::vector<std::string>& names) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto wanted, Wanted(names));
  std::vector<v1::SourceCheck> checks;
  for (const sources::Descriptor* descriptor : wanted) {
    StopPoint("check.begin");
    v1::SourceCheck check;
    check.set_source(absl::StrCat("sources/", descriptor->source));
    base::SetTime(now_(), check.mutable_check_time());
    const absl::Status looked = Look(*descriptor, check);
    if (!looked.ok()) {
      check.set_outcome(v1::SourceCheck::FAILED);
      check.set_failure_reason(base::ReasonOf(looked));
      check.set_failure_message(std::string(looked.message()));
      telemetry::Warning("source check failed",
                         {{"source", check.source()},
                          {"reason", check.failure_reason()},
                          {"why", check.failure_message()}});
    }
    StopPoint("check.end");
    PLUMBLINE_ASSIGN_OR_RETURN(check, store_.AddCheck(check));
    checks.push_back(std::move(check));
  }
  return checks;
}

absl::Status SourceWatcher::Look(const sources::Descriptor& descriptor,
                                 v1::SourceCheck& check) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto releases,
                             labor_.ListReleases(check.source()));
  std::set<std::string> known;
  for (const auto& release : releases) known.insert(release.name());
  PLUMBLINE_ASSIGN_OR_RETURN(const Found found,
                             descriptor.watch->listing
                                 ? FindOnPage(descriptor)
                                 : FindByCalendar(descriptor, known));
  check.set_release(
      absl::StrCat(check.source(), "/releases/", found.release.id));
  const bool is_here = known.count(check.release()) > 0;
  check.set_outcome(v1::SourceCheck::UNCHANGED);
  if (found.unchanged) return absl::OkStatus();
  if (found.never_seen && is_here) {
    // It was imported by hand: from now on its changes are seen.
    return store_.KeepSeen(SeenOf(found.release, found.versions));
  }
  return MakeJob(descriptor, found, known, check);
}

absl::Status SourceWatcher::MakeJob(const sources::Descriptor& descriptor,
                                    const Found& found,
                                    const std::set<std::string>& known,
                                    v1::SourceCheck& check) {
  const std::string change = ChangeOf(found.release, found.versions);
  v1::Job job;
  job.set_name(JobName(descriptor.source, found.release.id, change));
  job.set_state(v1::Job::ACTIVE);
  job.set_step(v1::Job::CHECKED);
  job.set_source(check.source());
  job.set_release(known.count(check.release()) > 0
                      ? NextRevision(check.release(), known)
                      : check.release());
  for (size_t i = 0; i < found.versions.size(); ++i) {
    *job.add_files() = JobFileOf(found.release.files[i], found.versions[i]);
  }
  base::SetTime(now_(), job.mutable_create_time());
  *job.mutable_update_time() = job.create_time();
  PLUMBLINE_ASSIGN_OR_RETURN(
      const bool added,
      store_.AddJob(job, SeenOf(found.release, found.versions)));
  check.set_outcome(added ? v1::SourceCheck::CHANGED : v1::SourceCheck::KNOWN);
  check.set_job(job.name());
  if (added) {
    telemetry::Info("publisher has something new",
                    {{"job", job.name()}, {"release", job.release()}});
  }
  return absl::OkStatus();
}

absl::StatusOr<SourceWatcher::Found> SourceWatcher::FindOnPage(
    const sources::Descriptor& descriptor) {
  const sources::Watch& watch = *descriptor.watch;
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string key, KeyHeaderOf(watch));
  RemoteFile page;
  page.url = watch.listing->url;
  page.hosts = watch.hosts;
  page.max_bytes = watch.listing->max_bytes;
  page.key_header = key;
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string text, fetcher_.Read(page));
  PLUMBLINE_ASSIGN_OR_RETURN(PublisherRelease newest,
                             NewestOnPage(watch, text));
  return ProbeAll(watch, std::move(newest));
}

absl::StatusOr<SourceWatcher::Found> SourceWatcher::FindByCalendar(
    const sources::Descriptor& descriptor, const std::set<std::string>& known) {
  const sources::Watch& watch = *descriptor.watch;
  const int year = static_cast<int>(absl::UTCTimeZone().At(now_()).cs.year());
  const int oldest = std::max(watch.calendar->first_year, year - kYearsBack);
  for (int candidate = year; candidate >= oldest; --candidate) {
    PublisherRelease release = ReleaseOfYear(watch, candidate);
    const bool is_here =
        known.count(absl::StrCat("sources/", descriptor.source, "/releases/",
                                 release.id)) > 0;
    auto found = ProbeAll(watch, std::move(release));
    // Not published yet, or not all of it.
    if (absl::IsNotFound(found.status()) && !is_here) continue;
    return found;
  }
  return base::Error(
      absl::StatusCode::kNotFound, reason::kSourceLacksRelease,
      absl::StrCat("the publisher has none of the releases ", oldest, " to ",
                   year, " where the descriptor looks for them"));
}

absl::StatusOr<SourceWatcher::Found> SourceWatcher::ProbeAll(
    const sources::Watch& watch, PublisherRelease release) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string key, KeyHeaderOf(watch));
  Found found;
  found.release = std::move(release);
  for (const sources::WatchedFile& file : found.release.files) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto seen, store_.FindSeen(file.url));
    FileVersion known;
    if (seen) known = {seen->etag, seen->last_modified};
    PLUMBLINE_ASSIGN_OR_RETURN(
        const Probed probed, fetcher_.Probe(RemoteOf(file, watch, key), known));
    const bool same = probed.unchanged ||
                      (seen && probed.version.etag == known.etag &&
                       probed.version.last_modified == known.last_modified);
    found.versions.push_back(same ? known : probed.version);
    found.unchanged = found.unchanged && same;
    found.never_seen = found.never_seen && !seen;
  }
  return found;
}

}  // namespace plumbline::rescoring
