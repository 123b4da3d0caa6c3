#include "geo/read/columns_by_name.hpp"

#include "geo/values/name_words.hpp"

namespace lykta {

namespace {

/// Date, time, and their ends.
void guess_times(const std::vector<std::string>& names, ColumnMapping& columns) {
  const auto start = [](const NameWords& words) { return !is_end(words); };
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
}

/// A column that says in words where it was. What sort of place it was ("location_type") is no address.
std::string address_among(const std::vector<std::string>& names) {
  return first_with(names,
                    {"gatuadress", "gata", "gatunamn", "adress", "street", "address", "block", "plats", "platsnamn",
                     "location", "stadsdel", "område", "kvarter", "neighborhood", "neighbourhood", "area"},
                    [](const NameWords& words) {
                      return !has_any(
                          words, {"id", "kod", "code", "nr", "nummer", "number", "type", "typ", "category", "kategori",
                                  "description", "beskrivning", "desc", "class", "klass", "x", "y", "n", "e"});
                    });
}

}  // namespace

ColumnMapping guess_columns(const std::vector<std::string>& names) {
  const auto any = [](const NameWords&) { return true; };
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
  guess_times(names, columns);
  columns.class_name = first_with(names,
                                  {"brottstyp", "händelsetyp", "handelsetyp", "brottsrubricering", "klass", "class",
                                   "offense", "offence", "category", "typ", "type"},
                                  [](const NameWords& words) {
                                    return !has_any(words, {"location", "plats", "position"});
                                  });
  columns.position_class =
      first_with(names, {"lägesklass", "lagesklass", "positionsklass", "lägeskvalitet", "positionskvalitet"}, any);
  columns.discovered = first_with(names, {"upptäckt", "upptackt", "egeninitierad", "discovered"}, any);
  columns.address = address_among(names);
  columns.category = first_with(names, {"kategori", "category"}, any);
  columns.severity = first_with(names, {"allvar", "allvarlighetsgrad", "severity"}, any);
  columns.feeling = first_with(names, {"känsla", "kansla", "upplevelse", "upplevd", "feeling"}, any);
  columns.residents = first_with(names, {"befolkning", "invånare", "boende", "population", "residents"}, any);
  return columns;
}

}  // namespace lykta
