// The part of EventReader for rows about areas, of the file's own polygons or joined with those of another file.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/events.hpp"
#include "geo/shapes/outline.hpp"

namespace lykta {

void EventReader::add_area_row(SourceReading& reading, const RowAt& at, std::shared_ptr<const OGRGeometry> geometry) {
  if (auto take = parts_.back().kind->add_area(reading, at)) {
    area_rows_.push_back({std::move(geometry), parts_.size() - 1, at.batch.row[at.row], std::move(take)});
  }
}

void EventReader::read_polygons(SourceReading& reading, const Progress& progress) {
  const auto& kind = *parts_.back().kind;
  reading.rows().read_with_geometry(
      [&](const RowBatch& batch, OGRGeometryUniquePtr geometry) {
        ++reading.source().rows;
        const RowAt at{batch, 0};
        if (!geometry || geometry->IsEmpty() != 0) {
          reading.reject(at, {RejectCause::no_position, "", ""});
          return;
        }
        const auto is_point = wkbFlatten(geometry->getGeometryType()) == wkbPoint;
        if (kind.add == nullptr && geometry->getDimension() == 0) {
          throw DataError(
              fmt::format("{} ({}): feature {} is a point, but {} belongs to an area: name the polygons of the areas "
                          "([sources.polygons])",
                          without_secrets(reading.description().path), reading.rows().format().layer, batch.row.front(),
                          kind.never_at_points));
        }
        if (kind.add == nullptr && geometry->getDimension() != 2) {
          reading.reject(at, {RejectCause::not_a_polygon, "", ""});
        } else if (is_point) {
          const auto* point = geometry->toPoint();
          kind.add(reading, at, {point->getX(), point->getY()});
        } else {
          add_area_row(reading, at, std::shared_ptr<const OGRGeometry>(std::move(geometry)));
        }
      },
      progress);
}

void EventReader::join(Rows& rows, AreaPolygons& polygons, SourceReading& reading, const Progress& progress) {
  std::map<std::string, std::uint64_t, std::less<>> rows_of_area;
  const auto add_joined_row = [&](const RowAt& at) {
    const auto name = reading.text(&ColumnMapping::area, at);
    if (name.empty()) {
      reading.reject(at, RejectCause::no_area, &ColumnMapping::area);
      return;
    }
    auto& rows_joined = rows_of_area.try_emplace(std::string(name), 0).first->second;
    auto geometry = polygons.match(name);
    if (!geometry) {
      reading.reject(at, RejectCause::unmatched_area, &ColumnMapping::area);
      return;
    }
    ++rows_joined;
    add_area_row(reading, at, std::move(geometry));
  };
  read_rows(rows, reading, add_joined_row, progress);
  auto& source = reading.source();
  source.unmatched_polygons = polygons.unmatched();
  if (!polygons.note().empty()) {
    source.defaults.push_back(polygons.note());
  }
  for (const auto& [name, joined] : rows_of_area) {
    if (joined == 0) {
      source.unmatched_rows.push_back(name);
    }
  }
  if (source.unmatched_rows.size() == rows_of_area.size() && source.rows > 0) {
    throw DataError(fmt::format(
        "{}: no value of the column '{}' is the name of a polygon (the first are '{}' and '{}'): check columns.area "
        "and "
        "the column of [sources.polygons]",
        source.name, reading.description().columns.area,
        source.unmatched_rows.empty() ? "" : source.unmatched_rows.front(), source.unmatched_polygons.front()));
  }
  if (const auto loosely = polygons.loosely_matched(); loosely > 0) {
    source.defaults.push_back(
        loosely == 1
            ? said({"ett områdesnamn är lika en polygons bara när skiftläge och mellanslag inte räknas: de är kopplade",
                    "one name of an area equals that of a polygon only when case and spaces are ignored: they are "
                    "joined"})
            : said({"{} områdesnamn är lika polygoners bara när skiftläge och mellanslag inte räknas: de är kopplade",
                    "{} names of areas equal those of polygons only when case and spaces are ignored: they are joined"},
                   loosely));
  }
  const auto what = Said(parts_.back().kind->several_rows_of_area);
  const auto several = std::ranges::count_if(rows_of_area, [](const auto& area) { return area.second > 1; });
  if (!what.empty() && several > 0) {
    source.defaults.push_back(
        several == 1
            ? said({"ett område står på flera rader: {}", "one area stands in several rows: {}"}, what)
            : said({"{} områden står på flera rader: {}", "{} areas stand in several rows: {}"}, several, what));
  }
}

std::vector<Point> EventReader::corners_of_areas(std::size_t part) const {
  std::vector<Point> corners;
  for (const auto& row : area_rows_) {
    if (row.part == part) {
      OGREnvelope box;
      row.geometry->getEnvelope(&box);
      corners.insert(corners.end(), {{box.MinX, box.MinY}, {box.MaxX, box.MaxY}});
    }
  }
  return corners;
}

void EventReader::project_areas(const Crs& target) {
  // The rows of one polygon, one per question of a survey, share its geometry.
  std::map<const OGRGeometry*, std::optional<Area>> projected;
  std::map<std::size_t, Projection> projections;
  for (const auto& row : area_rows_) {
    if (const auto [known, is_new] = projections.try_emplace(row.part, parts_[row.part].crs, target); is_new) {
      note_operation(parts_[row.part], known->second, corners_of_areas(row.part));
    }
  }
  for (const auto& row : area_rows_) {
    const auto& part = parts_[row.part];
    const auto [known, is_new] = projected.try_emplace(row.geometry.get());
    if (is_new) {
      const auto geometry = projections.at(row.part).geometry(*row.geometry);
      OutlineRepair repair{.of = fmt::format("{}", row.row), .fault = {}, .area_change = {}};
      known->second = geometry ? area_of(*geometry, &repair) : std::nullopt;
      if (!repair.fault.empty()) {
        report_.sources[part.index].repairs.push_back(std::move(repair));
      }
    }
    if (!known->second) {
      reject(part.index, row.row, {RejectCause::impossible_position, "", ""});
      continue;
    }
    row.take(*known->second, read_.inputs);
    ++report_.sources[part.index].used;
  }
  area_rows_.clear();
}

}  // namespace lykta
