#include "services/catalog/api/catalog_handler.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/catalog/api/import_report.h"
#include "services/catalog/api/program_conversion.h"
#include "services/catalog/store/catalog_changes.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::catalog {
namespace {

constexpr absl::string_view kProviderPattern = "providers/{provider}";
constexpr absl::string_view kProgramPattern =
    "providers/{provider}/programs/{program}";

absl::StatusOr<std::string> ParseProviderName(absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                             rpc::ParseName(kProviderPattern, name));
  return ids[0];
}

absl::StatusOr<ProgramKey> ParseProgramName(absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                             rpc::ParseName(kProgramPattern, name));
  return ProgramKey{ids[0], ids[1]};
}

absl::Status CheckRequestId(absl::string_view id) {
  const bool is_uuid =
      id.size() == 36 && id[8] == '-' && id[13] == '-' && id[18] == '-' &&
      id[23] == '-' && std::count(id.begin(), id.end(), '-') == 4 &&
      std::all_of(id.begin(), id.end(), [](char c) {
        return c == '-' || absl::ascii_isxdigit(static_cast<unsigned char>(c));
      });
  if (id.empty() || is_uuid) return absl::OkStatus();
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     "request_id is not a UUID: send a fresh one with each "
                     "call, and the same one when the call is repeated",
                     {{"field", "request_id"}, {"value", std::string(id)}});
}

// A digest of the request without its id: what must be the same when the id is
// used again.
template <typename Request>
std::string FingerprintOf(Request request) {
  request.clear_request_id();
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    request.SerializeToCodedStream(&coded);
  }
  return base::Sha256Hex(absl::StrCat(request.GetTypeName(), "\n", bytes));
}

absl::Status ProviderUnknown(absl::string_view id) {
  const std::string name = absl::StrCat("providers/", id);
  return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                     absl::StrCat("there is no ", name,
                                  ": ListProviders lists those there "
                                  "are"),
                     {{"name", name}});
}

// The moment that a request asks about.
template <typename Request>
absl::StatusOr<Moment> MomentOf(const Request& request,
                                const CatalogReader& reader) {
  const auto as_of = base::AsOf(request);
  return as_of ? reader.MomentAt(*as_of) : absl::StatusOr<Moment>(kNow);
}

absl::Status CheckProvider(const CatalogReader& reader, absl::string_view id,
                           Moment at) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto provider, reader.FindProvider(id, at));
  return provider.has_value() ? absl::OkStatus() : ProviderUnknown(id);
}

ProgramKey KeyOfToken(absl::string_view after) {
  const std::pair<std::string, std::string> ids =
      absl::StrSplit(after, absl::MaxSplits('/', 1));
  return {ids.first, ids.second};
}

}  // namespace

CatalogHandler::CatalogHandler(CatalogStore* store,
                               rpc::OperationsHandler* operations,
                               rpc::PageTokens page_tokens,
                               CatalogHandlerOptions options)
    : store_(*store),
      operations_(*operations),
      page_tokens_(std::move(page_tokens)),
      options_(std::move(options)),
      imports_(/*threads=*/1, options_.max_waiting_imports) {}

template <typename Request>
absl::StatusOr<CatalogHandler::ListStart> CatalogHandler::StartOf(
    const Request& request, const CatalogReader& reader) const {
  if (request.page_token().empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(const Moment asked, MomentOf(request, reader));
    PLUMBLINE_ASSIGN_OR_RETURN(const Moment last, reader.LastMoment());
    return ListStart{std::min(asked, last), ""};
  }
  PLUMBLINE_ASSIGN_OR_RETURN(rpc::PageCursor cursor,
                             page_tokens_.Read(request.page_token(), request));
  ListStart start{0, std::move(cursor.last_key)};
  if (!absl::SimpleAtoi(cursor.pinned, &start.at)) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kPageTokenInvalid,
                       "page_token is not one of this listing: start it again");
  }
  return start;
}

template <typename Response, typename Find>
absl::StatusOr<Response> CatalogHandler::Read(const Find& find) const {
  absl::StatusOr<Response> response;
  const absl::Status read = store_.Read([&](const CatalogReader& reader) {
    response = find(reader);
    return response.status();
  });
  if (!read.ok()) return read;
  return response;
}

