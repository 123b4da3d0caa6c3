#include "geo/read/guess_columns.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "geo/crs/crs_evidence.hpp"
#include "geo/read/column_styles.hpp"
#include "geo/read/guess_kind.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/name_words.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Whether nine tenths of the filled texts are of a sort.
template <typename IsOne>
bool are_mostly(const std::vector<std::string_view>& texts, IsOne is_one) {
  std::size_t filled = 0;
  std::size_t such = 0;
  for (const auto text : texts) {
    filled += text.empty() ? 0U : 1U;
    such += !text.empty() && is_one(text) ? 1U : 0U;
  }
  return filled > 0 && such * 10 >= filled * 9;
}

/// Times of day that say so by a sign or a word: 930 is a number.
bool are_times_of_day(const std::vector<std::string_view>& texts) {
  return are_mostly(texts, [](std::string_view text) {
    return text.find_first_of(":.l") != std::string_view::npos && text.size() >= 4 && text.size() <= 11 &&
           parse_time_of_day(text).has_value();
  });
}

constexpr auto leading_zeros = "codes with leading zeros";

bool is_all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whole numbers of which some begin with a zero: numbers would lose it.
bool are_codes(const std::vector<std::string_view>& texts) {
  return std::ranges::all_of(texts, is_all_digits) &&
         std::ranges::any_of(texts, [](std::string_view text) { return text.size() > 1 && text.front() == '0'; });
}

/// Numbers, perhaps filled up with zeros in front.
bool holds_numbers(const ColumnSample& sample) {
  return sample.type == ColumnType::number || (sample.type == ColumnType::text && sample.how == leading_zeros);
}

/// Whether all filled texts are hours and minutes with a point between, "03.26": numbers too, where nothing else speaks
/// for times.
bool are_dotted_times(const std::vector<std::string_view>& texts) {
  auto any = false;
  for (const auto text : texts) {
    const auto point = text.find('.');
    if (text.empty()) {
      continue;
    }
    if (point == std::string_view::npos || point > 2 || text.size() != point + 3 || !parse_time_of_day(text)) {
      return false;
    }
    any = true;
  }
  return any;
}

void find_type(ColumnSample& sample) {
  const auto texts = sample.views();
  if (std::ranges::all_of(texts, [](std::string_view text) { return text.empty(); })) {
    return;
  }
  DateStyleFinder dates;
  for (const auto text : texts) {
    dates.add(text);
  }
  const auto date = dates.finding();
  const auto filled = date.readable + date.unreadable;
  const auto are_serials = date.style && date.style->serials != SerialDays::none;
  if ((date.style && !are_serials && date.readable * 10 >= filled * 9) || date.ambiguous) {
    sample.type = ColumnType::date;
    sample.how = date.why;
    sample.is_ambiguous = date.ambiguous;
    return;
  }
  const auto number = find_number_style(texts);
  const auto words = words_of(sample.name);
  const auto speaks_of_time =
      is_start(words) || is_end(words) || has_any(words, {"tid", "kl", "klockan", "klockslag", "time"});
  if (speaks_of_time && are_dotted_times(texts)) {
    sample.type = ColumnType::time_of_day;
    return;
  }
  if (are_times_of_day(texts) && (!number.style || texts.front().find(':') != std::string_view::npos)) {
    sample.type = ColumnType::time_of_day;
  } else if (number.style && are_codes(texts)) {
    sample.type = ColumnType::text;
    sample.how = leading_zeros;
  } else if (number.style) {
    sample.type = ColumnType::number;
    sample.how = are_serials ? date.why : number.why;
  } else if (const auto position = find_position_form(texts); position.form) {
    sample.type = ColumnType::position;
    sample.how = position.why;
  } else {
    sample.type = ColumnType::text;
  }
}

