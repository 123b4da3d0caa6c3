#include "publish/layers/weekly_layers.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/places/delineate.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

namespace {

/// A watched area in a week, or a new place.
struct WeekPlaceRow {
  Publication publication;
  std::size_t week = 0;
  std::size_t area = 0;  ///< of a new place the rest of the area
  const NewPlaceOfWeek* new_place = nullptr;
  std::string name;

  [[nodiscard]] const WeeklyPicture& weekly() const { return *publication.picture.weekly; }
  [[nodiscard]] const Place* place() const {
    if (new_place != nullptr) {
      return &new_place->place;
    }
    return watched().kind == WatchedKind::standing ? &publication.picture.places[watched().place] : nullptr;
  }
  [[nodiscard]] const WatchedArea& watched() const { return weekly().areas[area]; }
  [[nodiscard]] const WeekInArea& in_week() const { return watched().weeks[week]; }
  [[nodiscard]] bool is_last_week() const { return week + 1 == weekly().weeks.size(); }
};

struct WeekEventRow {
  Publication publication;
  const WeekEvent* event = nullptr;
  const std::vector<std::string>* area_names = nullptr;
  const std::vector<std::string>* new_names = nullptr;

  [[nodiscard]] const WeeklyPicture& weekly() const { return *publication.picture.weekly; }
  [[nodiscard]] const Inputs& inputs() const { return publication.read.inputs; }
  [[nodiscard]] const Incidents& incidents() const { return inputs().incidents; }
  [[nodiscard]] const Place* place() const {
    if (event->new_place) {
      return &weekly().new_places[*event->new_place].place;
    }
    const auto& area = weekly().areas[event->area];
    return area.kind == WatchedKind::standing ? &publication.picture.places[area.place] : nullptr;
  }
};

FieldValue id_of(const Place* place) { return place == nullptr ? FieldValue() : text(place->id); }

template <typename Get>
FieldValue of_expected(const WeekPlaceRow& row, Get get) {
  const auto& expected = row.in_week().expected;
  return row.new_place == nullptr && expected ? FieldValue(get(*expected)) : FieldValue();
}

FieldValue of_last_week(const WeekPlaceRow& row, const std::string& value) {
  return row.new_place != nullptr || !row.is_last_week() || value.empty() ? FieldValue() : text(value);
}

std::string alarm_of_row(const WeekPlaceRow& row) {
  if (row.new_place != nullptr) {
    return !row.new_place->is_tested ? "not_tested" : row.new_place->is_more_than_before ? "more_than_before" : "none";
  }
  const auto& week = row.in_week();
  return std::string(week.expected ? name_of(week.alarm) : "no_expectation");
}

std::string finding_of_row(const WeekPlaceRow& row) {
  const auto language = row.publication.language;
  if (row.new_place != nullptr) {
    return new_place_text(row.weekly(), *row.new_place, language);
  }
  const auto& week = row.in_week();
  if (!week.expected) {
    return say(language, {"vad som var att förvänta går inte att säga", "what was to be expected cannot be told"});
  }
  return week.alarm == CountAlarm::none ? say(language, {"inget ovanligt", "nothing unusual"})
                                        : alarm_text(week, language);
}

std::string beside_of_row(const WeekPlaceRow& row) {
  return beside_text(row.weekly(), row.watched(), row.publication.language);
}

std::string kind_of_row(const WeekPlaceRow& row) {
  return row.new_place != nullptr ? "new" : std::string(name_of(row.watched().kind));
}

// A column reads best as a row of a table.
// clang-format off
/// Which place in which week, how much there was, and how much was to be expected.
std::vector<Column<WeekPlaceRow>> week_count_columns() {
  using Row = WeekPlaceRow;
  return {
      {"place_id", "place_id", FieldType::text, "", 0, {"plats-id", "place id"},
       {"Platsens id, som i places; saknas för resten av området och för hela.", "Id of the place, as in places; none for the rest of the area and for all of it."},
       [](const Row& row) { return id_of(row.place()); }},
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Platsens namn.", "Name of the place."}, [](const Row& row) { return text(row.name); }},
      {"kind", "kind", FieldType::text, "", 0, {"sort", "kind"},
       {"standing (stående plats), new (händelser som ligger tätt där ingen stående plats är), elsewhere (utanför de stående platserna) eller whole (hela området).", "standing (a standing place), new (events that lie close together where no standing place is), elsewhere (outside the standing places) or whole (the whole area)."},
       [](const Row& row) { return text(kind_of_row(row)); }},
      {"week", "week", FieldType::text, "", 0, {"vecka", "week"},
       {"Veckan enligt ISO 8601, som 2025-W48.", "The week of ISO 8601, such as 2025-W48."},
       [](const Row& row) { return text(text_of(row.weekly().weeks[row.week].week)); }},
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under veckan som räknas.", "Events of the week that count."},
       [](const Row& row) { return whole(row.new_place != nullptr ? row.new_place->of_week : row.in_week().count); }},
      {"compared_count", "compared", FieldType::integer, "events", 0, {"antal att jämföra", "compared count"},
       {"Händelser under veckan från källor som täcker också veckorna före: det som jämförs med det förväntade antalet.", "Events of the week of sources that cover the weeks before, too: what is compared with what was to be expected."},
       [](const Row& row) { return whole(row.new_place != nullptr ? row.new_place->of_week : row.in_week().watched); }},
      {"expected", "expected", FieldType::real, "events", 2, {"förväntat antal", "expected"},
       {"Förväntat antal efter veckorna före: nivå, trend, årstid och helgdagar.", "Expected number by the weeks before: level, trend, season and holidays."},
       [](const Row& row) { return of_expected(row, [](const ExpectedInWeek& expected) { return expected.mean; }); }},
      {"expected_low", "exp_low", FieldType::integer, "events", 0, {"förväntat, nedre gräns", "expected, lower limit"},
       {"Nedre gräns för antalet: färre kommer högst en vecka av 20.", "Lower limit of the number: fewer come in at most one week of 20."},
       [](const Row& row) { return of_expected(row, [](const ExpectedInWeek& expected) { return static_cast<std::int64_t>(expected.low); }); }},
      {"expected_high", "exp_high", FieldType::integer, "events", 0, {"förväntat, övre gräns", "expected, upper limit"},
       {"Övre gräns för antalet: fler kommer högst en vecka av 20.", "Upper limit of the number: more come in at most one week of 20."},
       [](const Row& row) { return of_expected(row, [](const ExpectedInWeek& expected) { return static_cast<std::int64_t>(expected.high); }); }},
      {"p_above", "p_above", FieldType::real, "", 5, {"p för så många", "p of so many"},
       {"Sannolikheten för minst så många; för en ny plats högst så sannolikt någonstans utanför platserna.", "Probability of at least as many; of a new place an upper limit for it anywhere outside the places."},
       [](const Row& row) {
         if (row.new_place != nullptr) { return row.new_place->is_tested ? FieldValue(row.new_place->p) : FieldValue(); }
         return of_expected(row, [](const ExpectedInWeek& expected) { return expected.p_above; });
       }},
      {"p_below", "p_below", FieldType::real, "", 5, {"p för så få", "p of so few"},
       {"Sannolikheten för högst så många.", "Probability of at most as many."},
       [](const Row& row) { return of_expected(row, [](const ExpectedInWeek& expected) { return expected.p_below; }); }},
  };
}