template <typename Response, typename Change>
absl::StatusOr<Response> CatalogHandler::Write(const std::string& request_id,
                                               std::string fingerprint,
                                               bool validate_only,
                                               const Change& change) {
  PLUMBLINE_RETURN_IF_ERROR(CheckRequestId(request_id));
  const WriteOptions options = {request_id, std::move(fingerprint),
                                validate_only, options_.now()};
  PLUMBLINE_ASSIGN_OR_RETURN(
      const std::string answer,
      store_.Write(
          options, [&](CatalogWriter& writer) -> absl::StatusOr<std::string> {
            PLUMBLINE_ASSIGN_OR_RETURN(const Response response, change(writer));
            return response.SerializeAsString();
          }));
  Response response;
  if (!response.ParseFromString(answer)) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::reason::kStorageFailed,
                       "the answer that was stored for this request_id cannot "
                       "be read: repeat the call with a fresh one");
  }
  return response;
}

absl::StatusOr<v1::Provider> CatalogHandler::GetProvider(
    const v1::GetProviderRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string id,
                             ParseProviderName(request.name()));
  return Read<v1::Provider>(
      [&](const CatalogReader& reader) -> absl::StatusOr<v1::Provider> {
        v1::Provider response;
        PLUMBLINE_ASSIGN_OR_RETURN(const Moment at, MomentOf(request, reader));
        PLUMBLINE_ASSIGN_OR_RETURN(const auto found,
                                   reader.FindProvider(id, at));
        if (!found.has_value()) return ProviderUnknown(id);
        response = ToProto(*found);
        return response;
      });
}

absl::StatusOr<v1::ListProvidersResponse> CatalogHandler::ListProviders(
    const v1::ListProvidersRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  return Read<v1::ListProvidersResponse>(
      [&](const CatalogReader& reader)
          -> absl::StatusOr<v1::ListProvidersResponse> {
        v1::ListProvidersResponse response;
        PLUMBLINE_ASSIGN_OR_RETURN(const ListStart start,
                                   StartOf(request, reader));
        PLUMBLINE_ASSIGN_OR_RETURN(
            auto rows, reader.ListProviders(start.at, start.after, size + 1));
        const bool has_more = rows.size() > static_cast<size_t>(size);
        if (has_more) rows.pop_back();
        for (const StoredProvider& row : rows) {
          *response.add_providers() = ToProto(row);
        }
        if (has_more) {
          response.set_next_page_token(page_tokens_.Make(
              {absl::StrCat(start.at), rows.back().provider.id}, request));
        }
        return response;
      });
}

absl::StatusOr<v1::Provider> CatalogHandler::CreateProvider(
    const v1::CreateProviderRequest& request) {
  const Provider provider =
      FromProto(request.provider(), request.provider_id());
  return Write<v1::Provider>(
      request.request_id(), FingerprintOf(request), request.validate_only(),
      [&](CatalogWriter& writer) -> absl::StatusOr<v1::Provider> {
        PLUMBLINE_ASSIGN_OR_RETURN(const StoredProvider stored,
                                   catalog::CreateProvider(writer, provider));
        return ToProto(stored);
      });
}

absl::StatusOr<v1::Program> CatalogHandler::GetProgram(
    const v1::GetProgramRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramKey key,
                             ParseProgramName(request.name()));
  return Read<v1::Program>(
      [&](const CatalogReader& reader) -> absl::StatusOr<v1::Program> {
        v1::Program response;
        PLUMBLINE_ASSIGN_OR_RETURN(const Moment at, MomentOf(request, reader));
        if (request.revision_id().empty()) {
          PLUMBLINE_ASSIGN_OR_RETURN(const StoredProgram live,
                                     GetLiveProgram(reader, key, at));
          response = ToProto(live);
          return response;
        }
        PLUMBLINE_ASSIGN_OR_RETURN(
            const StoredProgram revision,
            GetRevision(reader, key, request.revision_id(), at));
        response = ToProto(revision);
        return response;
      });
}