/// Where the first rows leave the order of day and month open, a later one may tell.
void look_at_all_dates(RowSource& source, ColumnSample& sample) {
  DateStyleFinder dates;
  source.read(source.positions_of({sample.name}), [&](const RowBatch& batch) {
    std::ranges::for_each(batch.columns.front(), [&](std::string_view text) { dates.add(text); });
    return true;
  });
  const auto finding = dates.finding();
  sample.how = finding.why;
  sample.is_ambiguous = finding.ambiguous;
}

/// Whether half of the dates come with times of day of their own, so that a column of times means something else.
bool tells_time(const ColumnSample* sample) {
  if (sample == nullptr) {
    return false;
  }
  std::size_t filled = 0;
  std::size_t moments = 0;
  for (const auto& text : sample->texts) {
    filled += text.empty() ? 0U : 1U;
    // The order of day and month does not matter here, and one of the two reads it.
    const auto by_day = parse_date_time(text, {DateOrder::day_first, SerialDays::none});
    const auto written = by_day ? by_day : parse_date_time(text, {DateOrder::month_first, SerialDays::none});
    moments += written && written->span.length().count() == 0 &&
                       written->span.start != std::chrono::floor<std::chrono::days>(written->span.start)
                   ? 1U
                   : 0U;
  }
  return moments * 2 >= filled && moments > 0;
}

/// Dates may be serial numbers of a sheet.
bool may_hold_dates(const ColumnSample& sample) {
  return sample.type == ColumnType::date || sample.how.find("serial") != std::string::npos;
}

/// What is called "date" but holds words is no date.
void keep_fitting_types(const std::vector<ColumnSample>& samples, ColumnMapping& columns) {
  const auto drop_unless = [&](std::string ColumnMapping::*role, auto fits) {
    const auto* sample = sample_named(samples, columns.*role);
    if (sample != nullptr && sample->type != ColumnType::empty && !fits(*sample)) {
      (columns.*role).clear();
    }
  };
  const auto is_coordinate = [](const ColumnSample& sample) {
    return holds_numbers(sample) || looks_like_degrees_minutes(sample.views());
  };
  drop_unless(&ColumnMapping::x, is_coordinate);
  drop_unless(&ColumnMapping::y, is_coordinate);
  if (columns.x.empty() || columns.y.empty()) {
    columns.x.clear();
    columns.y.clear();
  }
  drop_unless(&ColumnMapping::date, may_hold_dates);
  drop_unless(&ColumnMapping::end_date, may_hold_dates);
  drop_unless(&ColumnMapping::residents, holds_numbers);
  const auto is_class = [](const ColumnSample& sample) {
    return sample.type != ColumnType::date &&
           find_personal_data(sample.name, sample.views()).what == PersonalData::none;
  };
  drop_unless(&ColumnMapping::class_name, is_class);
  drop_unless(&ColumnMapping::category, is_class);
  const auto is_time = [](const ColumnSample& sample) {
    return sample.type == ColumnType::time_of_day || holds_numbers(sample) || sample.type == ColumnType::date ||
           are_mostly(sample.views(), [](std::string_view text) { return parse_time_of_day(text).has_value(); });
  };
  drop_unless(&ColumnMapping::time, is_time);
  drop_unless(&ColumnMapping::end_time, is_time);
  if (columns.date.empty() || tells_time(sample_named(samples, columns.date))) {
    columns.time.clear();
  }
  if (columns.date.empty()) {
    columns.end_date.clear();
  }
  if (columns.end_date.empty() || tells_time(sample_named(samples, columns.end_date))) {
    columns.end_time.clear();
  }
}

/// Columns whose names say nothing, by what stands in them.
/// Whether all filled texts are among these words, and two of them at least occur.
bool are_words_of(const ColumnSample& sample, std::initializer_list<std::string_view> words) {
  std::set<std::string> seen;
  for (const auto& text : sample.texts) {
    if (text.empty()) {
      continue;
    }
    const auto lower = folded(text);
    if (std::ranges::find(words, lower) == words.end()) {
      return false;
    }
    seen.insert(lower);
  }
  return seen.size() >= 2;
}

