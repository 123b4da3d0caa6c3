// Which coordinate systems may be meant, where are they in use, and which are the usual ones?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/crs/crs_names.hpp"

namespace lykta {

/// Sweden's land box, and all that there is; degrees.
inline constexpr Box sweden{10.5, 55.2, 24.2, 69.1};
inline constexpr Box world{-180, -90, 180, 90};

/// A system that may be meant.
struct KnownSystem {
  std::string id;
  Box area;  ///< of use, degrees; may end east of 180
};

/// The number behind the colon: 3006 of "EPSG:3006".
[[nodiscard]] int code_of(const std::string& id);

/// The bounds that the authority gives; nothing where it gives none.
[[nodiscard]] std::optional<Box> area_of_use(const Crs& crs);

/// All projected systems of EPSG that are not deprecated, by code. Reading them takes a tenth of a second: once.
[[nodiscard]] const std::vector<KnownSystem>& projected_systems();

[[nodiscard]] KnownSystem system_with(int epsg);

/// WGS 84, SWEREF 99 with its zones, RT 90.
[[nodiscard]] std::vector<KnownSystem> degrees_and_swedish_systems();
/// UTM on ETRS89 in zones 32 to 35 and on WGS 84 in all zones, north and south; the British grid, Web Mercator.
[[nodiscard]] std::vector<KnownSystem> other_usual_systems();
/// Those that the names of the columns name and PROJ knows.
[[nodiscard]] std::vector<KnownSystem> named_systems(const CoordinateNames& names);

/// Kinds of systems, the more usual first; those of one kind have nothing over each other.
enum class SystemKind : std::uint8_t { standard, zone, old_or_web, old_zone, other };

/// Outside of Sweden the Swedish systems are nothing special.
[[nodiscard]] SystemKind kind_of(const KnownSystem& system, bool in_sweden);

/// UTM on ETRS89 or WGS 84, and the British grid.
[[nodiscard]] bool is_usual(const std::string& id);

}  // namespace lykta
