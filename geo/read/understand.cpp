#include "geo/read/understand.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/kinds.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::vector<std::string> mapped_columns(const ColumnMapping& columns) {
  std::vector<std::string> names;
  for (const auto& each : mapping_keys) {
    const auto& name = columns.*each.role;
    if (!name.empty() && std::ranges::find(names, name) == names.end()) {
      names.push_back(name);
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

/// Refuses mappings that cannot be.
const SourceDescription& checked(const SourceDescription& description) {
  const auto& columns = description.columns;
  if (columns.x.empty() != columns.y.empty()) {
    throw InvalidOption(fmt::format("{}: columns x and y go together; only one is given", description.name));
  }
  if (!columns.x.empty() && !columns.position.empty()) {
    throw InvalidOption(
        fmt::format("{}: the column position and the columns x and y exclude each other", description.name));
  }
  if (columns.date.empty() && !(columns.time + columns.end_date + columns.end_time).empty()) {
    throw InvalidOption(fmt::format("{}: columns time, end_date and end_time need a column date", description.name));
  }
  if (columns.end_date.empty() && !columns.end_time.empty() && !kind_of(description.kind).ends_by_clock) {
    throw InvalidOption(fmt::format("{}: column end_time needs a column end_date", description.name));
  }
  return description;
}

RowRequest request_for(const SourceDescription& description, const std::vector<std::string>& allowed_hosts) {
  return {.path = description.path,
          .layer = description.layer,
          .text = description.text,
          .wanted = mapped_columns(checked(description).columns),
          .allowed_hosts = allowed_hosts};
}

}  // namespace

Rows::Rows(const SourceDescription& description, const std::vector<std::string>& allowed_hosts)
    : description_(description),
      allowed_hosts_(allowed_hosts),
      source_(request_for(description, allowed_hosts)),
      watch_(source_, description, mapped_columns(description.columns)) {
  const auto wanted = mapped_columns(description.columns);
  positions_ = source_.positions_of(wanted);
  for (const auto& each : mapping_keys) {
    const auto found = std::ranges::find(wanted, description.columns.*each.role);
    if (found != wanted.end()) {
      mapped_.push_back({each.role, static_cast<std::size_t>(found - wanted.begin())});
    }
  }
  const auto is_placed = !description.columns.x.empty() || !description.columns.position.empty() ||
                         description.polygons || description.addresses || format().has_geometry;
  if (!is_placed) {
    throw InvalidOption(fmt::format(
        "{} ({}): the file has no geometry: say which columns hold the coordinates (x and y){}; the columns are: {}",
        without_secrets(description.path), format().layer,
        is_about_areas(description.kind) ? ", or name polygons to join the rows with ([sources.polygons])" : "",
        fmt::join(format().columns, ", ")));
  }
  if (description.addresses) {
    addresses_ = std::make_shared<const AddressTable>(*description.addresses, allowed_hosts);
  }
  styles_ = find_styles(source_, description);
  styles_.found.insert(styles_.found.end(), watch_.notes().begin(), watch_.notes().end());
}

void Rows::read(const BatchTaker& take, const Progress& progress) {
  auto watch = watch_;
  const auto take_watched = [&](const RowBatch& batch) {
    watch.look_at(batch);
    return take(batch);
  };
  source_.read(positions_, take_watched, progress);
  watch.judge();
}

void Rows::read_with_geometry(const GeometryTaker& take, const Progress& progress) const {
  const NetworkPermit permit(allowed_hosts_);
  auto watch = watch_;
  RowBatch batch;
  batch.columns.resize(positions_.size());
  std::vector<std::string> texts(positions_.size());
  layer_file()->read_features(
      positions_,
      [&](OGRFeature& feature) {
        batch.clear();
        batch.row.push_back(feature.GetFID());
        for (std::size_t i = 0; i < positions_.size(); ++i) {
          texts[i] = text_of_field(feature, positions_[i]);
          batch.columns[i].push_back(trimmed(texts[i]));
        }
        watch.look_at(batch);
        take(batch, OGRGeometryUniquePtr(feature.StealGeometry()));
        return true;
      },
      progress);
  watch.judge();
}

Crs Rows::crs(bool& assumed) const {
  assumed = false;
  if (addresses_) {
    return addresses_->crs();
  }
  if (!description_.crs.empty()) {
    return Crs::parse(description_.crs);
  }
  const auto& columns = description_.columns;
  if (columns.x.empty() && columns.position.empty() && format().crs) {
    return *format().crs;
  }
  const auto is_geojson = !columns.position.empty() && styles_.position == PositionForm::geojson;
  if (looks_like_degrees(columns) || styles_.are_degrees() || is_geojson) {
    assumed = true;
    return wgs84();
  }
  const auto& option = description_.options.crs;
  throw InvalidOption(
      fmt::format("{} ({}): the coordinate system of the positions is not declared{}: state it ({} or the like)",
                  without_secrets(description_.path), format().layer,
                  description_.crs_guess.empty() ? "" : fmt::format(", and {}", description_.crs_guess),
                  option.empty() ? "crs = \"EPSG:3006\"" : fmt::format("{} EPSG:3006", option)));
}

std::string_view Rows::text(ColumnRole role, const RowBatch& batch, std::size_t row) const {
  const auto found = std::ranges::find(mapped_, role, &MappedColumn::role);
  return found == mapped_.end() ? std::string_view{} : batch.columns[found->index][row];
}

std::optional<double> Rows::coordinate_of(std::string_view text, const NumberStyle& style) const {
  const auto form = styles_.coordinates;
  return form == CoordinateForm::number ? parse_number(text, style) : parse_in_form(text, form);
}

OrFault<Point> Rows::position_in_columns(const RowBatch& batch, std::size_t row) const {
  const auto& columns = description_.columns;
  const auto text_x = text(&ColumnMapping::x, batch, row);
  const auto text_y = text(&ColumnMapping::y, batch, row);
  if (text_x.empty() || text_y.empty()) {
    return Fault{RejectCause::no_position, text_x.empty() ? columns.x : columns.y, ""};
  }
  const auto x = coordinate_of(text_x, styles_.x);
  const auto y = coordinate_of(text_y, styles_.y);
  if (!x || !y) {
    return Fault{RejectCause::unreadable_position, x ? columns.y : columns.x, std::string(x ? text_y : text_x)};
  }
  if (*x == 0 && *y == 0) {
    return Fault{RejectCause::zero_position, columns.x, "0, 0"};
  }
  return Point{*x, *y};
}

OrFault<Point> Rows::position_of_address(const RowBatch& batch, std::size_t row) const {
  const auto address = text(&ColumnMapping::address, batch, row);
  if (address.empty()) {
    return Fault{RejectCause::no_position, description_.columns.address, ""};
  }
  const auto point = addresses_->find(address);
  return point ? OrFault<Point>(*point)
               : Fault{RejectCause::unknown_address, description_.columns.address, std::string(address)};
}

OrFault<Point> Rows::position(const RowBatch& batch, std::size_t row) const {
  const auto& columns = description_.columns;
  if (addresses_) {
    return position_of_address(batch, row);
  }
  if (!columns.x.empty()) {
    return position_in_columns(batch, row);
  }
  if (!columns.position.empty()) {
    const auto written = text(&ColumnMapping::position, batch, row);
    if (written.empty()) {
      return Fault{RejectCause::no_position, columns.position, ""};
    }
    const auto point = parse_position(written, styles_.position);
    if (!point) {
      return Fault{RejectCause::unreadable_position, columns.position, std::string(written)};
    }
    return *point == Point{} ? OrFault<Point>(Fault{RejectCause::zero_position, columns.position, "0, 0"}) : *point;
  }
  if (batch.geometry[row] == RowGeometry::none) {
    return Fault{RejectCause::no_position, "", ""};
  }
  if (batch.geometry[row] != RowGeometry::point) {
    return Fault{RejectCause::not_a_point, "", std::string(name_of(batch.geometry[row]))};
  }
  if (batch.point[row] == Point{}) {
    return Fault{RejectCause::zero_position, "", "0, 0"};
  }
  return batch.point[row];
}

OrFault<Rows::Moment> Rows::moment(ColumnRole date_column, ColumnRole time_column, const DateStyle& style,
                                   const RowBatch& batch, std::size_t row, LocalClock& clock) const {
  const auto date_text = text(date_column, batch, row);
  const auto written = parse_date_time(date_text, style);
  if (!written) {
    return Fault{RejectCause::unreadable_date, description_.columns.*date_column, std::string(date_text)};
  }
  // A sheet's date cells come with a time of day that is always midnight; the time column tells the real one.
  const auto midnight = std::chrono::floor<std::chrono::days>(written->span.start);
  if (description_.months_only) {
    const std::chrono::year_month_day day{midnight};
    const auto month = day.year() / day.month();
    return Moment{{std::chrono::local_days{month / 1}, std::chrono::local_days{(month + std::chrono::months{1}) / 1}},
                  false};
  }
  if (const auto time_text = text(time_column, batch, row); !time_text.empty()) {
    const auto time_of_day = parse_time_of_day(time_text);
    if (!time_of_day) {
      return Fault{RejectCause::unreadable_time, description_.columns.*time_column, std::string(time_text)};
    }
    if (written->span.length() > std::chrono::days{1}) {
      return Moment{written->span, false};  // the hour of an unknown day of the month
    }
    return Moment{{midnight + *time_of_day, midnight + *time_of_day}, false};
  }
  if (!(description_.columns.*time_column).empty() && written->span == TimeSpan{midnight, midnight}) {
    return Moment{{midnight, midnight + std::chrono::days{1}}, false};
  }
  if (written->utc_offset && description_.clock == Clock::as_written) {
    return Moment{
        {clock.at(written->span.start, *written->utc_offset), clock.at(written->span.end, *written->utc_offset)}, true};
  }
  return Moment{written->span, written->utc_offset.has_value()};
}

OrFault<RowTime> Rows::time(const RowBatch& batch, std::size_t row, LocalClock& clock) const {
  const auto& columns = description_.columns;
  if (columns.date.empty()) {
    return RowTime{};
  }
  if (text(&ColumnMapping::date, batch, row).empty()) {
    return Fault{RejectCause::no_date, columns.date, ""};
  }
  const auto start = moment(&ColumnMapping::date, &ColumnMapping::time, styles_.date, batch, row, clock);
  if (const auto* fault = std::get_if<Fault>(&start)) {
    return *fault;
  }
  const auto& [span, stated_zone] = std::get<Moment>(start);
  const auto end_text = text(&ColumnMapping::end_date, batch, row);
  if (end_text.empty()) {
    return RowTime{.span = span, .stated_zone = stated_zone, .no_end = !columns.end_date.empty()};
  }
  const auto end = moment(&ColumnMapping::end_date, &ColumnMapping::end_time, styles_.end_date, batch, row, clock);
  if (const auto* fault = std::get_if<Fault>(&end)) {
    return *fault;
  }
  // A start given as a whole day begins with it, an end given as a whole day ends with it.
  const auto last = std::get<Moment>(end).span.end;
  if (last < span.start) {
    const auto written = fmt::format("{} {}", end_text, text(&ColumnMapping::end_time, batch, row));
    return Fault{RejectCause::end_before_start, columns.end_date, std::string(trimmed(written))};
  }
  return RowTime{.span = TimeSpan{span.start, last}, .stated_zone = stated_zone};
}

}  // namespace lykta