void find_by_values(const std::vector<ColumnSample>& samples, ColumnMapping& columns) {
  const auto find_words = [&](std::string& column, std::initializer_list<std::string_view> words) {
    const auto found =
        std::ranges::find_if(samples, [&](const ColumnSample& sample) { return are_words_of(sample, words); });
    if (column.empty() && found != samples.end()) {
      column = found->name;
    }
  };
  // Letters alone may be classes of anything, and D loses rows: the name must speak of quality or place as well.
  const auto lettered = std::ranges::find_if(samples, [](const ColumnSample& sample) {
    const auto words = words_of(sample.name);
    return are_words_of(sample, {"a", "b", "c", "d"}) &&
           has_any(words, {"kvalitet", "kval", "quality", "noggrannhet", "accuracy", "läge", "pos", "position"});
  });
  if (columns.position_class.empty() && lettered != samples.end()) {
    columns.position_class = lettered->name;
  }
  find_words(columns.feeling, {"trygg", "otrygg", "neutral", "safe", "unsafe"});
  if (columns.x.empty()) {
    const auto position = std::ranges::find(samples, ColumnType::position, &ColumnSample::type);
    if (position != samples.end()) {
      columns.position = position->name;
    }
  }
  if (columns.date.empty()) {
    const auto date = std::ranges::find(samples, ColumnType::date, &ColumnSample::type);
    if (date != samples.end()) {
      columns.date = date->name;
    }
  }
  if (!columns.date.empty() && columns.time.empty() && !tells_time(sample_named(samples, columns.date))) {
    const auto time = std::ranges::find(samples, ColumnType::time_of_day, &ColumnSample::type);
    if (time != samples.end() && time->name != columns.end_time) {
      columns.time = time->name;
    }
  }
}

std::vector<Point> some_points(RowSource& source, const ColumnMapping& columns) {
  constexpr std::size_t enough = 2000;
  SourceDescription description;
  description.columns.x = columns.x;
  description.columns.y = columns.y;
  description.columns.position = columns.position;
  const auto styles = find_styles(source, description);
  std::vector<Point> points;
  std::vector<std::string> names;
  if (!columns.position.empty()) {
    names = {columns.position};
  } else if (!columns.x.empty()) {
    names = {columns.x, columns.y};
  }
  source.read(source.positions_of(names), [&](const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.size() && points.size() < enough; ++row) {
      if (names.empty()) {
        if (!batch.geometry.empty() && batch.geometry[row] == RowGeometry::point) {
          points.push_back(batch.point[row]);
        }
        continue;
      }
      if (names.size() == 1) {
        if (const auto point = parse_position(batch.columns[0][row], styles.position)) {
          points.push_back(*point);
        }
        continue;
      }
      const auto coordinate = [&](std::size_t column, const NumberStyle& style) {
        const auto text = batch.columns[column][row];
        return styles.degrees_minutes ? parse_degrees(text) : parse_number(text, style);
      };
      const auto x = coordinate(0, styles.x);
      const auto y = coordinate(1, styles.y);
      if (x && y) {
        points.push_back({*x, *y});
      }
    }
    return points.size() < enough;
  });
  return points;
}

void guess_crs(RowSource& source, const std::optional<Box>& expected_degrees, SourceGuess& guess) {
  const auto& format = source.format();
  if (format.has_geometry && format.crs) {
    guess.crs = format.crs->id();
    guess.crs_declared = true;
    guess.crs_why = "the file declares it";
    return;
  }
  auto& columns = guess.columns;
  const auto points = some_points(source, columns);
  const auto candidates = likely_systems(
      {.points = points, .x_name = columns.x, .y_name = columns.y, .expected_degrees = expected_degrees});
  if (candidates.empty()) {
    guess.crs_why = points.empty() ? "there are no positions" : "the numbers fit no system that is known here";
    return;
  }
  const auto& best = candidates.front();
  const auto rivals = std::ranges::count(candidates, best.rank, &CrsCandidate::rank);
  if (rivals > 1) {
    std::vector<std::string> ids;
    for (const auto& candidate : candidates) {
      if (candidate.rank == best.rank) {
        ids.push_back(fmt::format("{} ({})", candidate.id, candidate.name));
      }
    }
    guess.crs_why = fmt::format("could be any of {}", fmt::join(ids, ", "));
  } else {
    guess.crs = best.id;
    guess.crs_why = best.why;
  }
  if (best.swapped && !columns.x.empty()) {
    std::swap(columns.x, columns.y);
  }
}

