#include "geo/read/events.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr double default_severity = 1;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return !text.empty() && std::ranges::find(words, folded(text)) != words.end();
}

bool means_yes(std::string_view text) {
  return is_one_of(text, {"ja", "j", "yes", "y", "true", "1", "x", "sant", "upptäckt", "discovered"});
}

/// The letter of "D", "d.", "D1", "Klass D" or "D – ortsmitt" as a capital; 0 where there is none of A to D by itself.
char position_letter(std::string_view text) {
  const auto lower = folded(text);
  std::string_view rest = lower;
  for (const std::string_view word : {"klass", "class", "lägesklass"}) {
    rest = rest.starts_with(word) ? trimmed(rest.substr(word.size())) : rest;
  }
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC3; };
  const auto stands_alone = !rest.empty() && (rest.size() == 1 || !is_letter(rest[1]));
  const auto is_known = stands_alone && rest.front() >= 'a' && rest.front() <= 'd';
  return is_known ? static_cast<char>(rest.front() - 'a' + 'A') : '\0';
}

PositionClass position_class_of(char letter) {
  switch (letter) {
    case 'A':
      return PositionClass::a;
    case 'B':
      return PositionClass::b;
    case 'C':
      return PositionClass::c;
    default:
      return PositionClass::unknown;
  }
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

/// "layer: 2025 taken, the first of 3; the others are 2024, notes"
std::string layer_taken(const SourceDescription& description, const SourceFormat& format) {
  std::vector<std::string> others = format.layers;
  std::erase(others, format.layer);
  constexpr std::size_t most = 8;
  const auto shown = std::min(others.size(), most);
  const auto more = others.size() > shown ? fmt::format(" and {} more", others.size() - shown) : "";
  const auto& option = description.options.layer;
  return fmt::format("layer: {} taken, the first of {}; the others are {}{}{}", format.layer, format.layers.size(),
                     fmt::join(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(shown), ", "), more,
                     option.empty() ? "" : fmt::format(" ({} takes one)", option));
}

SourceReport first_report(const SourceDescription& description, const Rows& rows, const Crs& crs, bool crs_assumed) {
  const auto& format = rows.format();
  SourceReport source;
  source.name = description.name;
  source.path = without_secrets(description.path_as_written);
  source.layer = format.layer;
  source.driver = format.driver;
  source.crs = crs.id();
  source.is_from_command = !description.options.crs.empty();
  source.has_position_classes = !description.columns.position_class.empty();
  if (crs_assumed) {
    source.defaults.push_back(fmt::format("crs: {} taken, as the coordinate columns speak for it", crs.id()));
  }
  if (description.layer.empty() && format.layers.size() > 1) {
    source.defaults.push_back(layer_taken(description, format));
  }
  if (description.kind == SourceKind::observations && description.columns.feeling.empty()) {
    source.defaults.emplace_back("feeling: no column tells it, so every observation counts as unsafe");
  }
  for (const auto& found : rows.styles().found) {
    source.defaults.push_back(found);
  }
  return source;
}

/// What no row of a kind can do without.
void check_needed_columns(const SourceDescription& description) {
  const auto& columns = description.columns;
  const auto need = [&](const std::string& column, const char* kind, const char* key) {
    if (column.empty()) {
      throw InvalidOption(fmt::format("{}: a source of kind {} needs a column {}", description.name, kind, key));
    }
  };
  if (description.polygons) {
    need(columns.area, "areas or survey with [sources.polygons]", "area");
  }
  switch (description.kind) {
    case SourceKind::areas:
      need(columns.residents, "areas", "residents");
      break;
    case SourceKind::survey:
      need(columns.index, "survey", "index");
      need(columns.sample, "survey", "sample");
      if (!columns.x.empty() || !columns.position.empty()) {
        throw InvalidOption(fmt::format(
            "{}: what a survey found belongs to an area, never to a point: leave out x, y and position, and name the "
            "polygons of the areas ([sources.polygons])",
            description.name));
      }
      break;
    case SourceKind::visits:
      need(columns.date, "visits", "date");
      break;
    case SourceKind::accidents:
      need(columns.severity, "accidents", "severity");
      break;
    case SourceKind::incidents:
    case SourceKind::observations:
      break;
  }
}

/// What is known of the text's layout only when all of it was read.
void describe_text(const SourceDescription& description, const Rows& rows, SourceReport& source) {
  const auto& format = rows.format();
  if (!format.encoding) {
    return;
  }
  source.encoding = format.encoding->name;
  if (description.text.encoding.empty()) {
    source.defaults.push_back(fmt::format("encoding: {} found in the text", format.encoding->name));
  }
}

}  // namespace

