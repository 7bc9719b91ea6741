#include "services/rescoring/api/job_steps.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/common/tabular/zip_archive.h"
#include "services/rescoring/api/source_watcher.h"
#include "services/rescoring/api/stop_point.h"
#include "services/rescoring/domain/edition_plan.h"
#include "services/rescoring/domain/names.h"
#include "services/rescoring/domain/reasons.h"
#include "services/rescoring/fetch/spool_file.h"

namespace plumbline::rescoring {
namespace {

namespace fs = std::filesystem;
using labor::v1::Edition;
using labor::v1::GateFinding;
using labor::v1::Release;
using NamedBytes = std::pair<std::string, std::string>;

constexpr int kMaxFindings = 20;

std::string BaseName(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

const sources::Descriptor* FindDescriptor(
    const std::vector<sources::Descriptor>& descriptors,
    const std::string& source) {
  for (const sources::Descriptor& descriptor : descriptors) {
    if (absl::StrCat("sources/", descriptor.source) == source) {
      return &descriptor;
    }
  }
  return nullptr;
}

sources::ContentKind ContentOf(const v1::Job::File& file) {
  for (const sources::ContentKind kind :
       {sources::ContentKind::kZip, sources::ContentKind::kXlsx,
        sources::ContentKind::kCsv, sources::ContentKind::kJson}) {
    if (absl::string_view(file.content()) == sources::NameOf(kind)) return kind;
  }
  return sources::ContentKind::kText;
}

// The members of an archive that are imported, by their names without folders.
absl::Status UnpackMembers(const v1::Job::File& file, const std::string& bytes,
                           std::vector<NamedBytes>& unpacked) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto archive,
                             tabular::ZipArchive::Open(file.name(), bytes));
  const re2::RE2 members(file.members(), re2::RE2::Quiet);
  const size_t before = unpacked.size();
  for (const tabular::ZipEntry& entry : archive.entries()) {
    if (!re2::RE2::FullMatch(entry.name, members)) continue;
    PLUMBLINE_ASSIGN_OR_RETURN(std::string content,
                               archive.ReadEntry(entry.name));
    unpacked.emplace_back(BaseName(entry.name), std::move(content));
  }
  if (unpacked.size() > before) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kLayoutUnknown,
      absl::StrCat("no member of ", file.name(), " matches ", file.members(),
                   ": look whether the publisher packs it otherwise now"),
      {{"file", file.name()}});
}

std::string FindingText(const GateFinding& finding) {
  std::string place = finding.file();
  if (!finding.sheet().empty()) absl::StrAppend(&place, ", ", finding.sheet());
  if (finding.row() > 0) absl::StrAppend(&place, ", row ", finding.row());
  return absl::StrCat(finding.rule(), " at ", place, ": ", finding.message());
}

void Quarantine(const Release& release, v1::Job& job) {
  job.set_state(v1::Job::QUARANTINED);
  job.clear_findings();
  for (const GateFinding& finding : release.gate_report().findings()) {
    if (finding.severity() != GateFinding::FATAL) continue;
    if (job.findings_size() == kMaxFindings) break;
    job.add_findings(FindingText(finding));
  }
}

// What cannot be read at all has not passed either.
bool IsUnreadable(const absl::Status& status) {
  const std::string reason = base::ReasonOf(status);
  return reason == base::reason::kLayoutUnknown ||
         reason == base::reason::kFileMalformed ||
         reason == base::reason::kFileTooLarge;
}

absl::Status QuarantineFor(const absl::Status& why, v1::Job& job) {
  job.set_state(v1::Job::QUARANTINED);
  job.clear_findings();
  job.add_findings(std::string(why.message()));
  return absl::OkStatus();
}

void EndWith(absl::string_view note, v1::Job& job) {
  job.set_note(std::string(note));
  job.set_step(v1::Job::SCORED);
}

Pinned PinnedOf(const Edition& edition) {
  return {
      {edition.releases().begin(), edition.releases().end()},
      {edition.crosswalk_layers().begin(), edition.crosswalk_layers().end()},
      ""};
}