/// Whether all the filled date-times of a layer's column are in UTC.
bool are_all_in_utc(const ColumnSample& sample) {
  std::size_t filled = 0;
  for (const auto& text : sample.texts) {
    if (text.empty()) {
      continue;
    }
    const auto written = parse_date_time(text);
    if (!written || written->utc_offset != std::chrono::seconds{0}) {
      return false;
    }
    ++filled;
  }
  return filled > 0;
}

bool states_any_offset(const ColumnSample& sample) {
  return std::ranges::any_of(sample.texts, [](const std::string& text) {
    const auto written = parse_date_time(text);
    return written && written->utc_offset;
  });
}

void guess_dates(const RowSource& source, const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  for (const auto& name : {guess.columns.date, guess.columns.end_date}) {
    const auto* sample = sample_named(samples, name);
    guess.asks_date_order = guess.asks_date_order || (sample != nullptr && sample->is_ambiguous);
  }
  const auto* date = sample_named(samples, guess.columns.date);
  if (date == nullptr || !states_any_offset(*date)) {
    return;
  }
  const auto says_utc = has_any(words_of(date->name), {"utc", "gmt", "zulu"});
  if (source.format().driver == "GPKG" && are_all_in_utc(*date) && !says_utc) {
    guess.clock = Clock::wall_clock;
    guess.clock_why =
        "all times end with Z, which a GeoPackage demands even of local time; as_written if they are in UTC";
  } else {
    guess.clock_why = "the times state their offset from UTC and are turned into local time; wall_clock sets it aside";
  }
}

void explain(const std::vector<ColumnSample>& samples, SourceGuess& guess) {
  for (const auto& [key, role, words] : mapping_keys) {
    const auto* sample = sample_named(samples, guess.columns.*role);
    if (sample == nullptr) {
      continue;
    }
    const auto by_name = guess_columns({sample->name}).*role == sample->name || key == std::string_view("x") ||
                         key == std::string_view("y");
    auto why = by_name ? std::string("by its name") : fmt::format("holds values of type {}", name_of(sample->type));
    if (!sample->how.empty()) {
      why += "; " + sample->how;
    }
    guess.reasons.push_back({key, sample->name, std::move(why)});
  }
}

}  // namespace

