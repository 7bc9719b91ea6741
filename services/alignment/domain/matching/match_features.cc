#include "services/alignment/domain/matching/match_features.h"

namespace plumbline::alignment {
namespace {

constexpr std::array<absl::string_view, kMatchFeatureCount> kNames = {
    "text_titles",
    "text_alternate_titles",
    "text_description",
    "text_tasks",
    "text_activities",
    "text_technologies",
    "text_titles_and_description",
    "text_all",
    "name_titles",
    "name_alternate_titles",
    "name_description",
    "name_tasks",
    "name_activities",
    "name_technologies",
    "name_titles_and_description",
    "name_all",
    "latent",
    "nearest_title_words",
    "nearest_title_characters",
    "neighbour_titles_words",
    "neighbour_titles_characters",
    "title_bayes",
    "last_word",
    "first_word",
    "route_ten",
    "route_three",
    "route_name",
    "route_latent",
    "given_cip",
    "given_family",
    "given_definition",
    "given_latent",
    "named_credential",
    "known_neighbours",
    "known_same_cip",
    "known_same_family",
    "known_names",
    "known_same_name",
    "known_same_name_and_cip",
    "title_count",
    "employment",
    "crosswalk_frequency",
    "teaches_in_college"};

}  // namespace

absl::string_view NameOf(MatchFeature feature) {
  return kNames[static_cast<size_t>(feature)];
}

}  // namespace plumbline::alignment
