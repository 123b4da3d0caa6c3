#include "geo/read/understand.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/date_parts.hpp"
#include "geo/read/kinds.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/number_style.hpp"
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

/// Each part of a date needs the larger one.
void check_date_parts(const SourceDescription& description) {
  const auto& columns = description.columns;
  const auto need = [&](ColumnRole part, ColumnRole larger) {
    if (!(columns.*part).empty() && (columns.*larger).empty()) {
      throw InvalidOption(
          fmt::format("{}: column {} needs a column {}", description.name, key_of(part), key_of(larger)));
    }
  };
  need(&ColumnMapping::day, &ColumnMapping::month);
  need(&ColumnMapping::month, &ColumnMapping::year);
  need(&ColumnMapping::minute, &ColumnMapping::hour);
  const auto exclude = [&](ColumnRole one, ColumnRole other) {
    if (!(columns.*one).empty() && !(columns.*other).empty()) {
      throw InvalidOption(fmt::format("{}: the column {} and the column {} exclude each other", description.name,
                                      key_of(one), key_of(other)));
    }
  };
  exclude(&ColumnMapping::date, &ColumnMapping::year);
  exclude(&ColumnMapping::time, &ColumnMapping::hour);
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
  if (!tells_date(columns) && !(columns.time + columns.end_date + columns.end_time + columns.hour).empty()) {
    throw InvalidOption(
        fmt::format("{}: columns time, hour, end_date and end_time need a column date", description.name));
  }
  check_date_parts(description);
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
    : Rows(description, allowed_hosts, RowSource(request_for(description, allowed_hosts))) {}

Rows::Rows(const SourceDescription& description, const std::vector<std::string>& allowed_hosts, RowSource source)
    : description_(checked(description)),
      allowed_hosts_(allowed_hosts),
      source_(std::move(source)),
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
  const auto& columns = description.columns;
  has_only_dates_ = !columns.date.empty() && !description.months_only &&
                    (columns.time + columns.hour + columns.end_date + columns.end_time).empty();
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
          texts[i] = layer_file()->text_of(feature, positions_[i]);
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

std::optional<double> Rows::coordinate_of(std::string_view text, const NumberStyle& style) const {
  const auto form = styles_.coordinates;
  return form == CoordinateForm::number ? parse_unmistakable_number(text, style) : parse_in_form(text, form);
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
    const auto& unread = x ? text_y : text_x;
    return Fault{says_missing(unread) ? RejectCause::no_position : RejectCause::unreadable_position,
                 x ? columns.y : columns.x, std::string(unread)};
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
      return Fault{says_missing(written) ? RejectCause::no_position : RejectCause::unreadable_position,
                   columns.position, std::string(written)};
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

OrFault<Rows::Moment> Rows::day_of(const MomentColumns& columns, const RowBatch& batch, std::size_t row,
                                   LocalClock& clock) const {
  if (columns.may_be_in_parts && description_.columns.date.empty()) {
    const auto part = [&](ColumnRole role) { return text(role, batch, row); };
    const auto joined =
        join_date_parts({part(&ColumnMapping::year), part(&ColumnMapping::month), part(&ColumnMapping::day)});
    if (const auto* fault = std::get_if<DatePartFault>(&joined)) {
      return Fault{fault->is_missing ? RejectCause::no_date : RejectCause::unreadable_date,
                   description_.columns.*(fault->role), std::string(part(fault->role))};
    }
    return Moment{std::get<TimeSpan>(joined)};
  }
  const auto date_text = text(columns.date, batch, row);
  const auto written = parse_date_time(date_text, columns.style);
  if (!written) {
    const auto& name = description_.columns.*columns.date;
    if (says_missing(date_text)) {
      return Fault{RejectCause::no_date, name, std::string(date_text)};
    }
    Fault fault{RejectCause::unreadable_date, name, std::string(date_text)};
    const auto day = parse_day_in_front(date_text, columns.style);
    if (!day) {
      return fault;
    }
    fault.cause = RejectCause::unreadable_time;
    return Moment{.span = day->span, .unread_time = std::move(fault)};
  }
  const auto& span = written->span;
  if (written->utc_offset && description_.clock == Clock::as_written) {
    const auto offset = *written->utc_offset;
    return Moment{.span = {clock.at(span.start, offset), clock.at(span.end, offset)},
                  .stated_zone = true,
                  .heeded_offset = offset,
                  .written = span.end};
  }
  return Moment{.span = span, .stated_zone = written->utc_offset.has_value()};
}

OrFault<Rows::Moment> Rows::moment(const MomentColumns& columns, const RowBatch& batch, std::size_t row,
                                   LocalClock& clock) const {
  auto day = day_of(columns, batch, row, clock);
  auto* moment = std::get_if<Moment>(&day);
  if (moment == nullptr) {
    return day;
  }
  if (description_.months_only) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(moment->span.start)};
    const auto month = date.year() / date.month();
    return Moment{{std::chrono::local_days{month / 1}, std::chrono::local_days{(month + std::chrono::months{1}) / 1}}};
  }
  const auto& mapping = description_.columns;
  const auto time_text = text(columns.time, batch, row);
  const auto hour_text = columns.may_be_in_parts ? text(&ColumnMapping::hour, batch, row) : std::string_view();
  const auto by_hour = time_text.empty() && !hour_text.empty();
  const auto clock_text = by_hour ? hour_text : time_text;
  // A sheet's date cells come with a time of day that is always midnight; the time column tells the real one. What the
  // date was written as counts, not what an offset makes of it.
  const auto start = moment->heeded_offset ? moment->written : moment->span.start;
  const auto midnight = std::chrono::floor<std::chrono::days>(start);
  const auto is_at_midnight = moment->span.length().count() == 0 && start == midnight;
  const auto whole_day = [&] {
    return Moment{.span = {midnight, midnight + std::chrono::days{1}}, .unread_time = std::move(moment->unread_time)};
  };
  if (clock_text.empty() || says_missing(clock_text)) {
    const auto has_clock = !(mapping.*columns.time).empty() || (columns.may_be_in_parts && !mapping.hour.empty());
    return has_clock && is_at_midnight ? whole_day() : std::move(*moment);
  }
  const auto time_of_day = by_hour ? join_clock_parts(hour_text, text(&ColumnMapping::minute, batch, row))
                                   : parse_time(time_text, columns.clock_numbers);
  if (!time_of_day) {
    moment->unread_time =
        Fault{RejectCause::unreadable_time, by_hour ? mapping.hour : mapping.*columns.time, std::string(clock_text)};
    return is_at_midnight ? whole_day() : std::move(*moment);
  }
  if (moment->span.length() > std::chrono::days{1}) {
    return std::move(*moment);  // the hour of an unknown day of the month
  }
  return Moment{{midnight + time_of_day->begin, midnight + time_of_day->end}};
}

