#include <chrono>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/inputs/source_coverage.hpp"
#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/layers.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/time_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta {

namespace {

struct PlaceRow {
  const Place* place;
  const std::string* name;
  std::string why;
  std::string classes;
  std::string time_sources;
  std::string sources;
  std::optional<Point> degrees;
  Language language;
  std::string test_cell;  ///< empty where nothing was tested
};

template <typename Get>
FieldValue of_change(const PlaceRow& row, Get get) {
  return row.place->change ? FieldValue(get(*row.place->change)) : FieldValue();
}
/// Nothing where a change cannot be told.
template <typename Get>
FieldValue of_told_change(const PlaceRow& row, Get get) {
  const auto is_told = row.place->change && !row.place->change->cannot_be_told;
  return is_told ? FieldValue(get(*row.place->change)) : FieldValue();
}
template <typename Get>
FieldValue of_test(const PlaceRow& row, Get get) {
  const auto& test = deciding_test(*row.place);
  return test ? FieldValue(get(*test)) : FieldValue();
}
template <typename Get>
FieldValue of_times(const PlaceRow& row, Get get) {
  return row.place->times ? FieldValue(get(*row.place->times)) : FieldValue();
}
template <typename Get>
FieldValue of_history(const PlaceRow& row, Get get) {
  return row.place->history ? FieldValue(get(*row.place->history)) : FieldValue();
}
/// Of a window that is clear; else nothing.
template <typename Get>
FieldValue of_clear(const PlaceRow& row, BusyWindow PlaceTimes::*window, Get get) {
  const auto& times = row.place->times;
  return times && (*times.*window).finding == WindowFinding::clear ? FieldValue(get(*times.*window)) : FieldValue();
}
FieldValue p_of(const PlaceRow& row, BusyWindow PlaceTimes::*window) {
  const auto& times = row.place->times;
  return times && std::isfinite((*times.*window).adjusted_p) ? FieldValue((*times.*window).adjusted_p) : FieldValue();
}
FieldValue finding_of(const PlaceRow& row, BusyWindow PlaceTimes::*window) {
  return of_times(row, [&](const PlaceTimes& times) { return std::string(name_of((times.*window).finding)); });
}

FieldValue of_ranks(const PlaceRow& row, int RankReliability::Ranks::*end) {
  const auto& reliability = row.place->reliability;
  return reliability && reliability->ranks ? FieldValue(std::int64_t{(*reliability->ranks).*end}) : FieldValue();
}

/// Of hours that are clear; else nothing.
template <typename Get>
FieldValue of_visit(const PlaceRow& row, Get get) {
  const auto& hours = row.place->hours;
  return hours && hours->window.finding == WindowFinding::clear ? FieldValue(get(hours->window)) : FieldValue();
}

using PlaceColumn = Column<PlaceRow>;

// A column reads best as a row of a table.
// clang-format off
std::vector<PlaceColumn> place_identity_columns() {
  return {
      {"rank", "rank", FieldType::integer, "", 0, {"rang", "rank"},
       {"Rang, 1 är först; saknas för platser som finns med enbart för sina iakttagelser eller för en tydlig förändring.", "Rank, 1 is first; none for places listed for their observations or a clear change only."},
       [](const PlaceRow& row) { return optional_whole(row.place->rank); }},
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Namn: gata eller område som händelserna delar, annars efter närmaste namngivna plats eller ort.", "Name: the street or area that its events share, else after the nearest named place or locality."}, [](const PlaceRow& row) { return text(*row.name); }},
      {"basis", "basis", FieldType::text, "", 0, {"grund", "basis"},
       {"Varför platsen finns med: significant (periodens händelser), both_periods (båda perioderna tillsammans, men inte perioden ensam), densest eller observations.", "Why it is listed: significant (events of the period), both_periods (of both periods together, but not of the period alone), densest or observations."},
       [](const PlaceRow& row) { return text(name_of(row.place->basis)); }},
      {"quadrant", "quadrant", FieldType::text, "", 0, {"kvadrant", "quadrant"},
       {"Händelser mot otrygghet; de två läggs aldrig ihop. high_crime: platsen är utvald efter sina händelser. too_few_observations: färre iakttagelser än minimum_observations, så inget sägs om otrygghet; no_observations: ingen källa med iakttagelser finns.", "Events against felt unsafety; the two are never added. high_crime: the place is listed for its events. too_few_observations: fewer observations than minimum_observations, so nothing is said of unsafety; no_observations: there is no source of observations."},
       [](const PlaceRow& row) { return text(name_of(row.place->quadrant)); }},
  };
}

std::vector<PlaceColumn> place_rank_columns() {
  return {
      {"rank_low", "rank_low", FieldType::integer, "", 0, {"rang, bästa", "rank, first"},
       {"Den främsta rang som platsen kan höra hemma på: början av rangintervallet på 90 %; saknas vid för få händelser, eller när ingen annan plats konkurrerar.", "The foremost rank that the place may belong at: the beginning of its 90 % rank interval; none with too few events, or where no other place competes."},
       [](const PlaceRow& row) { return of_ranks(row, &RankReliability::Ranks::low); }},
      {"rank_high", "rank_high", FieldType::integer, "", 0, {"rang, sämsta", "rank, last"},
       {"Den sista rang som den kan höra hemma på, bland alla platser som konkurrerar, även dem utanför listan.", "The last rank that it may belong at, among all places that compete, those beyond the list too."},
       [](const PlaceRow& row) { return of_ranks(row, &RankReliability::Ranks::high); }},
      {"rank_reliability", "rank_rel", FieldType::text, "", 0, {"rangordningens säkerhet", "rank reliability"},
       {"high (intervallet har en eller två ranger), moderate (tre till fem), low (fler, eller alla som finns) eller too_few_events (färre än 10 händelser).", "high (the interval has one rank or two), moderate (three to five), low (more, or all there are) or too_few_events (fewer than 10 events)."},
       [](const PlaceRow& row) { return row.place->reliability ? text(name_of(row.place->reliability->word)) : FieldValue(); }},
      {"chance_in_list", "chance_lst", FieldType::real, "share", 3, {"chans att höra till listan", "chance to belong on the list"},
       {"Chansen att platsen hör till så många främsta som listan rymmer; saknas när inte fler konkurrerar.", "The chance that the place belongs among as many as the list holds; none where no more compete."},
       [](const PlaceRow& row) { return row.place->reliability ? value_or_none(row.place->reliability->chance_in_list) : FieldValue(); }},
      {"tied_with", "tied_with", FieldType::text, "", 0, {"osäker ordning mot rang", "order not clear against ranks"},
       {"Ranger i listan som platsen inte säkert kan skiljas från.", "Ranks of the list that the place cannot be told apart from."},
       [](const PlaceRow& row) { return row.place->reliability && !row.place->reliability->tied_with.empty() ? FieldValue(fmt::format("{}", fmt::join(row.place->reliability->tied_with, ", "))) : FieldValue(); }},
  };
}

std::vector<PlaceColumn> place_count_columns() {
  return {
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas i rangordningen.", "Events of the period that count in the ranking."},
       [](const PlaceRow& row) { return whole(row.place->count); }},
      {"count_low", "count_low", FieldType::real, "events", -1, {"antal, nedre gräns", "count, lower limit"},
       {"Nedre gräns för antalet, 95 % (Poisson, exakt).", "Lower 95 % limit of the count (Poisson, exact)."},
       [](const PlaceRow& row) { return FieldValue(row.place->count_95.low); }},
      {"count_high", "count_high", FieldType::real, "events", -1, {"antal, övre gräns", "count, upper limit"},
       {"Övre gräns för antalet, 95 % (Poisson, exakt).", "Upper 95 % limit of the count (Poisson, exact)."},
       [](const PlaceRow& row) { return FieldValue(row.place->count_95.high); }},
      {"weighted_count", "weighted", FieldType::real, "events x weight", 6, {"viktat antal", "weighted count"},
       {"Händelserna, viktade efter klass.", "The events, each with the weight of its class."},
       [](const PlaceRow& row) { return FieldValue(row.place->weighted_count); }},
      {"density_per_km2", "density", FieldType::real, "events/km2", 6, {"täthet per km²", "density per km²"},
       {"Högsta tätheten (kerneltäthet) bland rutorna som platsen ligger i.", "Highest kernel density of the cells that it lies in."},
       [](const PlaceRow& row) { return FieldValue(row.place->density_per_km2); }},
      {"test_cell", "test_cell", FieldType::text, "", 0, {"prövad ruta", "tested cell"},
       {"Id för den tydligaste av rutorna som platsen ligger i (lägst gi_q): de fem följande fälten är dess prövning, den som texten vilar på; när basis är both_periods gäller den båda perioderna tillsammans.", "Id of the clearest of the cells that it lies in (lowest gi_q): the five fields that follow are its test, the one that the text rests on; where basis is both_periods it is of both periods together."},
       [](const PlaceRow& row) { return row.test_cell.empty() ? FieldValue() : text(row.test_cell); }},
      {"events_around", "around", FieldType::integer, "events", 0, {"händelser i och intill rutan", "events around"},
       {"Händelser i den rutan och dess grannar.", "Events in that cell and its neighbours."},
       [](const PlaceRow& row) { return of_test(row, [](const CellTest& test) { return static_cast<std::int64_t>(test.seen); }); }},
      {"events_outside", "outside", FieldType::integer, "events", 0, {"varav utanför platsen", "of these outside"},
       {"Hur många av events_around som ligger utanför platsen.", "How many of events_around lie outside the place."},
       [](const PlaceRow& row) { return of_test(row, [](const CellTest& test) { return static_cast<std::int64_t>(test.outside); }); }},
      {"expected_around", "exp_around", FieldType::real, "events", 4, {"förväntat i och intill rutan", "expected around"},
       {"Händelser där om de låg jämnt spridda i området, eller i den egna orten där platser prövas mot orter.", "Events there if they were spread evenly over the study area, or over their own locality where places are tested against localities."},
       [](const PlaceRow& row) { return of_test(row, [](const CellTest& test) { return test.expected; }); }},
      {"gi_z", "gi_z", FieldType::real, "", 5, {"z", "z"},
       {"Hur många standardavvikelser events_around ligger över expected_around; se rutnätet.", "By how many standard deviations events_around lies above expected_around; see the grid."},
       [](const PlaceRow& row) { return of_test(row, [](const CellTest& test) { return test.z; }); }},
      {"gi_q", "gi_q", FieldType::real, "", 4, {"q", "q"},
       {"q (justerat p) i samma prövning; se rutnätet.", "q (adjusted p) of the same test; see the grid."},
       [](const PlaceRow& row) { return of_test(row, [](const CellTest& test) { return test.q; }); }},
      {"discovered", "discovered", FieldType::integer, "events", 0, {"upptäckta", "discovered"},
       {"Händelser under perioden som patruller har upptäckt; ingår i antalet bara om det begärts.", "Events of the period that patrols discovered; in the count only if asked for."},
       [](const PlaceRow& row) { return whole(row.place->discovered); }},
  };
}

