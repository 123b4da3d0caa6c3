// The second half of EventReader: where the events are, once all of them have been read.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/base/median.hpp"
#include "engine/events/stacks.hpp"
#include "geo/crs/crs_evidence.hpp"
#include "geo/crs/own_degrees.hpp"
#include "geo/read/events.hpp"
#include "geo/read/losses.hpp"
#include "geo/read/stray_positions.hpp"
#include "geo/shapes/outline.hpp"
#include "geo/values/zone_places.hpp"

namespace lykta {

namespace {

std::string coordinates_text(const Point& point) { return fmt::format("{:.10g}, {:.10g}", point.x, point.y); }

/// Every so many of a range, so that about `most` are taken.
std::size_t stride_for(std::size_t size, std::size_t most) { return std::max<std::size_t>(1, size / most); }

/// A box seven times as wide and high: what lies outside is no edge of the same data.
Box surroundings(const Box& box) {
  const auto width = 3 * box.width();
  const auto height = 3 * box.height();
  return {box.min_x - width, box.min_y - height, box.max_x + width, box.max_y + height};
}

bool lies_in(const Box& box, const Point& point) {
  return box.min_x <= point.x && point.x <= box.max_x && box.min_y <= point.y && point.y <= box.max_y;
}

/// The median of both coordinates: far-off points do not move it.
Point middle_of(std::span<const Point> points) {
  const auto median = [&](double Point::*coordinate) {
    std::vector<double> values;
    values.reserve(points.size());
    for (const auto& point : points) {
      values.push_back(point.*coordinate);
    }
    return upper_median(values);
  };
  return {median(&Point::x), median(&Point::y)};
}

/// Times that state their offset were turned into the local time of the zone, which may be that of another continent.
void note_other_time_zone(const Point& middle, const Crs& target, const InputsDescription& all, SourceReport& source) {
  const auto degrees = Projection(target, wgs84()).points(std::array{middle}).front();
  const auto nearer = degrees ? nearer_zone(all.time_zone, *degrees) : std::nullopt;
  if (!nearer) {
    return;
  }
  const auto key = source.is_from_command ? "--time-zone " + nearer->name : "time_zone = \"" + nearer->name + "\"";
  source.defaults.push_back(said(
      {"tiderna är omräknade till lokal tid i {}, men händelserna ligger {:.0f} km därifrån: ange {}, eller {} om de "
       "är "
       "skrivna i lokal tid",
       "the times are turned into local time of {}, but the events lie {:.0f} km from there: state {}, or {} where "
       "they are written in local time"},
      all.time_zone, nearer->distance_km, key,
      source.is_from_command ? "--clock wall_clock" : "clock = \"wall_clock\""));
}

}  // namespace

std::vector<Point> EventReader::some_incidents_of(std::uint32_t index) const {
  constexpr std::size_t most = 1000;
  std::vector<Point> points;
  for (const auto& part : parts_) {
    const auto size = part.last - part.first;
    if (part.index == index && part.kind->kind == SourceKind::incidents) {
      for (auto i = part.first; i < part.last; i += stride_for(size, most)) {
        points.push_back(read_.inputs.incidents.position[i]);
      }
    }
  }
  return points;
}

std::vector<Point> EventReader::some_incidents_in_degrees() const {
  constexpr std::size_t most = 10000;
  std::vector<Point> degrees;
  const auto step = stride_for(read_.inputs.incidents.size(), most);
  for (const auto& part : parts_) {
    if (part.kind->kind != SourceKind::incidents) {
      continue;
    }
    std::vector<Point> points;
    for (auto i = part.first; i < part.last; i += step) {
      points.push_back(read_.inputs.incidents.position[i]);
    }
    for (const auto& point : Projection(part.crs, wgs84()).points(points)) {
      if (point && on_earth(*point)) {
        degrees.push_back(*point);
      }
    }
  }
  return degrees;
}

Inputs EventReader::take(const Crs& target, const Progress& progress, const std::optional<Box>& expected_degrees) {
  lykta::report(progress, "project", 0);
  std::map<const KindOfSource*, Marks> keep;
  for (const auto* kind : kinds_of_source) {
    keep[kind].assign(points_of(*kind), 1);
  }
  for (auto& part : parts_) {
    auto& marks = keep[part.kind];
    project_rejects(part, target);
    if (part.kind->kind == SourceKind::incidents) {
      // Of these alone it is asked what their positions are like.
      project_incidents(part, target, expected_degrees, marks);
      describe_positions(part, target, marks);
    } else if (part.kind->points != nullptr) {
      const auto size = part.last - part.first;
      const auto& [position, row] = part.kind->points(read_);
      project_points(part, target, std::span(position).subspan(part.first, size),
                     std::span(row).subspan(part.first, size), std::span(marks).subspan(part.first, size));
    }
  }
  auto& inputs = read_.inputs;
  for (const auto* kind : kinds_of_source) {
    if (kind->keep != nullptr) {
      kind->keep(read_, keep[kind]);
    }
  }
  project_areas(target);
  join_spellings_of_classes(description_.classes.size(), inputs, report_);
  find_losses_by_class(inputs, report_);
  for (const auto* kind : kinds_of_source) {
    if (kind->sort_names != nullptr) {
      kind->sort_names(description_, inputs);
    }
  }
  return std::move(inputs);
}

void EventReader::note_operation(const Part& part, const Projection& projection, std::span<const Point> points) {
  auto& operation = report_.sources[part.index].crs_operation;
  if (!operation && !points.empty()) {
    operation = projection.operation_over(central_box(points));
  }
}

void EventReader::project_rejects(const Part& part, const Crs& target) {
  std::vector<Reject*> placed;
  std::vector<Point> points;
  for (auto& reject : report_.rejects) {
    if (reject.source == part.index && reject.position) {
      placed.push_back(&reject);
      points.push_back(*reject.position);
    }
  }
  if (points.empty()) {
    return;
  }
  const auto projected = Projection(part.crs, target).points(points);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    placed[i]->position = projected[i];
  }
}

