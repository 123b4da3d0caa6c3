#include "publish/layers/week_calendar_table.hpp"

#include <memory>
#include <vector>

#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "publish/layers/column.hpp"

namespace lykta {

namespace {

/// An entry, and perhaps one of the earlier ones.
struct CalendarRowOfWeek {
  Publication publication;
  const EntryOfWeek* told = nullptr;
  const EarlierEntry* earlier = nullptr;

  [[nodiscard]] const CalendarEntry& entry() const { return told->entry; }
};

// Of the room, and not one of a layer that is compiled with this.
FieldValue calendar_day(std::chrono::local_days day) { return text(lykta::day_text(day)); }

template <typename Get>
FieldValue of_earlier(const CalendarRowOfWeek& row, Get get) {
  return row.earlier == nullptr ? FieldValue() : get(*row.earlier);
}

template <typename Get>
FieldValue of_ordinary(const std::optional<OrdinaryWeek>& week, Get get) {
  return week ? FieldValue(get(*week)) : FieldValue();
}

template <typename Get>
FieldValue of_effect(const CalendarRowOfWeek& row, Get get) {
  return row.told->effect ? FieldValue(get(*row.told->effect)) : FieldValue();
}

// A column reads best as a row of a table.
// clang-format off
/// What is on or comes, and how it is heeded.
std::vector<Column<CalendarRowOfWeek>> entry_columns() {
  using Row = CalendarRowOfWeek;
  return {
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Vad som står i kalendern.", "What stands in the calendar."}, [](const Row& row) { return text(row.entry().name); }},
      {"kind", "kind", FieldType::text, "", 0, {"slag", "kind"},
       {"holiday (helgdag), eve (afton), school_break (lov) eller event (evenemang).", "holiday, eve, school_break or event."},
       [](const Row& row) { return text(std::string(name_of(row.entry().kind))); }},
      {"first_day", "first_day", FieldType::text, "", 0, {"första dag", "first day"},
       {"Första dagen.", "First day."}, [](const Row& row) { return calendar_day(row.entry().first); }},
      {"last_day", "last_day", FieldType::text, "", 0, {"sista dag", "last day"},
       {"Sista dagen.", "Last day."}, [](const Row& row) { return calendar_day(row.entry().last); }},
      {"when", "when", FieldType::text, "", 0, {"när", "when"},
       {"now (under veckan) eller coming (inom åtta veckor).", "now (in the week) or coming (within eight weeks)."},
       [](const Row& row) { return text(row.told->is_to_come ? "coming" : "now"); }},
      {"week", "week", FieldType::text, "", 0, {"vecka", "week"},
       {"Den första av dessa veckor som den berör.", "The first of these weeks that it touches."},
       [](const Row& row) { return text(text_of(row.told->week)); }},
      {"place", "place", FieldType::text, "", 0, {"plats", "place"},
       {"Platsen som kalendern anger.", "The place that the calendar states."},
       [](const Row& row) { return row.entry().place.empty() ? FieldValue() : text(row.entry().place); }},
      {"place_id", "place_id", FieldType::text, "", 0, {"plats-id", "place id"},
       {"Den stående plats som den är; saknas annars.", "The standing place that it is; else none."},
       [](const Row& row) { return row.told->area ? text(row.publication.picture.places[*row.told->area].id) : FieldValue(); }},
      {"heeded_by", "heeded_by", FieldType::text, "", 0, {"räknas efter", "heeded by"},
       {"Vad det förväntade antalet bygger på: name (egna tidigare), kind (alla av slaget), days (helgdagar och aftnar) eller none.", "What the expected number rests on: name (its own earlier ones), kind (all of its kind), days (holidays and eves) or none."},
       [](const Row& row) { return text(std::string(name_of(row.told->basis))); }},
      {"factor", "factor", FieldType::real, "", 2, {"faktor", "factor"},
       {"Så många gånger en vanlig vecka som hela området väntas ha.", "So many times an ordinary week the whole area is expected to have."},
       [](const Row& row) { return of_effect(row, [](const CalendarEffect& effect) { return effect.factor; }); }},
      {"factor_low", "factor_lo", FieldType::real, "", 2, {"faktor, nedre gräns", "factor, lower limit"},
       {"Nedre gräns, 95 %.", "Lower limit, 95 %."},
       [](const Row& row) { return of_effect(row, [](const CalendarEffect& effect) { return effect.low; }); }},
      {"factor_high", "factor_hi", FieldType::real, "", 2, {"faktor, övre gräns", "factor, upper limit"},
       {"Övre gräns, 95 %.", "Upper limit, 95 %."},
       [](const Row& row) { return of_effect(row, [](const CalendarEffect& effect) { return effect.high; }); }},
  };
}

/// What one of the earlier ones brought.
std::vector<Column<CalendarRowOfWeek>> earlier_columns() {
  using Row = CalendarRowOfWeek;
  return {
      {"earlier_first_day", "earl_first", FieldType::text, "", 0, {"tidigare, första dag", "earlier, first day"},
       {"Första dagen av en tidigare med samma namn.", "First day of an earlier one of the same name."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return calendar_day(earlier.entry.first); }); }},
      {"earlier_week", "earl_week", FieldType::text, "", 0, {"tidigare, vecka", "earlier, week"},
       {"Dess första vecka.", "Its first week."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return text(text_of(earlier.weeks.front())); }); }},
      {"earlier_weeks", "earl_weeks", FieldType::integer, "", 0, {"tidigare, antal veckor", "earlier, weeks"},
       {"Så många veckor.", "So many weeks."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return whole(earlier.weeks.size()); }); }},
      {"earlier_count", "earl_count", FieldType::integer, "events", 0, {"tidigare, antal", "earlier, count"},
       {"Händelser under dem; saknas där någon vecka inte är registrerad.", "Events in them; none where a week was not recorded."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return earlier.count ? whole(*earlier.count) : FieldValue(); }); }},
      {"ordinary_low", "ord_low", FieldType::integer, "events", 0, {"vanlig vecka, nedre gräns", "ordinary week, lower limit"},
       {"Så få hade en vanlig vecka väntats ha, utan evenemang och lov (90 %).", "As few an ordinary week was expected to have, without events and school breaks (90 %)."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return of_ordinary(earlier.ordinary, [](const OrdinaryWeek& week) { return static_cast<std::int64_t>(week.low); }); }); }},
      {"ordinary_high", "ord_high", FieldType::integer, "events", 0, {"vanlig vecka, övre gräns", "ordinary week, upper limit"},
       {"Så många hade en vanlig vecka väntats ha.", "As many an ordinary week was expected to have."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return of_ordinary(earlier.ordinary, [](const OrdinaryWeek& week) { return static_cast<std::int64_t>(week.high); }); }); }},
      {"earlier_place_count", "earl_place", FieldType::integer, "events", 0, {"tidigare, antal på platsen", "earlier, count at the place"},
       {"Händelser på den stående platsen.", "Events at the standing place."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return earlier.count_at_place ? whole(*earlier.count_at_place) : FieldValue(); }); }},
      {"ordinary_place_low", "ord_pl_low", FieldType::integer, "events", 0, {"vanlig vecka på platsen, nedre gräns", "ordinary week at the place, lower limit"},
       {"Så få hade platsen väntats ha en vanlig vecka.", "As few the place was expected to have in an ordinary week."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return of_ordinary(earlier.ordinary_at_place, [](const OrdinaryWeek& week) { return static_cast<std::int64_t>(week.low); }); }); }},
      {"ordinary_place_high", "ord_pl_hi", FieldType::integer, "events", 0, {"vanlig vecka på platsen, övre gräns", "ordinary week at the place, upper limit"},
       {"Så många hade platsen väntats ha en vanlig vecka.", "As many the place was expected to have in an ordinary week."},
       [](const Row& row) { return of_earlier(row, [](const EarlierEntry& earlier) { return of_ordinary(earlier.ordinary_at_place, [](const OrdinaryWeek& week) { return static_cast<std::int64_t>(week.high); }); }); }},
  };
}
// clang-format on

}  // namespace

VectorLayer week_calendar_table(const Publication& publication) {
  const auto rows = std::make_shared<std::vector<CalendarRowOfWeek>>();
  for (const auto& told : publication.picture.weekly->calendar) {
    for (const auto& earlier : told.earlier) {
      rows->push_back({publication, &told, &earlier});
    }
    if (told.earlier.empty()) {
      rows->push_back({publication, &told, nullptr});
    }
  }
  auto columns = entry_columns();
  std::ranges::move(earlier_columns(), std::back_inserter(columns));
  auto layer = layer_of<CalendarRowOfWeek>(publication, std::move(columns), rows->size(),
                                           [rows](std::size_t i) { return (*rows)[i]; });
  layer.geometry = LayerGeometry::none;
  layer.name = "week_calendar";
  layer.title =
      stamped(Phrase{"Veckans kalender", "The calendar of the week"}.in(publication.language), publication.language);
  layer.description = Phrase{"Vad som är på gång under veckan och de närmaste veckorna, och vad tidigare gånger gav.",
                             "What is on in the week and the next ones, and what earlier ones brought."}
                          .in(publication.language);
  return layer;
}

}  // namespace lykta
