#include "geo/read/area_choice.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "engine/space/point_locator.hpp"
#include "geo/crs/crs.hpp"
#include "geo/format/source_table.hpp"
#include "geo/shapes/outline.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// How many of the points each polygon holds, by row of the table. Edges are straight in the system of the file, so the
/// points are taken there.
std::vector<std::size_t> points_in_each(const SourceTable& table, const std::vector<Point>& points) {
  std::vector<std::size_t> held(table.rows(), 0);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto* geometry = table.geometry[row].get();
    if (geometry == nullptr || geometry->IsEmpty() != 0 || geometry->getDimension() != 2) {
      continue;
    }
    OGREnvelope box;
    geometry->getEnvelope(&box);
    std::vector<Point> near;
    std::ranges::copy_if(points, std::back_inserter(near), [&](const Point& point) {
      return point.x >= box.MinX && point.x <= box.MaxX && point.y >= box.MinY && point.y <= box.MaxY;
    });
    const auto area = near.empty() ? std::nullopt : area_of(*geometry);
    if (!area) {
      continue;
    }
    const PointLocator locator(*area, 0);
    held[row] = static_cast<std::size_t>(
        std::ranges::count_if(near, [&](const Point& point) { return locator.contains(point); }));
  }
  return held;
}

bool has_letters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  });
}

bool holds_persons(const SourceTable& table, std::size_t column) {
  const auto& values = table.columns[column];
  const std::vector<std::string_view> texts(values.begin(), values.end());
  return find_personal_data(table.column_names[column], texts).what != PersonalData::none;
}

/// How well the values of a column name the polygons: different ones, in letters, under a name that says so. A column of persons
/// names nothing.
int worth_of(const SourceTable& table, std::size_t column, std::size_t row) {
  const auto& values = table.columns[column];
  const auto& value = values[row];
  constexpr std::size_t longest = 80;
  if (trimmed(value).empty() || value.size() > longest || holds_persons(table, column)) {
    return 0;
  }
  // As a choice will compare them: "ronneby" chooses "Ronneby" too.
  const auto loose = [](const std::string& text) { return folded(trimmed(text)); };
  const auto same = std::ranges::count(values, loose(value), loose);
  if (same == static_cast<std::ptrdiff_t>(values.size())) {
    return 0;
  }
  const auto name = lower_case(table.column_names[column]);
  const auto says_name = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  const auto is_name = says_name("namn") || says_name("name") || says_name("kommun") || says_name("ort");
  const auto is_key = says_name("uuid") || says_name("guid") || says_name("objekt") || says_name("object");
  return 1 + (same == 1 ? 5 : 0) + (has_letters(value) ? 2 : 0) + (is_name ? 2 : 0) - (is_key ? 3 : 0);
}

}  // namespace

AreaChoice choose_area(const std::string& path, const std::string& layer, std::span<const Point> degrees) {
  const auto table =
      read_table({.path = path, .layer = layer, .columns = {}, .all_columns = true, .text = {}, .allowed_hosts = {}});
  AreaChoice choice;
  choice.points = degrees.size();
  if (!table.has_geometry || !table.crs) {
    return choice;
  }
  choice.polygons = static_cast<std::size_t>(std::ranges::count_if(table.geometry, [](const auto& geometry) {
    return geometry && geometry->IsEmpty() == 0 && geometry->getDimension() == 2;
  }));
  std::vector<Point> points;
  for (const auto& point : Projection(wgs84(), *table.crs).points(degrees)) {
    if (point) {
      points.push_back(*point);
    }
  }
  const auto held = points_in_each(table, points);
  const auto fullest = std::ranges::max_element(held);
  if (fullest == held.end() || *fullest == 0) {
    return choice;
  }
  const auto most = static_cast<std::size_t>(fullest - held.begin());
  std::optional<std::size_t> best;
  int worth = 0;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (const auto here = worth_of(table, column, most); here > worth) {
      best = column;
      worth = here;
    }
  }
  if (!best) {
    choice.holders.emplace_back("", held[most]);
    return choice;
  }
  choice.field = table.column_names[*best];
  std::map<std::string, std::size_t> by_value;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (const auto value = std::string(trimmed(table.columns[*best][row])); held[row] > 0 && !value.empty()) {
      by_value[value] += held[row];
    }
  }
  choice.holders.assign(by_value.begin(), by_value.end());
  std::ranges::stable_sort(choice.holders, [](const auto& a, const auto& b) { return a.second > b.second; });
  return choice;
}

}  // namespace lykta