ColumnMapping guess_columns(const std::vector<std::string>& names) {
  const auto any = [](const NameWords&) { return true; };
  const auto start = [](const NameWords& words) { return !is_end(words); };
  ColumnMapping columns;
  columns.x = first_with(names,
                         {"longitude", "longitud", "lon", "lng", "long", "easting", "ostkoordinat", "östkoordinat",
                          "öst", "ost", "east", "x", "e"},
                         any);
  columns.y = first_with(
      names,
      {"latitude", "latitud", "lat", "northing", "nordkoordinat", "norrkoordinat", "nord", "norr", "north", "y", "n"},
      any);
  if (columns.x.empty() || columns.y.empty()) {
    columns.x.clear();
    columns.y.clear();
  }
  columns.date = first_with(names,
                            {"datum", "date", "händelsedatum", "datumtid", "datetime", "timestamp", "tidpunkt", "månad",
                             "month", "tid", "time"},
                            start);
  columns.time = first_with(names, {"klockslag", "klockan", "tid", "time"}, [&](const NameWords& words) {
    return start(words) && !has_any(words, {"date", "datum"});
  });
  if (columns.time == columns.date) {
    columns.time.clear();
  }
  columns.end_date = first_with(names, {"slutdatum", "datum", "date", "tid", "time"}, is_end);
  if (!columns.end_date.empty()) {
    // Where an end is given, its start is better than a date of another kind.
    const auto start_date = first_with(names, {"startdatum", "datum", "date", "tid", "time"},
                                       [](const NameWords& words) { return is_start(words) && !is_end(words); });
    columns.date = start_date.empty() ? columns.date : start_date;
  }
  columns.end_time = first_with(names, {"sluttid", "klockslag", "klockan", "tid", "kl", "time"}, is_end);
  if (columns.end_time == columns.end_date) {
    columns.end_time.clear();
  }
  if (columns.end_date == columns.date || columns.end_date.empty()) {
    columns.end_date.clear();
    columns.end_time.clear();
  }
  columns.class_name = first_with(names,
                                  {"brottstyp", "händelsetyp", "handelsetyp", "brottsrubricering", "klass", "class",
                                   "offense", "offence", "category", "typ", "type"},
                                  [](const NameWords& words) {
                                    return !has_any(words, {"location", "plats", "position"});
                                  });
  columns.position_class =
      first_with(names, {"lägesklass", "lagesklass", "positionsklass", "lägeskvalitet", "positionskvalitet"}, any);
  columns.discovered = first_with(names, {"upptäckt", "upptackt", "egeninitierad", "discovered"}, any);
  columns.category = first_with(names, {"kategori", "category"}, any);
  columns.severity = first_with(names, {"allvar", "allvarlighetsgrad", "severity"}, any);
  columns.feeling = first_with(names, {"känsla", "kansla", "upplevelse", "upplevd", "feeling"}, any);
  columns.residents = first_with(names, {"befolkning", "invånare", "boende", "population", "residents"}, any);
  return columns;
}

const ColumnSample* sample_named(const std::vector<ColumnSample>& samples, const std::string& name) {
  const auto found = std::ranges::find(samples, name, &ColumnSample::name);
  return name.empty() || found == samples.end() ? nullptr : &*found;
}

std::string_view name_of(ColumnType type) {
  constexpr std::array<std::string_view, 6> names{"empty", "text", "number", "date", "time of day", "position"};
  return names.at(static_cast<std::size_t>(type));
}

std::vector<ColumnSample> sample_columns(RowSource& source) {
  constexpr std::size_t rows_looked_at = 2000;
  const auto& names = source.format().columns;
  std::vector<std::size_t> positions;
  std::vector<ColumnSample> samples;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::ranges::count(names, names[i]) == 1) {
      positions.push_back(i);
      samples.push_back({.name = names[i], .texts = {}, .type = ColumnType::empty, .how = {}});
    }
  }
  if (samples.empty()) {
    return samples;
  }
  source.read(positions, [&](const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.size() && samples.front().texts.size() < rows_looked_at; ++row) {
      for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].texts.emplace_back(batch.columns[i][row]);
      }
    }
    return samples.front().texts.size() < rows_looked_at;
  });
  for (auto& sample : samples) {
    find_type(sample);
    if (sample.is_ambiguous) {
      look_at_all_dates(source, sample);
    }
  }
  return samples;
}

SourceGuess guess_source(RowSource& source, const std::vector<ColumnSample>& samples,
                         const std::optional<Box>& expected_degrees) {
  SourceGuess guess;
  std::vector<std::string> names;
  for (const auto& sample : samples) {
    names.push_back(sample.name);
  }
  guess.columns = guess_columns(names);
  keep_fitting_types(samples, guess.columns);
  find_by_values(samples, guess.columns);
  const auto& format = source.format();
  if (format.has_geometry) {
    guess.columns.x.clear();
    guess.columns.y.clear();
    guess.columns.position.clear();
  }
  guess_kind(samples, format.has_geometry, guess);
  guess_crs(source, expected_degrees, guess);
  guess_dates(source, samples, guess);
  explain(samples, guess);
  return guess;
}

}  // namespace lykta
