#include "services/alignment/store/policy_table.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/alignment/store/stored_message.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

// Columns policy, version, content.
absl::StatusOr<v1::Policy> ReadPolicy(storage::Statement& row) {
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Policy policy,
                             ParseStored<v1::Policy>(row.Blob(2), "policy"));
  policy.set_name(
      absl::StrCat("policies/", row.Text(0), "/versions/", row.Int64(1)));
  return policy;
}

// The version that an earlier call with this id made.
absl::StatusOr<std::optional<int64_t>> FindRequest(
    storage::Connection& connection, const RequestKey& request) {
  if (request.id.empty()) return std::nullopt;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT version, request_sha256 FROM policy_requests "
                         "WHERE request_id = $1"));
  select->Bind(request.id);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) return std::nullopt;
  if (select->Text(1) != request.sha256) return RequestIdReused(request.id);
  return select->Int64(0);
}

absl::Status RememberRequest(storage::Connection& connection,
                             absl::string_view policy, int64_t version,
                             const RequestKey& request) {
  if (request.id.empty()) return absl::OkStatus();
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO policy_requests (request_id, "
                         "request_sha256, policy, version) "
                         "VALUES ($1, $2, $3, $4)"));
  insert->Bind(request.id, request.sha256, policy, version);
  return insert->Run();
}

// The latest version's number and digest; 0 and nothing before the first.
absl::StatusOr<std::pair<int64_t, std::string>> LatestVersion(
    storage::Connection& connection, absl::string_view policy) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT version, sha256 FROM policies "
                         "WHERE policy = $1 ORDER BY version DESC LIMIT 1"));
  select->Bind(policy);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) return std::make_pair(int64_t{0}, std::string());
  return std::make_pair(select->Int64(0), std::string(select->Text(1)));
}

absl::Status InsertContent(storage::Connection& connection,
                           absl::string_view policy, int64_t version,
                           v1::Policy content, absl::string_view sha256) {
  content.clear_name();
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare(
          "INSERT INTO policies (policy, version, sha256, content) "
          "VALUES ($1, $2, $3, $4)"));
  insert->BindText(1, policy);
  insert->BindInt64(2, version);
  insert->BindText(3, sha256);
  insert->BindBlob(4, CanonicalBytes(content));
  return insert->Run();
}

}  // namespace

absl::StatusOr<v1::Policy> InsertPolicyVersion(storage::Connection& connection,
                                               absl::string_view policy,
                                               const v1::Policy& content,
                                               const RequestKey& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto made, FindRequest(connection, request));
  if (made) return SelectPolicy(connection, policy, *made);
  const std::string sha256 = PolicyContentDigest(content);
  PLUMBLINE_ASSIGN_OR_RETURN(auto latest, LatestVersion(connection, policy));
  if (latest.second != sha256) {
    ++latest.first;
    PLUMBLINE_RETURN_IF_ERROR(
        InsertContent(connection, policy, latest.first, content, sha256));
  }
  PLUMBLINE_RETURN_IF_ERROR(
      RememberRequest(connection, policy, latest.first, request));
  return SelectPolicy(connection, policy, latest.first);
}

absl::StatusOr<v1::Policy> SelectPolicy(storage::Connection& connection,
                                        absl::string_view policy,
                                        int64_t version) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare("SELECT policy, version, content FROM policies "
                         "WHERE policy = $1 AND (version = $2 OR $2 = 0) "
                         "ORDER BY version DESC LIMIT 1"));
  select->Bind(policy, version);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool found, select->Step());
  if (!found) {
    const std::string asked =
        version == 0
            ? absl::StrCat("policy \"", policy, "\"")
            : absl::StrCat("version ", version, " of policy \"", policy, "\"");
    return base::Error(
        absl::StatusCode::kNotFound, base::reason::kPolicyUnknown,
        absl::StrCat("there is no ", asked,
                     ": ListPolicies names those that there are"),
        {{"policy", std::string(policy)}});
  }
  return ReadPolicy(*select);
}

absl::StatusOr<std::vector<v1::Policy>> SelectLatestPolicies(
    storage::Connection& connection, absl::string_view after_policy,
    int limit) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(
          "SELECT p.policy, p.version, p.content FROM policies p WHERE "
          "p.policy > $1 AND p.version = (SELECT MAX(q.version) FROM policies "
          "q WHERE q.policy = p.policy) ORDER BY p.policy LIMIT $2"));
  select->Bind(after_policy, limit);
  std::vector<v1::Policy> policies;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
    if (!more) return policies;
    PLUMBLINE_ASSIGN_OR_RETURN(v1::Policy policy, ReadPolicy(*select));
    policies.push_back(std::move(policy));
  }
}

}  // namespace plumbline::alignment