EventReader::EventReader(const InputsDescription& description, ReadReport& report)
    : description_(description), report_(report), clock_(description.time_zone), clock_changes_(description.time_zone) {
  for (const auto& known : description.classes) {
    const auto index = class_named(known.name);
    inputs_.classes[index].weight = known.weight;
    inputs_.classes[index].is_crime = known.is_crime;
    class_origin_[index] = known.origin;
  }
}

void EventReader::make_room(std::uint64_t expected) {
  // Growing by doubling would need twice the room for a moment.
  constexpr std::uint64_t most_believed = 100'000'000;
  const auto size = inputs_.incidents.size() + static_cast<std::size_t>(std::min(expected, most_believed));
  auto& incidents = inputs_.incidents;
  incidents.position.reserve(size);
  incidents.time.reserve(size);
  incidents.class_index.reserve(size);
  incidents.origin.reserve(size);
  incidents.position_class.reserve(size);
  incidents.row.reserve(size);
}

void EventReader::read_rows(Rows& rows, AddRow add_row, const Progress& progress) {
  const auto index = parts_.back().index;
  rows.read(
      [&](const RowBatch& batch) {
        auto shifted = batch.shifted.begin();
        for (std::size_t row = 0; row < batch.size(); ++row) {
          if (shifted != batch.shifted.end() && *shifted == row) {
            ++shifted;
            reject(index, batch.row[row], {RejectCause::shifted_row, "", ""});
          } else {
            (this->*add_row)(rows, batch, row);
          }
        }
        current().rows += batch.size();
        return true;
      },
      progress);
}

void EventReader::add(std::uint32_t index, Rows& rows, const Crs& crs, bool crs_assumed, const Progress& progress,
                      AreaPolygons* polygons) {
  const auto& description = rows.description();
  check_needed_columns(description);
  report_.sources.push_back(first_report(description, rows, crs, crs_assumed));
  class_of_value_.clear();
  auto& columns = description.columns;
  parts_.push_back({.index = index,
                    .crs = crs,
                    .first_incident = inputs_.incidents.size(),
                    .first_observation = inputs_.observations.size(),
                    .first_resident = inputs_.residents.size(),
                    .first_visit = inputs_.visits.size(),
                    .first_accident = inputs_.accidents.size(),
                    .x_column = columns.x.empty() ? columns.position : columns.x});
  const auto has_own_geometry = columns.x.empty() && columns.position.empty();
  if (polygons != nullptr) {
    join(rows, *polygons, progress);
  } else if (is_about_areas(description.kind) && has_own_geometry) {
    read_polygons(rows, progress);
  } else {
    if (description.kind == SourceKind::incidents) {
      make_room(rows.format().expected_rows);
      inputs_.origin_is_told = inputs_.origin_is_told || tells_origin(description);
    }
    // A survey is never read row by row as points, see check_needed_columns.
    constexpr std::array<AddRow, 6> add_row{&EventReader::add_incident, &EventReader::add_observation,
                                            &EventReader::add_resident, &EventReader::add_joined_row,
                                            &EventReader::add_visit,    &EventReader::add_accident};
    read_rows(rows, add_row.at(static_cast<std::size_t>(description.kind)), progress);
  }
  auto& part = parts_.back();
  part.last_incident = inputs_.incidents.size();
  part.last_observation = inputs_.observations.size();
  part.last_resident = inputs_.residents.size();
  part.last_visit = inputs_.visits.size();
  part.last_accident = inputs_.accidents.size();
  describe_text(description, rows, current());
  if (current().rows == 0) {
    throw DataError(
        fmt::format("{} ({}): the file holds no rows", without_secrets(description.path), rows.format().layer));
  }
}

OrFault<RowTime> EventReader::time_of(const Rows& rows, const RowBatch& batch, std::size_t row) {
  return rows.time(batch, row, clock_);
}

void EventReader::count_time(const Rows& rows, const RowTime& time) {
  auto& source = current();
  source.no_end += time.no_end ? 1U : 0U;
  source.zones_ignored += time.stated_zone && rows.description().clock == Clock::wall_clock ? 1U : 0U;
  if (!time.span) {
    return;
  }
  source.intervals += time.span->start != time.span->end ? 1U : 0U;
  // Whole days say nothing about the hour; a stated offset has told which of two equal hours it was.
  const auto is_whole_days = time.span->length() >= std::chrono::days{1};
  const auto is_certain = time.stated_zone && rows.description().clock == Clock::as_written;
  if (!is_whole_days && !is_certain) {
    const auto oddity = clock_changes_.of(time.span->start);
    source.repeated_hours += oddity == ClockOddity::repeated ? 1U : 0U;
    source.skipped_hours += oddity == ClockOddity::skipped ? 1U : 0U;
  }
}