/// Whether that is unusual, what it was, and what the weeks before had.
std::vector<Column<WeekPlaceRow>> week_finding_columns() {
  using Row = WeekPlaceRow;
  return {
      {"alarm", "alarm", FieldType::text, "", 0, {"larm", "alarm"},
       {"none, week_above (fler under veckan), rise eller fall (fler eller färre under flera veckor i följd), no_expectation; för en ny plats more_than_before, none eller not_tested.", "none, week_above (more in the week), rise or fall (more or fewer over several weeks), no_expectation; of a new place more_than_before, none or not_tested."},
       [](const Row& row) { return text(alarm_of_row(row)); }},
      {"alarm_count", "alarm_n", FieldType::integer, "events", 0, {"larm från", "alarm from"},
       {"Så många händelser under veckan hade gett ett larm.", "So many events in the week would have been an alarm."},
       [](const Row& row) { return row.new_place == nullptr && row.in_week().alarm_count > 0 ? whole(row.in_week().alarm_count) : FieldValue(); }},
      {"finding", "finding", FieldType::text, "", 0, {"besked", "finding"},
       {"Vad som är ovanligt, i ord.", "What is unusual, in words."},
       [](const Row& row) { return text(finding_of_row(row)); }},
      {"classes", "classes", FieldType::text, "", 0, {"klasser", "classes"},
       {"Den sista veckans händelser per klass, vanligast först.", "Events of the last week by class, the most frequent first."},
       [](const Row& row) { return of_last_week(row, classes_text(row.watched(), row.publication.read.inputs)); }},
      {"last_weeks", "last_weeks", FieldType::text, "", 0, {"senaste 13 veckorna", "last 13 weeks"},
       {"Antalen att jämföra de senaste 13 veckorna, den sista sist.", "The compared counts of the last 13 weeks, the latest last."},
       [](const Row& row) { return of_last_week(row, fmt::format("{}", fmt::join(row.watched().recent, " "))); }},
      {"last_4_weeks", "last_4", FieldType::integer, "events", 0, {"senaste 4 veckorna", "last 4 weeks"},
       {"Händelser att jämföra de senaste fyra veckorna; för en ny plats de veckor som den har sökts i.", "Compared events of the last four weeks; of a new place of the weeks that it was looked for in."},
       [](const Row& row) {
         if (row.new_place != nullptr) { return whole(row.new_place->recent); }
         return row.is_last_week() ? whole(row.watched().last_four) : FieldValue();
       }},
      {"last_4_expected", "last_4_exp", FieldType::real, "events", 2, {"förväntat på 4 veckor", "expected in 4 weeks"},
       {"Förväntat antal för dem tillsammans; inte prövat.", "Expected number of these together; not tested."},
       [](const Row& row) { return row.new_place == nullptr && row.is_last_week() ? value_or_none(row.watched().last_four_expected) : FieldValue(); }},
      {"beside", "beside", FieldType::text, "", 0, {"samma vecka tidigare", "the same week before"},
       {"Antalen att jämföra samma vecka tidigare år, eller veckorna före.", "The compared counts of the same week in earlier years, or of the weeks before."},
       [](const Row& row) { return of_last_week(row, beside_of_row(row)); }},
  };
}

