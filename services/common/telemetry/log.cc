#include "services/common/telemetry/log.h"

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/common/base/error.h"
#include "services/common/base/mutex.h"

namespace plumbline::telemetry {
namespace {

struct Settings {
  std::string service = "plumbline";
  Level level = Level::kInfo;
  std::shared_ptr<spdlog::logger> logger;
};

// spdlog does the locking and flushing of the stream; the line is ours, so its
// pattern is bare.
std::shared_ptr<spdlog::logger> MakeLogger(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("plumbline", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);
  return logger;
}

std::shared_ptr<spdlog::logger> StderrLogger() {
  return MakeLogger(std::make_shared<spdlog::sinks::stderr_sink_mt>());
}

base::Mutex& SettingsMutex() {
  static auto* const mutex = new base::Mutex();
  return *mutex;
}

// Never destroyed: a thread may log while the process ends.
Settings& SettingsLocked() {
  static auto* const settings = new Settings{.logger = StderrLogger()};
  return *settings;
}

Settings CurrentSettings() {
  const base::MutexLock lock(&SettingsMutex());
  return SettingsLocked();
}

const char* NameOf(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
    case Level::kOff:
      return "off";
  }
  return "off";
}

std::string LineOf(const Settings& settings, Level level,
                   absl::string_view message,
                   const std::vector<Field>& fields) {
  nlohmann::ordered_json line;
  line["ts"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(),
                                absl::UTCTimeZone());
  line["level"] = NameOf(level);
  line["service"] = settings.service;
  line["msg"] = std::string(message);
  for (const Field& field : fields) {
    // A key that is taken does not replace what stands there.
    if (line.contains(field.key)) continue;
    std::visit([&line, &field](const auto& value) { line[field.key] = value; },
               field.value);
  }
  return line.dump(-1, ' ', false,
                   nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

void StartLogging(absl::string_view service, Level level) {
  const base::MutexLock lock(&SettingsMutex());
  SettingsLocked().service = std::string(service);
  SettingsLocked().level = level;
}

void Log(Level level, absl::string_view message,
         const std::vector<Field>& fields) {
  const Settings settings = CurrentSettings();
  if (level < settings.level || level == Level::kOff) return;
  settings.logger->log(spdlog::level::info,
                       LineOf(settings, level, message, fields));
}

absl::StatusOr<Level> ParseLevel(absl::string_view name) {
  for (const Level level : {Level::kDebug, Level::kInfo, Level::kWarning,
                            Level::kError, Level::kOff}) {
    if (name == NameOf(level)) return level;
  }
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("\"", name,
                   "\" is no log level: debug, info, warning, error or off"),
      {{"value", std::string(name)}});
}

CaptureLog::CaptureLog(std::ostream& stream) {
  const base::MutexLock lock(&SettingsMutex());
  SettingsLocked().logger =
      MakeLogger(std::make_shared<spdlog::sinks::ostream_sink_mt>(stream));
}

CaptureLog::~CaptureLog() {
  const base::MutexLock lock(&SettingsMutex());
  SettingsLocked().logger = StderrLogger();
}

}  // namespace plumbline::telemetry
