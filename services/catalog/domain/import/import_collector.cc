#include "services/catalog/domain/import/import_collector.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/catalog/domain/canonical_form.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"

namespace plumbline::catalog {
namespace {

constexpr size_t kMaxValueBytes = 200;

// At most kMaxValueBytes, cut at a character.
std::string CutValue(absl::string_view value) {
  if (value.size() <= kMaxValueBytes) return std::string(value);
  size_t end = kMaxValueBytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) {
    --end;
  }
  return std::string(value.substr(0, end));
}

std::string PlaceText(const RowPlace& place) {
  return absl::StrCat(place.file, " row ", place.row);
}

// The places of all but the one at `self`.
template <typename Items>
std::string OtherPlaces(const Items& items, size_t self) {
  std::vector<std::string> places;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i != self) places.push_back(PlaceText(items[i]->place));
  }
  return absl::StrJoin(places, ", ");
}

}  // namespace

void ImportCollector::Remark(const RowPlace& place, absl::string_view column,
                             absl::string_view value, absl::string_view reason,
                             absl::string_view message) {
  import_.rows.push_back({place, std::string(column), CutValue(value),
                          std::string(reason), std::string(message), false});
}

void ImportCollector::Reject(const RowPlace& place, absl::string_view column,
                             absl::string_view value, absl::string_view reason,
                             absl::string_view message) {
  ++import_.rows_rejected;
  import_.rows.push_back({place, std::string(column), CutValue(value),
                          std::string(reason), std::string(message), true});
}

void ImportCollector::Reject(const RowPlace& place,
                             const std::vector<Violation>& violations) {
  const Violation& first = violations.front();
  std::string message = first.message;
  for (size_t i = 1; i < violations.size(); ++i) {
    absl::StrAppend(&message, "; ", violations[i].field, ": ",
                    violations[i].message);
  }
  Reject(place, first.field, first.value, first.reason, message);
}

void ImportCollector::TakeProviders() {
  std::map<std::string, std::vector<const OfferedProvider*>> by_id;
  for (const OfferedProvider& offered : providers_) {
    const auto violations = Violations(offered.provider);
    if (!violations.empty()) {
      Reject(offered.place, violations);
      continue;
    }
    by_id[offered.provider.id].push_back(&offered);
  }
  for (const auto& [id, rows] : by_id) {
    const bool all_same = std::all_of(
        rows.begin(), rows.end(), [&rows = rows](const OfferedProvider* row) {
          return row->provider == rows.front()->provider;
        });
    for (size_t i = 0; i < rows.size(); ++i) {
      if (all_same && i == 0) {
        ++import_.rows_accepted;
        taken_providers_[id] = rows[0]->provider;
        continue;
      }
      Reject(rows[i]->place, "provider_id", id, base::reason::kRowRejected,
             absl::StrCat("the provider is also described in ",
                          OtherPlaces(rows, i), ": keep one row"));
    }
  }
}

// Rows of one program: the first is taken when all say the same, else none,
// because nothing says which is right.
void ImportCollector::RejectDuplicates() {
  std::map<ProgramKey, std::vector<Candidate*>> by_key;
  for (Candidate& candidate : candidates_) {
    by_key[candidate.program.key].push_back(&candidate);
  }
  std::vector<Candidate> kept;
  for (auto& [key, rows] : by_key) {
    const bool all_same =
        std::all_of(rows.begin(), rows.end(), [&rows = rows](Candidate* row) {
          return row->program == rows.front()->program;
        });
    for (size_t i = 0; i < rows.size(); ++i) {
      if (all_same && i == 0) continue;
      RejectProgram(*rows[i],
                    {{"program_id", key.program_id,
                      std::string(base::reason::kRowRejected),
                      absl::StrCat("the program id is also used in ",
                                   OtherPlaces(rows, i),
                                   ": give each program of a provider an id "
                                   "of its own")}});
    }
    if (all_same) kept.push_back(std::move(*rows.front()));
  }
  candidates_ = std::move(kept);
}

void ImportCollector::RejectProgram(const Candidate& candidate,
                                    const std::vector<Violation>& violations) {
  Reject(candidate.place, violations);
  for (const RowPlace& child : candidate.children) {
    Reject(child, "program_id", candidate.program.key.program_id,
           base::reason::kRowRejected,
           absl::StrCat("its program was rejected, see ",
                        PlaceText(candidate.place)));
  }
}

// Without a usable CIP only a declared occupation can link a program to the
// labor market: with one it is kept, and the code dropped; without, false.
bool ImportCollector::DropBadCip(Candidate& candidate) {
  Program& program = candidate.program;
  if (program.cip.empty() && candidate.format_lacks_cip) return true;
  const auto violation = CheckCip(program.cip);
  if (!program.cip.empty() && !violation.has_value()) return true;
  if (program.occupations.empty()) return false;
  Remark(candidate.place, "cip", program.cip,
         program.cip.empty() ? base::reason::kArgumentInvalid
                             : base::reason::kCodeMalformed,
         "there is no usable CIP code: the program was taken without one, "
         "because it declares an occupation; add its CIP code");
  program.cip.clear();
  return true;
}

