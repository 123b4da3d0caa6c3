// The events that are counted, with their class and how they came to be known.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/read/kept_records.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/source_reading.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::array incidents_columns{
    &ColumnMapping::x,           &ColumnMapping::y,          &ColumnMapping::position,
    &ColumnMapping::date,        &ColumnMapping::time,       &ColumnMapping::end_date,
    &ColumnMapping::end_time,    &ColumnMapping::class_name, &ColumnMapping::position_class,
    &ColumnMapping::discovered,  &ColumnMapping::address,    &ColumnMapping::count,
    &ColumnMapping::report_date, &ColumnMapping::indoors};

bool means_yes(std::string_view text) {
  return is_one_of(text, {"ja", "j", "yes", "y", "true", "1", "x", "sant", "upptäckt", "discovered"});
}

/// The letter of "D", "d.", "D1", "Klass D" or "D – ortsmitt" as a capital; 0 where there is none of A to D by itself.
char position_letter(std::string_view text) {
  if (text.empty()) {
    return '\0';
  }
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

void make_room(std::uint64_t expected, Incidents& incidents) {
  // Growing by doubling would need twice the room for a moment.
  constexpr std::uint64_t most_believed = 100'000'000;
  const auto size = incidents.size() + static_cast<std::size_t>(std::min(expected, most_believed));
  incidents.position.reserve(size);
  incidents.time.reserve(size);
  incidents.class_index.reserve(size);
  incidents.origin.reserve(size);
  incidents.position_class.reserve(size);
  incidents.row.reserve(size);
  if (!incidents.address_index.empty()) {
    incidents.address_index.reserve(size);
  }
}

/// From the first source that states addresses on, each event has a number of one. Called behind the events of the row.
void add_address(SourceReading& reading, const RowAt& at, std::size_t events) {
  auto& inputs = reading.inputs();
  const auto number = reading.read().addresses.number_of(reading.text(&ColumnMapping::address, at), inputs.addresses);
  auto& numbers = inputs.incidents.address_index;
  if (number != 0 || !numbers.empty()) {
    numbers.resize(inputs.incidents.size() - events);
    numbers.resize(inputs.incidents.size(), number);
  }
}

/// The same of the days on which events were reported.
void add_report_day(SourceReading& reading, const RowAt& at, std::size_t events) {
  auto& incidents = reading.inputs().incidents;
  const auto day = reading.report_day(at);
  if (day || !incidents.reported.empty()) {
    incidents.reported.resize(incidents.size() - events);
    incidents.reported.resize(incidents.size(), day);
  }
}

/// What is neither a yes nor a no, an indoors nor an outdoors, is not known.
Setting setting_of(std::string_view text) {
  if (is_one_of(text,
                {"ja", "j", "yes", "y", "true", "1", "x", "sant", "inomhus", "inne", "indoors", "indoor", "inside"})) {
    return Setting::indoors;
  }
  const auto is_outdoors =
      is_one_of(text, {"nej", "n", "no", "false", "0", "falskt", "utomhus", "ute", "outdoors", "outdoor", "outside"});
  return is_outdoors ? Setting::outdoors : Setting::unknown;
}

/// Under a roof or not, from the first source on that says so.
void add_setting(SourceReading& reading, const RowAt& at, std::size_t events) {
  auto& incidents = reading.inputs().incidents;
  const auto setting = setting_of(reading.text(&ColumnMapping::indoors, at));
  if (setting != Setting::unknown || !incidents.setting.empty()) {
    incidents.setting.resize(incidents.size() - events);
    incidents.setting.resize(incidents.size(), setting);
  }
}

std::uint16_t class_named(const std::string& written, ReadSoFar& read) {
  auto& classes = read.classes;
  const auto name = composed(written);
  if (const auto known = classes.number.find(name); known != classes.number.end()) {
    return known->second;
  }
  const auto number = next_number(read.inputs.classes.size(), "class");
  classes.number.emplace(name, number);
  read.inputs.classes.push_back({.name = name, .weight = 1.0});
  classes.origin.emplace_back();
  return number;
}

/// Those of the configuration come first, whether or not there are events of them.
void list_stated_classes(const InputsDescription& all, ReadSoFar& read) {
  for (const auto& known : all.classes) {
    const auto index = class_named(known.name, read);
    read.inputs.classes[index].weight = known.weight;
    read.inputs.classes[index].is_crime = known.is_crime;
    read.classes.origin[index] = known.origin;
  }
}

/// Whether a column, the source or a class says what patrols found, also where they found nothing.
bool tells_origin(const SourceDescription& description, const KnownClasses& classes) {
  return !description.columns.discovered.empty() || description.origin ||
         std::ranges::any_of(classes.origin, [](const auto& origin) { return origin.has_value(); });
}

void begin_incidents(SourceReading& reading) {
  auto& read = reading.read();
  if (read.classes.number.empty()) {
    list_stated_classes(reading.all(), read);
  }
  read.classes.latest = {};
  read.classes.number_of_value.clear();
  make_room(reading.rows().format().expected_rows, read.inputs.incidents);
  read.inputs.origin_is_told = read.inputs.origin_is_told || tells_origin(reading.description(), read.classes);
}

/// Unknown values are counted in the report and go to the class `unmapped`.
std::uint16_t class_of(SourceReading& reading, std::string_view value) {
  const auto& description = reading.description();
  auto& read = reading.read();
  if (description.columns.class_name.empty()) {
    return class_named(description.fixed_class.empty() ? description.name : description.fixed_class, read);
  }
  auto& known = read.classes.number_of_value;
  if (const auto number = read.classes.latest.find(value)) {
    return *number;
  }
  if (const auto found = known.find(value); found != known.end()) {
    read.classes.latest.add(found->first, found->second);
    return found->second;
  }
  const std::string text(value);
  auto& unmapped = reading.source().unmapped_values;
  if (const auto found = unmapped.find(text); found != unmapped.end()) {
    ++found->second;
    return class_named(unmapped_class, read);
  }
  const auto remember = [&](std::uint16_t index) { return known.emplace(text, index).first->second; };
  if (const auto* mapped = description.classes.find(value)) {
    return remember(class_named(*mapped, read));
  }
  // Without a list of classes and without a mapping the values are the classes.
  if (read.classes.number.contains(composed(value)) ||
      (reading.all().classes.empty() && description.classes.empty() && !text.empty())) {
    return remember(class_named(text, read));
  }
  for (const auto& stated : reading.all().classes) {
    if (!text.empty() && folded(stated.name) == folded(text)) {
      reading.source().defaults.push_back(
          said({"klass: '{}' räknas till '{}', eftersom bara stora och små bokstäver skiljer dem åt",
                "class: '{}' counted as '{}', as only capital letters tell them apart"},
               text, stated.name));
      return remember(class_named(stated.name, read));
    }
  }
  reading.count_unmapped(value);
  return class_named(unmapped_class, read);
}

Origin origin_of(SourceReading& reading, std::string_view discovered, std::uint16_t class_index) {
  if (!discovered.empty()) {
    return means_yes(discovered) ? Origin::discovered : Origin::reported;
  }
  if (const auto& stated = reading.description().origin) {
    return *stated;
  }
  return reading.read().classes.origin[class_index].value_or(Origin::reported);
}

/// How many events the row stands for: one, where no column says. Nothing where it is no number; then it is rejected.
std::optional<std::uint64_t> events_of(SourceReading& reading, const RowAt& at) {
  if (reading.description().columns.count.empty()) {
    return 1;
  }
  constexpr double most_of_a_row = 1e6;
  constexpr std::uint64_t most = 50'000'000;
  const auto number = parse_count(reading.text(&ColumnMapping::count, at));
  if (!number || !(*number >= 0) || *number > most_of_a_row || *number != std::floor(*number)) {
    reading.reject(at, RejectCause::unreadable_number, &ColumnMapping::count);
    return std::nullopt;
  }
  const auto events = static_cast<std::uint64_t>(*number);
  if (reading.inputs().incidents.size() + events > most) {
    throw DataError(fmt::format("the column {} adds up to more than {} million events, which is the limit",
                                reading.description().columns.count, most / 1'000'000));
  }
  return events;
}

void add_incident(SourceReading& reading, const RowAt& at, const Point& position) {
  const auto position_class = reading.text(&ColumnMapping::position_class, at);
  const auto letter = position_letter(position_class);
  if (letter == 'D') {
    reading.reject(at, RejectCause::position_class_d, &ColumnMapping::position_class);
    return;
  }
  const auto time = reading.time(at);
  if (!time) {
    return;
  }
  const auto events = events_of(reading, at);
  if (!events) {
    return;
  }
  if (*events == 0) {
    ++reading.source().zero_counts;
    return;
  }
  const auto class_index = class_of(reading, reading.text(&ColumnMapping::class_name, at));
  reading.source().unknown_position_classes += letter == '\0' && !position_class.empty() ? 1U : 0U;
  const auto origin = origin_of(reading, reading.text(&ColumnMapping::discovered, at), class_index);
  auto& incidents = reading.inputs().incidents;
  for (std::uint64_t i = 0; i < *events; ++i) {
    incidents.position.push_back(position);
    incidents.time.push_back(time->span);
    incidents.class_index.push_back(class_index);
    incidents.origin.push_back(origin);
    incidents.position_class.push_back(position_class_of(letter));
    incidents.row.push_back(reading.reference(at));
  }
  add_address(reading, at, static_cast<std::size_t>(*events));
  add_report_day(reading, at, static_cast<std::size_t>(*events));
  add_setting(reading, at, static_cast<std::size_t>(*events));
  reading.count_time(*time);
}

PointColumns points_of_incidents(ReadSoFar& read) {
  return {read.inputs.incidents.position, read.inputs.incidents.row};
}

void keep_incidents(ReadSoFar& read, const Marks& marks) {
  auto& [position, time, class_index, origin, position_class, row, address_index, reported, setting] =
      read.inputs.incidents;
  keep_marked(marks, position, time, class_index, origin, position_class, row, address_index, reported, setting);
}

void sort_classes(const InputsDescription& description, Inputs& inputs) {
  sort_by_name(
      inputs.classes, description.classes.size(), [](const IncidentClass& each) { return std::string_view(each.name); },
      inputs.incidents.class_index);
  sort_addresses(inputs.addresses, inputs.incidents.address_index);
}

}  // namespace

constinit const KindOfSource incidents_kind{.kind = SourceKind::incidents,
                                            .name = "incidents",
                                            .title = {"händelser", "incidents"},
                                            .columns = incidents_columns,
                                            .begin = begin_incidents,
                                            .add = add_incident,
                                            .points = points_of_incidents,
                                            .keep = keep_incidents,
                                            .sort_names = sort_classes};

}  // namespace lykta