std::vector<Column<WeekPlaceRow>> week_place_columns() {
  auto columns = week_count_columns();
  std::ranges::move(week_finding_columns(), std::back_inserter(columns));
  return columns;
}

std::vector<Column<WeekEventRow>> week_event_columns() {
  using Row = WeekEventRow;
  return {
      {"week", "week", FieldType::text, "", 0, {"vecka", "week"},
       {"Veckan enligt ISO 8601.", "The week of ISO 8601."},
       [](const Row& row) { return text(text_of(row.weekly().weeks[row.event->week].week)); }},
      {"place", "place", FieldType::text, "", 0, {"plats", "place"},
       {"Platsens namn.", "Name of the place."},
       [](const Row& row) { return text(row.event->new_place ? (*row.new_names)[*row.event->new_place] : (*row.area_names)[row.event->area]); }},
      {"place_id", "place_id", FieldType::text, "", 0, {"plats-id", "place id"},
       {"Platsens id; saknas utanför platserna.", "Id of the place; none outside the places."},
       [](const Row& row) { return id_of(row.place()); }},
      {"class", "class", FieldType::text, "", 0, {"klass", "class"},
       {"Händelsens klass.", "Class of the event."},
       [](const Row& row) { return text(row.inputs().classes[row.incidents().class_index[row.event->incident]].name); }},
      {"start", "start", FieldType::date_time, "local time", 0, {"från", "start"},
       {"Tidigast möjliga tidpunkt, lokal tid.", "Earliest possible moment, local time."},
       [](const Row& row) { return FieldValue(row.incidents().time[row.event->incident]->start); }},
      {"end", "end", FieldType::date_time, "local time", 0, {"till", "end"},
       {"Senast möjliga tidpunkt, lokal tid.", "Latest possible moment, local time."},
       [](const Row& row) { return FieldValue(row.incidents().time[row.event->incident]->end); }},
      {"address", "address", FieldType::text, "", 0, {"adress", "address"},
       {"Gata eller område som källan anger.", "Street or area that the source states."},
       [](const Row& row) {
         const auto& numbers = row.incidents().address_index;
         const auto number = numbers.empty() ? 0 : numbers[row.event->incident];
         return number == 0 ? FieldValue() : text(row.inputs().addresses[number - 1]);
       }},
      {"origin", "origin", FieldType::text, "", 0, {"anmäld/upptäckt", "origin"},
       {"reported (anmäld) eller discovered (upptäckt av patrull).", "reported, or discovered by a patrol."},
       [](const Row& row) { return text(row.incidents().origin[row.event->incident] == Origin::reported ? "reported" : "discovered"); }},
      {"counts", "counts", FieldType::text, "", 0, {"räknas", "counts"},
       {"yes, eller no för en upptäckt händelse som inte räknas.", "yes, or no for a discovered event that does not count."},
       [](const Row& row) { return text(row.event->counts ? "yes" : "no"); }},
      {"source", "source", FieldType::text, "", 0, {"källa", "source"},
       {"Källans namn i konfigurationen.", "Name of the source in the configuration."},
       [](const Row& row) { return text(row.publication.read.report.sources[row.incidents().row[row.event->incident].source].name); }},
      {"row", "row", FieldType::integer, "", 0, {"rad", "row"},
       {"Radnummer i filen, eller lagrets objekt-id.", "Line in the file, or the layer's feature id."},
       [](const Row& row) { return FieldValue(std::int64_t{row.incidents().row[row.event->incident].row}); }},
  };
}
// clang-format on

