#include "publish/layers/place_tables.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta {

namespace {

using Names = std::shared_ptr<std::vector<std::string>>;

struct RankedRow {
  const Place& place;
  const std::string& name;
};

struct WindowRow {
  const Place& place;
  const std::string& name;
  const Season* season;  ///< none: all of the period
  Language language;

  [[nodiscard]] const VisitWindow& window() const {
    return season == nullptr ? place.hours->window : place.hours->by_season[static_cast<std::size_t>(*season)];
  }
};

struct HourRow {
  const Place& place;
  const std::string& name;
  std::size_t hour;  ///< of the week
  Language language;
};

struct ReferenceRow {
  const Publication& publication;
  const ReferenceCell& cell;
};

template <typename Row>
std::vector<Column<Row>> with_place(std::vector<Column<Row>> columns) {
  std::vector<Column<Row>> all{{"rank",
                                "rank",
                                FieldType::integer,
                                "",
                                0,
                                {"rang", "rank"},
                                {"Platsens rang i listan; saknas för platser utan rang.",
                                 "Rank of the place on the list; none for places without one."},
                                [](const Row& row) { return optional_whole(row.place.rank); }},
                               {"name",
                                "name",
                                FieldType::text,
                                "",
                                0,
                                {"plats", "place"},
                                {"Platsens namn, som i places.", "Name of the place, as in places."},
                                [](const Row& row) { return text(row.name); }},
                               {"place_id",
                                "place_id",
                                FieldType::text,
                                "",
                                0,
                                {"plats-id", "place id"},
                                {"Id för rutan i platsens mitt.", "Id of the cell at its heart."},
                                [](const Row& row) { return text(row.place.id); }}};
  std::ranges::move(columns, std::back_inserter(all));
  return all;
}

FieldValue rank_by(const RankedRow& row, RankBy score) {
  return optional_whole(row.place.scores.rank[static_cast<std::size_t>(score)]);
}

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<RankedRow>> score_columns() {
  return with_place<RankedRow>({
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas.", "Events of the period that count."},
       [](const auto& row) { return whole(row.place.count); }},
      {"count_rank", "count_rnk", FieldType::integer, "", 0, {"rang efter antal", "rank by count"},
       {"Rang efter antalet, bland alla platser som konkurrerar; lika delar den främsta av sina ranger.", "Rank by the count, among all places that compete; equal ones share the first of their ranks."},
       [](const auto& row) { return rank_by(row, RankBy::count); }},
      {"weighted_count", "weighted", FieldType::real, "events x weight", 6, {"viktat antal", "weighted count"},
       {"Händelserna, viktade efter klass (allvarlighetsgrad).", "The events, each with the weight of its class (severity)."},
       [](const auto& row) { return FieldValue(row.place.weighted_count); }},
      {"weighted_rank", "weight_rnk", FieldType::integer, "", 0, {"rang efter viktat antal", "rank by weighted count"},
       {"Likaså.", "Likewise."},
       [](const auto& row) { return rank_by(row, RankBy::weighted_count); }},
      {"density_per_km2", "density", FieldType::real, "events/km2", 6, {"täthet per km²", "density per km²"},
       {"Högsta tätheten (kerneltäthet) bland platsens rutor.", "Highest kernel density of its cells."},
       [](const auto& row) { return FieldValue(row.place.density_per_km2); }},
      {"density_rank", "dens_rnk", FieldType::integer, "", 0, {"rang efter täthet", "rank by density"},
       {"Likaså.", "Likewise."},
       [](const auto& row) { return rank_by(row, RankBy::density); }},
      {"gi_z", "gi_z", FieldType::real, "", 5, {"z", "z"},
       {"Statistiskt stöd: standardavvikelser över en jämn spridning, i platsens tydligaste ruta; saknas när inget prövades.", "Statistical evidence: standard deviations above an even spread, in its clearest cell; none where nothing was tested."},
       [](const auto& row) { return row.place.test ? FieldValue(row.place.test->z) : FieldValue(); }},
      {"gi_z_rank", "gi_z_rnk", FieldType::integer, "", 0, {"rang efter statistiskt stöd", "rank by evidence"},
       {"Likaså.", "Likewise."},
       [](const auto& row) { return rank_by(row, RankBy::z); }},
  });
}

