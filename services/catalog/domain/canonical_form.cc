#include "services/catalog/domain/canonical_form.h"

#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {
namespace {

constexpr absl::string_view kProviderHead = "plumbline-provider 1";
constexpr absl::string_view kProgramHead = "plumbline-program 1";

// Each Describe function names a value's fields once; Writer and Reader walk
// the same description, so what is written is what is read.
template <typename Fields, typename Value>
void DescribeProvider(Fields& fields, Value& provider) {
  fields.Field("provider_id", provider.id);
  fields.Field("title", provider.title);
  fields.Field("state", provider.state);
  fields.Field("county", provider.county);
  fields.Field("city", provider.city);
  fields.Field("kind", provider.kind);
  fields.Field("region", provider.region);
}

template <typename Fields, typename Value>
void DescribeItem(Fields& fields, Value& course, const Course*) {
  fields.Field("course.code", course.code);
  fields.Field("course.title", course.title);
  fields.Field("course.description", course.description);
  fields.Field("course.sced", course.sced);
  fields.Field("course.level", course.level, CourseLevelOf);
  fields.Field("course.credits_milli", course.credits_milli);
  fields.Field("course.hours", course.hours);
  fields.Field("course.dual_credit", course.dual_credit);
  fields.Field("course.prerequisite", course.prerequisites);
}

template <typename Fields, typename Value>
void DescribeItem(Fields& fields, Value& credential, const Credential*) {
  fields.Field("credential.title", credential.title);
  fields.Field("credential.issuer", credential.issuer);
  fields.Field("credential.kind", credential.kind, CredentialKindOf);
}

template <typename Fields, typename Value>
void DescribeItem(Fields& fields, Value& occupation,
                  const DeclaredOccupation*) {
  fields.Field("occupation.code", occupation.code);
  fields.Field("occupation.scheme", occupation.scheme);
}

template <typename Fields, typename Value>
void DescribeProgram(Fields& fields, Value& program) {
  fields.Field("provider_id", program.key.provider_id);
  fields.Field("program_id", program.key.program_id);
  fields.Field("title", program.title);
  fields.Field("description", program.description);
  fields.Field("cip", program.cip);
  fields.Field("cip_vintage", program.cip_vintage);
  fields.Field("level", program.level, ProgramLevelOf);
  fields.Items("course", program.courses);
  fields.Items("credential", program.credentials);
  fields.Items("occupation", program.occupations);
  fields.Field("region", program.region);
  fields.Field("work_based_learning", program.work_based_learning);
  fields.Field("articulation", program.articulations);
  fields.Field("clock_hours", program.clock_hours);
  fields.Field("completers", program.completers);
  fields.Field("city", program.city);
  fields.Field("county", program.county);
  fields.Field("completers_suppressed", program.completers_suppressed);
  fields.Field("completers_year", program.completers_year);
  fields.Field("completers_source", program.completers_source);
}

class Writer {
 public:
  explicit Writer(absl::string_view head) : text_(absl::StrCat(head, "\n")) {}

  void Field(absl::string_view key, const std::string& value) {
    if (!value.empty()) Line(key, value);
  }
  void Field(absl::string_view key, int32_t value) {
    if (value != 0) Line(key, absl::StrCat(value));
  }
  void Field(absl::string_view key, bool value) {
    if (value) Line(key, "true");
  }
  void Field(absl::string_view key, const std::optional<int32_t>& value) {
    if (value.has_value()) Line(key, absl::StrCat(*value));
  }
  void Field(absl::string_view key, const std::vector<std::string>& values) {
    for (const std::string& value : values) Line(key, value);
  }
  template <typename Enum, typename Parse>
  void Field(absl::string_view key, Enum value, Parse /*parse*/) {
    Field(key, std::string(WordOf(value)));
  }
  template <typename Item>
  void Items(absl::string_view key, const std::vector<Item>& items) {
    for (const Item& item : items) {
      absl::StrAppend(&text_, key, "\n");
      DescribeItem(*this, item, &item);
    }
  }

  std::string Take() { return std::move(text_); }

 private:
  void Line(absl::string_view key, absl::string_view value) {
    absl::StrAppend(&text_, key, " ");
    for (const char c : value) {
      if (c == '\\') {
        text_.append("\\\\");
      } else if (c == '\n') {
        text_.append("\\n");
      } else if (c == '\r') {
        text_.append("\\r");
      } else {
        text_.push_back(c);
      }
    }
    text_.push_back('\n');
  }

