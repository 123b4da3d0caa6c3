#include "geo/read/events.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "geo/outline.hpp"
#include "geo/read/text_values.hpp"

namespace lykta {

namespace {

constexpr double default_severity = 1;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, lower_case(text)) != words.end();
}

bool means_yes(std::string_view text) {
  return is_one_of(text, {"ja", "j", "yes", "y", "true", "1", "x", "sant", "upptäckt", "discovered"});
}

PositionClass position_class_of(std::string_view text) {
  if (is_one_of(text, {"a"})) {
    return PositionClass::a;
  }
  if (is_one_of(text, {"b"})) {
    return PositionClass::b;
  }
  return is_one_of(text, {"c"}) ? PositionClass::c : PositionClass::unknown;
}

/// Classes and categories are counted with sixteen bits; a column with more values holds something else.
std::uint16_t next_index(std::size_t known, std::string_view column) {
  if (known > std::numeric_limits<std::uint16_t>::max()) {
    throw DataError(fmt::format("the column {} holds more than {} different values: is it the right column?", column,
                                std::numeric_limits<std::uint16_t>::max()));
  }
  return static_cast<std::uint16_t>(known);
}

Feeling feeling_of(std::string_view text) {
  if (is_one_of(text, {"trygg", "safe"})) {
    return Feeling::safe;
  }
  return is_one_of(text, {"neutral"}) ? Feeling::neutral : Feeling::unsafe;
}

}  // namespace

struct EventReader::Usable {
  std::size_t row;
  Point position;
};

EventReader::EventReader(const InputsDescription& description, const Crs& crs, ReadReport& report)
    : description_(description), crs_(crs), report_(report) {
  for (const auto& known : description.classes) {
    const auto index = class_named(known.name);
    inputs_.classes[index].weight = known.weight;
    class_origin_[index] = known.origin;
  }
}

void EventReader::add(std::uint32_t index, const SourceDescription& description, const Rows& rows, const Crs& crs,
                      bool crs_assumed) {
  SourceReport source;
  source.name = description.name;
  source.path = description.path_as_written;
  source.layer = rows.table().layer;
  source.driver = rows.table().driver;
  source.encoding = rows.table().encoding;
  source.crs = crs.id();
  source.rows = rows.size();
  if (crs_assumed) {
    source.defaults.push_back(fmt::format("crs: {} taken, since the coordinate columns are called {} and {}", crs.id(),
                                          description.columns.x, description.columns.y));
  }
  if (description.layer.empty() && rows.table().layers > 1) {
    source.defaults.push_back(fmt::format("layer: {} taken, the first of {}", rows.table().layer, rows.table().layers));
  }
  if (!rows.table().encoding.empty() && description.encoding.empty()) {
    source.defaults.push_back(fmt::format("encoding: {} found in the text", rows.table().encoding));
  }
  report_.sources.push_back(std::move(source));
  switch (description.kind) {
    case SourceKind::incidents:
      add_incidents(index, description, rows, crs);
      break;
    case SourceKind::observations:
      add_observations(index, description, rows, crs);
      break;
    case SourceKind::areas:
      add_residents(index, description, rows, crs);
      break;
  }
}

std::vector<EventReader::Usable> EventReader::usable_rows(std::uint32_t index, const Rows& rows, const Crs& crs) {
  std::vector<std::size_t> row_of_point;
  std::vector<Point> points;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto position = rows.position(row);
    if (const auto* fault = std::get_if<Fault>(&position)) {
      reject(index, rows, row, *fault);
    } else {
      row_of_point.push_back(row);
      points.push_back(std::get<Point>(position));
    }
  }
  const Projection projection(crs, crs_);
  auto projected = projection.points(points);
  if (projection.is_identity()) {
    // Nothing was projected, so nothing failed: the globe tells which points are nowhere.
    const auto on_globe = Projection(crs, wgs84()).points(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
      projected[i] = on_globe[i] ? projected[i] : std::nullopt;
    }
  }
  std::vector<Usable> usable;
  usable.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (projected[i]) {
      usable.push_back({row_of_point[i], *projected[i]});
    } else {
      reject(index, rows, row_of_point[i],
             {RejectCause::impossible_position, "", fmt::format("{:.10g}, {:.10g}", points[i].x, points[i].y)});
    }
  }
  return usable;
}

void EventReader::add_incidents(std::uint32_t index, const SourceDescription& description, const Rows& rows,
                                const Crs& crs) {
  const auto& columns = description.columns;
  auto& incidents = inputs_.incidents;
  for (const auto& [row, position] : usable_rows(index, rows, crs)) {
    const auto position_class = rows.text(columns.position_class, row);
    if (is_one_of(position_class, {"d"})) {
      reject(index, rows, row, {RejectCause::position_class_d, columns.position_class, std::string(position_class)});
      continue;
    }
    const auto time = rows.time(row, description_.time_zone);
    if (const auto* fault = std::get_if<Fault>(&time)) {
      reject(index, rows, row, *fault);
      continue;
    }
    const auto& span = std::get<std::optional<TimeSpan>>(time);
    const auto class_index = class_of(description, rows.text(columns.class_name, row));
    incidents.position.push_back(position);
    incidents.time.push_back(span);
    incidents.class_index.push_back(class_index);
    incidents.origin.push_back(origin_of(description, rows.text(columns.discovered, row), class_index));
    incidents.position_class.push_back(position_class_of(position_class));
    incidents.row.push_back({index, rows.table().row[row]});
    ++current().used;
    current().intervals += span && span->start != span->end ? 1U : 0U;
    current().zones_ignored += description.clock == Clock::wall_clock && rows.states_zone(row) ? 1U : 0U;
  }
}