/// Recency, trend, felt unsafety, and what knows the place.
std::vector<Column<RankedRow>> other_score_columns() {
  return {
      {"recency", "recency", FieldType::real, "events", 4, {"aktualitet", "recency"},
       {"Händelserna, där var och en räknas till hälften så mycket för varje halveringstid som den ligger bakåt från periodens slut.", "The events, each counted half as much for every half life that it lies before the end of the period."},
       [](const auto& row) { return row.place.rank ? FieldValue(row.place.scores.recency) : FieldValue(); }},
      {"recency_rank", "recent_rnk", FieldType::integer, "", 0, {"rang efter aktualitet", "rank by recency"},
       {"Likaså.", "Likewise."},
       [](const auto& row) { return rank_by(row, RankBy::recency); }},
      {"trend", "trend", FieldType::real, "", 4, {"trend (z)", "trend (z)"},
       {"Om händelserna ligger senare under perioden än jämnt fördelade: z i Laplaces prövning; över 1,96 är mer än slumpen brukar ge. Saknas med färre än tio händelser.", "Whether the events lie later in the period than evenly: z of the Laplace test; above 1.96 is more than chance usually gives. None with fewer than ten events."},
       [](const auto& row) { return value_or_none(row.place.scores.trend); }},
      {"trend_rank", "trend_rnk", FieldType::integer, "", 0, {"rang efter trend", "rank by trend"},
       {"Likaså.", "Likewise."},
       [](const auto& row) { return rank_by(row, RankBy::trend); }},
      {"mean_rank", "mean_rank", FieldType::real, "", 4, {"medelrang", "mean rank"},
       {"Medelvärdet av rangerna efter mean_rank_of; bara när listan är rangordnad så.", "Mean of the ranks by mean_rank_of; only where the list is ranked by it."},
       [](const auto& row) { return value_or_none(row.place.scores.mean_rank); }},
      {"unsafe_score", "unsafe", FieldType::real, "severity", 6, {"otrygghetspoäng", "felt-unsafe score"},
       {"Summan av allvarsgraderna för otrygga iakttagelser; läggs aldrig ihop med händelser.", "Severities of unsafe observations, added up; never added to events."},
       [](const auto& row) { return FieldValue(row.place.unsafe_score); }},
      {"unsafe_rank", "unsafe_rnk", FieldType::integer, "", 0, {"otrygghetsrang", "felt-unsafe rank"},
       {"Rang efter otrygghetspoäng bland listans platser.", "Rank by felt-unsafe score among the places of the list."},
       [](const auto& row) { return optional_whole(row.place.unsafe_rank); }},
      {"survey_index", "surv_index", FieldType::real, "0-6", 3, {"trygghetsindex", "safety index"},
       {"Trygghetsindex i mätningens område, 0 till 6 (lägre är bättre).", "Safety index of the survey area, 0 to 6 (lower is better)."},
       [](const auto& row) { return value_or_none(row.place.survey_index); }},
      {"known_by", "known_by", FieldType::text, "", 0, {"syns i", "known by"},
       {"events (bara i händelserna), observations (bara i iakttagelserna), both, eller tomt där iakttagelserna är för få för att säga det.", "events (in the events only), observations (in the observations only), both, or empty where there are too few observations to say."},
       [](const auto& row) {
         switch (row.place.quadrant) {
           case Quadrant::high_crime_high_unsafety:
             return text("both");
           case Quadrant::high_crime_low_unsafety:
             return text("events");
           case Quadrant::low_crime_high_unsafety:
             return text("observations");
           default:
             return FieldValue();
         }
       }},
  };
}