void ImportCollector::DropBadOccupations(Candidate& candidate) {
  std::vector<DeclaredOccupation> kept;
  for (DeclaredOccupation& occupation : candidate.program.occupations) {
    const auto violation = CheckOccupation(occupation, "occupations");
    if (!violation.has_value()) {
      kept.push_back(std::move(occupation));
      continue;
    }
    Remark(candidate.place, violation->field, violation->value,
           violation->reason,
           absl::StrCat("the declared occupation was left out: ",
                        violation->message));
  }
  candidate.program.occupations = std::move(kept);
}

void ImportCollector::TakeProgram(Candidate candidate,
                                  const std::string& digest) {
  DropBadOccupations(candidate);
  const Program& program = candidate.program;
  if (!DropBadCip(candidate)) {
    return RejectProgram(
        candidate,
        {{"cip", program.cip,
          std::string(program.cip.empty() ? base::reason::kRowRejected
                                          : base::reason::kCodeMalformed),
          "it has neither a valid CIP code nor a declared occupation, so "
          "nothing can say which occupations it leads to: add one of them"}});
  }
  if (auto violations = Violations(program); !violations.empty()) {
    return RejectProgram(candidate, violations);
  }
  if (!candidate.provider.has_value() &&
      taken_providers_.count(program.key.provider_id) == 0) {
    return RejectProgram(
        candidate, {{"provider_id", program.key.provider_id,
                     std::string(base::reason::kRowRejected),
                     "no row that was taken describes this provider: add it "
                     "to the providers of this import"}});
  }
  import_.rows_accepted += 1 + static_cast<int64_t>(candidate.children.size());
  if (candidate.provider.has_value()) {
    described_.push_back({candidate.place, *std::move(candidate.provider)});
  }
  import_.programs.push_back(
      {std::move(candidate.program),
       {candidate.place.file, digest, candidate.place.row}});
}

void ImportCollector::TakePrograms(
    const std::map<std::string, std::string>& digests) {
  for (Candidate& candidate : candidates_) {
    const std::string& digest = digests.at(candidate.place.file);
    TakeProgram(std::move(candidate), digest);
  }
}

// Rows of one provider may describe it differently (a campus each, a name in
// only some): the description that most rows give holds, one with a title
// before one without; between equals the first in canonical order.
void ImportCollector::ElectProviders() {
  std::map<std::string, std::map<std::string, int>> votes;
  for (const OfferedProvider& described : described_) {
    ++votes[described.provider.id][CanonicalText(described.provider)];
  }
  std::map<std::string, Provider> elected;
  for (const auto& [id, texts] : votes) {
    std::tuple<bool, int> best = {false, 0};
    for (const auto& [text, count] : texts) {
      auto provider = ParseProvider(text);
      if (!provider.ok()) continue;
      const std::tuple<bool, int> rank = {!provider->title.empty(), count};
      if (rank <= best) continue;
      best = rank;
      elected[id] = *std::move(provider);
    }
    if (elected[id].title.empty()) {
      elected[id].title = absl::StrCat("Provider ", id);
    }
  }
  RemarkOnProviders(elected);
  for (auto& [id, provider] : elected) {
    taken_providers_.emplace(id, std::move(provider));
  }
}

void ImportCollector::RemarkOnProviders(
    const std::map<std::string, Provider>& elected) {
  for (const OfferedProvider& described : described_) {
    const Provider& provider = elected.at(described.provider.id);
    const std::string& title = described.provider.title;
    if (title == provider.title) continue;
    Remark(described.place, "provider", title, base::reason::kRowRejected,
           title.empty()
               ? absl::StrCat("the row does not name its provider: it is \"",
                              provider.title, "\" here")
               : absl::StrCat("most rows of ", provider.id, " name it \"",
                              provider.title, "\": that name was taken"));
  }
}

ProgramImport ImportCollector::Finish(ProgramFormat format,
                                      absl::Span<const ImportFile> files) && {
  std::map<std::string, std::string> digests;
  std::map<std::string, size_t> order;
  for (size_t i = 0; i < files.size(); ++i) {
    digests[files[i].path] = base::Sha256Hex(files[i].bytes);
    order.emplace(files[i].path, i);
  }
  TakeProviders();
  RejectDuplicates();
  TakePrograms(digests);
  ElectProviders();
  for (auto& [id, provider] : taken_providers_) {
    import_.providers.push_back(std::move(provider));
  }
  std::sort(import_.programs.begin(), import_.programs.end(),
            [](const ReadProgram& a, const ReadProgram& b) {
              return a.program.key < b.program.key;
            });
  std::stable_sort(import_.rows.begin(), import_.rows.end(),
                   [&](const RowReport& a, const RowReport& b) {
                     return std::pair(order[a.place.file], a.place.row) <
                            std::pair(order[b.place.file], b.place.row);
                   });
  import_.format = format;
  return std::move(import_);
}

}  // namespace plumbline::catalog
