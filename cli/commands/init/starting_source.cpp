#include "cli/commands/init/starting_source.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/init/toml_text.hpp"
#include "cli/frame/quality_text.hpp"
#include "cli/values/choices.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "geo/values/property_names.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Rows dated outside of what the file covers, and the keys that state it.
std::string covers_text(const Inspection& found) {
  if (!found.times || !found.times->covers) {
    return "";
  }
  std::string text;
  const auto& source = found.report->sources.front();
  const auto lines = coverage_lines(source, Language::en);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    text += fmt::format("# {}\n", one_line(lines[i]));
  }
  const auto& covers = *found.times->covers;
  return text + fmt::format(
                    "# covers_from = {}  # first and last day that it was kept, by its events: state what you know "
                    "better\n# covers_to = {}\n",
                    day_text(covers.from), day_text(covers.to - std::chrono::seconds{1}));
}

std::string columns_text(const SourceGuess& guess) {
  std::string text;
  for (const auto& reason : guess.reasons) {
    text += fmt::format("{} = {}  # {}\n", reason.key, quoted(reason.column), one_line(reason.why.en()));
  }
  return text;
}

/// What was found out about the way the file is written, stated so that the run need not find it out again.
std::string format_lines(const Inspection& found) {
  const auto& format = found.format;
  std::string text;
  if (format.encoding) {
    text += fmt::format("encoding = {}  # {}\n", quoted(format.encoding->name), format.encoding->why.en());
  }
  if (format.dialect) {
    const auto separator = format.dialect->separator;
    text += fmt::format("separator = {}  # {}\n", separator == '\t' ? "\"tab\"" : quoted(std::string(1, separator)),
                        one_line(format.dialect->why.en()));
  }
  if (format.header && format.header->row > 1) {
    text += fmt::format("header_row = {}  # {}\n", format.header->row, format.header->why.en());
  }
  return text;
}

std::string crs_text(const SourceGuess& guess) {
  if (guess.crs_declared) {
    return fmt::format("# The file declares its coordinate system: {}.\n", guess.crs);
  }
  if (guess.crs.empty()) {
    return fmt::format(
        "crs = \"\"  # {}: name it, such as EPSG:3006 (SWEREF 99 TM) or EPSG:4326 (longitude and latitude)\n",
        one_line(guess.crs_why.en()));
  }
  return fmt::format("crs = {}  # guessed: {}\n", quoted(guess.crs), one_line(guess.crs_why.en()));
}

std::string classes_text(const Inspection& found) {
  constexpr std::size_t most_listed = 60;
  auto lost = found.report ? found.report->sources.front().lost_by_class : std::vector<RowLoss>();
  std::erase_if(lost, [](const RowLoss& loss) { return loss.used > 0; });
  const auto listed = found.class_values.size() + lost.size();
  if (listed == 0 || listed > most_listed) {
    return "";
  }
  std::string text =
      "\n# Each value is a class of weight 1. To join or weigh them, map value to class here and list [[classes]] "
      "below.\n# A value may be a pattern (\"Inbrott*\") or a range of codes (\"0301..0399\").\n# [sources.classes]\n";
  for (const auto& [value, rows] : found.class_values) {
    text += fmt::format("# {} = {}  # {} rows\n", quoted(value), quoted(value), rows);
  }
  for (const auto& loss : lost) {
    text += fmt::format("# {} = {}  # {}, none of which can be used\n", quoted(loss.name), quoted(loss.name),
                        rows_text(loss.rows, Language::en));
  }
  return text;
}

/// What a reader of the configuration should know before running it.
std::string notes_text(const Inspection& found) {
  std::string text;
  if (!found.not_read.empty()) {
    text += fmt::format("# NOT READ YET: {}\n", one_line(found.not_read.en()));
  }
  if (found.report) {
    const auto& source = found.report->sources.front();
    text += fmt::format("# {} of {} rows can be used.\n", source.used, source.rows);
    for (const auto& line : rows_to_look_at(found, Language::en)) {
      text += fmt::format("# {}\n", one_line(line));
    }
    for (const auto& line : quality_lines(source, Language::en)) {
      text += fmt::format("# {}\n", one_line(line));
    }
  }
  if (found.times && found.times->likely_months()) {
    text += fmt::format("date_precision = \"month\"  # {}\n", line_on_likely_months().en);
  }
  for (const auto& column : found.guess.unfit) {
    text += fmt::format("# NOT TAKEN: {}\n", one_line(column.why.en()));
  }
  for (const auto& column : found.columns) {
    if (column.personal.what != PersonalData::none) {
      text += fmt::format("# Left out: the column {} looks like data on persons or free text ({}).\n",
                          quoted(column.name), one_line(column.personal.why.en()));
    }
    if (!column.property.empty()) {
      text += fmt::format("# Mind the column {}: {}; {}.\n", quoted(column.name), one_line(column.property.en()),
                          on_property_names.en);
    }
  }
  return text;
}