std::vector<Column<WindowRow>> window_columns() {
  return with_place<WindowRow>({
      {"season", "season", FieldType::text, "", 0, {"årstid", "season"},
       {"all (hela perioden), winter (december–februari), spring, summer eller autumn.", "all (the whole period), winter (December to February), spring, summer or autumn."},
       [](const auto& row) { return text(row.season == nullptr ? "all" : name_of(*row.season)); }},
      {"events", "events", FieldType::integer, "events", 0, {"händelser med känt klockslag", "events with a known time of day"},
       {"Händelser vars klockslag är känt, från källor som täcker varje veckodag minst tre gånger.", "Events whose time of day is known, of sources that cover each weekday three times at least."},
       [](const auto& row) { return whole(std::uint64_t{row.window().events}); }},
      {"window", "window", FieldType::text, "", 0, {"tid", "when"},
       {"Veckodagar och timmar som rymmer flest händelser på minst tid; timmar efter midnatt hör till dagen före. Saknas med för få händelser.", "Weekdays and hours that hold most events in the least time; hours past midnight belong to the day before. None with too few events."},
       [](const auto& row) { return row.window().window.days == 0 ? FieldValue() : text(window_text(row.window().window, row.language)); }},
      {"hours_a_week", "hours_week", FieldType::integer, "h", 0, {"timmar i veckan", "hours a week"},
       {"Hur många av veckans 168 timmar det är.", "How many of the 168 hours of a week that is."},
       [](const auto& row) { return row.window().window.days == 0 ? FieldValue() : whole(std::uint64_t{row.window().window.hours_a_week()}); }},
      {"share", "share", FieldType::real, "share", 3, {"andel av händelserna", "share of the events"},
       {"Andel av händelserna som faller där; en jämn vecka ger timmarna delade med 168.", "Share of the events that fall there; an even week gives the hours divided by 168."},
       [](const auto& row) { return row.window().window.days == 0 ? FieldValue() : FieldValue(row.window().share); }},
      {"p", "p", FieldType::real, "", 4, {"p", "p"},
       {"p för att en jämn vecka ger en så full tid på någon plats i listan, under någon årstid.", "p that an even week gives so full a window at any place of the list, in any season."},
       [](const auto& row) { return std::isfinite(row.window().adjusted_p) ? FieldValue(row.window().adjusted_p) : FieldValue(); }},
      {"test", "test", FieldType::text, "", 0, {"prövning", "test"},
       {"clear (p högst 0,05), not_clear, one_occasion (mer än hälften vid ett enda tillfälle), too_few_events (färre än tio) eller period_too_short.", "clear (p at most 0.05), not_clear, one_occasion (more than half of it on one single occasion), too_few_events (fewer than ten) or period_too_short."},
       [](const auto& row) { return text(name_of(row.window().finding)); }},
  });
}

std::vector<Column<HourRow>> hour_columns() {
  return with_place<HourRow>({
      {"weekday", "weekday", FieldType::integer, "", 0, {"veckodagens nummer", "number of the weekday"},
       {"1 för måndag till 7 för söndag.", "1 for Monday to 7 for Sunday."},
       [](const auto& row) { return whole(std::uint64_t{row.hour / 24 + 1}); }},
      {"weekday_name", "day_name", FieldType::text, "", 0, {"veckodag", "weekday"},
       {"Veckodagens namn.", "Name of the weekday."},
       [](const auto& row) { return text(weekday_name(std::chrono::weekday{static_cast<unsigned>(row.hour / 24 + 1) % 7}, row.language)); }},
      {"hour", "hour", FieldType::integer, "", 0, {"timme", "hour"},
       {"Timmen som börjar då, 0 till 23, lokal tid.", "The hour that begins then, 0 to 23, local time."},
       [](const auto& row) { return whole(std::uint64_t{row.hour % 24}); }},
      {"weight", "weight", FieldType::real, "events", 6, {"händelser", "events"},
       {"Händelser med känt klockslag; en som är känd som ett intervall fördelas över det.", "Events whose time of day is known; one that is known as an interval is spread over it."},
       [](const auto& row) { return FieldValue(row.place.hours->week[row.hour]); }},
  });
}

std::vector<Column<ReferenceRow>> reference_columns() {
  return {
      {"cell_id", "cell_id", FieldType::text, "", 0, {"rut-id", "cell id"},
       {"Rutans id, som i grid.", "Id of the cell, as in grid."},
       [](const auto& row) { const auto& study = row.publication.picture.study; return text(study.grid.id(study.cells[row.cell.slot])); }},
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas.", "Events of the period that count."},
       [](const auto& row) { return whole(row.cell.count); }},
      {"observations", "observ", FieldType::integer, "observations", 0, {"iakttagelser", "observations"},
       {"Iakttagelser i rutan.", "Observations in the cell."},
       [](const auto& row) { return whole(row.publication.picture.cells.observations[row.cell.slot]); }},
      {"x", "x", FieldType::real, "m", -1, {"x (öst)", "x (easting)"},
       {"Rutans mittpunkt, östkoordinat.", "Centre of the cell, easting."},
       [](const auto& row) { const auto& study = row.publication.picture.study; return FieldValue(study.grid.centre(study.cells[row.cell.slot]).x); }},
      {"y", "y", FieldType::real, "m", -1, {"y (nord)", "y (northing)"},
       {"Rutans mittpunkt, nordkoordinat.", "Centre of the cell, northing."},
       [](const auto& row) { const auto& study = row.publication.picture.study; return FieldValue(study.grid.centre(study.cells[row.cell.slot]).y); }},
  };
}
// clang-format on