std::vector<PlaceColumn> place_change_columns() {
  return {
      {"comparison_count", "comparison", FieldType::integer, "events", 0, {"antal under jämförelseperioden", "comparison count"},
       {"Händelser under jämförelseperioden, som de räknades, från källor som täcker båda perioderna.", "Events of the comparison period, as counted, of sources that cover both periods."},
       [](const PlaceRow& row) { return row.place->comparison_count ? whole(*row.place->comparison_count) : FieldValue(); }},
      {"compared_count", "compared", FieldType::integer, "events", 0, {"antal som jämförs", "compared count"},
       {"Händelser under perioden från källor som täcker båda perioderna: det som jämförs.", "Events of the period of sources that cover both periods: what is compared."},
       [](const PlaceRow& row) { return row.place->compared_count ? whole(*row.place->compared_count) : FieldValue(); }},
      {"expected_count", "expected", FieldType::real, "events", 6, {"förväntat antal", "expected count"},
       {"Antalet under jämförelseperioden omräknat till periodens längd.", "The comparison count scaled to the length of the period."},
       [](const PlaceRow& row) { return of_told_change(row, [](const PlaceChange& change) { return change.expected; }); }},
      {"change_ratio", "chg_ratio", FieldType::real, "", 4, {"kvot mot jämförelse", "change ratio"},
       {"Antalet som jämförs, delat med förväntat antal; saknas när det förväntade antalet är 0 eller förändringen inte är prövad.", "Compared count divided by expected count; none when nothing was expected or the change is not tested."},
       [](const PlaceRow& row) { return row.place->change ? value_or_none(row.place->change->ratio) : FieldValue(); }},
      {"change_low", "chg_low", FieldType::real, "", 4, {"kvot, nedre gräns", "change ratio, lower limit"},
       {"Nedre gräns för kvoten, 95 %.", "Lower 95 % limit of the ratio."},
       [](const PlaceRow& row) { return row.place->change ? value_or_none(row.place->change->low) : FieldValue(); }},
      {"change_high", "chg_high", FieldType::real, "", 4, {"kvot, övre gräns", "change ratio, upper limit"},
       {"Övre gräns för kvoten, 95 %; saknas när det förväntade antalet är 0.", "Upper 95 % limit of the ratio; none when nothing was expected."},
       [](const PlaceRow& row) { return row.place->change ? value_or_none(row.place->change->high) : FieldValue(); }},
      {"change_p", "chg_p", FieldType::real, "", 4, {"p för förändring", "change p"},
       {"Tvåsidigt p för att båda perioderna har samma takt, givet summan av båda (exakt); saknas när förändringen inte är prövad.", "Two-sided p that both periods have the same rate, given the sum of both (exact); none where the change is not tested."},
       [](const PlaceRow& row) { return row.place->change ? value_or_none(row.place->change->p) : FieldValue(); }},
      {"change_q", "chg_q", FieldType::real, "", 4, {"q för förändring", "change q"},
       {"change_p justerat för falska fynd över alla platser som prövas, även dem utanför listan (Benjamini-Hochberg med vikter).", "change_p adjusted for false discoveries over all places that are tested, those beyond the list too (Benjamini-Hochberg with weights)."},
       [](const PlaceRow& row) { return row.place->change ? value_or_none(row.place->change->q) : FieldValue(); }},
      {"change", "change", FieldType::text, "", 0, {"förändring", "change"},
       {"increase eller decrease (q högst 0,05), not_clear, too_few_events, not_tested (periodens egna händelser har valt platsen) eller cannot_be_told: ingen källa till händelserna täcker båda perioderna.", "increase or decrease (q at most 0.05), not_clear, too_few_events, not_tested (the period's own events chose the place) or cannot_be_told: no source of the events covers both periods."},
       [](const PlaceRow& row) { return of_change(row, [](const PlaceChange& change) { return std::string(name_of(change)); }); }},
  };
}

