// Which actions does a log hold?
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "engine/events/action.hpp"
#include "geo/crs/crs.hpp"
#include "geo/read/log_table.hpp"

namespace lykta {

/// The columns of a log of actions, in the order of a new one.
[[nodiscard]] std::span<const LogRole> action_roles();

struct ReadActions {
  std::vector<Action> actions;
  LogReport report;
  std::vector<ReadFile> files;
};

/// Reads a log and puts positions into the system of the picture. A position is that of the columns x and y, of the column place where it
/// holds one ("56.2069, 15.2828"), or of a layer of points. Its system is the stated one or that of the layer; without either, numbers
/// up to 180 are longitudes and latitudes and larger ones are in the system of the picture. A row without a status goes by its
/// dates. Throws as LogTable.
[[nodiscard]] ReadActions read_actions(const LogDescription& description, const Crs& target,
                                       const std::vector<std::string>& allowed_hosts);

/// The status that a word means: "pågår", "ongoing". Nothing for any other.
[[nodiscard]] std::optional<ActionStatus> status_of_word(std::string_view word);

}  // namespace lykta
