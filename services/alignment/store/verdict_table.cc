#include "services/alignment/store/verdict_table.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/alignment/store/counted_insert.h"
#include "services/alignment/store/stored_message.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

// For each key the newest row not after run $1, unless it says that the key is
// gone.
constexpr absl::string_view kVisible =
    " FROM verdicts v WHERE v.run <= $1 AND v.gone = 0 AND NOT EXISTS (SELECT "
    "1 FROM verdicts w WHERE w.program = v.program AND w.region = v.region "
    "AND w.policy = v.policy AND w.run > v.run AND w.run <= $1)";

absl::StatusOr<VerdictRow> ReadVerdict(storage::Statement& row) {
  VerdictRow verdict;
  verdict.key = {std::string(row.Text(0)), std::string(row.Text(1)),
                 std::string(row.Text(2))};
  verdict.run = static_cast<int32_t>(row.Int64(3));
  verdict.policy_version = row.Int64(4);
  verdict.edition = std::string(row.Text(5));
  verdict.subject_sha256 = std::string(row.Text(6));
  verdict.model_version = std::string(row.Text(7));
  verdict.verdict = static_cast<v1::Verdict>(row.Int64(8));
  PLUMBLINE_RETURN_IF_ERROR(DecodeDimensions(row.Text(9), verdict));
  PLUMBLINE_RETURN_IF_ERROR(DecodeFlags(row.Text(10), verdict));
  verdict.record_sha256 = std::string(row.Text(11));
  verdict.grace.verdict = static_cast<v1::Verdict>(row.Int64(12));
  verdict.grace.contrary_editions = static_cast<int32_t>(row.Int64(13));
  return verdict;
}

absl::StatusOr<Subject> ReadSubject(storage::Statement& row) {
  Subject subject;
  subject.sha256 = std::string(row.Text(0));
  PLUMBLINE_ASSIGN_OR_RETURN(subject.program, ParseStored<catalog::v1::Program>(
                                                  row.Blob(1), "program"));
  PLUMBLINE_ASSIGN_OR_RETURN(
      subject.provider,
      ParseStored<catalog::v1::Provider>(row.Blob(2), "provider"));
  PLUMBLINE_ASSIGN_OR_RETURN(
      subject.texts, ParseStored<v1::TextReading>(row.Blob(3), "texts"));
  return subject;
}

}  // namespace

absl::Status DeleteVerdictsAfter(storage::Connection& connection,
                                 int64_t published) {
  for (const char* sql : {"DELETE FROM verdicts WHERE run > $1",
                          "DELETE FROM runs WHERE run > $1"}) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto remove, connection.Prepare(sql));
    remove->Bind(published);
    PLUMBLINE_RETURN_IF_ERROR(remove->Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> InsertVerdicts(storage::Connection& connection,
                                       int64_t run,
                                       absl::Span<const VerdictRow> rows) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto rows_of,
      connection.InsertInBulk(
          "verdicts",
          "program, region, policy, run, gone, policy_version, edition, "
          "subject, model_version, verdict, dimensions, flags, record_sha256, "
          "grace_verdict, contrary_editions"));
  CountedInsert insert(std::move(rows_of));
  for (const VerdictRow& row : rows) {
    insert.Text(row.key.program);
    insert.Text(row.key.region);
    insert.Text(row.key.policy);
    insert.Int64(run);
    insert.Int64(row.gone ? 1 : 0);
    insert.Int64(row.policy_version);
    insert.Text(row.edition);
    insert.Text(row.subject_sha256);
    insert.Text(row.model_version);
    insert.Int64(static_cast<int>(row.verdict));
    insert.Text(EncodeDimensions(row));
    insert.Text(EncodeFlags(row));
    insert.Text(row.record_sha256);
    insert.Int64(static_cast<int>(row.grace.verdict));
    insert.Int64(row.grace.contrary_editions);
    PLUMBLINE_RETURN_IF_ERROR(insert.EndRow());
  }
  return insert.Finish();
}

absl::StatusOr<int64_t> InsertSubjects(storage::Connection& connection,
                                       absl::Span<const Subject> subjects) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto rows_of,
      connection.InsertInBulk("subjects", "sha256, program, provider, texts",
                              storage::IfTaken::kSkip));
  CountedInsert insert(std::move(rows_of));
  for (const Subject& subject : subjects) {
    insert.Text(subject.sha256);
    insert.Blob(CanonicalBytes(subject.program));
    insert.Blob(CanonicalBytes(subject.provider));
    insert.Blob(CanonicalBytes(subject.texts));
    PLUMBLINE_RETURN_IF_ERROR(insert.EndRow());
  }
  return insert.Finish();
}

absl::StatusOr<std::vector<VerdictRow>> SelectVerdictsAt(
    storage::Connection& connection, int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(absl::StrCat(
          "SELECT v.program, v.region, v.policy, v.run, v.policy_version, "
          "v.edition, v.subject, v.model_version, v.verdict, v.dimensions, "
          "v.flags, v.record_sha256, v.grace_verdict, v.contrary_editions",
          kVisible, " ORDER BY v.program, v.region, v.policy")));
  select->Bind(run);
  std::vector<VerdictRow> rows;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
    if (!more) return rows;
    PLUMBLINE_ASSIGN_OR_RETURN(VerdictRow row, ReadVerdict(*select));
    rows.push_back(std::move(row));
  }
}

absl::StatusOr<std::vector<Subject>> SelectSubjectsAt(
    storage::Connection& connection, int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto select,
      connection.Prepare(absl::StrCat(
          "SELECT s.sha256, s.program, s.provider, s.texts FROM subjects s "
          "WHERE s.sha256 IN (SELECT v.subject",
          kVisible, ") ORDER BY s.sha256")));
  select->Bind(run);
  std::vector<Subject> subjects;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
    if (!more) return subjects;
    PLUMBLINE_ASSIGN_OR_RETURN(Subject subject, ReadSubject(*select));
    subjects.push_back(std::move(subject));
  }
}

}  // namespace plumbline::alignment
