#include <iterator>
#include <memory>

#include <ogr_geometry.h>

#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/action_picture.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/words/action_words.hpp"

namespace lykta {

namespace {

struct ActionRow {
  Publication publication;
  const ListedAction* listed = nullptr;
  std::string place_name;

  [[nodiscard]] const Action& action() const { return publication.read.inputs.actions[listed->action]; }
};

FieldValue day_value(const std::optional<std::chrono::local_days>& day) {
  return day ? text(lykta::day_text(*day)) : FieldValue();
}

FieldValue text_or_none(const std::string& value) { return value.empty() ? FieldValue() : text(value); }

/// Of the place on the list of today, or of one that the history knows.
FieldValue history_id_of(const ActionRow& row) {
  const auto& picture = row.publication.picture;
  if (row.listed->not_listed) {
    return text(text_of_place_id(picture.history->not_listed[*row.listed->not_listed].id));
  }
  const auto* const place = row.listed->place ? &picture.places[*row.listed->place] : nullptr;
  return place != nullptr && place->history ? text(text_of_place_id(place->history->id)) : FieldValue();
}

template <typename Of>
FieldValue of_counts(const ActionRow& row, Of of) {
  return row.listed->counts ? of(*row.listed->counts) : FieldValue();
}

FieldValue count_of(const std::optional<CountedSpan>& span) { return span ? whole(span->count) : FieldValue(); }

// A column reads best as a row of a table.
// clang-format off
/// What somebody has written, and how that stands on the day of the picture.
std::vector<Column<ActionRow>> written_columns() {
  using Row = ActionRow;
  return {
      {"action_id", "action_id", FieldType::text, "", 0, {"nummer", "id"},
       {"Åtgärdens nummer i loggen.", "Id of the action in the log."}, [](const Row& row) { return text_or_none(row.action().id); }},
      {"row", "row", FieldType::integer, "", 0, {"rad", "row"},
       {"Radnummer i loggen, eller lagrets objekt-id.", "Line in the log, or the layer's feature id."},
       [](const Row& row) { return FieldValue(row.action().row); }},
      {"place", "place", FieldType::text, "", 0, {"plats", "place"},
       {"Platsens namn i bilden, eller att åtgärden ligger utanför platserna.", "Name of the place in the picture, or that the action lies outside the places."},
       [](const Row& row) { return text(row.place_name); }},
      {"place_id", "place_id", FieldType::text, "", 0, {"plats-id", "place id"},
       {"Platsens id, som i places; saknas om platsen inte är på listan.", "Id of the place, as in places; none where it is not on the list."},
       [](const Row& row) { return row.listed->place ? text(row.publication.picture.places[*row.listed->place].id) : FieldValue(); }},
      {"history_id", "history_id", FieldType::text, "", 0, {"id i historiken", "id of the history"},
       {"Platsens id i historiken, om en sådan förs.", "Id of the place in the history, where one is kept."}, history_id_of},
      {"match", "match", FieldType::text, "", 0, {"funnen genom", "matched by"},
       {"Hur platsen hittades: history_id, name, inside (läget ligger i den), near (nära den) eller none.", "How the place was found: history_id, name, inside (its outline holds the position), near, or none."},
       [](const Row& row) { return text(name_of(row.listed->match)); }},
      {"distance_m", "distance_m", FieldType::real, "m", 0, {"avstånd", "distance"},
       {"Lägets avstånd till platsens gräns, om det ligger utanför.", "Distance of the position from the outline of the place, where it lies outside."},
       [](const Row& row) { return row.listed->match == ActionMatch::near ? FieldValue(row.listed->distance_m) : FieldValue(); }},
      {"place_written", "place_text", FieldType::text, "", 0, {"plats i loggen", "place in the log"},
       {"Vad loggen säger om platsen.", "What the log says of the place."}, [](const Row& row) { return text_or_none(row.action().place); }},
      {"problem", "problem", FieldType::text, "", 0, {"problem", "problem"},
       {"Vad som är problemet.", "What the problem is."}, [](const Row& row) { return text_or_none(row.action().problem); }},
      {"action", "action", FieldType::text, "", 0, {"åtgärd", "action"},
       {"Vad som ska göras.", "What is to be done."}, [](const Row& row) { return text_or_none(row.action().measure); }},
      {"responsible", "responsibl", FieldType::text, "", 0, {"ansvarig roll", "responsible role"},
       {"Rollen som ansvarar; aldrig en person.", "The role that answers for it; never a person."}, [](const Row& row) { return text_or_none(row.action().responsible); }},
      {"status", "status", FieldType::text, "", 0, {"status", "status"},
       {"Hur åtgärden stod den dagen: new, decided, ongoing, done eller declined.", "How the action stood on that day: new, decided, ongoing, done or declined."},
       [](const Row& row) { return text(name_of(row.listed->now.status)); }},
      {"state", "state", FieldType::text, "", 0, {"läge", "state"},
       {"open, overdue (slutdatum passerat), done eller declined.", "open, overdue (deadline passed), done or declined."},
       [](const Row& row) { return text(name_of(row.listed->now.state)); }},
      {"days_late", "days_late", FieldType::integer, "days", 0, {"dagar försenad", "days late"},
       {"Dagar sedan slutdatum för en försenad åtgärd.", "Days since the deadline of an overdue action."},
       [](const Row& row) { return row.listed->now.state == ActionState::overdue ? FieldValue(std::int64_t{row.listed->now.days_late}) : FieldValue(); }},
      {"to_follow_up", "follow_now", FieldType::text, "", 0, {"att följa upp", "to be followed up"},
       {"yes om dagen för uppföljning har kommit.", "yes where the day of follow-up has come."},
       [](const Row& row) { return text(row.listed->now.is_to_follow_up ? "yes" : "no"); }},
      {"reason", "reason", FieldType::text, "", 0, {"skäl", "reason"},
       {"Varför åtgärden avslogs.", "Why the action was declined."}, [](const Row& row) { return text_or_none(row.action().reason); }},
  };
}

/// Its dates as they are written, and what was counted around the day on which it was done or begun.
std::vector<Column<ActionRow>> dated_columns() {
  using Row = ActionRow;
  return {
      {"noted", "noted", FieldType::text, "", 0, {"upplagd", "noted"},
       {"När åtgärden lades upp.", "When the action was noted."}, [](const Row& row) { return day_value(row.action().noted); }},
      {"decided", "decided", FieldType::text, "", 0, {"beslutad", "decided"},
       {"När åtgärden beslutades.", "When the action was decided."}, [](const Row& row) { return day_value(row.action().decided); }},
      {"deadline", "deadline", FieldType::text, "", 0, {"klart senast", "deadline"},
       {"Senaste dagen för åtgärden.", "The last day for the action."}, [](const Row& row) { return day_value(row.action().deadline); }},
      {"started", "started", FieldType::text, "", 0, {"påbörjad", "started"},
       {"När åtgärden påbörjades.", "When the action was begun."}, [](const Row& row) { return day_value(row.action().started); }},
      {"done", "done", FieldType::text, "", 0, {"avslutad", "done"},
       {"När åtgärden var klar, eller avslogs.", "When the action was done, or declined."}, [](const Row& row) { return day_value(row.action().ended); }},
      {"follow_up", "follow_up", FieldType::text, "", 0, {"följs upp", "follow up"},
       {"När åtgärden ska följas upp.", "When the action is to be followed up."}, [](const Row& row) { return day_value(row.action().follow_up); }},
      {"counted_from", "count_from", FieldType::text, "", 0, {"räknat från", "counted from"},
       {"Före och efter vad: done eller started.", "Before and after what: done or started."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return text(counts.since_done ? "done" : "started"); }); }},
      {"weeks", "weeks", FieldType::integer, "weeks", 0, {"veckor", "weeks"},
       {"Hela veckor före och lika många efter; dagen själv ingår inte.", "Whole weeks before and as many after; the day itself is in neither."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return FieldValue(std::int64_t{counts.weeks}); }); }},
      {"count_before", "n_before", FieldType::integer, "events", 0, {"händelser före", "events before"},
       {"Händelser på platsen under veckorna före.", "Events at the place in the weeks before."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return whole(counts.before.count); }); }},
      {"days_before", "d_before", FieldType::real, "days", 1, {"dagar täckta före", "days covered before"},
       {"Dagar av dem som källorna täcker; den källa som täcker minst bestämmer.", "Days of these that the sources cover; the source that covers the fewest decides."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return FieldValue(counts.before.days_covered); }); }},
      {"count_after", "n_after", FieldType::integer, "events", 0, {"händelser efter", "events after"},
       {"Händelser på platsen under lika många veckor efter. Ingen slutsats dras.", "Events at the place in as many weeks after. Nothing is concluded."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return whole(counts.after.count); }); }},
      {"days_after", "d_after", FieldType::real, "days", 1, {"dagar täckta efter", "days covered after"},
       {"Dagar av dem som källorna täcker.", "Days of these that the sources cover."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return FieldValue(counts.after.days_covered); }); }},
      {"count_before_year_earlier", "n_before_y", FieldType::integer, "events", 0, {"före, ett år tidigare", "before, a year earlier"},
       {"Samma veckor 52 veckor tidigare, om alla jämförda källor täcker dem.", "The same weeks 52 weeks earlier, where every compared source covers them."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return count_of(counts.before_last_year); }); }},
      {"count_after_year_earlier", "n_after_y", FieldType::integer, "events", 0, {"efter, ett år tidigare", "after, a year earlier"},
       {"Likaså veckorna efter.", "Likewise the weeks after."},
       [](const Row& row) { return of_counts(row, [](const auto& counts) { return count_of(counts.after_last_year); }); }},
      {"standing", "standing", FieldType::text, "", 0, {"i ord", "in words"},
       {"Hur åtgärden står, i ord.", "How the action stands, in words."},
       [](const Row& row) { return text(standing_text(row.action(), *row.listed, row.publication.language)); }},
  };
}
// clang-format on

}  // namespace

VectorLayer actions_layer(const Publication& publication) {
  const auto& actions = publication.picture.actions->actions;
  const auto language = publication.language;
  auto columns = written_columns();
  std::ranges::move(dated_columns(), std::back_inserter(columns));
  const auto names = std::make_shared<std::vector<std::string>>(places_of_actions(publication.picture, language));
  auto layer = layer_of<ActionRow>(publication, std::move(columns), actions.size(),
                                   [publication, names, &actions](std::size_t i) {
                                     return ActionRow{publication, &actions[i], (*names)[i]};
                                   });
  layer.geometry = LayerGeometry::point;
  layer.geometry_of = [&actions](std::size_t i) {
    const auto& at = actions[i].position;
    return OGRGeometryUniquePtr(at ? new OGRPoint(at->x, at->y) : nullptr);
  };
  layer.name = "actions";
  layer.title = stamped(Phrase{"Åtgärder", "Actions"}.in(language), language);
  layer.description =
      Phrase{"Åtgärder ur åtgärdsloggen som de stod den sista dagen; antal före och efter utan slutsats.",
             "Actions of the log as they stood on the last day; counts before and after without a conclusion."}
          .in(language);
  return layer;
}

}  // namespace lykta
