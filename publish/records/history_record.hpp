// What do earlier runs say of a picture and its places, as JSON?
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/places/history.hpp"
#include "engine/places/place_history.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json history_record(const PlaceHistory& history);
[[nodiscard]] nlohmann::ordered_json history_record(const PictureHistory& history);
/// What a file of a history holds before a run.
[[nodiscard]] nlohmann::ordered_json history_file_record(const History& history);

}  // namespace lykta