  std::string text_;
};

// Reads the lines in the order of the description; a line that is not the next
// described one stays, and at the end nothing may be left.
class Reader {
 public:
  Reader(absl::string_view text, absl::string_view head) : rest_(text) {
    ok_ = Advance() && line_ == head;
    if (ok_) Advance();
  }

  void Field(absl::string_view key, std::string& value) {
    if (const auto text = TakeValue(key)) value = Unescape(*text);
  }
  void Field(absl::string_view key, int32_t& value) {
    if (const auto text = TakeValue(key)) {
      ok_ = absl::SimpleAtoi(*text, &value) && value != 0 && ok_;
    }
  }
  void Field(absl::string_view key, bool& value) {
    if (const auto text = TakeValue(key)) {
      value = *text == "true";
      ok_ = ok_ && value;
    }
  }
  void Field(absl::string_view key, std::optional<int32_t>& value) {
    if (const auto text = TakeValue(key)) {
      ok_ = absl::SimpleAtoi(*text, &value.emplace()) && ok_;
    }
  }
  void Field(absl::string_view key, std::vector<std::string>& values) {
    while (const auto text = TakeValue(key)) values.push_back(Unescape(*text));
  }
  template <typename Enum, typename Parse>
  void Field(absl::string_view key, Enum& value, Parse parse) {
    if (const auto text = TakeValue(key)) {
      const auto parsed = parse(*text);
      ok_ = ok_ && parsed.has_value();
      if (parsed.has_value()) value = *parsed;
    }
  }
  template <typename Item>
  void Items(absl::string_view key, std::vector<Item>& items) {
    while (has_line_ && line_ == key) {
      Advance();
      Item item;
      DescribeItem(*this, item, &item);
      items.push_back(std::move(item));
    }
  }

  absl::Status Finish() const {
    if (ok_ && !has_line_ && rest_.empty()) return absl::OkStatus();
    return base::Error(
        absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
        absl::StrCat("a stored revision is not in canonical form at \"",
                     line_.substr(0, 80),
                     "\": restore the state directory from a backup"));
  }

 private:
  bool Advance() {
    const size_t end = rest_.find('\n');
    has_line_ = end != absl::string_view::npos;
    if (!has_line_) return false;
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
  }

  std::optional<absl::string_view> TakeValue(absl::string_view key) {
    if (!has_line_ || line_.size() <= key.size() || line_[key.size()] != ' ' ||
        line_.substr(0, key.size()) != key) {
      return std::nullopt;
    }
    const absl::string_view value = line_.substr(key.size() + 1);
    Advance();
    return value;
  }

  std::string Unescape(absl::string_view text) {
    if (text.find('\\') == absl::string_view::npos) return std::string(text);
    std::string value;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\') {
        value.push_back(text[i]);
        continue;
      }
      ++i;
      const char c = i < text.size() ? text[i] : '\0';
      ok_ = ok_ && (c == 'n' || c == 'r' || c == '\\');
      value.push_back(c == 'n' ? '\n' : c == 'r' ? '\r' : '\\');
    }
    return value;
  }

  absl::string_view rest_;
  absl::string_view line_;
  bool has_line_ = false;
  bool ok_ = true;
};

}  // namespace

std::string CanonicalText(const Provider& provider) {
  Writer writer(kProviderHead);
  DescribeProvider(writer, provider);
  return writer.Take();
}

std::string CanonicalText(const Program& program) {
  Writer writer(kProgramHead);
  DescribeProgram(writer, program);
  return writer.Take();
}

absl::StatusOr<Provider> ParseProvider(absl::string_view text) {
  Reader reader(text, kProviderHead);
  Provider provider;
  DescribeProvider(reader, provider);
  PLUMBLINE_RETURN_IF_ERROR(reader.Finish());
  return provider;
}

absl::StatusOr<Program> ParseProgram(absl::string_view text) {
  Reader reader(text, kProgramHead);
  Program program;
  DescribeProgram(reader, program);
  PLUMBLINE_RETURN_IF_ERROR(reader.Finish());
  return program;
}

std::string RevisionId(const Provider& provider) {
  return base::Sha256Hex(CanonicalText(provider));
}

std::string RevisionId(const Program& program) {
  return base::Sha256Hex(CanonicalText(program));
}

}  // namespace plumbline::catalog
