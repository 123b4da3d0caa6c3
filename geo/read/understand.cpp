#include "geo/read/understand.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/error.hpp"
#include "geo/read/text_values.hpp"

namespace lykta {

namespace {

std::vector<std::string> mapped_columns(const ColumnMapping& columns) {
  std::vector<std::string> names;
  for (const auto* name : {&columns.x, &columns.y, &columns.date, &columns.time, &columns.end_date, &columns.end_time,
                           &columns.class_name, &columns.position_class, &columns.discovered, &columns.category,
                           &columns.severity, &columns.feeling, &columns.residents}) {
    if (!name->empty() && std::ranges::find(names, *name) == names.end()) {
      names.push_back(*name);
    }
  }
  return names;
}

bool looks_like_degrees(const ColumnMapping& columns) {
  const auto starts = [](const std::string& name, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings,
                               [&](std::string_view beginning) { return lower_case(name).starts_with(beginning); });
  };
  return starts(columns.x, {"lon", "lng"}) && starts(columns.y, {"lat"});
}

}  // namespace

Rows::Rows(const SourceDescription& description, const Progress& progress)
    : description_(description), wanted_(mapped_columns(description.columns)) {
  if (description.columns.x.empty() != description.columns.y.empty()) {
    throw InvalidOption(fmt::format("{}: columns x and y go together; only one is given", description.name));
  }
  if (description.columns.date.empty() &&
      !(description.columns.time + description.columns.end_date + description.columns.end_time).empty()) {
    throw InvalidOption(fmt::format("{}: columns time, end_date and end_time need a column date", description.name));
  }
  if (description.columns.end_date.empty() && !description.columns.end_time.empty()) {
    throw InvalidOption(fmt::format("{}: column end_time needs a column end_date", description.name));
  }
  table_ = read_table(
      {.path = description.path, .layer = description.layer, .columns = wanted_, .encoding = description.encoding},
      progress);
  if (description.columns.x.empty() && !table_.has_geometry) {
    throw InvalidOption(fmt::format(
        "{} ({}): the file has no geometry: say which columns hold the coordinates (x and y); the columns are: {}",
        description.path, table_.layer, fmt::join(table_.column_names, ", ")));
  }
}

Crs Rows::crs(bool& assumed) const {
  assumed = false;
  if (!description_.crs.empty()) {
    return Crs::parse(description_.crs);
  }
  if (description_.columns.x.empty() && table_.crs) {
    return *table_.crs;
  }
  if (looks_like_degrees(description_.columns)) {
    assumed = true;
    return wgs84();
  }
  throw InvalidOption(fmt::format(
      "{} ({}): the coordinate system of the positions is not declared: state it (crs = \"EPSG:3006\" or the like)",
      description_.path, table_.layer));
}

std::string_view Rows::text(const std::string& column, std::size_t row) const {
  const auto found = std::ranges::find(wanted_, column);
  if (column.empty() || found == wanted_.end()) {
    return {};
  }
  return trimmed(table_.columns[static_cast<std::size_t>(found - wanted_.begin())][row]);
}

OrFault<Point> Rows::position(std::size_t row) const {
  const auto& columns = description_.columns;
  if (columns.x.empty()) {
    const auto* geometry = table_.geometry[row].get();
    if (geometry == nullptr || geometry->IsEmpty() != 0) {
      return Fault{RejectCause::no_position, "", ""};
    }
    // Layers of multipoints with a single point each are a common by-product of conversions.
    if (wkbFlatten(geometry->getGeometryType()) == wkbMultiPoint && geometry->toMultiPoint()->getNumGeometries() == 1) {
      geometry = geometry->toMultiPoint()->getGeometryRef(0);
    }
    if (wkbFlatten(geometry->getGeometryType()) != wkbPoint) {
      return Fault{RejectCause::not_a_point, "", geometry->getGeometryName()};
    }
    const auto* point = geometry->toPoint();
    if (point->getX() == 0 && point->getY() == 0) {
      return Fault{RejectCause::zero_position, "", "0, 0"};
    }
    return Point{point->getX(), point->getY()};
  }
  const auto text_x = text(columns.x, row);
  const auto text_y = text(columns.y, row);
  if (text_x.empty() || text_y.empty()) {
    return Fault{RejectCause::no_position, text_x.empty() ? columns.x : columns.y, ""};
  }
  const auto x = parse_number(text_x);
  const auto y = parse_number(text_y);
  if (!x || !y) {
    return Fault{RejectCause::unreadable_position, x ? columns.y : columns.x, std::string(x ? text_y : text_x)};
  }
  if (*x == 0 && *y == 0) {
    return Fault{RejectCause::zero_position, columns.x, "0, 0"};
  }
  return Point{*x, *y};
}

OrFault<TimeSpan> Rows::moment(const std::string& date_column, const std::string& time_column, std::size_t row,
                               const std::string& time_zone) const {
  const auto date_text = text(date_column, row);
  auto written = parse_date_time(date_text);
  if (!written) {
    return Fault{RejectCause::unreadable_date, date_column, std::string(date_text)};
  }
  // A sheet's date cells come with a time of day that is always midnight; the time column tells the real one.
  const auto midnight = std::chrono::floor<std::chrono::days>(written->span.start);
  if (const auto time_text = text(time_column, row); !time_text.empty()) {
    const auto time_of_day = parse_time_of_day(time_text);
    if (!time_of_day) {
      return Fault{RejectCause::unreadable_time, time_column, std::string(time_text)};
    }
    if (written->span.length() > std::chrono::days{1}) {
      return written->span;  // the hour of an unknown day of the month
    }
    return TimeSpan{midnight + *time_of_day, midnight + *time_of_day};
  }
  if (!time_column.empty() && written->span == TimeSpan{midnight, midnight}) {
    return TimeSpan{midnight, midnight + std::chrono::days{1}};
  }
  if (written->utc_offset && description_.clock == Clock::as_written) {
    return TimeSpan{in_zone(written->span.start, *written->utc_offset, time_zone),
                    in_zone(written->span.end, *written->utc_offset, time_zone)};
  }
  return written->span;
}

OrFault<std::optional<TimeSpan>> Rows::time(std::size_t row, const std::string& time_zone) const {
  const auto& columns = description_.columns;
  if (columns.date.empty()) {
    return std::optional<TimeSpan>();
  }
  if (text(columns.date, row).empty()) {
    return Fault{RejectCause::no_date, columns.date, ""};
  }
  const auto start = moment(columns.date, columns.time, row, time_zone);
  if (const auto* fault = std::get_if<Fault>(&start)) {
    return *fault;
  }
  auto span = std::get<TimeSpan>(start);
  if (text(columns.end_date, row).empty()) {
    return std::optional(span);
  }
  const auto end = moment(columns.end_date, columns.end_time, row, time_zone);
  if (const auto* fault = std::get_if<Fault>(&end)) {
    return *fault;
  }
  // A start given as a whole day begins with it, an end given as a whole day ends with it.
  const auto last = std::get<TimeSpan>(end).end;
  if (last < span.start) {
    return Fault{RejectCause::end_before_start, columns.end_date,
                 fmt::format("{} {}", text(columns.end_date, row), text(columns.end_time, row))};
  }
  return std::optional(TimeSpan{span.start, last});
}

bool Rows::states_zone(std::size_t row) const {
  const auto written = parse_date_time(text(description_.columns.date, row));
  return written && written->utc_offset.has_value();
}

}  // namespace lykta