void EventReader::project_incidents(Part& part, const Crs& target, const std::optional<Box>& expected_degrees,
                                    std::vector<std::uint8_t>& keep) {
  auto& incidents = read_.inputs.incidents;
  const auto size = part.last - part.first;
  if (size == 0) {
    return;
  }
  const auto points = std::span(incidents.position).subspan(part.first, size);
  const auto usable = std::span(keep).subspan(part.first, size);
  constexpr std::size_t enough = 20000;
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < size; i += stride_for(size, enough)) {
    x.push_back(points[i].x);
    y.push_back(points[i].y);
  }
  report_.sources[part.index].position_step = shared_step(x, y);
  reject_foreign_zeros(part, keep);
  reject_strays(part, expected_degrees, keep);
  // What has no place keeps what the file says, for the list of rejects.
  std::vector<std::uint8_t> projected(size, 1);
  const Projection projection(part.crs, target);
  // Where those lie that are left out is nobody's concern.
  std::vector<Point> kept;
  for (std::size_t i = 0; i < size; i += stride_for(size, enough)) {
    if (usable[i] != 0) {
      kept.push_back(points[i]);
    }
  }
  note_operation(part, projection, kept);
  projection.points_in_place(points, projected);
  for (std::size_t i = 0; i < size; ++i) {
    if (projected[i] == 0 && usable[i] != 0) {
      usable[i] = 0;
      reject_incident(part.index, part.first + i,
                      {RejectCause::impossible_position, part.x_column, coordinates_text(points[i])});
    }
  }
}