/// Of a row that is a place.
OGRGeometryUniquePtr outline_of_row(const WeekPlaceRow& row) {
  const auto& picture = row.publication.picture;
  return row.new_place != nullptr ? outline_of(*row.new_place->study, row.new_place->outline)
                                  : outline_of(picture.place_study, picture.places[row.watched().place].slots);
}

/// Standing places of a week, of the last week the new ones behind them, and the rest where it is asked for.
std::vector<WeekPlaceRow> rows_of_week(const Publication& publication, std::size_t week, bool with_the_rest) {
  const auto& weekly = *publication.picture.weekly;
  const auto names = area_names(publication.picture, publication.language);
  const auto new_names = new_place_names(weekly, publication.language);
  std::vector<WeekPlaceRow> rows;
  for (std::size_t i = 0; i < weekly.areas.size(); ++i) {
    const auto& area = weekly.areas[i];
    if (area.kind == WatchedKind::elsewhere && week + 1 == weekly.weeks.size()) {
      for (std::size_t each = 0; each < weekly.new_places.size(); ++each) {
        rows.push_back({publication, week, i, &weekly.new_places[each], new_names[each]});
      }
    }
    if (area.kind == WatchedKind::standing || with_the_rest) {
      rows.push_back({publication, week, i, nullptr, names[i]});
    }
  }
  return rows;
}

VectorLayer layer_of_rows(const Publication& publication, const std::shared_ptr<std::vector<WeekPlaceRow>>& rows) {
  auto layer = layer_of<WeekPlaceRow>(publication, week_place_columns(), rows->size(),
                                      [rows](std::size_t i) { return (*rows)[i]; });
  layer.name = "week_places";
  layer.title =
      stamped(Phrase{"Veckan plats för plats", "The week by place"}.in(publication.language), publication.language);
  layer.description =
      Phrase{"Händelser under veckan mot det förväntade antalet, i de stående platserna och utanför dem.",
             "Events of the week against what was to be expected, in the standing places and outside."}
          .in(publication.language);
  return layer;
}

}  // namespace

VectorLayer week_places_layer(const Publication& publication) {
  const auto last = publication.picture.weekly->weeks.size() - 1;
  const auto rows = std::make_shared<std::vector<WeekPlaceRow>>(rows_of_week(publication, last, false));
  auto layer = layer_of_rows(publication, rows);
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [rows](std::size_t i) { return outline_of_row((*rows)[i]); };
  return layer;
}

VectorLayer week_table(const Publication& publication) {
  const auto rows = std::make_shared<std::vector<WeekPlaceRow>>();
  for (std::size_t week = 0; week < publication.picture.weekly->weeks.size(); ++week) {
    std::ranges::move(rows_of_week(publication, week, true), std::back_inserter(*rows));
  }
  auto layer = layer_of_rows(publication, rows);
  layer.geometry = LayerGeometry::none;
  return layer;
}

VectorLayer week_events_table(const Publication& publication) {
  const auto& weekly = *publication.picture.weekly;
  const auto language = publication.language;
  const auto names = std::make_shared<std::vector<std::string>>(area_names(publication.picture, language));
  const auto new_names = std::make_shared<std::vector<std::string>>(new_place_names(weekly, language));
  auto layer = layer_of<WeekEventRow>(
      publication, week_event_columns(), weekly.events.size(), [publication, names, new_names, &weekly](std::size_t i) {
        return WeekEventRow{publication, &weekly.events[i], names.get(), new_names.get()};
      });
  layer.geometry = LayerGeometry::none;
  layer.name = "week_events";
  layer.title = stamped(Phrase{"Veckans händelser", "Events of the week"}.in(language), language);
  layer.description =
      Phrase{"Varje händelse under veckan, plats för plats.", "Every event of the week, by place."}.in(language);
  return layer;
}

}  // namespace lykta
