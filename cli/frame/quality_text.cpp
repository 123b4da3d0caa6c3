#include "cli/frame/quality_text.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/position_text.hpp"
#include "cli/frame/repair_text.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "geo/read/inputs.hpp"

namespace lykta {

namespace {

using Lines = std::vector<std::string>;

/// Rows of a file, or ids of features.
std::string rows_listed(const std::vector<std::int64_t>& rows, Language language) {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const auto row : rows) {
    names.push_back(fmt::format("{}", row));
  }
  return listed(names, language);
}

void add_lines_on_times(const SourceReport& source, Language language, Lines& lines) {
  if (source.no_end > 0) {
    lines.push_back(counted(
        source.no_end, {"rad saknar slut: bara dess början används", "row has no end: its start is taken alone"},
        {"rader saknar slut: bara deras början används", "rows have no end: their start is taken alone"}, language));
  }
  if (const auto& unread = source.unread_times; unread.rows > 0) {
    lines.push_back(
        say(language,
            {unread.rows == 1 ? "{} rad har ett klockslag som inte går att läsa ({}: {}): bara dagen används"
                              : "{} rader har klockslag som inte går att läsa ({}: {}): bara dagen används",
             unread.rows == 1 ? "{} row has a time of day that cannot be read ({}: {}): its day is taken alone"
                              : "{} rows have times of day that cannot be read ({}: {}): their day is taken alone"},
            unread.rows, unread.column, fmt::format("'{}'", fmt::join(unread.examples, "', '"))));
  }
  if (const auto& unread = source.unread_report_dates; unread.rows > 0) {
    lines.push_back(
        say(language,
            {unread.rows == 1 ? "{} rad har ett anmälningsdatum som inte går att läsa ({}: {}): det räknas som okänt"
                              : "{} rader har anmälningsdatum som inte går att läsa ({}: {}): de räknas som okända",
             unread.rows == 1 ? "{} row has a date of report that cannot be read ({}: {}): it counts as unknown"
                              : "{} rows have dates of report that cannot be read ({}: {}): they count as unknown"},
            unread.rows, unread.column, fmt::format("'{}'", fmt::join(unread.examples, "', '"))));
  }
  if (source.zones_heeded > 0) {
    lines.push_back(
        say(language,
            {"{} en avvikelse från UTC och räknas om till lokal tid ({}); {} bortser från den",
             "{} an offset from UTC, turned into local time ({}); {} sets it aside"},
            counted(source.zones_heeded, {"rad anger", "row states"}, {"rader anger", "rows state"}, language),
            source.time_zone, source.is_from_command ? "--clock wall_clock" : "clock = \"wall_clock\""));
  }
  if (source.zones_ignored > 0) {
    lines.push_back(
        say(language, {"{} en avvikelse från UTC, som {} bortser från", "{} an offset from UTC, which {} sets aside"},
            counted(source.zones_ignored, {"rad anger", "row states"}, {"rader anger", "rows state"}, language),
            source.is_from_command ? "--clock wall_clock" : "clock = wall_clock"));
  }
  if (source.repeated_hours > 0) {
    lines.push_back(counted(source.repeated_hours,
                            {"rad ligger i en timme som upprepas när sommartiden slutar: behålls som den är skriven",
                             "row lies in an hour that the end of summer time repeats: kept as written"},
                            {"rader ligger i en timme som upprepas när sommartiden slutar: behålls som de är skrivna",
                             "rows lie in an hour that the end of summer time repeats: kept as written"},
                            language));
  }
  if (source.skipped_hours > 0) {
    lines.push_back(
        counted(source.skipped_hours,
                {"rad ligger i en timme som hoppas över när sommartiden börjar: behålls som den är skriven",
                 "row lies in an hour that the start of summer time skips: kept as written"},
                {"rader ligger i en timme som hoppas över när sommartiden börjar: behålls som de är skrivna",
                 "rows lie in an hour that the start of summer time skips: kept as written"},
                language));
  }
}

void add_lines_on_rows(const SourceReport& source, Language language, Lines& lines) {
  if (source.hidden_rows > 0) {
    lines.push_back(counted(source.hidden_rows,
                            {"rad är dold i arbetsboken, av ett filter eller för hand: den läses som alla andra",
                             "row is hidden in the workbook, by a filter or by hand: it is read like all others"},
                            {"rader är dolda i arbetsboken, av ett filter eller för hand: de läses som alla andra",
                             "rows are hidden in the workbook, by a filter or by hand: they are read like all others"},
                            language));
  }
  if (!source.total_rows.empty()) {
    lines.push_back(say(language,
                        {source.total_rows.size() == 1 ? "rad {} är en summarad, inte en rad i tabellen"
                                                       : "raderna {} är summarader, inte rader i tabellen",
                         source.total_rows.size() == 1 ? "row {} is a total, no row of the table"
                                                       : "rows {} are totals, no rows of the table"},
                        rows_listed(source.total_rows, language)));
  }
  if (!source.count_column.empty()) {
    lines.push_back(say(language, {"kolumnen {}: {} står för {} händelser", "column {}: {} stand for {} events"},
                        source.count_column, rows_text(source.used, language), source.counted_events));
  }
  if (source.zero_counts > 0) {
    lines.push_back(counted(source.zero_counts, {"rad står för 0 händelser", "row stands for 0 events"},
                            {"rader står för 0 händelser", "rows stand for 0 events"}, language));
  }
}

/// "40 (2031-01-01), 41 (2031-01-02)", the first of them.
std::string outlying_rows_text(const std::vector<OutlyingRow>& rows, Language language) {
  constexpr std::size_t most = 20;
  Lines named;
  for (const auto& row : rows) {
    if (named.size() < most) {
      named.push_back(fmt::format("{} ({})", row.row, row.date));
    }
  }
  const auto all = fmt::to_string(fmt::join(named, ", "));
  return rows.size() > most ? say(language, {"{} och {} till", "{} and {} more"}, all, rows.size() - most) : all;
}

/// Whether the days were stated.
Phrase how_known(const StatedCoverage& stated) {
  return stated.from && stated.to ? Phrase{"som angivet", "as stated"}
         : stated.from            ? Phrase{"den första dagen som angivet, den sista enligt händelserna",
                                "the first day as stated, the last by its events"}
         : stated.to              ? Phrase{"den första dagen enligt händelserna, den sista som angivet",
                              "the first day by its events, the last as stated"}
                                  : Phrase{"enligt händelserna", "by its events"};
}

}  // namespace

