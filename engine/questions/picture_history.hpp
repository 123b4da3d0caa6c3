// What do earlier runs say of the places of a picture, and what will the next run be told of this one?
#pragma once

#include <string>
#include <vector>

#include "engine/inputs/inputs.hpp"
#include "engine/places/history.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

struct HistoryOptions {
  std::string crs;                 ///< of the picture, as "EPSG:3006"
  std::vector<std::string> names;  ///< of its places, as its outputs call them
  unsigned keep_weeks = 260;       ///< runs that ended longer before the latest one are forgotten
};

/// Throws DataError for a history of another coordinate system, or of another area than this box: less than half of the smaller of both
/// is common. A history without runs fits everywhere.
void check_fits(const History& history, const std::string& crs, const Box& box);

/// Writes into the picture what the history says of its places (Picture::history, Place::history), and gives the history with
/// this run in it: what to keep once the picture has been written. The period says which run it is. Throws DataError where the history is
/// of another coordinate system or of another area (less than half of the smaller of both boxes is common), InvalidOption for a picture
/// without a period.
[[nodiscard]] History remember(const Inputs& inputs, const History& history, const HistoryOptions& options,
                               Picture& picture);

}  // namespace lykta
