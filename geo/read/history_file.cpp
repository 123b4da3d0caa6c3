#include "geo/read/history_file.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "geo/files/file_state.hpp"
#include "geo/files/is_there.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using nlohmann::json;

constexpr auto this_kind = "history of places";

/// What is wrong with the content.
[[noreturn]] void refuse_content(const std::string& what) {
  throw DataError(
      fmt::format("this history of places cannot be read: {}. Take a copy from before, or name another file "
                  "to begin anew",
                  what));
}

LocalTime day_behind(const json& day) {
  const auto written = parse_date_time(day.get<std::string>());
  if (!written || written->span.end - written->span.start != std::chrono::days{1}) {
    refuse_content(fmt::format("{} is no day", day.dump()));
  }
  return written->span.end;
}

std::uint64_t count_of(const json& number) {
  if (!number.is_number_unsigned()) {
    refuse_content(fmt::format("{} is no count", number.dump()));
  }
  return number.get<std::uint64_t>();
}

std::uint32_t id_of(const json& written, std::uint32_t next_id) {
  const auto text = written.get<std::string>();
  std::uint32_t id = 0;
  for (const auto digit : std::string_view(text).substr(text.starts_with('P') ? 1 : text.size())) {
    id = digit >= '0' && digit <= '9' && id < 100'000'000 ? 10 * id + static_cast<std::uint32_t>(digit - '0') : 0;
  }
  if (text_of_place_id(id) != text || id == 0 || id >= next_id) {
    refuse_content(fmt::format("{} is no id that it has given", written.dump()));
  }
  return id;
}

double coordinate_of(const json& number) {
  constexpr double far_away_m = 1e8;
  const auto value = number.get<double>();
  if (!(std::abs(value) <= far_away_m)) {
    refuse_content(fmt::format("{} is no coordinate", number.dump()));
  }
  return value;
}

Area outline_from(const json& rings) {
  Area area;
  for (const auto& corners : rings) {
    Ring ring;
    for (std::size_t i = 0; i + 1 < corners.size(); i += 2) {
      ring.push_back({coordinate_of(corners.at(i)), coordinate_of(corners.at(i + 1))});
    }
    if (ring.size() < 3 || corners.size() % 2 != 0) {
      refuse_content("an outline has too few corners, or half a corner");
    }
    area.rings.push_back(std::move(ring));
  }
  if (area.empty()) {
    refuse_content("a place has no outline");
  }
  return oriented(std::move(area));
}

ListedPlace listed_from(const json& written, std::uint32_t next_id) {
  ListedPlace place{.id = id_of(written.at("id"), next_id),
                    .name = written.at("name").get<std::string>(),
                    .rank = {},
                    .count = count_of(written.at("count")),
                    .comparison_count = {},
                    .recent = count_of(written.at("recent")),
                    .is_of_events = !written.contains("by"),
                    .outline = outline_from(written.at("outline"))};
  if (const auto& rank = written.at("rank"); !rank.is_null()) {
    place.rank = rank.get<int>();
  }
  if (written.contains("comparison")) {
    place.comparison_count = count_of(written["comparison"]);
  }
  return place;
}

HistoryRun run_from(const json& written, std::uint32_t next_id) {
  HistoryRun run{.period = {day_behind(written.at("from")) - std::chrono::days{1}, day_behind(written.at("to"))},
                 .events = count_of(written.at("events")),
                 .recent_events = count_of(written.at("recent")),
                 .recent_days = written.at("recent_days").get<int>(),
                 .sources = written.at("sources").get<std::vector<std::string>>(),
                 .include_discovered = written.at("discovered").get<bool>(),
                 .listed = {},
                 .watched = {}};
  std::set<std::uint32_t> ids;
  for (const auto& place : written.at("places")) {
    run.listed.push_back(listed_from(place, next_id));
    if (!ids.insert(run.listed.back().id).second) {
      refuse_content(fmt::format("{} is twice in one run", place["id"].dump()));
    }
  }
  for (const auto& [id, recent] : written.at("not_listed").items()) {
    run.watched.push_back({id_of(id, next_id), count_of(recent)});
    if (!ids.insert(run.watched.back().id).second) {
      refuse_content(fmt::format("{} is twice in one run", id));
    }
  }
  // The names of an object come in the order of the alphabet, P10 before P2.
  std::ranges::sort(run.watched, {}, &WatchedPlace::id);
  if (!(run.period.from < run.period.to) || run.recent_days != recent_days_of(run.period)) {
    refuse_content(fmt::format("the run up to {} has no sound period", written["to"].dump()));
  }
  return run;
}

History history_from(const json& written) {
  History history;
  history.crs = written.at("crs").get<std::string>();
  const auto& area = written.at("area");
  history.area = {coordinate_of(area.at(0)), coordinate_of(area.at(1)), coordinate_of(area.at(2)),
                  coordinate_of(area.at(3))};
  constexpr std::uint64_t most_ids = 100'000'000;
  const auto next_id = count_of(written.at("next_id"));
  if (next_id == 0 || next_id > most_ids) {
    refuse_content("its next_id is out of range");
  }
  history.next_id = static_cast<std::uint32_t>(next_id);
  for (const auto& place : written.at("earlier")) {
    history.earlier.push_back({.id = id_of(place.at("id"), history.next_id),
                               .first_seen = day_behind(place.at("first_seen")),
                               .weeks_on_list = place.at("weeks").get<unsigned>()});
  }
  for (const auto& run : written.at("runs")) {
    history.runs.push_back(run_from(run, history.next_id));
    const auto number = history.runs.size();
    if (number > 1 && history.runs[number - 2].period.to >= history.runs.back().period.to) {
      refuse_content("its runs are not in the order of their days");
    }
  }
  return history;
}