Phrase line_on_likely_months() {
  return {"alla datum är den första i en månad: troligen är bara månaden känd, och veckodagar betyder ingenting",
          "all dates are the first of a month: likely only the month is known, so weekdays mean nothing"};
}

Lines rows_to_look_at(const Inspection& inspection, Language language) {
  Lines lines;
  if (const auto& column = inspection.guess.count_offered; !column.empty()) {
    lines.push_back(
        say(language,
            {"kolumnen '{}' ser ut som ett antal händelser: utan columns.count (--count) räknas varje rad som "
             "en händelse",
             "column '{}' looks like a number of events: without columns.count (--count) each row counts as one "
             "event"},
            column));
  }
  if (const auto& [column, rows] = inspection.repeated_ids; !column.empty()) {
    lines.push_back(
        say(language,
            {rows == 1 ? "kolumnen '{}': {} rad upprepar numret på en tidigare rad; varje rad räknas som en "
                         "händelse"
                       : "kolumnen '{}': {} rader upprepar numret på en tidigare rad; varje rad räknas som en "
                         "händelse",
             rows == 1 ? "column '{}': {} row repeats the number of an earlier row; each row counts as an event"
                       : "column '{}': {} rows repeat the number of an earlier row; each row counts as an "
                         "event"},
            column, rows));
  }
  return lines;
}

