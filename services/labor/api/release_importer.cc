#include "services/labor/api/release_importer.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/edition/content_digest.h"
#include "services/labor/domain/layouts/gate_release.h"
#include "services/labor/domain/layouts/read_release.h"

namespace plumbline::labor {
namespace {

std::vector<ReleaseFile> Describe(
    const std::map<std::string, std::string>& files) {
  std::vector<ReleaseFile> described;
  for (const auto& [path, bytes] : files) {
    described.push_back(
        {path, base::Sha256Hex(bytes), static_cast<int64_t>(bytes.size())});
  }
  return described;
}

template <typename Table>
TableSummary Summarize(const Table& table, absl::string_view kind) {
  TableSummary summary{table.file, "", std::string(kind), table.counts};
  if constexpr (requires { table.sheet; }) summary.sheet = table.sheet;
  return summary;
}

std::vector<TableSummary> SummarizeAll(const ReleaseTables& tables) {
  std::vector<TableSummary> all;
  for (const auto& table : tables.figures) {
    all.push_back(Summarize(table, "figures"));
  }
  for (const auto& table : tables.crosswalks) {
    all.push_back(Summarize(table, "crosswalk"));
  }
  for (const auto& table : tables.cips) {
    all.push_back(Summarize(table, "taxonomy"));
  }
  for (const auto& table : tables.courses) {
    all.push_back(Summarize(table, "taxonomy"));
  }
  for (const auto& table : tables.credentials) {
    all.push_back(Summarize(table, "credentials"));
  }
  for (const auto& table : tables.occupations) {
    all.push_back(Summarize(table, "taxonomy"));
  }
  for (const auto& table : tables.code_changes) {
    all.push_back(Summarize(table, "code-changes"));
  }
  if (tables.onet != nullptr) {
    all.push_back({"", "", "onet", tables.onet_counts});
  }
  return all;
}

ReleaseRecord RecordOf(const ImportOrder& order, const ReleaseTables& tables,
                       std::vector<ReleaseFile> files, absl::Time now) {
  ReleaseRecord release;
  release.name = order.release;
  release.state = tables.report.IsFatal() ? ReleaseState::kQuarantined
                                          : ReleaseState::kAccepted;
  release.digest = ReleaseDigest(files);
  release.files = std::move(files);
  release.reference_period = tables.reference_period;
  release.address = order.address;
  release.known_time = now;
  release.report = {tables.TotalRows(), tables.report.Sorted(),
                    tables.report.counts_by_rule()};
  release.tables = SummarizeAll(tables);
  return release;
}

RequestKey KeyOf(const ImportOrder& order, const std::string& digest) {
  return {order.request_id,
          base::Sha256Hex(absl::StrCat("import\n", order.release, "\n", digest,
                                       "\n", order.address))};
}

}  // namespace

ImportSteps DefaultImportSteps() { return {ReadRelease, GateRelease}; }

absl::Status CheckFilePath(absl::string_view path) {
  bool fine = !path.empty() && path.size() <= 1024;
  for (const char c : path) {
    fine = fine && c != '\\' && !absl::ascii_iscntrl(static_cast<uint8_t>(c));
  }
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    fine = fine && !part.empty() && part != "." && part != "..";
  }
  if (fine) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("'", path,
                   "' cannot name a file of a release: give a relative path "
                   "without '..', such as national_M2024_dl.xlsx"),
      {{"field", "chunk.path"}, {"value", std::string(path)}});
}

absl::StatusOr<ReleaseRecord> ReleaseImporter::Import(const ImportOrder& order,
                                                      absl::Time now) const {
  if (order.files.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       absl::StrCat("no file came for ", order.release,
                                    ": send at least one chunk"),
                       {{"field", "chunk"}});
  }
  std::vector<ReleaseFile> files = Describe(order.files);
  const std::string digest = ReleaseDigest(files);
  const RequestKey key = KeyOf(order, digest);
  PLUMBLINE_ASSIGN_OR_RETURN(auto imported, FindImported(order, key, digest));
  if (imported) return *std::move(imported);
  PLUMBLINE_ASSIGN_OR_RETURN(const ReleaseTables tables, ReadAndGate(order));
  ReleaseRecord release = RecordOf(order, tables, std::move(files), now);
  if (order.validate_only) return release;
  std::vector<absl::string_view> bytes;
  for (const auto& [path, content] : order.files) bytes.push_back(content);
  return store_->AddRelease(release, bytes, tables, key);
}

// The release that these files or this request made before.
absl::StatusOr<std::optional<ReleaseRecord>> ReleaseImporter::FindImported(
    const ImportOrder& order, const RequestKey& key,
    const std::string& digest) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, store_->FindRequest(key));
  auto release = store_->GetRelease(answered.value_or(order.release));
  if (absl::IsNotFound(release.status())) return std::nullopt;
  PLUMBLINE_RETURN_IF_ERROR(release.status());
  if (release->digest == digest) return *std::move(release);
  return base::Error(
      absl::StatusCode::kAlreadyExists, base::reason::kAlreadyExists,
      absl::StrCat(order.release,
                   " exists with other files and never changes: import these "
                   "under another release id"),
      {{"name", order.release}});
}

absl::StatusOr<ReleaseTables> ReleaseImporter::ReadAndGate(
    const ImportOrder& order) const {
  std::vector<SourceFile> files;
  for (const auto& [path, bytes] : order.files) files.push_back({path, bytes});
  auto tables = steps_.read(order.source, files);
  if (!tables.ok()) {
    return base::Annotate(tables.status(),
                          absl::StrCat("reading ", order.release));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto previous,
                             store_->PreviousRelease(order.release));
  std::optional<ReleaseTables> before;
  if (previous) {
    PLUMBLINE_ASSIGN_OR_RETURN(before, store_->ReadTables(*previous));
  }
  steps_.gate(order.source, before ? &*before : nullptr, &*tables);
  return tables;
}

}  // namespace plumbline::labor
