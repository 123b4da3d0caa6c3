// Which kinds of source are there, and what must be known of each to read it?
//
// One row a kind. What belongs to a kind (columns, guess, checks, row reader) stands in its own file beside this one.
// docs/adding.md shows how to add one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "engine/inputs/inputs.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

struct ColumnSample;
struct InputsDescription;
struct ReadSoFar;
struct RowAt;
struct SourceGuess;
class SourceReading;

/// Why a description cannot be, and at which key of the configuration.
struct Objection {
  const char* key;
  std::string what;  ///< goes on after the key
};

/// Of records that lie at points: what projecting them needs.
struct PointColumns {
  std::vector<Point>& position;
  const std::vector<RowReference>& row;
};

/// Puts a row about an area into the inputs, once its area is projected. An empty function: the row was rejected.
using TakeArea = std::function<void(Area, Inputs&)>;

/// One mark a record; 0 for those that are taken out.
using Marks = std::vector<std::uint8_t>;

struct KindOfSource {
  SourceKind kind = SourceKind::incidents;
  const char* name = "";                           ///< the word of the configuration
  Phrase title{"", ""};                            ///< what people call its rows
  std::span<const ColumnRole> columns{};           ///< that it can use
  std::span<const ColumnRole> needed{};            ///< that no row can do without
  ColumnRole mapped = &ColumnMapping::class_name;  ///< whose values [sources.classes] maps
  bool ends_by_clock = false;           ///< a time of day is enough for an end: on the same day, or on the next
  const char* never_at_points = "";     ///< where rows only ever speak for areas, what of them: "what a survey found"
  Phrase several_rows_of_area{"", ""};  ///< what becomes of them, where that is to be said
  const char* example_of_classes = "";  ///< lines of a starting configuration about [sources.classes]

  /// Whether a file is of this kind, going by its columns. Then it sets the reason and the columns that the kind has of
  /// its own; else it changes nothing. `guess.columns` holds what names and values of the other columns speak for.
  bool (*guess)(const std::vector<ColumnSample>& samples, bool has_geometry, SourceGuess& guess) = nullptr;
  /// What cannot be although each key may.
  std::optional<Objection> (*check)(const SourceDescription& description) = nullptr;

  /// Before the first row of each source.
  void (*begin)(SourceReading& reading) = nullptr;
  /// Takes a row that lies at a point, or rejects it.
  void (*add)(SourceReading& reading, const RowAt& at, const Point& position) = nullptr;
  /// Takes a row about an area, or rejects it.
  TakeArea (*add_area)(SourceReading& reading, const RowAt& at) = nullptr;

  /// The records that `add` makes, and taking out some of them when all are projected.
  PointColumns (*points)(ReadSoFar& read) = nullptr;
  void (*keep)(ReadSoFar& read, const Marks& marks) = nullptr;
  /// Names that the rows brought, in the order of the alphabet: which row came first must not break a tie.
  void (*sort_names)(const InputsDescription& description, Inputs& inputs) = nullptr;
};

extern const KindOfSource incidents_kind;
extern const KindOfSource observations_kind;  ///< of safety walks
extern const KindOfSource areas_kind;         ///< residents of points or polygons
extern const KindOfSource survey_kind;        ///< a safety survey: an index per area, never per point
extern const KindOfSource visits_kind;        ///< who was where when
extern const KindOfSource accidents_kind;     ///< with their severity

/// All of them, in the order in which messages list them.
inline constexpr std::array kinds_of_source{&incidents_kind, &observations_kind, &areas_kind,
                                            &survey_kind,    &visits_kind,       &accidents_kind};

/// In the order in which a file is held against them, the clearest signs first. What is none of these holds incidents.
inline constexpr std::array guessed_kinds{&survey_kind, &areas_kind, &accidents_kind, &observations_kind, &visits_kind};
static_assert(guessed_kinds.size() + 1 == kinds_of_source.size(), "a kind is missing in one of the two lists");

[[nodiscard]] const KindOfSource& kind_of(SourceKind kind);

/// "incidents", "observations", ...: the word of the configuration.
[[nodiscard]] std::string_view name_of(SourceKind kind);

/// Whether a source of this kind can use the column.
[[nodiscard]] bool belongs_to(SourceKind kind, ColumnRole column);

/// The kinds that can, for a message: "areas", "incidents, observations and visits".
[[nodiscard]] std::string kinds_with(ColumnRole column);

/// Whether rows are about areas, which may be polygons of another file.
[[nodiscard]] bool is_about_areas(SourceKind kind);

/// Those kinds, for a message: "areas and survey".
[[nodiscard]] std::string kinds_about_areas();

/// What cannot be in a source of its kind although each key may.
[[nodiscard]] std::optional<Objection> objection_to(const SourceDescription& description);

}  // namespace lykta