Lines quality_lines(const SourceReport& source, Language language) {
  auto lines = lines_on_losses(source, language);
  add_lines_on_rows(source, language, lines);
  for (const auto& [value, rows] : source.unmapped_values) {
    lines.push_back(say(language, {"'{}' har ingen klass ({}, behålls som {})", "'{}' has no class ({}, kept as {})"},
                        value, rows_text(rows, language), unmapped_class));
  }
  if (source.linked > 0) {
    lines.push_back(counted(
        source.linked,
        {"rad gäller troligen en händelse som även en annan källa rapporterar: den räknas en gång, båda finns kvar",
         "row is likely of an event that another source reports too: counted once, both kept"},
        {"rader gäller troligen händelser som även en annan källa rapporterar: de räknas en gång, båda finns kvar",
         "rows are likely of an event that another source reports too: counted once, both kept"},
        language));
  }
  add_lines_on_times(source, language, lines);
  const auto on_positions = lines_on_positions(source, language);
  lines.insert(lines.end(), on_positions.begin(), on_positions.end());
  add_repairs({"rad {}: {}", "row {}: {}"}, source.repairs, language, lines);
  if (!source.unmatched_rows.empty()) {
    lines.push_back(fmt::format(
        "{}: {}",
        counted(source.unmatched_rows.size(), {"område i tabellen saknar polygon", "area of the table has no polygon"},
                {"områden i tabellen saknar polygon", "areas of the table have no polygon"}, language),
        listed(source.unmatched_rows, language)));
  }
  if (!source.unmatched_polygons.empty()) {
    lines.push_back(fmt::format(
        "{}: {}",
        counted(source.unmatched_polygons.size(), {"polygon saknar rad i tabellen", "polygon has no row in the table"},
                {"polygoner saknar rad i tabellen", "polygons have no row in the table"}, language),
        listed(source.unmatched_polygons, language)));
  }
  for (const auto& chosen : source.defaults) {
    lines.push_back(chosen.in(language));
  }
  return lines;
}

Lines quality_lines(const AreaReport& area, Language language) {
  Lines lines;
  if (!area.mended.empty()) {
    lines.push_back(
        say(language,
            {"området har lagats, eftersom dess gräns korsar sig själv eller är fel på annat sätt: objekt {}",
             area.mended.size() == 1
                 ? "the study area was mended, as its outline crosses itself or is wrong in another way: feature {}"
                 : "the study area was mended, as its outline crosses itself or is wrong in another way: features {}"},
            rows_listed(area.mended, language)));
  }
  add_what_was_mended({"objekt {}: {}", "feature {}: {}"}, area.repairs, language, lines);
  if (!area.not_polygons.empty()) {
    lines.push_back(fmt::format("{}: {}",
                                counted(area.not_polygons.size(),
                                        {"objekt är ingen polygon och ingår inte i området",
                                         "feature is no polygon and left out of the study area"},
                                        {"objekt är inga polygoner och ingår inte i området",
                                         "features are no polygon and left out of the study area"},
                                        language),
                                rows_listed(area.not_polygons, language)));
  }
  return lines;
}

Lines quality_lines(const NamesReport& names, Language language) {
  Lines lines;
  const auto add = [&](const std::vector<std::int64_t>& rows, const Phrase& one, const Phrase& many) {
    if (!rows.empty()) {
      const auto so =
          rows.size() == 1
              ? Phrase{"{}, så ingen plats heter efter den: rad {}", "{}, so no place is called after it: row {}"}
              : Phrase{"{}, så ingen plats heter efter dem: rad {}", "{}, so no place is called after them: rows {}"};
      lines.push_back(say(language, so, counted(rows.size(), one, many, language), rows_listed(rows, language)));
    }
  };
  add(names.without_name, {"rad saknar namn", "row has no name"}, {"rader saknar namn", "rows have no name"});
  add(names.without_position, {"rad saknar ett läge som går att läsa", "row has no position that can be read"},
      {"rader saknar ett läge som går att läsa", "rows have no position that can be read"});
  add(names.without_place,
      {"rad saknar plats i lägesbildens koordinatsystem", "row has no place in the coordinate system of the picture"},
      {"rader saknar plats i lägesbildens koordinatsystem",
       "rows have no place in the coordinate system of the picture"});
  return lines;
}

Lines coverage_lines(const SourceReport& source, Language language) {
  Lines lines;
  if (!source.coverage || !source.coverage->covers) {
    return lines;
  }
  const auto& covers = *source.coverage->covers;
  if (covers.from == covers.to) {
    lines.emplace_back(say(language, {"täcker ingen dag: det som är angivet slutar innan det börjar",
                                      "covers no day: what is stated ends before it begins"}));
    return lines;
  }
  const auto last_day = [](const Period& period) { return day_text(period.to - std::chrono::seconds{1}); };
  lines.push_back(say(language, {"täcker {} till {}, {}", "covers {} to {}, {}"}, day_text(covers.from),
                      last_day(covers), how_known(source.coverage->stated).in(language)));
  for (const auto& pause : source.coverage->pauses) {
    lines.push_back(say(language,
                        {"ett uppehåll från {} till {}: dess dagar räknas inte som registrerade när perioder jämförs",
                         "a pause in it from {} to {}: its days count as not recorded where periods are compared"},
                        day_text(pause.from), last_day(pause)));
  }
  if (const auto& rows = source.outlying_rows; !rows.empty()) {
    lines.push_back(say(
        language,
        {rows.size() == 1 ? "{} rad har ett datum utanför det: rad {}" : "{} rader har ett datum utanför det: rad {}",
         rows.size() == 1 ? "{} row is dated outside of that: row {}" : "{} rows are dated outside of that: rows {}"},
        rows.size(), outlying_rows_text(rows, language)));
  }
  return lines;
}

