#include "cli/commands/inspect/inspection_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/quality_text.hpp"
#include "cli/values/choices.hpp"
#include "geo/files/locations.hpp"
#include "geo/values/property_names.hpp"
#include "publish/records/inspection_record.hpp"

namespace lykta {

namespace {

/// A line with its label in front.
std::string labelled(const Phrase& label, const std::string& text, Language language) {
  return fmt::format("  {:<11} {}\n", label.in(language), text);
}

/// The same with the reason behind it.
std::string labelled(const Phrase& label, const std::string& text, const Said& why, Language language) {
  return labelled(label, fmt::format("{} ({})", text, why.in(language)), language);
}

std::string separator_name(char separator, Language language) {
  return separator == '\t' ? Phrase{"tabb", "tab"}.in(language) : std::string(1, separator);
}

/// The layers that are not looked at here, with their rows.
std::string layers_text(const SourceFormat& format, Language language) {
  std::string text;
  for (std::size_t i = 0; i < format.rows_of_layers.size(); ++i) {
    const auto& name = format.layers[i];
    const auto is_hidden = std::ranges::find(format.hidden_layers, name) != format.hidden_layers.end();
    if (name != format.layer) {
      text += labelled(
          i == 0 || (i == 1 && format.layers.front() == format.layer) ? Phrase{"EJ LÄST", "NOT READ"} : Phrase{"", ""},
          say(language, {"lager '{}': {}{} (--layer)", "layer '{}': {}{} (--layer)"}, name,
              rows_text(format.rows_of_layers[i], language),
              is_hidden ? Phrase{", dolt", ", hidden"}.in(language) : ""),
          language);
    }
  }
  return text;
}

std::string format_text(const Inspection& inspection, Language language) {
  const auto& format = inspection.format;
  auto first = fmt::format("{}, {}", format.driver, rows_text(inspection.rows, language));
  if (format.layers.size() > 1) {
    first += say(language, {", lager '{}' av: {}", ", layer '{}' of: {}"}, format.layer,
                 fmt::to_string(fmt::join(format.layers, ", ")));
  }
  auto text = labelled({"format", "format"}, first, language);
  text += layers_text(format, language);
  if (format.encoding) {
    text += labelled({"kodning", "encoding"}, format.encoding->name, format.encoding->why, language);
  }
  if (format.dialect) {
    text += labelled({"avgränsare", "separator"}, separator_name(format.dialect->separator, language),
                     format.dialect->why, language);
  }
  if (format.header) {
    const auto row = format.header->row > 0 ? say(language, {"rad {}", "row {}"}, format.header->row)
                                            : say(language, {"ingen", "none"});
    text += labelled({"rubrikrad", "header"}, row, format.header->why, language);
  }
  if (format.from_1904) {
    text +=
        labelled({"dagar", "days"},
                 say(language, {"räknade från 1904, vilket beaktas", "counted from 1904, which is heeded"}), language);
  }
  return text;
}

/// Cuts a text for a table, between characters.
std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) {
    return text;
  }
  auto end = most - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end) + "…";
}

std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) {
  const auto length = characters_in(text);
  return length >= width ? text : text + std::string(width - length, ' ');
}

Phrase type_words(ColumnType type) {
  switch (type) {
    case ColumnType::empty:
      return {"tom", "empty"};
    case ColumnType::text:
      return {"text", "text"};
    case ColumnType::number:
      return {"tal", "number"};
    case ColumnType::date:
      return {"datum", "date"};
    case ColumnType::time_of_day:
      return {"klockslag", "time of day"};
    case ColumnType::position:
      break;
  }
  return {"läge", "position"};
}

