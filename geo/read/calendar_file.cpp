#include "geo/read/calendar_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <span>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/files/secrets.hpp"
#include "geo/format/icalendar.hpp"
#include "geo/format/row_source.hpp"
#include "geo/values/date_style.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/word_lists.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

namespace {

constexpr std::array<std::string_view, 8> name_headings{"namn",  "name",   "benämning", "titel",
                                                        "title", "rubrik", "summary",   "vad"};
constexpr std::array<std::string_view, 7> kind_headings{"slag", "sort", "typ", "kind", "type", "kategori", "category"};
constexpr std::array<std::string_view, 15> first_headings{
    "första dag", "första dagen", "från",  "from", "start", "startdatum", "första datum", "first day",
    "first",      "start date",   "datum", "date", "dag",   "day",        "from date"};
constexpr std::array<std::string_view, 11> last_headings{
    "sista dag", "sista dagen", "till", "to", "slut", "slutdatum", "last day", "last", "end", "end date", "to date"};
constexpr std::array<std::string_view, 6> place_headings{"plats", "place", "var", "where", "location", "område"};

struct WordOfKind {
  std::string_view word;
  DayKind kind;
};
constexpr std::array<WordOfKind, 31> words_of_kinds{{
    {"helgdag", DayKind::holiday},
    {"helgdagar", DayKind::holiday},
    {"röd dag", DayKind::holiday},
    {"holiday", DayKind::holiday},
    {"holidays", DayKind::holiday},
    {"public holiday", DayKind::holiday},
    {"afton", DayKind::eve},
    {"helgdagsafton", DayKind::eve},
    {"eve", DayKind::eve},
    {"termin", DayKind::school_term},
    {"läsår", DayKind::school_term},
    {"school term", DayKind::school_term},
    {"term", DayKind::school_term},
    {"lov", DayKind::school_break},
    {"skollov", DayKind::school_break},
    {"school break", DayKind::school_break},
    {"school holiday", DayKind::school_break},
    {"school holidays", DayKind::school_break},
    {"break", DayKind::school_break},
    {"vacation", DayKind::school_break},
    {"evenemang", DayKind::event},
    {"händelse", DayKind::event},
    {"event", DayKind::event},
    {"events", DayKind::event},
    {"marknad", DayKind::event},
    {"market", DayKind::event},
    {"match", DayKind::event},
    {"festival", DayKind::event},
    {"konsert", DayKind::event},
    {"concert", DayKind::event},
    {"", DayKind::event},
}};

/// "Första_dag " as "första dag".
std::string heading(std::string_view text) {
  auto words = folded(trimmed(text));
  std::ranges::replace(words, '_', ' ');
  return words;
}

/// Where the columns of a table stand; a position beyond the columns where there is none.
struct CalendarColumns {
  std::optional<std::size_t> name;
  std::optional<std::size_t> kind;
  std::optional<std::size_t> first;
  std::optional<std::size_t> last;
  std::optional<std::size_t> place;
};

std::optional<std::size_t> column_of(const std::vector<std::string>& columns, std::span<const std::string_view> names) {
  for (const auto name : names) {
    const auto found = std::ranges::find_if(columns, [&](const std::string& each) { return heading(each) == name; });
    if (found != columns.end()) {
      return static_cast<std::size_t>(found - columns.begin());
    }
  }
  return std::nullopt;
}

CalendarColumns columns_of(const std::vector<std::string>& columns) {
  CalendarColumns found{.name = column_of(columns, name_headings),
                        .kind = column_of(columns, kind_headings),
                        .first = column_of(columns, first_headings),
                        .last = column_of(columns, last_headings),
                        .place = column_of(columns, place_headings)};
  const auto refuse = [&](const char* what, const char* words) {
    throw DataError(fmt::format("no column is the {} of a calendar: call one {} (there are: {})", what, words,
                                fmt::join(columns, ", ")));
  };
  if (!found.name) {
    refuse("name", "'namn' or 'name'");
  }
  if (!found.first) {
    refuse("first day", "'första dag' or 'first day'");
  }
  return found;
}

/// A row of the table as text.
struct CalendarRow {
  std::int64_t row = 0;
  std::string name, kind, first, last, place;