bool IsPlanned(const v1::Job::Plan& plan, const Edition& edition) {
  const Pinned pinned = PinnedOf(edition);
  return std::equal(pinned.releases.begin(), pinned.releases.end(),
                    plan.releases().begin(), plan.releases().end()) &&
         std::equal(pinned.layers.begin(), pinned.layers.end(),
                    plan.crosswalk_layers().begin(),
                    plan.crosswalk_layers().end());
}

Scope ScopeOf(const alignment::v1::Run& run) {
  return {run.provider(),
          {run.policies().begin(), run.policies().end()},
          {run.regions().begin(), run.regions().end()}};
}

std::string TextOf(const v1::Job::Scope& scope) {
  return absl::StrCat(scope.provider(), "\n",
                      absl::StrJoin(scope.policies(), ","), "\n",
                      absl::StrJoin(scope.regions(), ","));
}

}  // namespace

absl::Status JobSteps::DoNext(v1::Job& job) const {
  v1::Job next = job;
  absl::Status done;
  switch (job.step()) {
    case v1::Job::CHECKED:
      done = Fetch(next);
      break;
    case v1::Job::FETCHED:
      done = Import(next);
      break;
    case v1::Job::IMPORTED:
      done = Plan(next);
      break;
    case v1::Job::PLANNED:
      done = Publish(next);
      break;
    case v1::Job::EDITION_PUBLISHED:
      done = Score(next);
      break;
    default:
      done = Finish(next);
  }
  if (done.ok()) job = std::move(next);
  return done;
}

fs::path JobSteps::Spooled(const v1::Job& job) const {
  return parts_.spool / BaseName(job.name());
}

fs::path JobSteps::Spooled(const v1::Job& job, int file) const {
  return Spooled(job) / absl::StrCat(file);
}

absl::Status JobSteps::Fetch(v1::Job& job) const {
  StopPoint("fetch.begin");
  const auto* descriptor = FindDescriptor(parts_.descriptors, job.source());
  if (descriptor == nullptr || !descriptor->watch) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       reason::kSourceNotWatched,
                       absl::StrCat(job.source(), " is not watched any more"));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string key,
                             KeyHeaderOf(*descriptor->watch));
  for (int i = 0; i < job.files_size(); ++i) {
    v1::Job::File& file = *job.mutable_files(i);
    RemoteFile remote;
    remote.url = file.address();
    remote.hosts = descriptor->watch->hosts;
    remote.content = ContentOf(file);
    remote.max_bytes = file.max_bytes();
    remote.expected_sha256 = file.expected_sha256();
    remote.key_header = key;
    PLUMBLINE_ASSIGN_OR_RETURN(
        const Fetched fetched,
        parts_.fetcher.Download(remote, Spooled(job, i)));
    file.set_sha256(fetched.sha256);
    file.set_size_bytes(fetched.size_bytes);
    StopPoint("fetch.file");
  }
  job.set_step(v1::Job::FETCHED);
  StopPoint("fetch.end");
  return absl::OkStatus();
}

absl::StatusOr<std::vector<NamedBytes>> JobSteps::Unpack(
    const v1::Job& job) const {
  std::vector<NamedBytes> unpacked;
  for (int i = 0; i < job.files_size(); ++i) {
    const v1::Job::File& file = job.files(i);
    PLUMBLINE_ASSIGN_OR_RETURN(std::string bytes, ReadSpooled(Spooled(job, i)));
    if (base::Sha256Hex(bytes) != file.sha256()) {
      return base::Error(absl::StatusCode::kUnavailable, reason::kSpoolFailed,
                         absl::StrCat(file.name(), " changed in the spool"));
    }
    if (file.members().empty()) {
      unpacked.emplace_back(file.name(), std::move(bytes));
    } else {
      PLUMBLINE_RETURN_IF_ERROR(UnpackMembers(file, bytes, unpacked));
    }
  }
  return unpacked;
}

