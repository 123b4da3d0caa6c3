// From rows of text to incidents, observations and all that stands beside them, in metres.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/questions/picture.hpp"
#include "geo/crs/crs.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/read/area_polygons.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/clock_changes.hpp"
#include "geo/values/local_clock.hpp"

namespace lykta {

/// Collects the sources one after the other into one set of inputs. What cannot be used goes into the report.
///
/// First everything is read, positions as they are in the files; then, when the picture's coordinate system is known
/// (it may follow from the positions), all positions are projected where they lie. So there is one copy of the events.
class EventReader {
 public:
  EventReader(const InputsDescription& description, ReadReport& report);

  /// Reads a source into the columns; `crs` is that of the polygons where its rows are joined with them. Throws
  /// DataError and InvalidOption as the source does, and InvalidOption for columns that its kind needs.
  void add(std::uint32_t index, Rows& rows, const Crs& crs, bool crs_assumed, const Progress& progress,
           AreaPolygons* polygons = nullptr);

  /// Some positions of the incidents, of each source alike: at most some ten thousand, for finding out where they lie.
  [[nodiscard]] std::vector<Point> some_incidents_in_degrees() const;
  /// Positions of the incidents of a source as they are in the file, at most some thousand.
  [[nodiscard]] std::vector<Point> some_incidents_of(std::uint32_t index) const;

  /// Projects all positions; those without a place in the system, and those that are the zero of another one, go into the
  /// report. Then looks at what the positions are like (stacks, rounding). To be called once.
  [[nodiscard]] Inputs take(const Crs& target, const Progress& progress);

 private:
  /// The part of the columns that comes from one source.
  struct Part {
    std::uint32_t index = 0;
    Crs crs;
    std::size_t first_incident = 0;
    std::size_t last_incident = 0;
    std::size_t first_observation = 0;
    std::size_t last_observation = 0;
    std::size_t first_resident = 0;
    std::size_t last_resident = 0;
    std::size_t first_visit = 0;
    std::size_t last_visit = 0;
    std::size_t first_accident = 0;
    std::size_t last_accident = 0;
    std::string x_column;  ///< for the rejects file
  };
  /// A row about an area, until the picture's system is known: residents, or what a survey found.
  struct AreaRow {
    std::shared_ptr<const OGRGeometry> geometry;
    std::size_t part = 0;
    std::int64_t row = 0;
    double residents = 0;
    std::optional<SurveyArea> survey;
  };
  using AddRow = void (EventReader::*)(const Rows&, const RowBatch&, std::size_t);

  void make_room(std::uint64_t expected);
  void add_incident(const Rows& rows, const RowBatch& batch, std::size_t row);
  void add_observation(const Rows& rows, const RowBatch& batch, std::size_t row);
  void add_resident(const Rows& rows, const RowBatch& batch, std::size_t row);
  void add_visit(const Rows& rows, const RowBatch& batch, std::size_t row);
  void add_accident(const Rows& rows, const RowBatch& batch, std::size_t row);
  void add_joined_row(const Rows& rows, const RowBatch& batch, std::size_t row);
  void add_area_row(const Rows& rows, const RowBatch& batch, std::size_t row,
                    std::shared_ptr<const OGRGeometry> geometry);
  void add_survey_row(const Rows& rows, const RowBatch& batch, std::size_t row,
                      std::shared_ptr<const OGRGeometry> geometry);
  void read_rows(Rows& rows, AddRow add_row, const Progress& progress);
  void read_polygons(const Rows& rows, const Progress& progress);
  void join(Rows& rows, AreaPolygons& polygons, const Progress& progress);
  /// The number of residents of a row; a reject where it is none.
  [[nodiscard]] std::optional<double> residents_of(const Rows& rows, const RowBatch& batch, std::size_t row);
  /// The span of a row's time, counted by what is odd about it.
  [[nodiscard]] OrFault<RowTime> time_of(const Rows& rows, const RowBatch& batch, std::size_t row);
  void count_time(const Rows& rows, const RowTime& time);

  /// The class of a row; unknown values are counted in the report and go to the class `unmapped`.
  [[nodiscard]] std::uint16_t class_of(const SourceDescription& description, std::string_view value);
  [[nodiscard]] std::uint16_t class_named(const std::string& name);
  [[nodiscard]] std::uint16_t category_of(const SourceDescription& description, std::string_view value);
  [[nodiscard]] std::uint16_t unit_named(std::string_view name);
  /// The severity of an accident; unknown values are counted in the report.
  [[nodiscard]] AccidentSeverity severity_of(const SourceDescription& description, std::string_view value);
  /// Whether a column, the source or a class says what patrols found, also where they found nothing.
  [[nodiscard]] bool tells_origin(const SourceDescription& description) const;
  [[nodiscard]] Origin origin_of(const SourceDescription& description, std::string_view discovered,
                                 std::uint16_t class_index) const;

  /// What PROJ does with positions of a part that are still as the file has them goes into its report, once.
  void note_operation(const Part& part, const Projection& projection, std::span<const Point> points);
  void project_incidents(Part& part, const Crs& target, std::vector<std::uint8_t>& keep);
  void reject_foreign_zeros(const Part& part, std::vector<std::uint8_t>& keep);
  /// The positions, rows and marks of one part.
  void project_points(const Part& part, const Crs& target, std::span<Point> positions,
                      std::span<const RowReference> rows, std::span<std::uint8_t> keep);
  void project_residents(const Part& part, const Crs& target);
  [[nodiscard]] std::vector<Point> corners_of_areas(std::size_t part) const;
  void project_areas(const Crs& target);
  /// Names that the rows brought, in the order of the alphabet: which row came first must not break a tie.
  void sort_names();
  /// Class C for all of a source whose positions are rounded coarsely, where no column tells the class.
  void infer_position_class(const Part& part);
  /// See SuspiciousStack.
  [[nodiscard]] std::string position_classes_at(const Part& part, const Point& at,
                                                const std::vector<std::uint8_t>& keep) const;
  void describe_positions(const Part& part, const Crs& target, std::vector<std::uint8_t>& keep);

  void reject(std::uint32_t index, std::int64_t row, const Fault& fault);
  [[nodiscard]] SourceReport& current() { return report_.sources.back(); }

  const InputsDescription& description_;
  ReadReport& report_;
  LocalClock clock_;
  ClockChanges clock_changes_;
  Inputs inputs_;
  std::vector<Part> parts_;
  std::vector<std::int64_t> resident_rows_;
  std::vector<AreaRow> area_rows_;
  AreaPolygons* polygons_ = nullptr;  ///< that the current source's rows are joined with
  std::map<std::string, std::uint64_t, std::less<>>
      rows_of_area_;  ///< of the current source, how many rows were joined
  std::map<std::string, std::uint16_t, std::less<>> unit_index_;
  std::map<std::string, std::uint16_t, std::less<>> class_index_;
  std::vector<std::optional<Origin>> class_origin_;
  std::map<std::string, std::uint16_t, std::less<>> category_index_;
  /// What the values of the current source's class column mean, filled as they appear.
  std::map<std::string, std::uint16_t, std::less<>> class_of_value_;
};

}  // namespace lykta