/// What is shown of a column's values.
std::string examples_text(const InspectedColumn& column, Language language) {
  constexpr std::size_t longest_example = 60;
  if (column.personal.what != PersonalData::none) {
    return say(language, {"VISAS INTE, LÄSES INTE: {}", "NOT SHOWN, NOT READ: {}"}, column.personal.why.in(language));
  }
  if (column.type == ColumnType::empty && !column.how.empty()) {
    return column.how.in(language);
  }
  auto shown = shortened(fmt::to_string(fmt::join(column.examples, " | ")), longest_example);
  std::ranges::replace_if(
      shown, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return shown;
}

std::string columns_text(const Inspection& inspection, Language language) {
  constexpr std::size_t longest_name = 30;
  std::size_t width = 0;
  for (const auto& column : inspection.columns) {
    width = std::max(width, characters_in(shortened(column.name, longest_name)));
  }
  auto text = say(language, {"  kolumner\n", "  columns\n"});
  for (const auto& column : inspection.columns) {
    const auto empty = inspection.rows - column.filled;
    text += fmt::format(
        "    {}  {:<11}  {}{}\n", padded(shortened(column.name, longest_name), width),
        type_words(column.type).in(language), examples_text(column, language),
        empty > 0 ? say(language, {empty == 1 ? "  ({} tom)" : "  ({} tomma)", "  ({} empty)"}, empty) : "");
    if (!column.property.empty()) {
      text += fmt::format("    {}  {}; {}\n", padded("", width), column.property.in(language),
                          on_property_names.in(language));
    }
  }
  return text;
}

std::string guess_text(const Inspection& inspection, Language language) {
  const auto& guess = inspection.guess;
  const Phrase taken_for{"tas för", "taken for"};
  auto text =
      inspection.has_polygons && guess.kind == SourceKind::incidents
          ? labelled(taken_for, say(language, {"polygoner för ett område", "polygons of a study area"}), language)
          : labelled(taken_for, std::string(name_of(guess.kind)), guess.kind_why, language);
  for (const auto& reason : guess.reasons) {
    text += fmt::format("    {:<14}  '{}': {}\n", reason.key, reason.column, reason.why.in(language));
  }
  if (!guess.clock_why.empty()) {
    text += labelled({"klocka", "clock"}, "as_written", guess.clock_why, language);
  }
  for (const auto& column : guess.unfit) {
    text += labelled({"EJ TAGEN", "NOT TAKEN"}, column.why.in(language), language);
  }
  const auto crs = guess.crs.empty() ? say(language, {"inte känt", "not known"}) : guess.crs;
  return text + labelled({"crs", "crs"}, crs, guess.crs_why, language);
}

std::string inspected_times_text(const InspectedTimes& times, Language language) {
  auto text = labelled({"tider", "times"},
                       say(language, {"{} till {} (lokal tid)", "{} to {} (local time)"},
                           local_time_text(times.range.start), local_time_text(times.range.end)),
                       language);
  if (times.months_only + times.days_only + times.at_midnight > 0) {
    text += labelled({"", ""},
                     say(language,
                         {"{} anger bara månad, {} bara dag, {} är exakt vid midnatt",
                          "{} give only a month, {} only a day, {} are exactly at midnight"},
                         times.months_only, times.days_only, times.at_midnight),
                     language);
  }
  if (times.likely_months()) {
    text += labelled({"", ""}, line_on_likely_months().in(language), language);
  }
  return text;
}

std::string coverage_text(const SourceReport& source, Language language) {
  const std::string label = Phrase{"täcker ", "covers "}.in(language);
  std::string text;
  for (const auto& line : coverage_lines(source, language)) {
    text += line.starts_with(label) ? labelled({"täcker", "covers"}, line.substr(label.size()), language)
                                    : labelled({"", ""}, line, language);
  }
  return text;
}

/// What is said of the rows that were read.
std::string rows_read_text(const Inspection& inspection, Language language) {
  const auto& source = inspection.report->sources.front();
  auto text =
      labelled({"användbara", "usable"},
               say(language, {"{} av {}", "{} of {}"}, source.used, rows_text(source.rows, language)), language);
  if (!inspection.report->rejects.empty()) {
    text += labelled({"bortfall", "losses"}, causes_text(inspection.report->rejects, language), language);
  }
  if (source.stacked > 0) {
    text += labelled(
        {"lägen", "positions"},
        say(language, {"{}; {} händelser delar sitt med en annan", "{}; {} events share theirs with another"},
            counted(source.distinct_positions, {"olika", "different one"}, {"olika", "different ones"}, language),
            source.stacked),
        language);
  }
  if (inspection.equal_rows + inspection.same_events > 0) {
    text += labelled({"upprepade", "repeats"},
                     say(language,
                         {"{} lika en tidigare i varje kolumn, {} i plats, tid och klass; alla behålls",
                          "{} an earlier one in every column, {} in place, time and class; all are kept"},
                         counted(inspection.equal_rows, {"rad är", "row equals"}, {"rader är", "rows equal"}, language),
                         events_text(inspection.same_events, language)),
                     language);
  }
  for (const auto& line : rows_to_look_at(inspection, language)) {
    text += labelled({"obs", "note"}, line, language);
  }
  for (const auto& lines : {default_time_lines(source, language), quality_lines(source, language)}) {
    for (const auto& line : lines) {
      text += labelled({"obs", "note"}, line, language);
    }
  }
  return text;
}

std::string reading_text(const Inspection& inspection, Language language) {
  std::string text;
  if (inspection.extent_degrees) {
    const auto& box = *inspection.extent_degrees;
    text +=
        labelled({"omfång", "extent"},
                 say(language, {"{:.5f} till {:.5f} E, {:.5f} till {:.5f} N", "{:.5f} to {:.5f} E, {:.5f} to {:.5f} N"},
                     box.min_x, box.max_x, box.min_y, box.max_y),
                 language);
  }
  if (inspection.times) {
    text += inspected_times_text(*inspection.times, language);
  }
  if (inspection.report) {
    text += coverage_text(inspection.report->sources.front(), language);
  }
  if (!inspection.not_read.empty()) {
    text += labelled({"EJ LÄST", "NOT READ"}, inspection.not_read.in(language), language);
  }
  return inspection.report ? text + rows_read_text(inspection, language) : text;
}

}  // namespace

std::string inspection_text(const Inspection& inspection, Language language) {
  return fmt::format("{}\n{}{}{}{}", without_secrets(inspection.path), format_text(inspection, language),
                     columns_text(inspection, language), guess_text(inspection, language),
                     reading_text(inspection, language));
}

}  // namespace lykta