std::vector<PlaceColumn> place_description_columns() {
  return {
      {"residents", "residents", FieldType::real, "people", -1, {"invånare", "residents"},
       {"Invånare på platsen, jämnt fördelade över varje ruta; saknas utan befolkningskälla.", "Residents of the place, spread evenly over each cell; none without a source."},
       [](const PlaceRow& row) { return value_or_none(row.place->residents); }},
      {"per_1000_residents", "per_1000", FieldType::real, "events/1000 people", 4, {"per 1 000 invånare", "per 1000 residents"},
       {"Händelser per 1 000 invånare; saknas när få bor där.", "Events per 1000 residents; none where few live."},
       [](const PlaceRow& row) { return value_or_none(row.place->per_1000_residents); }},
      {"observations", "observ", FieldType::integer, "observations", 0, {"iakttagelser", "observations"},
       {"Iakttagelser från trygghetsvandringar på platsen och högst en ruta därifrån; varje iakttagelse räknas till en enda plats.", "Safety-walk observations in the place and, for places of events, at most a cell from it; each counts for one place only."},
       [](const PlaceRow& row) { return whole(row.place->observations); }},
      {"unsafe_observations", "observ_uns", FieldType::integer, "observations", 0, {"otrygga iakttagelser", "unsafe observations"},
       {"Därav otrygga.", "Of these, how many felt unsafe."},
       [](const PlaceRow& row) { return whole(row.place->unsafe_observations); }},
      {"neutral_observations", "observ_neu", FieldType::integer, "observations", 0, {"varken trygga eller otrygga iakttagelser", "observations neither safe nor unsafe"},
       {"Därav varken trygga eller otrygga.", "And how many felt neither safe nor unsafe."},
       [](const PlaceRow& row) { return whole(row.place->neutral_observations); }},
      {"physical_observations", "observ_phy", FieldType::integer, "observations", 0, {"iakttagelser av sådant som kan åtgärdas", "observations of what can be mended"},
       {"Otrygga iakttagelser av sådant som kan åtgärdas i den fysiska miljön: belysning, sikt, klotter, skräp, trasigt, underhåll, skyltning.", "Unsafe observations of what can be mended in the physical place: lighting, sightlines, graffiti, litter, what is broken, upkeep, signs."},
       [](const PlaceRow& row) { return whole(row.place->physical_observations); }},
      {"unsafe_score", "unsafe", FieldType::real, "severity", 6, {"otrygghetspoäng", "felt-unsafe score"},
       {"Summan av allvarsgraderna för otrygga iakttagelser.", "Severities of unsafe observations, added up."},
       [](const PlaceRow& row) { return FieldValue(row.place->unsafe_score); }},
      {"unsafe_rank", "unsafe_rnk", FieldType::integer, "", 0, {"otrygghetsrang", "felt-unsafe rank"},
       {"Rang efter otrygghetspoäng, skild från rangen efter händelser.", "Rank by felt-unsafe score, apart from the rank by events."},
       [](const PlaceRow& row) { return optional_whole(row.place->unsafe_rank); }},
      {"why", "why", FieldType::text, "", 0, {"varför", "why"},
       {"Varför platsen finns med, och hur säkert det är.", "Why the place is on the list, and how sure that is."},
       [](const PlaceRow& row) { return text(row.why); }},
  };
}

