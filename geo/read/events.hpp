// From rows of text to incidents, observations and all that stands beside them, in metres.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/questions/picture.hpp"
#include "geo/crs/crs.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/read/area_polygons.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/source_reading.hpp"
#include "geo/read/understand.hpp"

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
  /// `expected_degrees` is where the incidents are expected, in longitudes and latitudes: it explains rows of another system.
  [[nodiscard]] Inputs take(const Crs& target, const Progress& progress,
                            const std::optional<Box>& expected_degrees = std::nullopt);

 private:
  /// The part of a kind's records that comes from one source.
  struct Part {
    std::uint32_t index = 0;
    const KindOfSource* kind = nullptr;
    Crs crs;
    std::size_t first = 0;
    std::size_t last = 0;
    std::string x_column;  ///< for the rejects file
  };
  /// A row about an area, until the picture's system is known.
  struct AreaRow {
    std::shared_ptr<const OGRGeometry> geometry;
    std::size_t part = 0;
    std::int64_t row = 0;
    TakeArea take;
  };
  using AddRow = std::function<void(const RowAt&)>;

  void read_rows(Rows& rows, SourceReading& reading, const AddRow& add_row, const Progress& progress);
  void read_polygons(SourceReading& reading, const Progress& progress);
  void join(Rows& rows, AreaPolygons& polygons, SourceReading& reading, const Progress& progress);
  void add_area_row(SourceReading& reading, const RowAt& at, std::shared_ptr<const OGRGeometry> geometry);
  /// How many records of a kind there are that lie at points.
  [[nodiscard]] std::size_t points_of(const KindOfSource& kind);

  /// What PROJ does with positions of a part that are still as the file has them goes into its report, once.
  void note_operation(const Part& part, const Projection& projection, std::span<const Point> points);
  /// The positions of rows that are lost for another reason.
  void project_rejects(const Part& part, const Crs& target);
  void project_incidents(Part& part, const Crs& target, const std::optional<Box>& expected_degrees,
                         std::vector<std::uint8_t>& keep);
  void reject_foreign_zeros(const Part& part, std::vector<std::uint8_t>& keep);
  void reject_strays(const Part& part, const std::optional<Box>& expected_degrees, std::vector<std::uint8_t>& keep);
  /// The positions, rows and marks of one part.
  void project_points(const Part& part, const Crs& target, std::span<Point> positions,
                      std::span<const RowReference> rows, std::span<std::uint8_t> keep);
  [[nodiscard]] std::vector<Point> corners_of_areas(std::size_t part) const;
  void project_areas(const Crs& target);
  /// Class C for all of a source whose positions are rounded coarsely, where no column tells the class.
  void infer_position_class(const Part& part);
  /// See SuspiciousStack.
  [[nodiscard]] std::string position_classes_at(const Part& part, const Point& at,
                                                const std::vector<std::uint8_t>& keep) const;
  /// How many rows of a part are left; a row may stand for several events.
  [[nodiscard]] std::uint64_t rows_left(const Part& part, const std::vector<std::uint8_t>& keep) const;
  void describe_positions(const Part& part, const Crs& target, std::vector<std::uint8_t>& keep);
  /// Piles on one point, which may be left out; `points` are one of each row that is left.
  void describe_stacks(const Part& part, const Crs& target, std::vector<Point> points, std::vector<std::uint8_t>& keep);

  void reject(std::uint32_t index, std::int64_t row, const Fault& fault);
  /// The row of an event, once: it may stand for several events.
  void reject_incident(std::uint32_t index, std::size_t incident, const Fault& fault);

  const InputsDescription& description_;
  ReadReport& report_;
  Clocks clocks_;
  ReadSoFar read_;
  std::vector<Part> parts_;
  std::vector<AreaRow> area_rows_;
};

}  // namespace lykta
