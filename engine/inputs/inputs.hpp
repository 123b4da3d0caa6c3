// Everything that was read, in metres and local time: what every question to the engine starts from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/events/context.hpp"
#include "engine/events/data_coverage.hpp"
#include "engine/events/incidents.hpp"
#include "engine/places/place.hpp"
#include "engine/space/area.hpp"
#include "engine/space/points.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/zones.hpp"
#include "engine/time/calendar.hpp"

namespace lykta {

/// People who live somewhere: a point stands for a block's centre, an area spreads its residents evenly.
struct Residents {
  Point point;
  std::optional<Area> area;
  double number = 0;
};

/// How positions came from one coordinate system into another.
struct Reprojection {
  std::optional<double> accuracy_m;  ///< nothing where nobody knows
  bool is_ballpark = false;          ///< the shift between the datums is not known and was left out
};

/// What is known of a source besides its rows.
struct SourceFacts {
  std::string name;
  StatedCoverage covers{};
  std::optional<Reprojection> reprojection{};  ///< nothing where its positions stayed as they are
};

/// Everything that was read, in metres and local time. What stands beside the events is never added to them.
struct Inputs : BesideEvents {
  std::vector<SourceFacts> sources{};  ///< as RowReference counts them; may be empty
  std::vector<IncidentClass> classes;
  std::vector<std::string> observation_categories;
  std::vector<std::string> source_names;  ///< by the source of a RowReference; empty where nobody names them
  Incidents incidents;
  bool origin_is_told = false;  ///< some source tells what patrols found from what was reported, whatever it holds
  Observations observations;
  std::optional<StudyArea> study_area;   ///< nothing: the box around the incidents
  std::vector<OwnPolygon> zones;         ///< polygons of one's own to count in; none: cells of a grid
  std::vector<OwnPolygon> strata{};      ///< localities that places are tested against; none: the whole study area
  std::vector<std::string> addresses{};  ///< streets and areas in words, see Incidents::address_index
  std::vector<NamedPosition> names;
  std::vector<NamedPosition> localities{};  ///< towns and villages around, of a list of the program
  std::vector<Residents> residents;
  std::vector<CalendarEntry> calendar{};  ///< of files; holidays that are computed are not among them
  /// For each incident the one that it is counted with (see linked_reports.hpp); empty: each counts by itself.
  std::vector<std::uint32_t> counted_as;
  std::vector<SourceCoverage>
      coverage{};  ///< of the sources with incidents, see comparable_events.hpp; empty: not looked at
  std::optional<double> position_step_m;           ///< to which the coarsest source rounds its coordinates
  std::vector<SourceFacts> other_reprojections{};  ///< of the files of study area, zones and names
  /// By how much lengths on the map are off somewhere, where that is too much to call it true to scale: 0.05 for 5 %.
  std::optional<double> scale_deviation{};
};

}  // namespace lykta
