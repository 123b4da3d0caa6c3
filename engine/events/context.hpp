// What else is known of places, beside the events that are counted: how safe people say they feel, who was there, and
// accidents?
//
// Each of them stands beside crime and is never added to it. Positions are in the picture's projected coordinate
// system, in metres; times are local.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/events/action.hpp"
#include "engine/events/incidents.hpp"
#include "engine/events/set_level.hpp"
#include "engine/space/area.hpp"

namespace lykta {

/// What a safety survey (trygghetsmätning) found in one area for one question. It speaks for the area as a whole, so it
/// is never a point.
struct SurveyArea {
  std::string name;  ///< empty where the source has none
  Area area;
  double index = 0;          ///< 0, no problem, to 6, alarming (as the Swedish police report it)
  std::uint64_t sample = 0;  ///< how many answered
  std::optional<TimeSpan> time;
  std::string question;  ///< empty where the source has one question only
  RowReference row;
};

/// Who was where: one element per visit in each column.
struct Visits {
  std::vector<Point> position;
  std::vector<LocalTime> start;
  std::vector<std::optional<LocalTime>> end;  ///< not before the start; nothing where it is not known
  std::vector<std::uint16_t> unit_index;      ///< into the inputs' visiting units
  std::vector<RowReference> row;

  [[nodiscard]] std::size_t size() const { return position.size(); }
};

/// How grave an accident was. `unmapped`: the source says something that nobody has explained.
enum class AccidentSeverity : std::uint8_t { fatal, severe, slight, unmapped };
[[nodiscard]] std::string_view name_of(AccidentSeverity severity);

/// 10, 6 and 2: a judgement, made so that weights of accidents read like those of offences; nothing for `unmapped`.
[[nodiscard]] std::optional<double> weight_of(AccidentSeverity severity);

/// Traffic accidents: a layer of their own, never in a count, a density or a ranking.
struct Accidents {
  std::vector<Point> position;
  std::vector<std::optional<TimeSpan>> time;
  std::vector<AccidentSeverity> severity;
  std::vector<RowReference> row;

  [[nodiscard]] std::size_t size() const { return position.size(); }
};

/// All of it. The inputs hold it beside the events.
struct BesideEvents {
  std::vector<SurveyArea> survey;
  Visits visits;
  std::vector<std::string> visiting_units;
  Accidents accidents;
  std::vector<Action> actions{};       ///< of the action log, in the order of its rows
  std::vector<SetLevel> set_levels{};  ///< that somebody has set, in the order of the rows
};

}  // namespace lykta