std::vector<PlaceColumn> place_class_and_time_columns() {
  return {
      {"leading_classes", "classes", FieldType::text, "", 0, {"vanligaste klasser", "leading classes"},
       {"De upp till tre vanligaste klasserna med antal.", "The up to three most frequent classes with their counts."},
       [](const PlaceRow& row) { return text(row.classes); }},
      {"weekday", "weekday", FieldType::text, "", 0, {"veckodag", "weekday"},
       {"Veckodagen med flest händelser; bara när weekday_test är clear.", "The weekday with most events; only where weekday_test is clear."},
       [](const PlaceRow& row) { return of_clear(row, &PlaceTimes::weekday, [&](const BusyWindow& window) { return weekday_text(window, row.language); }); }},
      {"weekday_share", "wday_share", FieldType::real, "share", 3, {"veckodagens andel", "weekday share"},
       {"Andel av händelserna med känd veckodag på den dagen (1/7 är jämnt).", "Share on that day of the events whose weekday is known (1/7 is even)."},
       [](const PlaceRow& row) { return of_clear(row, &PlaceTimes::weekday, [](const BusyWindow& window) { return window.share; }); }},
      {"weekday_events", "wday_n", FieldType::integer, "events", 0, {"händelser med känd veckodag", "events with a known weekday"},
       {"Hur många av händelserna vars veckodag är känd.", "How many of the events have a known weekday."},
       [](const PlaceRow& row) { return of_times(row, [](const PlaceTimes& times) { return static_cast<std::int64_t>(times.day_known); }); }},
      {"weekday_p", "wday_p", FieldType::real, "", 4, {"p för veckodag", "weekday p"},
       {"p för att en jämn vecka ger en så full veckodag på någon av listans platser; saknas där inget prövades.", "p that an even week gives so full a weekday at any place of the list; none where nothing was tested."},
       [](const PlaceRow& row) { return p_of(row, &PlaceTimes::weekday); }},
      {"weekday_test", "wday_test", FieldType::text, "", 0, {"prövning av veckodag", "weekday test"},
       {"clear (weekday_p högst 0,05), not_clear, one_occasion (mer än hälften vid ett enda tillfälle), too_few_events eller period_too_short.", "clear (weekday_p at most 0.05), not_clear, one_occasion (more than half of it on one single day), too_few_events or period_too_short."},
       [](const PlaceRow& row) { return finding_of(row, &PlaceTimes::weekday); }},
      {"hours", "hours", FieldType::text, "", 0, {"klockslag", "hours"},
       {"De tre timmar i följd som har flest händelser; bara när hours_test är clear.", "The three consecutive hours with most events; only where hours_test is clear."},
       [](const PlaceRow& row) { return of_clear(row, &PlaceTimes::hours, [](const BusyWindow& window) { return hours_text(window); }); }},
      {"hours_share", "hour_share", FieldType::real, "share", 3, {"timmarnas andel", "hours share"},
       {"Andel av händelserna med känt klockslag under de timmarna (1/8 är jämnt).", "Share in those hours of the events whose time of day is known (1/8 is even)."},
       [](const PlaceRow& row) { return of_clear(row, &PlaceTimes::hours, [](const BusyWindow& window) { return window.share; }); }},
      {"hours_events", "hour_n", FieldType::integer, "events", 0, {"händelser med känt klockslag", "events with a known time of day"},
       {"Hur många av händelserna vars klockslag är känt.", "How many of the events have a known time of day."},
       [](const PlaceRow& row) { return of_times(row, [](const PlaceTimes& times) { return static_cast<std::int64_t>(times.clock_known); }); }},
      {"hours_p", "hour_p", FieldType::real, "", 4, {"p för klockslag", "hours p"},
       {"Som weekday_p, för tre timmar i följd.", "As weekday_p, for three consecutive hours."},
       [](const PlaceRow& row) { return p_of(row, &PlaceTimes::hours); }},
      {"hours_test", "hour_test", FieldType::text, "", 0, {"prövning av klockslag", "hours test"},
       {"Som weekday_test, för tre timmar i följd.", "As weekday_test, for three consecutive hours."},
       [](const PlaceRow& row) { return finding_of(row, &PlaceTimes::hours); }},
      {"time_sources", "time_srcs", FieldType::text, "", 0, {"källor till tiderna", "sources of the times"},
       {"Källorna till händelserna med känd veckodag.", "The sources of the events whose weekday is known."},
       [](const PlaceRow& row) { return row.time_sources.empty() ? FieldValue() : text(row.time_sources); }},
  };
}