void EventReader::add_observations(std::uint32_t index, const SourceDescription& description, const Rows& rows,
                                   const Crs& crs) {
  const auto& columns = description.columns;
  auto& observations = inputs_.observations;
  for (const auto& [row, position] : usable_rows(index, rows, crs)) {
    const auto time = rows.time(row, description_.time_zone);
    if (const auto* fault = std::get_if<Fault>(&time)) {
      reject(index, rows, row, *fault);
      continue;
    }
    const auto severity_text = rows.text(columns.severity, row);
    const auto severity = severity_text.empty() ? std::optional(default_severity) : parse_number(severity_text);
    if (!severity || *severity < 0) {
      reject(index, rows, row, {RejectCause::unreadable_number, columns.severity, std::string(severity_text)});
      continue;
    }
    observations.position.push_back(position);
    observations.time.push_back(std::get<std::optional<TimeSpan>>(time));
    observations.category_index.push_back(category_of(description, rows.text(columns.category, row)));
    observations.severity.push_back(*severity);
    observations.feeling.push_back(feeling_of(rows.text(columns.feeling, row)));
    observations.row.push_back({index, rows.table().row[row]});
    ++current().used;
    current().zones_ignored += description.clock == Clock::wall_clock && rows.states_zone(row) ? 1U : 0U;
  }
}

void EventReader::add_residents(std::uint32_t index, const SourceDescription& description, const Rows& rows,
                                const Crs& crs) {
  const auto& column = description.columns.residents;
  if (column.empty()) {
    throw InvalidOption(fmt::format("{}: a source of kind areas needs a column residents", description.name));
  }
  const auto number_of = [&](std::size_t row) -> std::optional<double> {
    const auto text = rows.text(column, row);
    const auto number = parse_number(text);
    if (!number || *number < 0) {
      reject(index, rows, row, {RejectCause::unreadable_number, column, std::string(text)});
      return std::nullopt;
    }
    ++current().used;
    return number;
  };
  const auto has_polygons =
      description.columns.x.empty() && std::ranges::any_of(rows.table().geometry, [](const auto& geometry) {
        return geometry && geometry->getDimension() == 2;
      });
  if (!has_polygons) {
    for (const auto& [row, position] : usable_rows(index, rows, crs)) {
      if (const auto number = number_of(row)) {
        inputs_.residents.push_back({.point = position, .area = {}, .number = *number});
      }
    }
    return;
  }
  const Projection projection(crs, crs_);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto& geometry = rows.table().geometry[row];
    const auto projected = geometry ? projection.geometry(*geometry) : nullptr;
    auto area = projected ? area_of(*projected) : std::nullopt;
    if (!area) {
      reject(index, rows, row, {geometry ? RejectCause::impossible_position : RejectCause::no_position, "", ""});
    } else if (const auto number = number_of(row)) {
      inputs_.residents.push_back({.point = {}, .area = std::move(area), .number = *number});
    }
  }
}

std::uint16_t EventReader::class_named(const std::string& name) {
  const auto [entry, is_new] = class_index_.try_emplace(name, next_index(inputs_.classes.size(), "class"));
  if (is_new) {
    inputs_.classes.push_back({.name = name, .weight = 1.0});
    class_origin_.emplace_back();
  }
  return entry->second;
}

std::uint16_t EventReader::class_of(const SourceDescription& description, std::string_view value) {
  if (description.columns.class_name.empty()) {
    return class_named(description.fixed_class.empty() ? description.name : description.fixed_class);
  }
  const std::string text(value);
  if (const auto mapped = description.classes.find(text); mapped != description.classes.end()) {
    return class_named(mapped->second);
  }
  // Without a list of classes and without a mapping the values are the classes.
  if (class_index_.contains(text) || (description_.classes.empty() && description.classes.empty() && !text.empty())) {
    return class_named(text);
  }
  ++current().unmapped_values[text];
  return class_named(unmapped_class);
}

std::uint16_t EventReader::category_of(const SourceDescription& description, std::string_view value) {
  const auto mapped = description.classes.find(std::string(value));
  const auto name = mapped != description.classes.end() ? mapped->second : std::string(value);
  if (!description.classes.empty() && mapped == description.classes.end()) {
    ++current().unmapped_values[name];
  }
  const auto [entry, is_new] =
      category_index_.try_emplace(name, next_index(inputs_.observation_categories.size(), "category"));
  if (is_new) {
    inputs_.observation_categories.push_back(name);
  }
  return entry->second;
}

Origin EventReader::origin_of(const SourceDescription& description, std::string_view discovered,
                              std::uint16_t class_index) const {
  if (!discovered.empty()) {
    return means_yes(discovered) ? Origin::discovered : Origin::reported;
  }
  if (description.origin) {
    return *description.origin;
  }
  return class_origin_[class_index].value_or(Origin::reported);
}

void EventReader::reject(std::uint32_t index, const Rows& rows, std::size_t row, const Fault& fault) {
  report_.rejects.push_back({.source = index,
                             .row = rows.table().row[row],
                             .column = fault.column,
                             .cause = fault.cause,
                             .value = fault.value});
}

}  // namespace lykta