void EventReader::reject_foreign_zeros(const Part& part, std::vector<std::uint8_t>& keep) {
  const auto& incidents = read_.inputs.incidents;
  const auto points = std::span<const Point>(incidents.position).subspan(part.first, part.last - part.first);
  // A tenth on each side: small files have few rows between a fault and the middle.
  constexpr double trimmed = 0.1;
  const auto central = central_box(points, trimmed);
  const auto around = surroundings(central);
  constexpr std::size_t most = 1000;  // a file with more outliers has another fault
  std::vector<std::size_t> outliers;
  for (std::size_t i = 0; i < points.size() && outliers.size() < most; ++i) {
    if (!lies_in(around, points[i])) {
      outliers.push_back(i);
    }
  }
  if (outliers.empty()) {
    return;
  }
  std::vector<Point> suspects;
  for (const auto i : outliers) {
    suspects.push_back(points[i]);
  }
  const Projection to_degrees(part.crs, wgs84());
  const auto corners =
      to_degrees.points(std::array{Point{central.min_x, central.min_y}, Point{central.max_x, central.max_y}});
  if (!corners[0] || !corners[1]) {
    return;
  }
  std::vector<Point> degrees;
  for (const auto& point : to_degrees.points(suspects)) {
    degrees.push_back(point.value_or(Point{}));
  }
  const auto systems = zero_of_system(degrees, {corners[0]->x, corners[0]->y, corners[1]->x, corners[1]->y});
  for (std::size_t i = 0; i < outliers.size(); ++i) {
    if (!systems[i].empty()) {
      keep[part.first + outliers[i]] = 0;
      reject_incident(part.index, part.first + outliers[i],
                      {RejectCause::zero_position, part.x_column,
                       fmt::format("{} (the zero of {})", coordinates_text(suspects[i]), systems[i])});
    }
  }
}

void EventReader::reject_strays(const Part& part, const std::optional<Box>& expected_degrees,
                                std::vector<std::uint8_t>& keep) {
  const auto& incidents = read_.inputs.incidents;
  const auto size = part.last - part.first;
  // Events of one row lie on one point because the row says so: the first speaks for all.
  std::vector<std::uint8_t> speaks(keep.begin() + static_cast<std::ptrdiff_t>(part.first),
                                   keep.begin() + static_cast<std::ptrdiff_t>(part.last));
  for (std::size_t i = 1; i < size; ++i) {
    speaks[i] = incidents.shares_row_with_last(part.first + i) ? 0 : speaks[i];
  }
  auto strays = find_stray_positions(std::span<const Point>(incidents.position).subspan(part.first, size), speaks,
                                     part.crs, expected_degrees);
  for (const auto& [at, cause, why] : strays.none) {
    const auto i = part.first + at;
    keep[i] = 0;
    for (auto next = i + 1; next < part.last && incidents.shares_row_with_last(next); ++next) {
      keep[next] = 0;
    }
    const auto written = coordinates_text(incidents.position[i]);
    reject_incident(part.index, i, {cause, part.x_column, why.empty() ? written : fmt::format("{} {}", written, why)});
  }
  auto& source = report_.sources[part.index];
  source.other_systems = std::move(strays.other_systems);
  source.far_off = strays.far_off;
  source.far_off_km = strays.far_off_km;
}

void EventReader::infer_position_class(const Part& part) {
  // A street or a place name is known to some 50 m and more (class C); what is rounded so far is known no better.
  constexpr double class_c_from_m = 50;
  auto& source = report_.sources[part.index];
  if (!description_.sources[part.index].columns.position_class.empty() || *source.position_step_m < class_c_from_m) {
    return;
  }
  for (auto i = part.first; i < part.last; ++i) {
    read_.inputs.incidents.position_class[i] = PositionClass::c;
  }
  source.defaults.push_back(said({"lägesklass: C för alla rader, eftersom lägena är avrundade till omkring {:.0f} m",
                                  "position class: C taken for all rows, as positions are rounded to about {:.0f} m"},
                                 *source.position_step_m));
}

std::string EventReader::position_classes_at(const Part& part, const Point& at,
                                             const std::vector<std::uint8_t>& keep) const {
  const auto& incidents = read_.inputs.incidents;
  std::string letters;
  for (const auto& [position_class, letter] :
       {std::pair{PositionClass::a, 'A'}, std::pair{PositionClass::b, 'B'}, std::pair{PositionClass::c, 'C'},
        std::pair{PositionClass::unknown, '?'}}) {
    for (auto i = part.first; i < part.last; ++i) {
      if (keep[i] != 0 && incidents.position[i] == at && incidents.position_class[i] == position_class) {
        letters += letter;
        break;
      }
    }
  }
  return letters;
}