std::vector<PlaceColumn> place_visit_columns() {
  return {
      {"visit_window", "visit_when", FieldType::text, "", 0, {"när man bör vara där", "when to be there"},
       {"Veckodagar och timmar som rymmer flest händelser på minst tid; bara när visit_test är clear. Årstider: se place_windows.csv.", "Weekdays and hours that hold most events in the least time; only where visit_test is clear. Seasons: see place_windows.csv."},
       [](const PlaceRow& row) { return of_visit(row, [&](const VisitWindow& window) { return window_text(window.window, row.language); }); }},
      {"visit_hours", "visit_h", FieldType::integer, "h", 0, {"timmar i veckan", "hours a week"},
       {"Hur många av veckans 168 timmar det är.", "How many of the 168 hours of a week that is."},
       [](const PlaceRow& row) { return of_visit(row, [](const VisitWindow& window) { return std::int64_t{window.window.hours_a_week()}; }); }},
      {"visit_share", "visit_shr", FieldType::real, "share", 3, {"andel av händelserna då", "share of the events then"},
       {"Andel av händelserna med känt klockslag som faller där.", "Share of the events with a known time of day that fall there."},
       [](const PlaceRow& row) { return of_visit(row, [](const VisitWindow& window) { return window.share; }); }},
      {"visit_test", "visit_test", FieldType::text, "", 0, {"prövning av tiderna", "test of when"},
       {"Som weekday_test, för veckodagar och timmar tillsammans.", "As weekday_test, for weekdays and hours together."},
       [](const PlaceRow& row) { return row.place->hours ? text(name_of(row.place->hours->window.finding)) : FieldValue(); }},
      {"one_spot_share", "one_spot", FieldType::real, "share", 3, {"andel på en punkt", "share at one spot"},
       {"Andel av händelserna som ligger på en och samma punkt (på metern när): en enda adress, eller en geokodning dit.", "Share of the events at one and the same spot (to the metre): a single address, or a geocoder's."},
       [](const PlaceRow& row) { return row.place->count > 0 ? FieldValue(static_cast<double>(row.place->events_at_one_spot) / static_cast<double>(row.place->count)) : FieldValue(); }},
      {"outdoor_share", "outdoor_sh", FieldType::real, "share", 3, {"andel utomhus", "share outdoors"},
       {"Andel utomhus av händelserna där en källa säger om de skedde inomhus eller utomhus; saknas där ingen gör det.", "Share outdoors of the events of which a source says whether they happened indoors or outdoors; none where none does."},
       [](const PlaceRow& row) { const auto known = row.place->outdoors + row.place->indoors; return known > 0 ? FieldValue(static_cast<double>(row.place->outdoors) / static_cast<double>(known)) : FieldValue(); }},
      {"outdoor_events", "outdoor_n", FieldType::integer, "events", 0, {"händelser där inne eller ute är känt", "events known as indoors or outdoors"},
       {"Hur många av händelserna det är känt för.", "Of how many of the events that is known."},
       [](const PlaceRow& row) { return whole(row.place->outdoors + row.place->indoors); }},
      {"sources", "sources", FieldType::text, "", 0, {"källor", "sources"},
       {"Källorna som har rapporterat händelserna, flest först, med antal; en händelse som flera källor har rapporterat räknas för var och en.", "The sources that reported its events, most first, with how many; an event that several sources reported is counted for each."},
       [](const PlaceRow& row) { return row.sources.empty() ? FieldValue() : text(row.sources); }},
      {"answer", "answer", FieldType::text, "", 0, {"underlaget talar för", "evidence suggests"},
       {"presence (händelserna håller sig till vissa tider), physical (iakttagelser av sådant som kan åtgärdas), both, eller look_closer.", "presence (its events keep to certain hours), physical (observations of what can be mended), both, or look_closer."},
       [](const PlaceRow& row) { return text(name_of(row.place->answer)); }},
  };
}

