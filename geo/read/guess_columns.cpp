#include "geo/read/guess_columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "geo/read/text_values.hpp"

namespace lykta {

namespace {

using Words = std::vector<std::string>;

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// The words of a name in lower case: "E (SWEREF 99 15 00)" is e, sweref, 99, 15, 00.
Words words_of(const std::string& name) {
  Words words;
  std::string word;
  for (const auto c : lower_case(name)) {
    if (is_word_character(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, ""));
    }
  }
  if (!word.empty()) {
    words.push_back(word);
  }
  return words;
}

bool has_any(const Words& words, std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(words,
                             [&](const std::string& word) { return std::ranges::find(wanted, word) != wanted.end(); });
}

/// Looks for the wanted words in order, the most telling first, and takes the first column that has one and passes.
template <typename Passes>
std::string first_with(const std::vector<std::string>& names, std::initializer_list<std::string_view> wanted,
                       Passes passes) {
  for (const auto word : wanted) {
    for (const auto& name : names) {
      const auto words = words_of(name);
      if (has_any(words, {word}) && passes(words)) {
        return name;
      }
    }
  }
  return "";
}

bool is_end(const Words& words) { return has_any(words, {"till", "to", "end", "slut", "sluttid", "slutdatum"}); }

struct Range {
  double low = 0;
  double high = 0;
};

/// Range of the readable numbers of a column, without zeros and without the outermost twentieth on each side.
std::optional<Range> range_of(const SourceTable& table, const std::string& column) {
  const auto found = std::ranges::find(table.column_names, column);
  if (found == table.column_names.end() || table.columns.size() != table.column_names.size()) {
    return std::nullopt;
  }
  std::vector<double> numbers;
  for (const auto& text : table.columns[static_cast<std::size_t>(found - table.column_names.begin())]) {
    if (const auto number = parse_number(text); number && *number != 0) {
      numbers.push_back(*number);
    }
  }
  if (numbers.empty()) {
    return std::nullopt;
  }
  std::ranges::sort(numbers);
  const auto trim = static_cast<std::ptrdiff_t>(numbers.size() / 20);
  return Range{*(numbers.begin() + trim), *(numbers.end() - 1 - trim)};
}

bool within(const Range& range, double low, double high) { return low <= range.low && range.high <= high; }

/// "15 00" or "1500" after "99" in a header names the zone.
std::optional<std::string> zone_in_name(const std::string& name) {
  static const std::map<std::string, std::string> codes{
      {"1200", "EPSG:3007"}, {"1330", "EPSG:3008"}, {"1500", "EPSG:3009"}, {"1630", "EPSG:3010"},
      {"1800", "EPSG:3011"}, {"1415", "EPSG:3012"}, {"1545", "EPSG:3013"}, {"1715", "EPSG:3014"},
      {"1845", "EPSG:3015"}, {"2015", "EPSG:3016"}, {"2145", "EPSG:3017"}, {"2315", "EPSG:3018"}};
  std::string digits;
  for (const auto c : name) {
    if (c >= '0' && c <= '9') {
      digits += c;
    }
  }
  if (digits.size() < 4) {
    return std::nullopt;
  }
  const auto found = codes.find(digits.substr(digits.size() - 4));
  return found == codes.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

ColumnMapping guess_columns(const std::vector<std::string>& names) {
  const auto any = [](const Words&) { return true; };
  const auto start = [](const Words& words) { return !is_end(words); };
  ColumnMapping columns;
  columns.x = first_with(
      names, {"longitude", "longitud", "lon", "lng", "long", "easting", "ostkoordinat", "öst", "east", "x", "e"}, any);
  columns.y =
      first_with(names, {"latitude", "latitud", "lat", "northing", "nordkoordinat", "nord", "north", "y", "n"}, any);
  if (columns.x.empty() || columns.y.empty()) {
    columns.x.clear();
    columns.y.clear();
  }
  columns.date = first_with(names,
                            {"datum", "date", "händelsedatum", "datumtid", "datetime", "timestamp", "tidpunkt", "månad",
                             "month", "tid", "time"},
                            start);
  columns.time = first_with(names, {"klockslag", "klockan", "tid", "time"}, [&](const Words& words) {
    return start(words) && !has_any(words, {"date", "datum"});
  });
  if (columns.time == columns.date) {
    columns.time.clear();
  }
  columns.end_date = first_with(names, {"slutdatum", "datum", "date"}, is_end);
  columns.end_time = first_with(names, {"sluttid", "klockslag", "klockan", "time"}, is_end);
  if (columns.end_date == columns.date || columns.end_date.empty()) {
    columns.end_date.clear();
    columns.end_time.clear();
  }
  columns.class_name = first_with(names,
                                  {"brottstyp", "händelsetyp", "handelsetyp", "brottsrubricering", "klass", "class",
                                   "offense", "offence", "category", "typ", "type"},
                                  [](const Words& words) {
                                    return !has_any(words, {"location", "plats", "position"});
                                  });
  columns.position_class = first_with(names, {"lägesklass", "lagesklass"}, any);
  columns.discovered = first_with(names, {"upptäckt", "upptackt", "discovered"}, any);
  columns.category = first_with(names, {"kategori", "category"}, any);
  columns.severity = first_with(names, {"allvar", "allvarlighetsgrad", "severity"}, any);
  columns.feeling = first_with(names, {"känsla", "kansla", "feeling"}, any);
  columns.residents = first_with(names, {"befolkning", "invånare", "boende", "population", "residents"}, any);
  return columns;
}

std::optional<std::string> guess_crs(const SourceTable& table, ColumnMapping& columns) {
  auto x = range_of(table, columns.x);
  auto y = range_of(table, columns.y);
  if (!x || !y) {
    return std::nullopt;
  }
  // In Sweden X is north: northings are in the millions, and only RT 90 has eastings there, of a quite different size.
  if (within(*x, 6.1e6, 7.8e6) && within(*y, 1e4, 2e6)) {
    std::swap(columns.x, columns.y);
    std::swap(x, y);
  }
  if (within(*x, -180, 180) && within(*y, -90, 90)) {
    return "EPSG:4326";
  }
  if (!within(*y, 6.1e6, 7.8e6)) {
    return std::nullopt;
  }
  if (const auto zone = zone_in_name(columns.x)) {
    return zone;
  }
  if (within(*x, 2.5e5, 9.3e5)) {
    return "EPSG:3006";
  }
  return within(*x, 1.2e6, 1.9e6) ? std::optional<std::string>("EPSG:3021") : std::nullopt;
}

}  // namespace lykta
