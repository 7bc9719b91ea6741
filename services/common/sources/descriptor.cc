#include "services/common/sources/descriptor.h"

#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/common/sources/json_fields.h"

namespace plumbline::sources {
namespace {

constexpr int64_t kMaxFileBytes = int64_t{2} << 30;
constexpr int64_t kMaxListingBytes = int64_t{64} << 20;

void CheckExpression(JsonFields& fields, absl::string_view field,
                     const std::string& expression) {
  const re2::RE2 compiled(expression, re2::RE2::Quiet);
  if (!compiled.ok()) {
    fields.Refuse(field, absl::StrCat("is no expression: ", compiled.error()));
  }
}

// host or host:port of an address; empty when it is none.
std::string HostOf(absl::string_view url) {
  for (const absl::string_view scheme : {"https://", "http://"}) {
    if (!absl::ConsumePrefix(&url, scheme)) continue;
    return std::string(url.substr(0, url.find_first_of("/?#")));
  }
  return "";
}

void CheckAddress(JsonFields& fields, absl::string_view field,
                  const std::string& url,
                  const std::vector<std::string>& hosts) {
  const std::string host = HostOf(url);
  if (host.empty()) {
    fields.Refuse(field, "is not an address of the web");
  } else if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) {
    fields.Refuse(
        field, absl::StrCat("is on ", host, ", which `hosts` does not list"));
  }
}

ContentKind ParseContent(JsonFields& fields) {
  const std::string name = fields.Text("content");
  for (const ContentKind kind :
       {ContentKind::kZip, ContentKind::kXlsx, ContentKind::kCsv,
        ContentKind::kJson, ContentKind::kText}) {
    if (absl::string_view(name) == NameOf(kind)) return kind;
  }
  fields.Refuse("content", "is none of zip, xlsx, csv, json, text");
  return ContentKind::kZip;
}

Listing ParseListing(JsonFields fields, const std::vector<std::string>& hosts) {
  Listing listing;
  listing.url = fields.Text("url");
  CheckAddress(fields, "url", listing.url, hosts);
  listing.pattern = fields.Text("pattern");
  CheckExpression(fields, "pattern", listing.pattern);
  listing.release = fields.Text("release");
  listing.max_bytes =
      fields.OptionalNumber("max_bytes", int64_t{4} << 20, 1, kMaxListingBytes);
  fields.RefuseOthers();
  return listing;
}

Calendar ParseCalendar(JsonFields fields) {
  Calendar calendar;
  calendar.first_year =
      static_cast<int>(fields.Number("first_year", 1990, 2100));
  calendar.release = fields.Text("release");
  fields.RefuseOthers();
  return calendar;
}

WatchedFile ParseFile(JsonFields& fields,
                      const std::vector<std::string>& hosts) {
  WatchedFile file;
  file.url = fields.Text("url");
  CheckAddress(fields, "url", file.url, hosts);
  file.content = ParseContent(fields);
  file.max_bytes = fields.Number("max_bytes", 1, kMaxFileBytes);
  file.name = fields.OptionalText("name");
  file.members = fields.OptionalText("members");
  CheckExpression(fields, "members", file.members);
  file.sha256 = fields.OptionalText("sha256");
  if (!file.sha256.empty() &&
      !re2::RE2::FullMatch(file.sha256, "[0-9a-f]{64}")) {
    fields.Refuse("sha256", "is not 64 lower-case hexadecimal digits");
  }
  if (!file.members.empty() && file.content != ContentKind::kZip) {
    fields.Refuse("members", "is for `content` zip only");
  }
  fields.RefuseOthers();
  return file;
}

AccessKey ParseKey(JsonFields fields) {
  AccessKey key;
  key.environment = fields.Text("environment");
  key.header = fields.Text("header");
  // Nothing else of the environment can be sent anywhere.
  if (!re2::RE2::FullMatch(key.environment, "PLUMBLINE_[A-Z0-9_]+_KEY")) {
    fields.Refuse("environment", "is not PLUMBLINE_..._KEY");
  }
  if (!re2::RE2::FullMatch(key.header, "[A-Za-z][A-Za-z0-9-]*")) {
    fields.Refuse("header", "is not the name of a header");
  }
  fields.RefuseOthers();
  return key;
}

Watch ParseWatch(JsonFields fields) {
  Watch watch;
  watch.hosts = fields.Texts("hosts");
  if (watch.hosts.empty()) fields.Refuse("hosts", "lists no host");
  for (const std::string& host : watch.hosts) {
    if (!re2::RE2::FullMatch(host, "[a-z0-9.-]+(:[0-9]{1,5})?")) {
      fields.Refuse("hosts",
                    absl::StrCat("lists ", host, ", which is no host"));
    }
  }
  if (fields.Has("listing") == fields.Has("calendar")) {
    fields.Refuse("listing", "or `calendar`: one of the two says what is new");
    return watch;
  }
  if (fields.Has("listing")) {
    watch.listing = ParseListing(fields.Object("listing"), watch.hosts);
  } else {
    watch.calendar = ParseCalendar(fields.Object("calendar"));
  }
  for (JsonFields& file : fields.Objects("files")) {
    watch.files.push_back(ParseFile(file, watch.hosts));
  }
  if (watch.files.empty()) fields.Refuse("files", "lists no file");
  if (fields.Has("key")) watch.key = ParseKey(fields.Object("key"));
  fields.RefuseOthers();
  return watch;
}

std::vector<DirectoryRule> ParseReleases(JsonFields& fields) {
  std::vector<DirectoryRule> rules;
  for (JsonFields& rule : fields.Objects("releases")) {
    rules.push_back({rule.Text("path"), rule.Text("release")});
    CheckExpression(rule, "path", rules.back().path);
    rule.RefuseOthers();
  }
  return rules;
}

}  // namespace

absl::string_view NameOf(ContentKind kind) {
  switch (kind) {
    case ContentKind::kZip:
      return "zip";
    case ContentKind::kXlsx:
      return "xlsx";
    case ContentKind::kCsv:
      return "csv";
    case ContentKind::kJson:
      return "json";
    case ContentKind::kText:
      return "text";
  }
  return "";
}

absl::StatusOr<Descriptor> ParseDescriptor(absl::string_view file,
                                           absl::string_view text) {
  const auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr,
                                          /*allow_exceptions=*/false);
  JsonProblem problem = {"data/sources/README.md says what a descriptor holds",
                         absl::OkStatus()};
  JsonFields fields(json, absl::StrCat(file, ":"), &problem);
  Descriptor descriptor;
  descriptor.source = fields.Text("source");
  descriptor.title = fields.OptionalText("title");
  descriptor.publisher = fields.OptionalText("publisher");
  descriptor.address = fields.OptionalText("address");
  descriptor.licence = fields.OptionalText("licence");
  descriptor.attribution = fields.OptionalText("attribution");
  descriptor.cadence = fields.OptionalText("cadence");
  descriptor.layouts = fields.Texts("layouts");
  descriptor.releases = ParseReleases(fields);
  if (fields.Has("watch"))
    descriptor.watch = ParseWatch(fields.Object("watch"));
  fields.RefuseOthers();
  if (!problem.status.ok()) return problem.status;
  return descriptor;
}

}  // namespace plumbline::sources