std::vector<PlaceColumn> place_position_columns() {
  return {
      {"place_id", "place_id", FieldType::text, "", 0, {"plats-id", "place id"},
       {"Id för rutan i platsens mitt.", "Id of the cell at its heart."}, [](const PlaceRow& row) { return text(row.place->id); }},
      {"cells", "cells", FieldType::integer, "", 0, {"kvadrater", "squares"},
       {"Antal små kvadrater som platsen ritas av.", "Number of small squares that it is drawn by."}, [](const PlaceRow& row) { return whole(std::uint64_t{row.place->slots.size()}); }},
      {"extent_m", "extent_m", FieldType::real, "m", -1, {"utsträckning (m)", "extent (m)"},
       {"Största avstånd mellan mittpunkterna av två av kvadraterna, plus en kvadrat.", "Largest distance between the centres of two of its squares, plus one square."},
       [](const PlaceRow& row) { return FieldValue(row.place->extent_m); }},
      {"x", "x", FieldType::real, "m", -1, {"x (öst)", "x (easting)"},
       {"Händelsernas medelläge, östkoordinat i bildens koordinatsystem.", "Mean position of its events, easting in the picture's coordinate system."},
       [](const PlaceRow& row) { return FieldValue(row.place->position.x); }},
      {"y", "y", FieldType::real, "m", -1, {"y (nord)", "y (northing)"},
       {"Händelsernas medelläge, nordkoordinat.", "Mean position of its events, northing."},
       [](const PlaceRow& row) { return FieldValue(row.place->position.y); }},
      {"longitude", "longitude", FieldType::real, "degrees", -6, {"longitud", "longitude"},
       {"Samma läge i WGS 84.", "The same position in WGS 84."},
       [](const PlaceRow& row) { return row.degrees ? FieldValue(row.degrees->x) : FieldValue(); }},
      {"latitude", "latitude", FieldType::real, "degrees", -6, {"latitud", "latitude"},
       {"Samma läge i WGS 84.", "The same position in WGS 84."},
       [](const PlaceRow& row) { return row.degrees ? FieldValue(row.degrees->y) : FieldValue(); }},
  };
}