bool Rows::says_no_date(const RowBatch& batch, std::size_t row) const {
  const auto& columns = description_.columns;
  return text(columns.date.empty() ? &ColumnMapping::year : &ColumnMapping::date, batch, row).empty();
}

std::optional<RowTime> Rows::plain_time(const RowBatch& batch, std::size_t row, LocalClock& clock) const {
  const auto written = parse_date_time(text(&ColumnMapping::date, batch, row), styles_.date);
  if (!written) {
    return std::nullopt;
  }
  const auto& span = written->span;
  if (!written->utc_offset || description_.clock != Clock::as_written) {
    return RowTime{.span = span, .stated_zone = written->utc_offset.has_value()};
  }
  const auto offset = *written->utc_offset;
  return RowTime{.span = TimeSpan{clock.at(span.start, offset), clock.at(span.end, offset)}, .stated_zone = true};
}

OrFault<std::optional<std::chrono::local_days>> Rows::report_day(const RowBatch& batch, std::size_t row,
                                                                 LocalClock& clock) const {
  const auto written = text(&ColumnMapping::report_date, batch, row);
  if (written.empty() || says_missing(written)) {
    return std::optional<std::chrono::local_days>();
  }
  const auto time = parse_date_time(written, styles_.report_date);
  if (!time) {
    return Fault{RejectCause::unreadable_date, description_.columns.report_date, std::string(written)};
  }
  const auto start = time->utc_offset && description_.clock == Clock::as_written
                         ? clock.at(time->span.start, *time->utc_offset)
                         : time->span.start;
  return std::optional(std::chrono::floor<std::chrono::days>(start));
}

OrFault<RowTime> Rows::time(const RowBatch& batch, std::size_t row, LocalClock& clock) const {
  const auto& columns = description_.columns;
  if (has_only_dates_) {
    if (auto plain = plain_time(batch, row, clock)) {
      return std::move(*plain);
    }
  }
  if (!tells_date(columns)) {
    return RowTime{};
  }
  if (says_no_date(batch, row)) {
    return Fault{RejectCause::no_date, columns.date.empty() ? columns.year : columns.date, ""};
  }
  auto start = moment({.date = &ColumnMapping::date,
                       .time = &ColumnMapping::time,
                       .style = styles_.date,
                       .clock_numbers = styles_.time,
                       .may_be_in_parts = true},
                      batch, row, clock);
  if (auto* fault = std::get_if<Fault>(&start)) {
    return std::move(*fault);
  }
  auto& first = std::get<Moment>(start);
  RowTime time{.span = first.span, .stated_zone = first.stated_zone, .unread_time = std::move(first.unread_time)};
  const auto end_text = text(&ColumnMapping::end_date, batch, row);
  if (end_text.empty() || says_missing(end_text)) {
    time.no_end = !columns.end_date.empty();
    return time;
  }
  auto end = moment({.date = &ColumnMapping::end_date,
                     .time = &ColumnMapping::end_time,
                     .style = styles_.end_date,
                     .clock_numbers = styles_.end_time},
                    batch, row, clock);
  if (auto* fault = std::get_if<Fault>(&end)) {
    return std::move(*fault);
  }
  auto& last = std::get<Moment>(end);
  if (!time.unread_time) {
    time.unread_time = std::move(last.unread_time);
  }
  // A start given as a whole day begins with it, an end given as a whole day ends with it.
  const auto begin = first.span.start;
  const auto until = last.span.end;
  // When summer time ends the clock on the wall goes back while time goes on: offsets tell. What it showed in between is
  // within the repeated hour.
  const auto is_in_order = first.heeded_offset && last.heeded_offset
                               ? first.written - *first.heeded_offset <= last.written - *last.heeded_offset
                               : begin <= until;
  if (is_in_order) {
    time.span = TimeSpan{std::min(begin, until), std::max(begin, until)};
    return time;
  }
  const auto written = fmt::format("{} {}", end_text, text(&ColumnMapping::end_time, batch, row));
  return Fault{RejectCause::end_before_start, columns.end_date, std::string(trimmed(written))};
}

}  // namespace lykta
