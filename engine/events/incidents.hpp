// What is known of the events, once they have been read, projected to metres and put into classes?
//
// Columns rather than rows: each vector has one element per event, all have the same length. Positions are in the
// picture's projected coordinate system, in metres; degrees never get here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// How an event came to be known. What patrols find follows the patrols (runaway feedback: Ensign et al. 2018, arXiv
/// 1706.09847), so discovered events stay out of a ranking unless asked for.
enum class Origin : std::uint8_t { reported, discovered };

/// How well a position is known: A building or GPS, B address, C street or place name. (D, the centroid of a locality,
/// never becomes an incident: reading rejects it.)
enum class PositionClass : std::uint8_t { unknown, a, b, c };

/// Whether it happened under a roof, where a source says so.
enum class Setting : std::uint8_t { unknown, outdoors, indoors };

/// Where a row came from: index of the source in the configuration, and the row's number there as the user counts
/// (the line in a text file or sheet, the feature id in a layer).
struct RowReference {
  std::uint32_t source = 0;
  std::int64_t row = 0;

  friend bool operator==(const RowReference&, const RowReference&) = default;
};

struct IncidentClass {
  std::string name;
  double weight = 1.0;
  bool is_crime = false;  ///< whether somebody said that events of this class are crimes
};

struct Incidents {
  std::vector<Point> position;
  std::vector<std::optional<TimeSpan>> time;  ///< empty where the source has no time at all
  std::vector<std::uint16_t> class_index;     ///< into the picture's classes
  std::vector<Origin> origin;
  std::vector<PositionClass> position_class;
  std::vector<RowReference> row;
  /// Street or area in words: 1 + index into the picture's addresses, 0 where none is stated. Empty where no source has any.
  std::vector<std::uint32_t> address_index{};
  /// The day on which somebody reported it, nothing where the source does not say. Empty where no source does.
  std::vector<std::optional<std::chrono::local_days>> reported{};
  /// Empty where no source says.
  std::vector<Setting> setting{};

  [[nodiscard]] std::size_t size() const { return position.size(); }

  /// Whether the event before it comes from the same row: a row may stand for several events, which follow each other.
  [[nodiscard]] bool shares_row_with_last(std::size_t i) const { return i > 0 && row[i] == row[i - 1]; }
};

enum class Feeling : std::uint8_t { unsafe, neutral, safe };

/// What people saw and felt on safety walks. A second picture beside the incidents; the two are never added.
struct Observations {
  std::vector<Point> position;
  std::vector<std::optional<TimeSpan>> time;
  std::vector<std::uint16_t> category_index;  ///< into the picture's observation categories
  std::vector<double> severity;               ///< 1 to 3
  std::vector<Feeling> feeling;
  std::vector<RowReference> row;

  [[nodiscard]] std::size_t size() const { return position.size(); }
};

}  // namespace lykta