/// Only where places are tested against localities.
std::vector<PlaceColumn> place_stratum_columns(const Picture& picture) {
  return {
      {"stratum", "stratum", FieldType::text, "", 0, {"ort som den prövas mot", "locality it is tested against"},
       {"Orten som har de flesta av platsens händelser, eller att det är utanför orterna: det förväntade antalet är det som slumpen ger där.", "The locality that has most of its events, or that it lies outside of them: the expected number is what chance gives there."},
       [strata = picture.strata](const PlaceRow& row) { return row.place->stratum ? text(stratum_name(*strata, *row.place->stratum, row.language)) : FieldValue(); }},
  };
}

/// Only where a history is kept.
std::vector<PlaceColumn> place_history_columns() {
  return {
      {"history_id", "hist_id", FieldType::text, "", 0, {"platsens id i historiken", "id in the history"},
       {"Platsens id från körning till körning, som P12; ges bara en gång.", "Id of the place from run to run, as P12; given only once."},
       [](const PlaceRow& row) { return of_history(row, [](const PlaceHistory& history) { return text_of_place_id(history.id); }); }},
      {"history_state", "hist_state", FieldType::text, "", 0, {"läge i historiken", "state in the history"},
       {"new, recurring, growing eller fading (de senaste dagarna mot tidigare, prövat), eller first_run: historiken börjar med den här körningen.", "new, recurring, growing or fading (the last days against earlier ones, tested), or first_run: the history begins with this run."},
       [](const PlaceRow& row) { return of_history(row, [](const PlaceHistory& history) { return std::string(name_of(history.state)); }); }},
      {"weeks_on_list", "weeks_list", FieldType::integer, "weeks", 0, {"veckor på listan", "weeks on the list"},
       {"Kalenderveckor som en körning med platsen på listan har slutat i, den här inräknad.", "Calendar weeks in which a run that listed it ended, this one included."},
       [](const PlaceRow& row) { return of_history(row, [](const PlaceHistory& history) { return std::int64_t{history.weeks_on_list}; }); }},
      {"first_seen", "first_seen", FieldType::text, "", 0, {"först på listan", "first on the list"},
       {"Sista dagen i den första körning som hade platsen på listan.", "Last day of the first run that listed it."},
       [](const PlaceRow& row) { return of_history(row, [](const PlaceHistory& history) { return day_text(history.first_seen - std::chrono::seconds{1}); }); }},
      {"previous_rank", "prev_rank", FieldType::integer, "", 0, {"rang förra gången", "rank last time"},
       {"Rang i den senaste tidigare körning som hade platsen på listan.", "Rank in the last earlier run that listed it."},
       [](const PlaceRow& row) { return row.place->history ? optional_whole(row.place->history->previous_rank) : FieldValue(); }},
      {"recent_events", "recent", FieldType::integer, "events", 0, {"händelser de senaste dagarna", "events of the last days"},
       {"Händelser under periodens sista 28 dagar (hela perioden där den är kortare).", "Events of the last 28 days of the period (all of it where it is shorter)."},
       [](const PlaceRow& row) { return of_history(row, [](const PlaceHistory& history) { return whole(history.recent); }); }},
      {"recent_expected", "rec_expect", FieldType::real, "events", 4, {"genomsnitt tidigare i historiken", "average earlier in the history"},
       {"Genomsnittet på lika många dagar i tidigare körningar, upp till 52 veckor bakåt; saknas där inget kan jämföras.", "Average in as many days of earlier runs, up to 52 weeks back; none where nothing can be compared."},
       [](const PlaceRow& row) { return row.place->history && row.place->history->test ? FieldValue(row.place->history->test->expected) : FieldValue(); }},
      {"recent_year_before", "rec_year", FieldType::integer, "events", 0, {"samma dagar året före", "same days a year before"},
       {"Händelser på platsen samma dagar 52 veckor tidigare: ur händelserna där källorna täcker dem, annars ur historiken.", "Events of the place in the same days 52 weeks before: from the events where the sources cover them, else from the history."},
       [](const PlaceRow& row) { return row.place->history && row.place->history->recent_year_before ? whole(*row.place->history->recent_year_before) : FieldValue(); }},
  };
}