void EventReader::describe_positions(const Part& part, const Crs& target, std::vector<std::uint8_t>& keep) {
  const auto& incidents = read_.inputs.incidents;
  std::vector<Point> points;
  points.reserve(part.last - part.first);
  auto& source = report_.sources[part.index];
  for (auto i = part.first; i < part.last; ++i) {
    if (keep[i] == 0) {
      continue;
    }
    source.counted_events += source.count_column.empty() ? 0U : 1U;
    // Events of one row lie on one point because the row says so.
    if (i == part.first || !incidents.shares_row_with_last(i)) {
      points.push_back(incidents.position[i]);
    }
  }
  if (points.empty()) {
    return;
  }
  if (source.position_step) {
    constexpr double metres_per_degree = 111'195;  // along a meridian
    const auto is_degrees = part.crs.reference().IsGeographic() != 0;
    const auto unit_m = is_degrees ? metres_per_degree : part.crs.reference().GetLinearUnits(nullptr);
    source.position_step_m = *source.position_step * unit_m;
    read_.inputs.position_step_m = std::max(read_.inputs.position_step_m.value_or(0), *source.position_step_m);
    infer_position_class(part);
  }
  if (source.zones_heeded > 0) {
    note_other_time_zone(middle_of(points), target, description_, source);
  }
  describe_stacks(part, target, std::move(points), keep);
  source.used = rows_left(part, keep);
}

void EventReader::describe_stacks(const Part& part, const Crs& target, std::vector<Point> points,
                                  std::vector<std::uint8_t>& keep) {
  const auto& incidents = read_.inputs.incidents;
  auto& source = report_.sources[part.index];
  const auto stacks = find_stacks(std::move(points));
  source.distinct_positions = stacks.distinct;
  source.stacked = stacks.in_stacks;
  const Projection to_degrees(target, wgs84());
  const auto& description = description_.sources[part.index];
  for (const auto& stack : suspicious_stacks(stacks)) {
    const auto degrees = to_degrees.points(std::array{stack.at}).front().value_or(Point{});
    source.suspicious_stacks.push_back(
        {degrees, stack.events, static_cast<double>(stack.events) / static_cast<double>(stacks.events),
         source.has_position_classes ? position_classes_at(part, stack.at, keep) : std::string("?")});
    if (description.keep_suspicious_stacks) {
      continue;
    }
    for (auto i = part.first; i < part.last; ++i) {
      if (keep[i] != 0 && incidents.position[i] == stack.at) {
        keep[i] = 0;
        reject_incident(
            part.index, i,
            {RejectCause::position_class_d, part.x_column, fmt::format("a pile of {} events", stack.events)});
        report_.rejects.back().position = stack.at;
      }
    }
  }
}

std::uint64_t EventReader::rows_left(const Part& part, const std::vector<std::uint8_t>& keep) const {
  const auto& incidents = read_.inputs.incidents;
  std::uint64_t left = 0;
  for (auto i = part.first; i < part.last; ++i) {
    left += keep[i] != 0 && !incidents.shares_row_with_last(i) ? 1U : 0U;
  }
  return left;
}

void EventReader::reject_incident(std::uint32_t index, std::size_t incident, const Fault& fault) {
  const auto& incidents = read_.inputs.incidents;
  const auto row = incidents.row[incident].row;
  if (!report_.rejects.empty() && report_.rejects.back().source == index && report_.rejects.back().row == row) {
    return;
  }
  reject(index, row, fault);
  const auto& source = description_.sources[index];
  if (!source.columns.class_name.empty() || !source.fixed_class.empty()) {
    report_.rejects.back().class_name = read_.inputs.classes[incidents.class_index[incident]].name;
  }
  if (const auto& numbers = incidents.address_index; incident < numbers.size() && numbers[incident] != 0) {
    report_.rejects.back().street = read_.inputs.addresses[numbers[incident] - 1];
  }
}

void EventReader::project_points(const Part& part, const Crs& target, std::span<Point> positions,
                                 std::span<const RowReference> rows, std::span<std::uint8_t> keep) {
  if (positions.empty()) {
    return;
  }
  const Projection projection(part.crs, target);
  note_operation(part, projection, positions);
  projection.points_in_place(positions, keep);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (keep[i] == 0) {
      reject(part.index, rows[i].row,
             {RejectCause::impossible_position, part.x_column, coordinates_text(positions[i])});
    }
  }
  report_.sources[part.index].used = static_cast<std::uint64_t>(std::ranges::count(keep, std::uint8_t{1}));
}

}  // namespace lykta
