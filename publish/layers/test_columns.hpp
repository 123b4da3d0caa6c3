// What does a test of zones say of each? The columns of a map of zones, and of a run whose map has a test of its own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/questions/zone_map.hpp"
#include "publish/layers/column.hpp"

namespace lykta {

struct ZoneRow {
  const ZoneMap* map;
  std::size_t zone;

  [[nodiscard]] std::string id() const { return map->counted.zones.id(zone); }
  [[nodiscard]] double inside_share() const { return map->counted.zones.inside_share(zone); }
  [[nodiscard]] const std::vector<double>& count() const { return map->counted.count; }
  [[nodiscard]] const std::vector<double>& weighted_count() const { return map->counted.weighted_count; }
  [[nodiscard]] const std::vector<double>& discovered() const { return map->counted.discovered; }
  [[nodiscard]] const std::vector<double>& density_per_km2() const { return map->counted.density_per_km2; }
};

/// Rates where there are some, the statistic, its p and its classes.
[[nodiscard]] std::vector<Column<ZoneRow>> columns_of_test(const ZoneMap& map);

/// Says in the meaning of the field of p of which chance it is the probability.
void name_chance(const ZoneMap& map, Language language, std::vector<FieldDefinition>& fields);

}  // namespace lykta