// The release of the source that already has these files; empty: none.
absl::StatusOr<std::string> JobSteps::SameAs(
    const v1::Job& job, const std::vector<NamedBytes>& files) const {
  std::set<NamedBytes> wanted;
  for (const auto& [name, bytes] : files) {
    wanted.emplace(name, base::Sha256Hex(bytes));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto releases,
                             parts_.labor.ListReleases(job.source()));
  for (const Release& release : releases) {
    std::set<NamedBytes> here;
    for (const auto& file : release.files()) {
      here.emplace(file.path(), file.sha256());
    }
    if (here == wanted) {
      return release.name();
    }
  }
  return std::string();
}

absl::StatusOr<Release> JobSteps::ImportAs(
    const v1::Job& job, const std::string& release,
    const std::vector<NamedBytes>& files) const {
  std::vector<labor_client::ImportFile> imported;
  std::vector<std::string> digests;
  for (const auto& [name, bytes] : files) {
    imported.push_back({name, bytes});
    digests.push_back(base::Sha256Hex(bytes));
  }
  labor_client::ImportOptions options;
  options.address = job.files(0).address();
  options.request_id =
      RequestId(job.name(), "import",
                absl::StrCat(release, "\n", absl::StrJoin(digests, "\n")));
  return parts_.labor.ImportRelease(release, imported, options);
}

absl::StatusOr<Release> JobSteps::ImportFiles(
    const std::vector<NamedBytes>& files, v1::Job& job) const {
  auto release = ImportAs(job, job.release(), files);
  if (!absl::IsAlreadyExists(release.status())) return release;
  // It came again with other files while this one waited.
  PLUMBLINE_ASSIGN_OR_RETURN(const auto releases,
                             parts_.labor.ListReleases(job.source()));
  std::set<std::string> known;
  for (const Release& here : releases) known.insert(here.name());
  job.set_release(NextRevision(job.release(), known));
  return ImportAs(job, job.release(), files);
}

absl::Status JobSteps::Import(v1::Job& job) const {
  StopPoint("import.begin");
  const auto files = Unpack(job);
  if (base::ReasonOf(files.status()) == reason::kSpoolFailed) {
    job.set_step(v1::Job::CHECKED);
    return absl::OkStatus();
  }
  if (IsUnreadable(files.status())) return QuarantineFor(files.status(), job);
  PLUMBLINE_RETURN_IF_ERROR(files.status());
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string same, SameAs(job, *files));
  // Under another name, imported again it answers how it stands.
  if (!same.empty()) job.set_release(same);
  const auto release = ImportFiles(*files, job);
  if (IsUnreadable(release.status())) {
    return QuarantineFor(release.status(), job);
  }
  PLUMBLINE_RETURN_IF_ERROR(release.status());
  if (release->state() == Release::QUARANTINED) {
    // Lists leave the findings out, and so may an import that was repeated.
    PLUMBLINE_ASSIGN_OR_RETURN(const Release full,
                               parts_.labor.GetRelease(release->name()));
    Quarantine(full, job);
    return absl::OkStatus();
  }
  job.set_step(v1::Job::IMPORTED);
  StopPoint("import.end");
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Job::Scope>> JobSteps::ScopesToScore() const {
  if (!parts_.rescore.empty()) return parts_.rescore;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto runs, parts_.alignment.ListRuns());
  std::vector<Scope> scored;
  for (const auto& run : runs) scored.push_back(ScopeOf(run));
  std::vector<v1::Job::Scope> scopes;
  for (const Scope& standing : StandingScopes(scored)) {
    v1::Job::Scope& scope = scopes.emplace_back();
    scope.set_provider(standing.provider);
    *scope.mutable_policies() = {standing.policies.begin(),
                                 standing.policies.end()};
    *scope.mutable_regions() = {standing.regions.begin(),
                                standing.regions.end()};
  }
  return scopes;
}