std::string clock_text(const SourceGuess& guess) {
  if (guess.clock_why.empty()) {
    return "";
  }
  return fmt::format("clock = \"as_written\"  # {}\n", guess.clock_why.en());
}

std::string polygons_text(const LookedAt& file) {
  constexpr auto explanation =
      "# Where the areas lie. Rows and polygons are joined by name or code, and what finds no partner is listed.\n";
  if (file.polygons_path.empty()) {
    return fmt::format(
        "{}[sources.polygons]\npath = \"areas.gpkg\"\ncolumn = \"...\"  # of the polygons, with the same names or "
        "codes\n",
        explanation);
  }
  auto text = fmt::format("{}[sources.polygons]\npath = {}\n", explanation, quoted(file.polygons_path));
  if (!file.polygons_layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(file.polygons_layer));
  }
  return text + fmt::format("column = {}  # holds the same names or codes\n", quoted(file.polygons_column));
}

std::string last_name_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// A block that cannot be run yet, as comments.
std::string as_comments(const std::string& block) {
  std::string text;
  for (std::size_t begin = 0; begin < block.size();) {
    const auto end = block.find('\n', begin);
    const auto line = block.substr(begin, end - begin);
    text += line.empty() || line.front() == '#' ? line : "# " + line;
    text += '\n';
    begin = end == std::string::npos ? block.size() : end + 1;
  }
  return text;
}

}  // namespace

std::string source_text(const LookedAt& file) {
  const auto& guess = file.found.guess;
  std::string text;
  for (const auto& line : file.left_out) {
    text += fmt::format("# {}: {}\n", one_line(file.path), one_line(line.en()));
  }
  text += fmt::format("[[sources]]\npath = {}\n", quoted(file.path));
  if (file.is_one_of_several) {
    text += fmt::format("name = {}\n", quoted(fmt::format("{}: {}", last_name_of(file.path), file.layer)));
  }
  text += fmt::format("kind = \"{}\"  # {}\n", name_of(guess.kind), one_line(guess.kind_why.en()));
  if (!file.layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(file.layer));
  }
  text += format_lines(file.found) + (needs_polygons(file) ? "" : crs_text(guess)) + notes_text(file.found);
  text += covers_text(file.found);
  text += clock_text(guess);
  if (guess.asks_date_order) {
    text += "# date_order = \"day_first\"  # or month_first: the dates may be read in both ways\n";
  }
  if (guess.kind == SourceKind::incidents && guess.columns.discovered.empty()) {
    text += "# origin = \"reported\"  # or discovered: found by patrols, left out of the ranking\n";
  }
  text += fmt::format("\n# The columns of the file: {}\n[sources.columns]\n{}",
                      one_line(fmt::format("{}", fmt::join(file.found.format.columns, ", "))), columns_text(guess));
  if (guess.kind == SourceKind::incidents && !tells_date(guess.columns)) {
    text += "# date = \"...\"  # no column of dates was recognised\n";
  }
  if (!guess.count_offered.empty()) {
    text += fmt::format("# count = {}  # looks like a number of events: without it each row counts as one event\n",
                        quoted(guess.count_offered));
  }
  text += kind_of(guess.kind).example_of_classes;
  if (needs_polygons(file)) {
    text += polygons_text(file);
  }
  text += classes_text(file.found) + "\n";
  if (needs_polygons(file) && file.polygons_path.empty()) {
    return "# This table needs the polygons of its areas: name them, and take away the first # of each line.\n" +
           as_comments(text);
  }
  return text;
}

}  // namespace lykta