Names names_of(const Publication& publication) {
  return std::make_shared<std::vector<std::string>>(place_names(publication.picture.places, publication.language));
}

/// Places of events: a place of observations alone has neither scores of events nor hours.
std::vector<std::size_t> places_with_hours(const Picture& picture) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    if (picture.places[i].hours) {
      numbers.push_back(i);
    }
  }
  return numbers;
}

void call(VectorLayer& layer, const char* name, const Phrase& title, const Phrase& description, Language language) {
  layer.geometry = LayerGeometry::none;
  layer.name = name;
  layer.title = stamped(title.in(language), language);
  layer.description = description.in(language);
}

}  // namespace

VectorLayer place_scores_table(const Publication& publication) {
  const auto names = names_of(publication);
  auto columns = score_columns();
  std::ranges::move(other_score_columns(), std::back_inserter(columns));
  auto layer = layer_of<RankedRow>(publication, std::move(columns), publication.picture.places.size(),
                                   [names, &places = publication.picture.places](std::size_t i) {
                                     return RankedRow{places[i], (*names)[i]};
                                   });
  call(layer, "place_scores", {"Platsernas poäng sida vid sida", "Scores of the places, side by side"},
       {"Varje poäng med den rang som den ger; de läggs aldrig ihop.",
        "Each score with the rank that it gives; they are never added up."},
       publication.language);
  return layer;
}

VectorLayer place_windows_table(const Publication& publication) {
  const auto names = names_of(publication);
  const auto numbers = std::make_shared<std::vector<std::size_t>>(places_with_hours(publication.picture));
  constexpr auto each = 1 + all_seasons.size();
  auto layer = layer_of<WindowRow>(
      publication, window_columns(), numbers->size() * each,
      [names, numbers, &places = publication.picture.places, language = publication.language](std::size_t i) {
        const auto place = (*numbers)[i / each];
        const auto* season = i % each == 0 ? nullptr : &all_seasons[i % each - 1];
        return WindowRow{places[place], (*names)[place], season, language};
      });
  call(layer, "place_windows", {"När på varje plats", "When at each place"},
       {"Veckodagar och timmar som rymmer flest händelser på minst tid, för hela perioden och per årstid.",
        "Weekdays and hours that hold most events in the least time, in the whole period and by season."},
       publication.language);
  return layer;
}

VectorLayer place_hours_table(const Publication& publication) {
  const auto names = names_of(publication);
  const auto numbers = std::make_shared<std::vector<std::size_t>>(places_with_hours(publication.picture));
  constexpr auto week = std::tuple_size_v<HourOfWeekWeights>;
  auto layer = layer_of<HourRow>(
      publication, hour_columns(), numbers->size() * week,
      [names, numbers, &places = publication.picture.places, language = publication.language](std::size_t i) {
        const auto place = (*numbers)[i / week];
        return HourRow{places[place], (*names)[place], i % week, language};
      });
  call(layer, "place_hours", {"Veckans timmar på varje plats", "Hours of the week at each place"},
       {"Händelser per veckodag och timme, plats för plats.", "Events by weekday and hour, place by place."},
       publication.language);
  return layer;
}

VectorLayer reference_cells_layer(const Publication& publication) {
  const auto& picture = publication.picture;
  auto layer = layer_of<ReferenceRow>(publication, reference_columns(), picture.reference_cells.size(),
                                      [publication](std::size_t i) {
                                        return ReferenceRow{publication, publication.picture.reference_cells[i]};
                                      });
  call(layer, "reference_cells", {"Jämförelserutor", "Reference cells"},
       {"Rutor utan rang, utlottade: besök även dem, annars bekräftar listan sig själv.",
        "Cells without a rank, drawn by lot: visit them, too, or the list confirms itself."},
       publication.language);
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [&picture](std::size_t i) {
    return outline_of(picture.study, std::span(&picture.reference_cells[i].slot, 1));
  };
  return layer;
}

}  // namespace lykta