absl::StatusOr<v1::ListProgramsResponse> CatalogHandler::ListPrograms(
    const v1::ListProgramsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string provider,
                             ParseProviderName(request.parent()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  return Read<v1::ListProgramsResponse>(
      [&](const CatalogReader& reader)
          -> absl::StatusOr<v1::ListProgramsResponse> {
        v1::ListProgramsResponse response;
        ProgramQuery query;
        PLUMBLINE_ASSIGN_OR_RETURN(const ListStart start,
                                   StartOf(request, reader));
        if (provider != "-") {
          PLUMBLINE_RETURN_IF_ERROR(CheckProvider(reader, provider, start.at));
          query.provider_id = provider;
        }
        query.at = start.at;
        query.after = KeyOfToken(start.after);
        query.limit = size + 1;
        PLUMBLINE_ASSIGN_OR_RETURN(auto rows, reader.ListPrograms(query));
        const bool has_more = rows.size() > static_cast<size_t>(size);
        if (has_more) rows.pop_back();
        for (const StoredProgram& row : rows) {
          *response.add_programs() = ToProto(row);
        }
        if (has_more) {
          const ProgramKey& last = rows.back().program.key;
          response.set_next_page_token(page_tokens_.Make(
              {absl::StrCat(start.at),
               absl::StrCat(last.provider_id, "/", last.program_id)},
              request));
        }
        return response;
      });
}

absl::StatusOr<v1::ListProgramRevisionsResponse>
CatalogHandler::ListProgramRevisions(
    const v1::ListProgramRevisionsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramKey key,
                             ParseProgramName(request.name()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  return Read<v1::ListProgramRevisionsResponse>(
      [&](const CatalogReader& reader)
          -> absl::StatusOr<v1::ListProgramRevisionsResponse> {
        v1::ListProgramRevisionsResponse response;
        // The moment that a page is pinned to is the one it goes down from.
        PLUMBLINE_ASSIGN_OR_RETURN(const ListStart start,
                                   StartOf(request, reader));
        PLUMBLINE_ASSIGN_OR_RETURN(const Moment at, MomentOf(request, reader));
        PLUMBLINE_RETURN_IF_ERROR(CheckProgram(reader, key, at));
        PLUMBLINE_ASSIGN_OR_RETURN(
            auto rows, reader.ListRevisions(key, start.at + 1, size + 1));
        const bool has_more = rows.size() > static_cast<size_t>(size);
        if (has_more) rows.pop_back();
        for (const StoredProgram& row : rows) {
          *response.add_programs() = ToProto(row);
        }
        if (has_more) {
          response.set_next_page_token(page_tokens_.Make(
              {absl::StrCat(rows.back().stamp.moment - 1), ""}, request));
        }
        return response;
      });
}

absl::StatusOr<v1::Program> CatalogHandler::CreateProgram(
    const v1::CreateProgramRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string provider,
                             ParseProviderName(request.parent()));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const Program program,
      FromProto(request.program(), {provider, request.program_id()}));
  return Write<v1::Program>(
      request.request_id(), FingerprintOf(request), request.validate_only(),
      [&](CatalogWriter& writer) -> absl::StatusOr<v1::Program> {
        PLUMBLINE_ASSIGN_OR_RETURN(const StoredProgram stored,
                                   catalog::CreateProgram(writer, program));
        return ToProto(stored);
      });
}

absl::StatusOr<v1::Program> CatalogHandler::UpdateProgram(
    const v1::UpdateProgramRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramKey key,
                             ParseProgramName(request.program().name()));
  const auto edit = [&](const Program& present) {
    return ApplyPatch(present, request.program(), request.update_mask());
  };
  return Write<v1::Program>(
      request.request_id(), FingerprintOf(request), request.validate_only(),
      [&](CatalogWriter& writer) -> absl::StatusOr<v1::Program> {
        PLUMBLINE_ASSIGN_OR_RETURN(
            const StoredProgram stored,
            catalog::UpdateProgram(writer, key, request.program().etag(),
                                   edit));
        return ToProto(stored);
      });
}

absl::StatusOr<google::protobuf::Empty> CatalogHandler::DeleteProgram(
    const v1::DeleteProgramRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramKey key,
                             ParseProgramName(request.name()));
  return Write<google::protobuf::Empty>(
      request.request_id(), FingerprintOf(request), request.validate_only(),
      [&](CatalogWriter& writer) -> absl::StatusOr<google::protobuf::Empty> {
        PLUMBLINE_RETURN_IF_ERROR(EndProgram(writer, key, request.etag()));
        return google::protobuf::Empty();
      });
}

absl::StatusOr<google::longrunning::Operation> CatalogHandler::ImportPrograms(
    const ImportUpload& upload) {
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramFormat format, FormatOf(upload));
  const v1::ImportProgramsMetadata metadata = MetadataAt(options_.now());
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramImport import,
                             ReadPrograms(format, upload.Files()));
  const auto& target = upload.target();
  PLUMBLINE_ASSIGN_OR_RETURN(
      const v1::ImportReport report,
      Write<v1::ImportReport>(
          target.request_id(), upload.Fingerprint(), target.validate_only(),
          [&](CatalogWriter& writer) -> absl::StatusOr<v1::ImportReport> {
            PLUMBLINE_ASSIGN_OR_RETURN(const ImportCounts counts,
                                       WriteImport(writer, import));
            return ReportOf(import, counts, target.validate_only());
          }));
  return operations_.Record("catalog", metadata, report);
}

}  // namespace plumbline::catalog