std::vector<PlaceColumn> place_context_columns() {
  return {
      {"survey_index", "surv_index", FieldType::real, "0-6", 3, {"trygghetsindex", "safety index"},
       {"Trygghetsindex i det område av trygghetsmätningen som platsen ligger i, 0 till 6 (lägre är bättre); saknas utanför mätningen.", "Safety index of the survey area that the place lies in, 0 to 6 (lower is better); none outside a survey."},
       [](const PlaceRow& row) { return value_or_none(row.place->survey_index); }},
      {"survey_sample", "surv_n", FieldType::integer, "answers", 0, {"antal svar i mätningen", "survey answers"},
       {"Hur många som svarade där.", "How many answered there."},
       [](const PlaceRow& row) { return row.place->survey_sample ? whole(*row.place->survey_sample) : FieldValue(); }},
      {"visits", "visits", FieldType::integer, "visits", 0, {"besök", "visits"},
       {"Besök på platsen under perioden; saknas utan besökslogg.", "Visits to the place within the period; none without a log of visits."},
       [](const PlaceRow& row) { return row.place->visits ? whole(*row.place->visits) : FieldValue(); }},
      {"visit_minutes", "visit_min", FieldType::real, "min", -1, {"besöksminuter", "visit minutes"},
       {"Minuter av dessa besök; saknas när inget av dem har en känd längd.", "Minutes of these visits; none where none of them has a known length."},
       [](const PlaceRow& row) { return value_or_none(row.place->visit_minutes); }},
  };
}

// clang-format on

std::string cell_id(const Picture& picture, std::uint32_t slot) {
  return picture.study.grid.id(picture.study.cells[slot]);
}

template <typename T>
void append(std::vector<T>& all, std::vector<T> more) {
  std::ranges::move(more, std::back_inserter(all));
}

}  // namespace

VectorLayer places_layer(const Publication& publication) {
  const auto& picture = publication.picture;
  const auto language = publication.language;
  std::vector<Point> positions;
  for (const auto& place : picture.places) {
    positions.push_back(place.position);
  }
  const auto names = std::make_shared<std::vector<std::string>>(place_names(picture.places, language));
  const auto degrees =
      std::make_shared<std::vector<std::optional<Point>>>(Projection(publication.read.crs, wgs84()).points(positions));
  auto columns = place_identity_columns();
  append(columns, place_rank_columns());
  append(columns, place_count_columns());
  append(columns, place_change_columns());
  append(columns, place_class_and_time_columns());
  append(columns, place_visit_columns());
  append(columns, place_description_columns());
  append(columns, place_position_columns());
  if (picture.strata) {
    append(columns, place_stratum_columns(picture));
  }
  if (picture.history) {
    append(columns, place_history_columns());
  }
  append(columns, place_context_columns());
  auto layer = layer_of<PlaceRow>(
      publication, std::move(columns), picture.places.size(),
      [=, &picture, &inputs = publication.read.inputs](std::size_t i) {
        const auto& place = picture.places[i];
        return PlaceRow{&place,
                        &(*names)[i],
                        why(place, picture, inputs, language),
                        leading_classes_text(place, inputs),
                        place.times ? time_sources_text(*place.times, inputs, language) : "",
                        sources_text(place, inputs),
                        (*degrees)[i],
                        language,
                        deciding_test(place) ? cell_id(picture, deciding_test(place)->slot) : std::string()};
      });
  layer.name = "places";
  layer.title = stamped(Phrase{"Platser", "Places"}.in(language), language);
  layer.description =
      Phrase{"Rangordnade platser. Händelser och upplevd otrygghet visas var för sig och summeras aldrig.",
             "Ranked places. Events and felt unsafety are shown side by side and never added."}
          .in(language);
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [&picture](std::size_t i) { return outline_of(picture.place_study, picture.places[i].slots); };
  return layer;
}

}  // namespace lykta
