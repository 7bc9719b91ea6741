#ifndef PLUMBLINE_SERVICES_COMMON_TELEMETRY_LOG_H_
#define PLUMBLINE_SERVICES_COMMON_TELEMETRY_LOG_H_

#include <cstdint>
#include <iosfwd>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// One JSON object per line on stderr:
//   {"ts":"2025-07-01T12:00:00.000Z","level":"info","service":"labor","msg":"...","rows":7}
// Never log a message body, a token or a key: name the resource instead.
namespace plumbline::telemetry {

enum class Level { kDebug, kInfo, kWarning, kError, kOff };

// A key and its value. Keys are lower_snake; `ts`, `level`, `service` and `msg`
// are taken.
struct Field {
  Field(absl::string_view field_key, absl::string_view text)
      : key(field_key), value(std::string(text)) {}
  Field(absl::string_view field_key, const char* text)
      : key(field_key), value(std::string(text)) {}
  Field(absl::string_view field_key, const std::string& text)
      : key(field_key), value(text) {}
  Field(absl::string_view field_key, int64_t number)
      : key(field_key), value(number) {}
  Field(absl::string_view field_key, int number)
      : key(field_key), value(int64_t{number}) {}
  Field(absl::string_view field_key, double number)
      : key(field_key), value(number) {}
  Field(absl::string_view field_key, bool flag) : key(field_key), value(flag) {}

  std::string key;
  std::variant<std::string, int64_t, double, bool> value;
};

// Names this process in every line from now on and sets the lowest level that
// is written. Before the first call: service "plumbline", level kInfo.
// Thread-safe, like Log.
void StartLogging(absl::string_view service, Level level);

// Writes one line. Bytes that are not UTF-8 are replaced; a line break stays
// inside the JSON.
void Log(Level level, absl::string_view message,
         const std::vector<Field>& fields = {});

inline void Debug(absl::string_view message,
                  const std::vector<Field>& fields = {}) {
  Log(Level::kDebug, message, fields);
}
inline void Info(absl::string_view message,
                 const std::vector<Field>& fields = {}) {
  Log(Level::kInfo, message, fields);
}
inline void Warning(absl::string_view message,
                    const std::vector<Field>& fields = {}) {
  Log(Level::kWarning, message, fields);
}
inline void Error(absl::string_view message,
                  const std::vector<Field>& fields = {}) {
  Log(Level::kError, message, fields);
}

// The level called "debug", "info", "warning", "error" or "off". Error:
// kInvalidArgument.
absl::StatusOr<Level> ParseLevel(absl::string_view name);

// Sends the lines to `stream` while it lives, and back to stderr after: for
// tests.
class CaptureLog {
 public:
  explicit CaptureLog(std::ostream& stream);
  ~CaptureLog();
  CaptureLog(const CaptureLog&) = delete;
  CaptureLog& operator=(const CaptureLog&) = delete;
};

}  // namespace plumbline::telemetry

#endif  // PLUMBLINE_SERVICES_COMMON_TELEMETRY_LOG_H_
