#include "services/rescoring/domain/subscription.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/sources/json_fields.h"
#include "services/rescoring/domain/address.h"

namespace plumbline::rescoring {
namespace {

using sources::JsonFields;
using sources::JsonProblem;
using Json = nlohmann::json;

constexpr absl::string_view kVariables = "PLUMBLINE_WEBHOOK_";
constexpr size_t kLongestName = 63;

bool IsName(absl::string_view name) {
  constexpr absl::string_view kSigns = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !name.empty() && name.size() <= kLongestName &&
         name.find_first_not_of(kSigns) == absl::string_view::npos;
}

// One entry of the list.
Subscription ReadEntry(JsonFields fields) {
  Subscription to;
  to.name = fields.Text("name");
  to.url = fields.Text("url");
  to.key_environment = fields.Text("keyEnvironment");
  to.provider = fields.OptionalText("provider");
  to.region = fields.OptionalText("region");
  to.policy = fields.OptionalText("policy");
  to.kinds = fields.Texts("kinds");
  fields.RefuseOthers();
  if (!IsName(to.name))
    fields.Refuse("name", "is not 1 to 63 of a-z, 0-9 and -");
  if (!ParseUrl(to.url).ok())
    fields.Refuse("url", "is not the address of a web server");
  if (!absl::StartsWith(to.key_environment, kVariables))
    fields.Refuse("keyEnvironment",
                  "does not begin with PLUMBLINE_WEBHOOK_: name the variable "
                  "that has the key");
  return to;
}

}  // namespace

absl::StatusOr<std::vector<Subscription>> ParseSubscriptions(
    absl::string_view file, absl::string_view text) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr,
                                /*allow_exceptions=*/false);
  if (!json.is_array()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kFileMalformed,
                       absl::StrCat(file, " is not a JSON list"),
                       {{"file", std::string(file)}});
  }
  JsonProblem problem = {"docs/rescoring.md says what a subscription holds",
                         absl::OkStatus()};
  std::vector<Subscription> subscriptions;
  std::set<std::string> names;
  for (size_t i = 0; i < json.size(); ++i) {
    JsonFields fields(json[i], absl::StrCat(file, ": entry ", i + 1), &problem);
    Subscription read = ReadEntry(fields);
    if (!names.insert(read.name).second) fields.Refuse("name", "comes twice");
    if (!problem.status.ok()) return problem.status;
    subscriptions.push_back(std::move(read));
  }
  return subscriptions;
}

std::string Signature(absl::string_view key, int64_t unix_seconds,
                      absl::string_view body) {
  const std::string signed_text = absl::StrCat(unix_seconds, ".", body);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()),
       signed_text.size(), digest.data(), &size);
  return absl::StrCat("t=", unix_seconds, ",v1=",
                      absl::BytesToHexString(absl::string_view(
                          reinterpret_cast<const char*>(digest.data()), size)));
}

}  // namespace plumbline::rescoring