Lines default_time_lines(const SourceReport& source, Language language) {
  Lines lines;
  for (const auto& each : source.default_times) {
    lines.push_back(say(language,
                        {"{} av {} klockslag är {}, långt fler än vid andra klockslag: troligen fylls det i när ingen "
                         "vet, så bara dagen räknas som känd",
                         each.events == 1 ? "{} of {} times of day is {}, far more than others have: likely it is "
                                            "filled in where nobody knows, so only the day counts as known"
                                          : "{} of {} times of day are {}, far more than others have: likely it is "
                                            "filled in where nobody knows, so only the day counts as known"},
                        each.events, each.moments, clock_text(each.time_of_day)));
  }
  return lines;
}

namespace {

void add_lines_on_exposure(const ZonesReport& zones, Language language, Lines& lines) {
  if (!zones.unreadable_exposure.empty()) {
    lines.push_back(fmt::format(
        "{}: {}",
        counted(zones.unreadable_exposure.size(),
                {"exponering är inget tal från 0 och uppåt", "exposure is no number of 0 or more"},
                {"exponeringar är inga tal från 0 och uppåt", "exposures are no number of 0 or more"}, language),
        listed(zones.unreadable_exposure, language)));
  }
  if (!zones.without_exposure.empty()) {
    lines.push_back(say(language,
                        {"{} av {} områden saknar känd exponering: {}",
                         zones.without_exposure.size() == 1 ? "{} of {} zones has no known exposure: {}"
                                                            : "{} of {} zones have no known exposure: {}"},
                        zones.without_exposure.size(), zones.zones, listed(zones.without_exposure, language)));
  }
}

}  // namespace

Lines quality_lines(const ZonesReport& zones, Language language) {
  Lines lines;
  if (!zones.without_polygon.empty()) {
    const auto says = zones.without_polygon.size() == 1
                          ? Phrase{"{} av {} objekt saknar polygon och är inget område: {}",
                                   "{} of {} features has no polygon and is no zone: {}"}
                          : Phrase{"{} av {} objekt saknar polygon och är inga områden: {}",
                                   "{} of {} features have no polygon and are no zones: {}"};
    lines.push_back(
        say(language, says, zones.without_polygon.size(), zones.features, listed(zones.without_polygon, language)));
  }
  if (!zones.without_place.empty()) {
    lines.push_back(fmt::format(
        "{}: {}",
        counted(zones.without_place.size(),
                {"område har en punkt som saknar plats i resultatets koordinatsystem och är inte med",
                 "zone has a point that has no place in the coordinate system of the result, and is left out"},
                {"områden har en punkt som saknar plats i resultatets koordinatsystem och är inte med",
                 "zones have a point that has no place in the coordinate system of the result, and are left out"},
                language),
        listed(zones.without_place, language)));
  }
  if (zones.without_id > 0) {
    lines.push_back(counted(zones.without_id,
                            {"objekt saknar kod och kallas efter sitt nummer i filen",
                             "feature has no code and is called by its feature id"},
                            {"objekt saknar kod och kallas efter sina nummer i filen",
                             "features have no code and are called by their feature id"},
                            language));
  }
  if (zones.joined > 0) {
    lines.push_back(counted(zones.joined,
                            {"objekt är ytterligare en del av ett område med samma kod",
                             "feature is a further part of a zone of the same code"},
                            {"objekt är ytterligare delar av områden med samma kod",
                             "features are further parts of zones of the same code"},
                            language));
  }
  add_lines_on_exposure(zones, language, lines);
  add_repairs({"område {}: {}", "zone {}: {}"}, zones.repairs, language, lines);
  for (const auto& chosen : zones.defaults) {
    lines.push_back(chosen.in(language));
  }
  return lines;
}

}  // namespace lykta
