// How do the figures of a whole map stand in a record?
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/statistics/concentration.hpp"
#include "engine/statistics/global_statistics.hpp"
#include "engine/statistics/map_statistics.hpp"

namespace lykta {

/// Value, expectation and z with its p (one-sided, of a normal deviate: "p_greater_normal"), null where there is none,
/// and the reason ("no_value") then.
[[nodiscard]] nlohmann::ordered_json global_statistic_record(const GlobalStatistic& statistic);

/// Of cells or polygons, which are both called zones in records.
[[nodiscard]] nlohmann::ordered_json global_figures_record(const GlobalFigures& figures);

/// How many zones have half of the events; chance throws them by area.
[[nodiscard]] nlohmann::ordered_json concentration_record(const Concentration& concentration);

/// A figure with what chance gives for it.
[[nodiscard]] nlohmann::ordered_json against_chance_record(const AgainstChance& figure);

}  // namespace lykta
