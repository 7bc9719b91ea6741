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
#include "services/common/base/status_macros.h"
#include "services/rescoring/domain/address.h"

namespace plumbline::rescoring {
namespace {

using Json = nlohmann::json;

constexpr absl::string_view kVariables = "PLUMBLINE_WEBHOOK_";
constexpr size_t kLongestName = 63;

bool IsName(absl::string_view name) {
  constexpr absl::string_view kSigns = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !name.empty() && name.size() <= kLongestName &&
         name.find_first_not_of(kSigns) == absl::string_view::npos;
}

// One entry of the list.
class Entry {
 public:
  Entry(std::string place, const Json& json)
      : place_(std::move(place)), json_(json) {}

  absl::StatusOr<Subscription> Read() {
    if (!json_.is_object()) return Malformed("", "is not an object");
    Subscription to;
    PLUMBLINE_RETURN_IF_ERROR(ReadText("name", to.name));
    PLUMBLINE_RETURN_IF_ERROR(ReadText("url", to.url));
    PLUMBLINE_RETURN_IF_ERROR(ReadText("keyEnvironment", to.key_environment));
    PLUMBLINE_RETURN_IF_ERROR(ReadText("provider", to.provider));
    PLUMBLINE_RETURN_IF_ERROR(ReadText("region", to.region));
    PLUMBLINE_RETURN_IF_ERROR(ReadText("policy", to.policy));
    PLUMBLINE_RETURN_IF_ERROR(ReadKinds(to.kinds));
    PLUMBLINE_RETURN_IF_ERROR(RefuseUnknown());
    PLUMBLINE_RETURN_IF_ERROR(Check(to));
    return to;
  }

 private:
  absl::Status Malformed(absl::string_view field,
                         absl::string_view what) const {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
        absl::StrCat(place_, field.empty() ? "" : ", ", field, " ", what),
        {{"place", place_}, {"field", std::string(field)}});
  }

  absl::Status ReadText(const char* field, std::string& to) {
    known_.insert(field);
    const auto found = json_.find(field);
    if (found == json_.end()) return absl::OkStatus();
    if (!found->is_string()) return Malformed(field, "is not a text");
    to = found->get<std::string>();
    return absl::OkStatus();
  }

  absl::Status ReadKinds(std::vector<std::string>& to) {
    known_.insert("kinds");
    const auto found = json_.find("kinds");
    if (found == json_.end()) return absl::OkStatus();
    if (!found->is_array()) return Malformed("kinds", "is not a list");
    for (const Json& kind : *found) {
      if (!kind.is_string()) return Malformed("kinds", "has what is no text");
      to.push_back(kind.get<std::string>());
    }
    return absl::OkStatus();
  }

  absl::Status RefuseUnknown() const {
    for (const auto& [field, value] : json_.items()) {
      if (known_.count(field) == 0)
        return Malformed(field, "is a field that nobody knows");
    }
    return absl::OkStatus();
  }

  absl::Status Check(const Subscription& read) const {
    if (!IsName(read.name))
      return Malformed("name", "is not 1 to 63 of a-z, 0-9 and -");
    if (!ParseUrl(read.url).ok())
      return Malformed("url", "is not the address of a web server");
    if (!absl::StartsWith(read.key_environment, kVariables))
      return Malformed("keyEnvironment",
                       "does not begin with PLUMBLINE_WEBHOOK_: name the "
                       "variable that has the key");
    return absl::OkStatus();
  }

  const std::string place_;
  const Json& json_;
  std::set<std::string> known_;
};

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
  std::vector<Subscription> subscriptions;
  std::set<std::string> names;
  for (size_t i = 0; i < json.size(); ++i) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        Subscription read,
        Entry(absl::StrCat(file, ", entry ", i + 1), json[i]).Read());
    if (!names.insert(read.name).second) {
      return base::Error(absl::StatusCode::kInvalidArgument,
                         base::reason::kFileMalformed,
                         absl::StrCat(file, ", entry ", i + 1, ", name ",
                                      read.name, " comes twice"),
                         {{"file", std::string(file)}, {"field", "name"}});
    }
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
