// The part of EventReader for rows about areas: residents and surveys, of the file's own polygons or joined with those
// of another file.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/events.hpp"
#include "geo/shapes/outline.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr double alarming_index = 6;

}  // namespace

std::optional<double> EventReader::residents_of(const Rows& rows, const RowBatch& batch, std::size_t row) {
  const auto text = rows.text(&ColumnMapping::residents, batch, row);
  const auto number = parse_count(text);
  if (!number || *number < 0) {
    reject(parts_.back().index, batch.row[row],
           {RejectCause::unreadable_number, rows.description().columns.residents, std::string(text)});
    return std::nullopt;
  }
  return number;
}

void EventReader::add_resident(const Rows& rows, const RowBatch& batch, std::size_t row) {
  auto position = rows.position(batch, row);
  if (const auto* fault = std::get_if<Fault>(&position)) {
    reject(parts_.back().index, batch.row[row], *fault);
  } else if (const auto number = residents_of(rows, batch, row)) {
    inputs_.residents.push_back({.point = std::get<Point>(position), .area = {}, .number = *number});
    resident_rows_.push_back(batch.row[row]);
  }
}

void EventReader::add_survey_row(const Rows& rows, const RowBatch& batch, std::size_t row,
                                 std::shared_ptr<const OGRGeometry> geometry) {
  const auto index = parts_.back().index;
  const auto& columns = rows.description().columns;
  const auto index_text = rows.text(&ColumnMapping::index, batch, row);
  const auto value = parse_number(index_text);
  if (!value || *value < 0 || *value > alarming_index) {
    reject(index, batch.row[row], {RejectCause::unreadable_number, columns.index, std::string(index_text)});
    return;
  }
  constexpr double most_believed = 1e9;
  const auto sample_text = rows.text(&ColumnMapping::sample, batch, row);
  const auto sample = parse_count(sample_text);
  if (!sample || *sample < 0 || *sample > most_believed || *sample != std::floor(*sample)) {
    reject(index, batch.row[row], {RejectCause::unreadable_number, columns.sample, std::string(sample_text)});
    return;
  }
  const auto time = time_of(rows, batch, row);
  if (const auto* fault = std::get_if<Fault>(&time)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto& when = std::get<RowTime>(time);
  count_time(rows, when);
  SurveyArea survey{.name = std::string(rows.text(&ColumnMapping::area, batch, row)),
                    .area = {},
                    .index = *value,
                    .sample = static_cast<std::uint64_t>(*sample),
                    .time = when.span,
                    .question = std::string(rows.text(&ColumnMapping::category, batch, row)),
                    .row = {index, batch.row[row]}};
  area_rows_.push_back({std::move(geometry), parts_.size() - 1, batch.row[row], 0, std::move(survey)});
}

void EventReader::add_area_row(const Rows& rows, const RowBatch& batch, std::size_t row,
                               std::shared_ptr<const OGRGeometry> geometry) {
  if (rows.description().kind == SourceKind::survey) {
    add_survey_row(rows, batch, row, std::move(geometry));
  } else if (const auto number = residents_of(rows, batch, row)) {
    area_rows_.push_back({std::move(geometry), parts_.size() - 1, batch.row[row], *number, std::nullopt});
  }
}

void EventReader::read_polygons(const Rows& rows, const Progress& progress) {
  const auto index = parts_.back().index;
  const auto is_survey = rows.description().kind == SourceKind::survey;
  rows.read_with_geometry(
      [&](const RowBatch& batch, OGRGeometryUniquePtr geometry) {
        ++current().rows;
        const auto row = batch.row.front();
        if (!geometry || geometry->IsEmpty() != 0) {
          reject(index, row, {RejectCause::no_position, "", ""});
          return;
        }
        const auto is_point = wkbFlatten(geometry->getGeometryType()) == wkbPoint;
        if (is_survey && geometry->getDimension() == 0) {
          throw DataError(fmt::format(
              "{} ({}): feature {} is a point, but what a survey found belongs to an area: name the polygons of the "
              "areas ([sources.polygons])",
              without_secrets(rows.description().path), rows.format().layer, row));
        }
        if (is_survey && geometry->getDimension() != 2) {
          reject(index, row, {RejectCause::not_a_polygon, "", ""});
        } else if (is_point) {
          if (const auto number = residents_of(rows, batch, 0)) {
            const auto* point = geometry->toPoint();
            inputs_.residents.push_back({.point = {point->getX(), point->getY()}, .area = {}, .number = *number});
            resident_rows_.push_back(row);
          }
        } else {
          add_area_row(rows, batch, 0, std::shared_ptr<const OGRGeometry>(std::move(geometry)));
        }
      },
      progress);
}

void EventReader::add_joined_row(const Rows& rows, const RowBatch& batch, std::size_t row) {
  const auto index = parts_.back().index;
  const auto& column = rows.description().columns.area;
  const auto name = rows.text(&ColumnMapping::area, batch, row);
  if (name.empty()) {
    reject(index, batch.row[row], {RejectCause::no_area, column, ""});
    return;
  }
  auto& rows_joined = rows_of_area_.try_emplace(std::string(name), 0).first->second;
  auto geometry = polygons_->match(name);
  if (!geometry) {
    reject(index, batch.row[row], {RejectCause::unmatched_area, column, std::string(name)});
    return;
  }
  ++rows_joined;
  add_area_row(rows, batch, row, std::move(geometry));
}

void EventReader::join(Rows& rows, AreaPolygons& polygons, const Progress& progress) {
  polygons_ = &polygons;
  rows_of_area_.clear();
  read_rows(rows, &EventReader::add_joined_row, progress);
  polygons_ = nullptr;
  auto& source = current();
  source.unmatched_polygons = polygons.unmatched();
  for (const auto& [name, joined] : rows_of_area_) {
    if (joined == 0) {
      source.unmatched_rows.push_back(name);
    }
  }
  if (source.unmatched_rows.size() == rows_of_area_.size() && source.rows > 0) {
    throw DataError(fmt::format(
        "{}: no value of the column '{}' is the name of a polygon (the first are '{}' and '{}'): check columns.area "
        "and "
        "the column of [sources.polygons]",
        source.name, rows.description().columns.area,
        source.unmatched_rows.empty() ? "" : source.unmatched_rows.front(), source.unmatched_polygons.front()));
  }
  if (const auto loosely = polygons.loosely_matched(); loosely > 0) {
    source.defaults.push_back(fmt::format(
        "{} names of areas equal that of a polygon only when case and spaces are set aside: they are joined", loosely));
  }
  const auto several = std::ranges::count_if(rows_of_area_, [](const auto& area) { return area.second > 1; });
  if (rows.description().kind == SourceKind::areas && several > 0) {
    source.defaults.push_back(fmt::format("{} areas stand in several rows: their residents are added", several));
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
  for (auto& row : area_rows_) {
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
    if (row.survey) {
      row.survey->area = *known->second;
      inputs_.survey.push_back(std::move(*row.survey));
    } else {
      inputs_.residents.push_back({.point = {}, .area = known->second, .number = row.residents});
    }
    ++report_.sources[part.index].used;
  }
  area_rows_.clear();
}

}  // namespace lykta