  [[nodiscard]] bool is_empty() const { return name.empty() && first.empty() && last.empty(); }
};

std::vector<CalendarRow> rows_of(RowSource& source, const CalendarColumns& columns, const Progress& progress) {
  std::vector<std::size_t> positions;
  std::vector<std::string CalendarRow::*> members;
  const auto add = [&](const std::optional<std::size_t>& column, std::string CalendarRow::*member) {
    if (column) {
      positions.push_back(*column);
      members.push_back(member);
    }
  };
  add(columns.name, &CalendarRow::name);
  add(columns.kind, &CalendarRow::kind);
  add(columns.first, &CalendarRow::first);
  add(columns.last, &CalendarRow::last);
  add(columns.place, &CalendarRow::place);
  std::vector<CalendarRow> rows;
  source.read(
      positions,
      [&](const RowBatch& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
          CalendarRow row{.row = batch.row[i], .name = {}, .kind = {}, .first = {}, .last = {}, .place = {}};
          for (std::size_t column = 0; column < members.size(); ++column) {
            row.*members[column] = batch.columns[column][i];
          }
          if (!row.is_empty()) {
            rows.push_back(std::move(row));
          }
        }
        if (rows.size() > most_calendar_entries) {
          throw DataError(fmt::format("holds over {} rows: a calendar has at most so many", most_calendar_entries));
        }
        return true;
      },
      progress);
  return rows;
}

/// One style for both columns: they were written by one hand.
DateStyle style_of_dates(const std::vector<CalendarRow>& rows) {
  DateStyleFinder finder;
  for (const auto& row : rows) {
    finder.add(row.first);
    finder.add(row.last);
  }
  const auto finding = finder.finding();
  if (finding.ambiguous) {
    throw DataError(fmt::format("its dates may be read in two ways ({}): write them as 2025-07-26", finding.why.en()));
  }
  return finding.style.value_or(DateStyle{});
}

/// First and last day that a text means.
std::optional<std::pair<local_days, local_days>> days_of(const std::string& text, const DateStyle& style) {
  const auto written = parse_date_time(text, style);
  if (!written) {
    return std::nullopt;
  }
  const auto& span = written->span;
  const auto end = span.end > span.start ? span.end - std::chrono::seconds{1} : span.end;
  return std::pair(floor<days>(span.start), floor<days>(end));
}

/// Reads one row into an entry, or says what is wrong with it.
class RowOfCalendar {
 public:
  RowOfCalendar(const CalendarRow& row, const DateStyle& style, const std::vector<std::string>& names,
                const CalendarColumns& columns)
      : row_(row), style_(style), names_(names), columns_(columns) {}

  std::optional<CalendarEntry> entry(std::vector<CalendarFault>& faults) const {
    const auto fault = [&](const std::optional<std::size_t>& column, CalendarFaultKind kind, const std::string& value) {
      faults.push_back({row_.row, column ? names_[*column] : "", kind, as_example(value)});
      return std::nullopt;
    };
    if (row_.name.empty()) {
      return fault(columns_.name, CalendarFaultKind::no_name, "");
    }
    const auto kind = kind_of_day(row_.kind);
    if (!kind.is_known) {
      return fault(columns_.kind, CalendarFaultKind::unknown_kind, row_.kind);
    }
    if (row_.first.empty()) {
      return fault(columns_.first, CalendarFaultKind::no_date, "");
    }
    const auto first = days_of(row_.first, style_);
    if (!first) {
      return fault(columns_.first, CalendarFaultKind::unreadable_date, row_.first);
    }
    const auto last = row_.last.empty() ? first : days_of(row_.last, style_);
    if (!last) {
      return fault(columns_.last, CalendarFaultKind::unreadable_date, row_.last);
    }
    if (last->second < first->first) {
      return fault(columns_.last, CalendarFaultKind::end_before_start, row_.last);
    }
    constexpr days longest{366};
    if (last->second - first->first > longest) {
      return fault(columns_.last, CalendarFaultKind::too_long, row_.last.empty() ? row_.first : row_.last);
    }
    return CalendarEntry{first->first, last->second, kind.kind, composed(row_.name), composed(row_.place)};
  }

 private:
  const CalendarRow& row_;
  const DateStyle& style_;
  const std::vector<std::string>& names_;
  const CalendarColumns& columns_;
};

