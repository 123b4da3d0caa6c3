// Residents of points or polygons.
#include <fmt/format.h>

#include "geo/read/kept_records.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/named_samples.hpp"
#include "geo/read/source_reading.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::array areas_columns{&ColumnMapping::x, &ColumnMapping::y, &ColumnMapping::position,
                                   &ColumnMapping::residents, &ColumnMapping::area};
constexpr std::array areas_needed{&ColumnMapping::residents};

bool guess_areas(const std::vector<ColumnSample>& samples, bool has_geometry, SourceGuess& guess) {
  auto& mapping = guess.columns;
  if (mapping.residents.empty() || !mapping.date.empty()) {
    return false;
  }
  guess.kind_why =
      said({"ett antal människor ({}) och inga datum", "a number of people ({}) and no dates"}, mapping.residents);
  if (!has_geometry && mapping.x.empty() && mapping.position.empty()) {
    mapping.area = area_column(samples, mapping.residents);
    guess.kind_why.add(
        "; ", said({"inga lägen, så polygoner måste kopplas till", "no positions, so polygons must be joined"}));
  }
  return true;
}

std::optional<Objection> check_areas(const SourceDescription& description) {
  if (!description.polygons && !description.columns.area.empty()) {
    return Objection{"columns", "names a column area, but [sources.polygons] does not say where the areas lie"};
  }
  return std::nullopt;
}

/// The number of residents of a row; a reject where it is none.
std::optional<double> residents_of(SourceReading& reading, const RowAt& at) {
  const auto number = parse_count(reading.text(&ColumnMapping::residents, at));
  if (!number || *number < 0) {
    reading.reject(at, RejectCause::unreadable_number, &ColumnMapping::residents);
    return std::nullopt;
  }
  return number;
}

void add_residents(SourceReading& reading, const RowAt& at, const Point& position) {
  if (const auto number = residents_of(reading, at)) {
    auto& points = reading.read().resident_points;
    points.position.push_back(position);
    points.row.push_back(reading.reference(at));
    points.number.push_back(*number);
  }
}

TakeArea add_residents_of_area(SourceReading& reading, const RowAt& at) {
  const auto number = residents_of(reading, at);
  if (!number) {
    return {};
  }
  return [number = *number](Area area, Inputs& inputs) {
    inputs.residents.push_back({.point = {}, .area = std::move(area), .number = number});
  };
}

PointColumns points_of_residents(ReadSoFar& read) { return {read.resident_points.position, read.resident_points.row}; }

void keep_residents(ReadSoFar& read, const Marks& marks) {
  const auto& [position, row, number] = read.resident_points;
  for (std::size_t i = 0; i < position.size(); ++i) {
    if (marks[i] != 0) {
      read.inputs.residents.push_back({.point = position[i], .area = {}, .number = number[i]});
    }
  }
  read.resident_points = {};
}

}  // namespace

constinit const KindOfSource areas_kind{
    .kind = SourceKind::areas,
    .name = "areas",
    .title = {"invånare", "residents"},
    .columns = areas_columns,
    .needed = areas_needed,
    .several_rows_of_area = {"deras invånare är summerade", "their residents are added"},
    .guess = guess_areas,
    .check = check_areas,
    .add = add_residents,
    .add_area = add_residents_of_area,
    .points = points_of_residents,
    .keep = keep_residents};

}  // namespace lykta
