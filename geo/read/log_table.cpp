#include "geo/read/log_table.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/secrets.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/letters.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/person_names.hpp"

namespace lykta {

namespace {

const std::string no_text;

/// What a heading is compared by: a unit or a hint in brackets says nothing of what it is.
std::string heading_key(std::string_view text) { return log_key(text.substr(0, text.find('('))); }

bool names_role(const LogRole& role, std::string_view column) {
  const auto key = heading_key(column);
  return std::ranges::any_of(role.headings, [&](const char* heading) { return log_key(heading) == key; });
}

}  // namespace

std::string_view name_of(LogFaultKind kind) {
  switch (kind) {
    case LogFaultKind::shifted_row:
      return "shifted_row";
    case LogFaultKind::nothing_to_do:
      return "nothing_to_do";
    case LogFaultKind::unknown_status:
      return "unknown_status";
    case LogFaultKind::no_reason:
      return "no_reason";
    case LogFaultKind::no_end:
      return "no_end";
    case LogFaultKind::unreadable_date:
      return "unreadable_date";
    case LogFaultKind::wrong_order:
      return "wrong_order";
    case LogFaultKind::repeated_id:
      return "repeated_id";
    case LogFaultKind::person:
      return "person";
    case LogFaultKind::unreadable_position:
      return "unreadable_position";
    case LogFaultKind::no_area:
      return "no_area";
    case LogFaultKind::unreadable_week:
      return "unreadable_week";
    case LogFaultKind::unknown_level:
      break;
  }
  return "unknown_level";
}

Phrase fault_words(LogFaultKind kind) {
  switch (kind) {
    case LogFaultKind::shifted_row:
      return {"raden har fler fält än rubrikraden har namn", "the row has more fields than the header has names"};
    case LogFaultKind::nothing_to_do:
      return {"raden har varken problem eller åtgärd och är utelämnad",
              "the row has neither a problem nor an action and is left out"};
    case LogFaultKind::unknown_status:
      return {"är ingen status (ny, beslutad, pågår, klar, avslås): raden står efter sina datum",
              "is no status (new, decided, ongoing, done, declined): the row goes by its dates"};
    case LogFaultKind::no_reason:
      return {"avslås utan skäl", "declined without a reason"};
    case LogFaultKind::no_end:
      return {"klar utan datum: före och efter kan inte räknas",
              "done without a date: nothing is counted before and after"};
    case LogFaultKind::unreadable_date:
      return {"är inget datum, som 2025-11-30", "is no date, such as 2025-11-30"};
    case LogFaultKind::wrong_order:
      return {"ligger före det som kommer först: beslutad, påbörjad, avslutad",
              "lies before what comes first: decided, started, done"};
    case LogFaultKind::repeated_id:
      return {"är numret på en tidigare rad", "is the id of an earlier row"};
    case LogFaultKind::person:
      return {"ser ut som uppgift om en person och är inte övertagen: skriv en roll, och vad som gäller platsen",
              "looks like data on a person and was not taken over: write a role, and what concerns the place"};
    case LogFaultKind::unreadable_position:
      return {"är inget läge", "is no position"};
    case LogFaultKind::no_area:
      return {"raden saknar område och är utelämnad", "the row has no area and is left out"};
    case LogFaultKind::unreadable_week:
      return {"är ingen vecka, som 2025-W48; raden är utelämnad", "is no week, such as 2025-W48; the row is left out"};
    case LogFaultKind::unknown_level:
      break;
  }
  return {"är ingen nivå (grön, gul, orange, röd); raden är utelämnad",
          "is no level (green, yellow, orange, red); the row is left out"};
}

bool loses_row(LogFaultKind kind) {
  return kind == LogFaultKind::nothing_to_do || kind == LogFaultKind::no_area ||
         kind == LogFaultKind::unreadable_week || kind == LogFaultKind::unknown_level;
}

std::string log_key(std::string_view text) {
  auto plain = std::string(text);
  std::ranges::replace_if(
      plain, [](char c) { return c == '_' || c == '-'; }, ' ');
  std::string key;
  for (const auto word : split(plain)) {
    key += key.empty() ? "" : " ";
    key += word;
  }
  return folded(key);
}

bool tells_of_person(std::string_view text, bool is_role) {
  if (text.empty()) {
    return false;
  }
  // A sentence on a place is as long as one on a person, and one value is no column: what its name or its length would say is left aside.
  const std::vector<std::string_view> values{text};
  const auto what = find_personal_data("", values).what;
  const auto traces = {PersonalData::personal_number, PersonalData::telephone, PersonalData::email,
                       PersonalData::vehicle,         PersonalData::account,   PersonalData::protected_identity};
  if (std::ranges::find(traces, what) != traces.end() || !name_inside(text).empty()) {
    return true;
  }
  const auto evidence = name_evidence(text);
  return evidence >= NameEvidence::likely || (is_role && evidence == NameEvidence::single);
}

LogTable::LogTable(const LogDescription& description, std::span<const LogRole> roles,
                   const std::vector<std::string>& allowed_hosts) {
  std::vector<std::string> wanted;
  for (const auto& [key, column] : description.columns) {
    wanted.push_back(column);
  }
  RowSource source({.path = description.path,
                    .layer = description.layer,
                    .text = {},
                    .wanted = wanted,
                    .allowed_hosts = allowed_hosts});
  const auto& format = source.format();
  files_ = format.files;
  has_geometry_ = format.has_geometry;
  crs_ = format.crs;
  report_.path = without_secrets(description.path_as_written);
  report_.layer = format.layer;
  find_columns(description, roles, format.columns);
  std::vector<std::string> names;
  for (const auto& each : columns_) {
    names.push_back(each.column);
    report_.columns.emplace_back(each.role, each.column);
  }
  source.read(source.positions_of(names), [&](const RowBatch& batch) {
    add_batch(batch);
    return true;
  });
  find_date_styles();
}

void LogTable::find_columns(const LogDescription& description, std::span<const LogRole> roles,
                            const std::vector<std::string>& columns) {
  for (const auto& [key, column] : description.columns) {
    if (std::ranges::none_of(roles, [&](const LogRole& role) { return role.key == key; })) {
      std::vector<std::string> keys;
      for (const auto& role : roles) {
        keys.emplace_back(role.key);
      }
      throw InvalidOption(
          fmt::format("columns.{}: there is no such column of a log; there are {}", key, fmt::join(keys, ", ")));
    }
  }
  for (const auto& role : roles) {
    if (const auto stated = description.columns.find(role.key); stated != description.columns.end()) {
      columns_.push_back({role.key, stated->second});
      continue;
    }
    std::vector<std::string> fitting;
    std::ranges::copy_if(columns, std::back_inserter(fitting),
                         [&](const std::string& column) { return names_role(role, column); });
    if (fitting.size() > 1) {
      throw DataError(fmt::format("the columns {} may all be `{}`: state which (columns.{})", fmt::join(fitting, ", "),
                                  role.key, role.key));
    }
    if (fitting.empty() && role.is_needed) {
      throw DataError(fmt::format("has no column '{}' ({}): state which it is (columns.{}); the columns are: {}",
                                  role.headings[0], role.headings[1], role.key, fmt::join(columns, ", ")));
    }
    if (!fitting.empty()) {
      columns_.push_back({role.key, fitting.front()});
    }
  }
}

void LogTable::add_batch(const RowBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    LogRow row{.number = batch.row[i]};
    bool is_blank = true;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const auto text = batch.columns[column][i];
      row.cells.emplace_back(says_missing(text) ? std::string_view() : text);
      is_blank = is_blank && row.cells.back().empty();
    }
    if (!batch.geometry.empty()) {
      row.geometry = batch.geometry[i];
      row.point = batch.point[i];
    }
    if (is_blank && row.geometry == RowGeometry::none) {
      continue;
    }
    rows_.push_back(std::move(row));
    if (std::ranges::find(batch.shifted, i) != batch.shifted.end()) {
      fault(rows_.size() - 1, "", LogFaultKind::shifted_row);
    }
  }
}