absl::Status JobSteps::Plan(v1::Job& job) const {
  StopPoint("plan.begin");
  const auto served = parts_.labor.GetEdition("editions/latest");
  if (absl::IsNotFound(served.status())) {
    EndWith("no edition is published yet: plumb publish makes the first", job);
    return absl::OkStatus();
  }
  PLUMBLINE_RETURN_IF_ERROR(served.status());
  std::optional<Pinned> planned = PinnedOf(*served);
  if (!job.release().empty()) planned = PlanEdition(*planned, job.release());
  if (!planned) {
    EndWith(absl::StrCat(served->name(), " pins ", job.release(),
                         " or a newer one"),
            job);
    return absl::OkStatus();
  }
  v1::Job::Plan& plan = *job.mutable_plan();
  std::vector<v1::Job::Scope> scopes(plan.scopes().begin(),
                                     plan.scopes().end());
  // Those of a request to score are in the job from the start.
  if (scopes.empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(scopes, ScopesToScore());
  }
  plan.set_base_edition(served->name());
  *plan.mutable_releases() = {planned->releases.begin(),
                              planned->releases.end()};
  *plan.mutable_crosswalk_layers() = {planned->layers.begin(),
                                      planned->layers.end()};
  plan.set_replaced_release(planned->replaced);
  plan.set_day(base::DayText(parts_.now()));
  *plan.mutable_scopes() = {scopes.begin(), scopes.end()};
  job.set_step(v1::Job::PLANNED);
  StopPoint("plan.end");
  return absl::OkStatus();
}

absl::Status JobSteps::Publish(v1::Job& job) const {
  StopPoint("publish.begin");
  const v1::Job::Plan& plan = job.plan();
  PLUMBLINE_ASSIGN_OR_RETURN(const Edition served,
                             parts_.labor.GetEdition("editions/latest"));
  if (served.name() != plan.base_edition() && !IsPlanned(plan, served)) {
    // Another edition came in between: publishing this one would undo it.
    job.set_step(v1::Job::IMPORTED);
    if (!job.release().empty()) job.mutable_plan()->clear_scopes();
    return absl::OkStatus();
  }
  job.set_edition(served.name());
  if (!IsPlanned(plan, served)) {
    const std::vector<std::string> releases(plan.releases().begin(),
                                            plan.releases().end());
    const std::vector<std::string> layers(plan.crosswalk_layers().begin(),
                                          plan.crosswalk_layers().end());
    labor_client::PublishOptions options;
    options.request_id = RequestId(
        job.name(), "publish",
        absl::StrCat(plan.base_edition(), "\n", absl::StrJoin(releases, ","),
                     "\n", absl::StrJoin(layers, ",")));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const Edition published,
        parts_.labor.PublishEdition(releases, layers, options));
    job.set_edition(published.name());
  }
  job.set_step(v1::Job::EDITION_PUBLISHED);
  StopPoint("publish.end");
  return absl::OkStatus();
}

// One run at a time, so that each is recorded.
absl::Status JobSteps::Score(v1::Job& job) const {
  StopPoint("score.begin");
  if (job.runs_size() == job.plan().scopes_size()) {
    job.set_step(v1::Job::SCORED);
    StopPoint("score.end");
    return absl::OkStatus();
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const Edition served,
                             parts_.labor.GetEdition("editions/latest"));
  if (served.name() != job.edition()) {
    // Whoever published or rolled back decides what is scored.
    EndWith(absl::StrCat(served.name(), " is served instead of ", job.edition(),
                         ", which was not scored further"),
            job);
    return absl::OkStatus();
  }
  const v1::Job::Scope& scope = job.plan().scopes(job.runs_size());
  alignment::v1::Run asked;
  asked.set_edition(job.edition());
  asked.set_provider(scope.provider());
  *asked.mutable_policies() = scope.policies();
  *asked.mutable_regions() = scope.regions();
  asked.set_day(job.plan().day());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto run,
      parts_.alignment.CreateRun(
          asked, RequestId(job.name(), "run",
                           absl::StrCat(job.edition(), "\n", asked.day(), "\n",
                                        TextOf(scope)))));
  job.add_runs(run.name());
  job.add_verdicts_sha256(run.verdicts_sha256());
  StopPoint("score.run");
  return absl::OkStatus();
}

absl::Status JobSteps::Finish(v1::Job& job) const {
  StopPoint("finish.begin");
  std::error_code ignored;
  fs::remove_all(Spooled(job), ignored);
  job.set_state(v1::Job::DONE);
  StopPoint("finish.end");
  return absl::OkStatus();
}

}  // namespace plumbline::rescoring
