// Which coordinate system does the map take, and is it true to scale where the data lie?
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/base/phrase.hpp"
#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/crs/projection_scale.hpp"

namespace lykta {

/// Where the events are expected, and the system that the picture takes from there: of the study area, else of the
/// polygons that are counted in.
struct Surroundings {
  const Crs* crs = nullptr;
  Box degrees;
  Phrase name;
  Phrase of_it;        ///< with which its own system is told
  std::string stated;  ///< how its system was stated, "--zones-crs EPSG:3006"; empty where the file declares it
};

struct MapCrs {
  Crs crs;
  Said reason;  ///< why this one: "stated", "of the study area", "the zone that fits the positions"
  std::optional<ScaleOverBox> scale;  ///< where the data lie; nothing where that is not known
};

/// The stated system; else that of the surroundings, where it is true to scale; else the zone that fits these, or the
/// positions (longitudes and latitudes, looked at only without surroundings; there must be some then, unless a system is
/// stated). `extent` is a stated one, in metres of the stated system. Throws InvalidOption for a stated system that is not in
/// metres, or whose metres are not true (`scale_tolerance`; `refused_deviation` in the system's own area of use) while those of the
/// fitting zone are closer.
[[nodiscard]] MapCrs choose_map_crs(const std::string& stated, const std::optional<Box>& extent,
                                    const std::optional<Surroundings>& surroundings, std::span<const Point> positions);

[[nodiscard]] bool is_true_to_scale(const std::optional<ScaleOverBox>& scale);

}  // namespace lykta