void LogTable::find_date_styles() {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    DateStyleFinder finder;
    for (const auto& row : rows_) {
      finder.add(row.cells[column]);
    }
    columns_[column].dates = finder.finding().style.value_or(DateStyle{});
  }
}

const LogTable::FoundColumn* LogTable::found(std::string_view role) const {
  const auto each = std::ranges::find(columns_, role, &FoundColumn::role);
  return each == columns_.end() ? nullptr : &*each;
}

const std::string& LogTable::text(std::string_view role, std::size_t row) const {
  const auto* const column = found(role);
  return column == nullptr ? no_text : rows_[row].cells[static_cast<std::size_t>(column - columns_.data())];
}

std::string LogTable::column(std::string_view role) const {
  const auto* const column = found(role);
  return column == nullptr ? std::string() : column->column;
}

std::optional<std::chrono::local_days> LogTable::day(std::string_view role, std::size_t row) {
  const auto& written = text(role, row);
  if (written.empty()) {
    return std::nullopt;
  }
  const auto time = parse_date_time(written, found(role)->dates);
  if (!time || time->span.length() > std::chrono::days{1}) {
    fault(row, role, LogFaultKind::unreadable_date, written);
    return std::nullopt;
  }
  return std::chrono::floor<std::chrono::days>(time->span.start);
}

std::string LogTable::text_without_persons(std::string_view role, std::size_t row, bool is_role) {
  const auto& written = text(role, row);
  if (tells_of_person(written, is_role)) {
    fault(row, role, LogFaultKind::person);
    return "";
  }
  return written;
}

void LogTable::fault(std::size_t row, std::string_view role, LogFaultKind kind, std::string value) {
  report_.faults.push_back({rows_[row].number, column(role), kind, std::move(value)});
}

LogReport LogTable::take_report(std::uint64_t used) {
  report_.rows = rows_.size();
  report_.used = used;
  std::ranges::stable_sort(report_.faults, {}, &LogFault::row);
  return std::move(report_);
}

}  // namespace lykta
