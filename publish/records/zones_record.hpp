// What stands in the records of questions about zones: which zones, whose neighbours, which correction.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/inputs/chosen_events.hpp"
#include "engine/space/zones.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// Number and kind of the zones, and for cells their size.
[[nodiscard]] nlohmann::ordered_json zones_record(const Zones& zones);
[[nodiscard]] nlohmann::ordered_json neighbour_rule_record(const NeighbourRule& rule);
[[nodiscard]] const char* correction_word(Correction correction);
/// A number, or null where there is none.
[[nodiscard]] nlohmann::ordered_json number_or_null(double number);

}  // namespace lykta