ReadCalendar read_table_of_days(const std::string& path, const Progress& progress) {
  RowSource source({.path = path, .layer = "", .text = {}, .wanted = {}, .allowed_hosts = {}});
  const auto& names = source.format().columns;
  const auto columns = columns_of(names);
  const auto rows = rows_of(source, columns, progress);
  const auto style = style_of_dates(rows);
  ReadCalendar calendar;
  calendar.report.format = source.format().driver;
  calendar.report.rows = rows.size();
  calendar.files = source.format().files;
  for (const auto& row : rows) {
    if (auto entry = RowOfCalendar(row, style, names, columns).entry(calendar.report.faults)) {
      calendar.entries.push_back(std::move(*entry));
      ++calendar.report.used;
    }
  }
  calendar.report.entries = calendar.entries.size();
  return calendar;
}

/// A calendar of appointments is no calendar of places. Names alone say nothing: Valborg and Lucia are days.
void refuse_persons(const std::vector<CalendarEntry>& entries) {
  std::vector<std::string_view> names;
  for (const auto& entry : entries) {
    names.push_back(entry.name);
  }
  const auto found = find_personal_data("evenemang", names);
  switch (found.what) {
    case PersonalData::personal_number:
    case PersonalData::telephone:
    case PersonalData::email:
    case PersonalData::protected_identity:
    case PersonalData::about_person:
      throw DataError(
          fmt::format("the names of its entries look like data on persons ({}): take those entries out; a calendar "
                      "is of holidays, terms and events",
                      found.why.en()));
    default:
      break;
  }
}

std::string bytes_of_calendar(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) {
    throw DataError(why_not_readable(path));
  }
  return bytes.str();
}

bool begins_as_icalendar(const std::string& path) {
  constexpr std::size_t enough = 64;
  std::ifstream file(path, std::ios::binary);
  std::string beginning(enough, '\0');
  file.read(beginning.data(), static_cast<std::streamsize>(enough));
  beginning.resize(static_cast<std::size_t>(file.gcount()));
  return is_icalendar(beginning) || lower_case(path).ends_with(".ics");
}

ReadCalendar read_file(const std::string& path, const std::string& time_zone, const Progress& progress) {
  if (location_of(path).kind != LocationKind::local_file) {
    throw InvalidOption(
        fmt::format("{}: is no file on this machine: save the calendar, and name the file", without_secrets(path)));
  }
  refuse_what_is_no_file(path);
  const auto state = settled_state_of(path);
  if (!state) {
    throw DataError(why_not_readable(path));
  }
  if (state->size > largest_calendar_bytes) {
    constexpr std::int64_t mega = 1024 * 1024;
    throw DataError(fmt::format(
        "has {} MB, and a calendar has at most {} MB: name a calendar of holidays, terms and events, or leave years "
        "out of it",
        (state->size + mega - 1) / mega, largest_calendar_bytes / mega));
  }
  if (!begins_as_icalendar(path)) {
    return read_table_of_days(path, progress);
  }
  auto calendar = icalendar_entries(bytes_of_calendar(path), time_zone, path);
  calendar.files = {{path, state}};
  return calendar;
}

}  // namespace

std::string_view name_of(CalendarFaultKind kind) {
  constexpr std::array<std::string_view, 10> names{
      "no_name",   "unknown_kind",        "no_date",           "unreadable_date", "end_before_start", "too_long",
      "cancelled", "rule_not_understood", "unknown_time_zone", "unread_line"};
  return names[static_cast<std::size_t>(kind)];
}

KindOfDay kind_of_day(std::string_view word) {
  const auto wanted = heading(word);
  const auto found = std::ranges::find(words_of_kinds, wanted, &WordOfKind::word);
  return found == words_of_kinds.end() ? KindOfDay{DayKind::event, false} : KindOfDay{found->kind, true};
}

ReadCalendar read_calendar(const CalendarDescription& calendar, const std::string& time_zone,
                           const Progress& progress) {
  return naming_file(calendar.path, [&] {
    auto read = read_file(calendar.path, time_zone, progress);
    read.report.path = calendar.path_as_written;
    refuse_persons(read.entries);
    return read;
  });
}

}  // namespace lykta
