#include "services/alignment/domain/matching/match_model.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

using Json = nlohmann::ordered_json;

double SixDigits(double value) {
  return std::strtod(absl::StrFormat("%.6g", value).c_str(), nullptr);
}

Json JsonOf(const FusionWeights& weights) {
  Json features = Json::object();
  for (size_t i = 0; i < kMatchFeatureCount; ++i) {
    if (weights.plain[i] == 0 && weights.standardised[i] == 0) continue;
    features[std::string(NameOf(static_cast<MatchFeature>(i)))] = {
        SixDigits(weights.plain[i]), SixDigits(weights.standardised[i])};
  }
  Json knots = Json::array();
  for (const Calibration::Knot& knot : weights.calibration.knots())
    knots.push_back({SixDigits(knot.said), SixDigits(knot.found)});
  return {{"intercept", SixDigits(weights.intercept)},
          {"calibration", knots},
          {"least_margin", SixDigits(weights.least_margin)},
          {"features", features}};
}

std::optional<size_t> FindFeature(const std::string& name) {
  for (size_t i = 0; i < kMatchFeatureCount; ++i)
    if (NameOf(static_cast<MatchFeature>(i)) == name) return i;
  return std::nullopt;
}

absl::Status Malformed(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("Model: ", what, "."));
}

bool IsPair(const Json& json) {
  return json.is_array() && json.size() == 2 && json[0].is_number() &&
         json[1].is_number();
}

// None where it is left out.
absl::Status ReadCalibration(const Json& stratum, Calibration* calibration) {
  const auto list = stratum.find("calibration");
  if (list == stratum.end()) return absl::OkStatus();
  if (!list->is_array() || list->size() == 1)
    return Malformed("a calibration is a list of two knots or more");
  std::vector<Calibration::Knot> knots;
  for (const Json& pair : *list) {
    if (!IsPair(pair)) return Malformed("a knot is what was said and found");
    const Calibration::Knot knot{pair[0].get<double>(), pair[1].get<double>()};
    if (!knots.empty() &&
        (knot.said <= knots.back().said || knot.found <= knots.back().found))
      return Malformed("the knots of a calibration must ascend");
    knots.push_back(knot);
  }
  *calibration = Calibration(std::move(knots));
  return absl::OkStatus();
}

absl::Status ReadLeastMargin(const Json& stratum, double* margin) {
  const auto number = stratum.find("least_margin");
  if (number == stratum.end()) return absl::OkStatus();
  if (!number->is_number()) return Malformed("least_margin is not a number");
  *margin = number->get<double>();
  return absl::OkStatus();
}

absl::Status ReadSlopes(const std::string& name, const Json& slopes,
                        FusionWeights* weights) {
  const auto feature = FindFeature(name);
  if (!feature) return Malformed(absl::StrCat("no feature ", name));
  if (!IsPair(slopes))
    return Malformed(absl::StrCat(name, " needs two weights"));
  weights->plain[*feature] = slopes[0].get<double>();
  weights->standardised[*feature] = slopes[1].get<double>();
  return absl::OkStatus();
}

absl::StatusOr<FusionWeights> ReadStratum(const Json& json) {
  if (!json.is_object() || !json.contains("intercept") ||
      !json["intercept"].is_number() || !json.contains("features") ||
      !json["features"].is_object())
    return Malformed("a stratum needs intercept and features");
  FusionWeights weights;
  weights.intercept = json["intercept"].get<double>();
  PLUMBLINE_RETURN_IF_ERROR(ReadCalibration(json, &weights.calibration));
  PLUMBLINE_RETURN_IF_ERROR(ReadLeastMargin(json, &weights.least_margin));
  for (const auto& [name, slopes] : json["features"].items())
    PLUMBLINE_RETURN_IF_ERROR(ReadSlopes(name, slopes, &weights));
  return weights;
}

}  // namespace

std::string WriteMatchModel(const MatchModel& model,
                            absl::string_view trained_on) {
  Json json = {{"trained_on", std::string(trained_on)}};
  for (const auto& [stratum, weights] : model)
    json["strata"][stratum] = JsonOf(weights);
  return json.dump(1) + "\n";
}

absl::StatusOr<MatchModel> ReadMatchModel(absl::string_view text) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr,
                                /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("strata") ||
      !json["strata"].is_object())
    return Malformed("no strata");
  MatchModel model;
  for (const auto& [stratum, weights] : json["strata"].items()) {
    PLUMBLINE_ASSIGN_OR_RETURN(model[stratum], ReadStratum(weights));
  }
  return model;
}

absl::StatusOr<FusionWeights> WeightsOf(const MatchModel& model,
                                        Stratum stratum) {
  const auto weights = model.find(std::string(NameOf(stratum)));
  if (weights != model.end()) return weights->second;
  return absl::InvalidArgumentError(
      absl::StrCat("The matching model has no stratum ", NameOf(stratum), "."));
}

}  // namespace plumbline::alignment