void EventReader::add_incident(const Rows& rows, const RowBatch& batch, std::size_t row) {
  const auto index = parts_.back().index;
  auto position = rows.position(batch, row);
  if (const auto* fault = std::get_if<Fault>(&position)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto position_class = rows.text(&ColumnMapping::position_class, batch, row);
  const auto letter = position_letter(position_class);
  if (letter == 'D') {
    reject(index, batch.row[row],
           {RejectCause::position_class_d, rows.description().columns.position_class, std::string(position_class)});
    return;
  }
  const auto time = time_of(rows, batch, row);
  if (const auto* fault = std::get_if<Fault>(&time)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto& when = std::get<RowTime>(time);
  const auto class_index = class_of(rows.description(), rows.text(&ColumnMapping::class_name, batch, row));
  current().unknown_position_classes += letter == '\0' && !position_class.empty() ? 1U : 0U;
  auto& incidents = inputs_.incidents;
  incidents.position.push_back(std::get<Point>(position));
  incidents.time.push_back(when.span);
  incidents.class_index.push_back(class_index);
  incidents.origin.push_back(
      origin_of(rows.description(), rows.text(&ColumnMapping::discovered, batch, row), class_index));
  incidents.position_class.push_back(position_class_of(letter));
  incidents.row.push_back({index, batch.row[row]});
  count_time(rows, when);
}

void EventReader::add_observation(const Rows& rows, const RowBatch& batch, std::size_t row) {
  const auto index = parts_.back().index;
  auto position = rows.position(batch, row);
  if (const auto* fault = std::get_if<Fault>(&position)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto time = time_of(rows, batch, row);
  if (const auto* fault = std::get_if<Fault>(&time)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto severity_text = rows.text(&ColumnMapping::severity, batch, row);
  const auto severity = severity_text.empty() ? std::optional(default_severity) : parse_number(severity_text);
  if (!severity || *severity < 0) {
    reject(index, batch.row[row],
           {RejectCause::unreadable_number, rows.description().columns.severity, std::string(severity_text)});
    return;
  }
  auto& observations = inputs_.observations;
  observations.position.push_back(std::get<Point>(position));
  observations.time.push_back(std::get<RowTime>(time).span);
  observations.category_index.push_back(
      category_of(rows.description(), rows.text(&ColumnMapping::category, batch, row)));
  observations.severity.push_back(*severity);
  observations.feeling.push_back(feeling_of(rows.text(&ColumnMapping::feeling, batch, row)));
  observations.row.push_back({index, batch.row[row]});
  count_time(rows, std::get<RowTime>(time));
}

std::uint16_t EventReader::class_named(const std::string& name) {
  const auto [entry, is_new] = class_index_.try_emplace(composed(name), next_index(inputs_.classes.size(), "class"));
  if (is_new) {
    inputs_.classes.push_back({.name = entry->first, .weight = 1.0});
    class_origin_.emplace_back();
  }
  return entry->second;
}

std::uint16_t EventReader::class_of(const SourceDescription& description, std::string_view value) {
  if (description.columns.class_name.empty()) {
    return class_named(description.fixed_class.empty() ? description.name : description.fixed_class);
  }
  if (const auto known = class_of_value_.find(value); known != class_of_value_.end()) {
    return known->second;
  }
  const std::string text(value);
  if (const auto unmapped = current().unmapped_values.find(text); unmapped != current().unmapped_values.end()) {
    ++unmapped->second;
    return class_named(unmapped_class);
  }
  const auto remember = [&](std::uint16_t index) { return class_of_value_.emplace(text, index).first->second; };
  if (const auto* mapped = description.classes.find(value)) {
    return remember(class_named(*mapped));
  }
  // Without a list of classes and without a mapping the values are the classes.
  if (class_index_.contains(composed(value)) ||
      (description_.classes.empty() && description.classes.empty() && !text.empty())) {
    return remember(class_named(text));
  }
  ++current().unmapped_values[text];
  return class_named(unmapped_class);
}

std::uint16_t EventReader::category_of(const SourceDescription& description, std::string_view value) {
  const auto* mapped = description.classes.find(value);
  const auto name = mapped != nullptr ? *mapped : composed(value);
  if (!description.classes.empty() && mapped == nullptr) {
    ++current().unmapped_values[name];
  }
  const auto [entry, is_new] =
      category_index_.try_emplace(name, next_index(inputs_.observation_categories.size(), "category"));
  if (is_new) {
    inputs_.observation_categories.push_back(name);
  }
  return entry->second;
}

bool EventReader::tells_origin(const SourceDescription& description) const {
  return !description.columns.discovered.empty() || description.origin ||
         std::ranges::any_of(class_origin_, [](const auto& origin) { return origin.has_value(); });
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

void EventReader::reject(std::uint32_t index, std::int64_t row, const Fault& fault) {
  report_.rejects.push_back(
      {.source = index, .row = row, .column = fault.column, .cause = fault.cause, .value = fault.value});
}

}  // namespace lykta