// --- writing ---

std::string last_day_of(LocalTime end) { return day_text(end - std::chrono::days{1}); }

std::string json_quoted(const std::string& text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

/// To a centimetre, and no zeros behind.
std::string rounded_metres(double value) {
  constexpr double per_m = 100;
  const auto whole = std::llround(std::abs(value) * per_m);
  auto text = fmt::format("{}.{:02}", whole / 100, whole % 100);
  while (text.back() == '0') {
    text.pop_back();
  }
  if (text.back() == '.') {
    text.pop_back();
  }
  return (value < 0 && whole != 0 ? "-" : "") + text;
}

std::string rings_text(const Area& area) {
  std::string text;
  for (const auto& ring : area.rings) {
    text += text.empty() ? "[" : ", [";
    for (std::size_t i = 0; i < ring.size(); ++i) {
      text += fmt::format("{}{}, {}", i == 0 ? "" : ", ", rounded_metres(ring[i].x), rounded_metres(ring[i].y));
    }
    text += "]";
  }
  return "[" + text + "]";
}

std::string place_line(const ListedPlace& place) {
  auto text = fmt::format(R"({{"id": "{}", "rank": {}, "count": {}, "recent": {})", text_of_place_id(place.id),
                          place.rank ? fmt::to_string(*place.rank) : "null", place.count, place.recent);
  if (place.comparison_count) {
    text += fmt::format(R"(, "comparison": {})", *place.comparison_count);
  }
  if (!place.is_of_events) {
    text += R"(, "by": "observations")";
  }
  return text + fmt::format(R"(, "name": {}, "outline": {}}})", json_quoted(place.name), rings_text(place.outline));
}

template <typename Items, typename Line>
std::string json_lines(const Items& items, const std::string& indent, Line line) {
  std::string text;
  for (const auto& item : items) {
    text += (text.empty() ? "\n" : ",\n") + indent + line(item);
  }
  return text;
}

std::string run_text(const HistoryRun& run) {
  std::string sources;
  for (const auto& source : run.sources) {
    sources += (sources.empty() ? "" : ", ") + json_quoted(source);
  }
  std::string watched;
  for (const auto& place : run.watched) {
    watched += fmt::format(R"({}"{}": {})", watched.empty() ? "" : ", ", text_of_place_id(place.id), place.recent);
  }
  auto text = fmt::format(R"({{"to": "{}", "from": "{}", "events": {}, "recent": {}, "recent_days": {},)",
                          last_day_of(run.period.to), day_text(run.period.from), run.events, run.recent_events,
                          run.recent_days);
  text += fmt::format("\n   \"sources\": [{}], \"discovered\": {},\n   \"places\": [", sources, run.include_discovered);
  text += json_lines(run.listed, "    ", place_line);
  return text + fmt::format("],\n   \"not_listed\": {{{}}}}}", watched);
}

std::string earlier_line(const EarlierPlace& place) {
  return fmt::format(R"({{"id": "{}", "first_seen": "{}", "weeks": {}}})", text_of_place_id(place.id),
                     last_day_of(place.first_seen), place.weeks_on_list);
}

}  // namespace

History parse_history(const std::string& text) {
  const auto written = json::parse(text, nullptr, false);
  if (written.is_discarded()) {
    refuse_content("it is damaged or cut off (no valid JSON)");
  }
  if (!written.is_object() || written.value("program", json()) != "lykta" ||
      written.value("kind", json()) != this_kind) {
    throw DataError("is not a history of places that Lykta wrote: name another file");
  }
  try {
    if (const auto format = written.at("format").get<int>(); format > history_format) {
      throw DataError(
          fmt::format("was written by a later version of Lykta (format {}; this one reads up to {}): use "
                      "that version",
                      format, history_format));
    }
    return history_from(written);
  } catch (const json::exception& fault) {
    refuse_content(fmt::format("it is damaged ({})", fault.what()));
  }
}

History read_history(const std::string& path) {
  if (!is_there(path)) {
    return {};
  }
  refuse_what_is_no_file(path);
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
  }
  return naming_file(path, [&] { return parse_history(text.str()); });
}

std::string history_text(const History& history) {
  auto text = fmt::format(
      "{{\"program\": \"lykta\", \"kind\": \"{}\", \"format\": {},\n \"crs\": {}, \"area\": [{}, {}, {}, {}], "
      "\"next_id\": {},\n",
      this_kind, history_format, json_quoted(history.crs), rounded_metres(history.area.min_x),
      rounded_metres(history.area.min_y), rounded_metres(history.area.max_x), rounded_metres(history.area.max_y),
      history.next_id);
  text += " \"earlier\": [" + json_lines(history.earlier, "  ", earlier_line) + "],\n";
  return text + " \"runs\": [" + json_lines(history.runs, "  ", run_text) + "]}\n";
}

}  // namespace lykta
