#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_IMPORT_COLLECTOR_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_IMPORT_COLLECTOR_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/catalog/domain/validation.h"

namespace plumbline::catalog {

// A program as rows give it, before it is known whether it is taken.
struct Candidate {
  RowPlace place;
  Program program;
  // The provider as this row describes it, in formats that repeat it in every
  // row; nothing where providers have rows of their own.
  std::optional<Provider> provider;
  // Rows of courses and credentials that stand or fall with the program.
  std::vector<RowPlace> children;
  // The format has no CIP column: an empty one is no reason to reject.
  bool format_lacks_cip = false;
};

// Decides which rows are taken, the same for all formats: validation,
// duplicates, providers, counts.
class ImportCollector {
 public:
  // Counts a row as read. Every row ends in exactly one of Reject, Accept, an
  // Offer or a Candidate's children.
  void CountRow() { ++import_.rows_read; }

  void Remark(const RowPlace& place, absl::string_view column,
              absl::string_view value, absl::string_view reason,
              absl::string_view message);
  void Reject(const RowPlace& place, absl::string_view column,
              absl::string_view value, absl::string_view reason,
              absl::string_view message);
  void Reject(const RowPlace& place, const std::vector<Violation>& violations);

  void OfferProgram(Candidate candidate) {
    candidates_.push_back(std::move(candidate));
  }
  void OfferProvider(const RowPlace& place, Provider provider) {
    providers_.push_back({place, std::move(provider)});
  }

  // Everything that was collected from `files`, in their order.
  ProgramImport Finish(ProgramFormat format,
                       absl::Span<const ImportFile> files) &&;

 private:
  struct OfferedProvider {
    RowPlace place;
    Provider provider;
  };

  void TakeProviders();
  void RejectDuplicates();
  void TakePrograms(const std::map<std::string, std::string>& digests);
  void TakeProgram(Candidate candidate, const std::string& digest);
  bool DropBadCip(Candidate& candidate);
  void DropBadOccupations(Candidate& candidate);
  void RejectProgram(const Candidate& candidate,
                     const std::vector<Violation>& violations);
  void ElectProviders();
  void RemarkOnProviders(const std::map<std::string, Provider>& elected);

  ProgramImport import_;
  std::vector<Candidate> candidates_;
  std::vector<OfferedProvider> providers_;
  // As the rows of taken programs describe them.
  std::vector<OfferedProvider> described_;
  std::map<std::string, Provider> taken_providers_;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_IMPORT_COLLECTOR_H_
