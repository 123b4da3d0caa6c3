#include <memory>

#include "engine/questions/level_picture.hpp"
#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/words/level_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

namespace {

struct LevelRow {
  Publication publication;
  const AreaLevel* level = nullptr;
  std::string name;

  [[nodiscard]] const WeeklyPicture& weekly() const { return *publication.picture.weekly; }
  [[nodiscard]] const WatchedArea& area() const { return weekly().areas[level->area]; }
  [[nodiscard]] const WeekInArea& in_week() const { return area().weeks[level->week]; }
  [[nodiscard]] const Place* place() const {
    return area().kind == WatchedKind::standing ? &publication.picture.places[area().place] : nullptr;
  }
  [[nodiscard]] const SetLevel* set() const {
    return level->set ? &publication.read.inputs.set_levels[*level->set] : nullptr;
  }
};

FieldValue text_if_any(const SetLevel* set, std::string SetLevel::*member) {
  return set == nullptr || (set->*member).empty() ? FieldValue() : text(set->*member);
}

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<LevelRow>> level_columns() {
  using Row = LevelRow;
  return {
      {"week", "week", FieldType::text, "", 0, {"vecka", "week"},
       {"Veckan enligt ISO 8601.", "The week of ISO 8601."}, [](const Row& row) { return text(text_of(row.weekly().weeks[row.level->week].week)); }},
      {"area", "area", FieldType::text, "", 0, {"område", "area"},
       {"Platsens namn, resten av området, eller hela.", "Name of the place, the rest of the area, or all of it."}, [](const Row& row) { return text(row.name); }},
      {"kind", "kind", FieldType::text, "", 0, {"sort", "kind"},
       {"standing, elsewhere eller whole.", "standing, elsewhere or whole."}, [](const Row& row) { return text(name_of(row.area().kind)); }},
      {"place_id", "place_id", FieldType::text, "", 0, {"plats-id", "place id"},
       {"Platsens id, som i places.", "Id of the place, as in places."}, [](const Row& row) { return row.place() != nullptr ? text(row.place()->id) : FieldValue(); }},
      {"history_id", "history_id", FieldType::text, "", 0, {"id i historiken", "id of the history"},
       {"Platsens id i historiken, om en sådan förs.", "Id of the place in the history, where one is kept."},
       [](const Row& row) { return row.place() != nullptr && row.place()->history ? text(text_of_place_id(row.place()->history->id)) : FieldValue(); }},
      {"proposed", "proposed", FieldType::text, "", 0, {"föreslagen nivå", "proposed level"},
       {"green, yellow, orange eller red, efter regeln; saknas utan förväntat antal.", "green, yellow, orange or red, by the rule; none without an expected number."},
       [](const Row& row) { return row.level->proposed ? text(name_of(row.level->proposed->level)) : FieldValue(); }},
      {"proposed_because", "because", FieldType::text, "", 0, {"regeln", "the rule"},
       {"Vad regeln såg.", "What the rule saw."}, [](const Row& row) { return text(proposal_text(*row.level, row.weekly(), row.publication.language)); }},
      {"set", "set", FieldType::text, "", 0, {"satt nivå", "set level"},
       {"Nivån som någon har satt; saknas om ingen har det.", "The level that somebody has set; none where nobody has."},
       [](const Row& row) { return row.set() != nullptr ? text(name_of(row.set()->level)) : FieldValue(); }},
      {"set_because", "set_why", FieldType::text, "", 0, {"skäl", "reason"},
       {"Skälet i tabellen över nivåer.", "The reason in the table of levels."}, [](const Row& row) { return text_if_any(row.set(), &SetLevel::reason); }},
      {"set_by", "set_by", FieldType::text, "", 0, {"satt av roll", "set by role"},
       {"Rollen som satte nivån; aldrig en person.", "The role that set the level; never a person."}, [](const Row& row) { return text_if_any(row.set(), &SetLevel::role); }},
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under veckan att jämföra, av källor som följs.", "Events of the week to compare, of the sources that are watched."}, [](const Row& row) { return whole(row.in_week().watched); }},
      {"expected_high", "exp_high", FieldType::integer, "events", 0, {"förväntat högst", "expected at most"},
       {"Fler kommer i högst en vecka av 20.", "More come in at most one week of 20."},
       [](const Row& row) { return row.in_week().expected ? whole(row.in_week().expected->high) : FieldValue(); }},
      {"alarm", "alarm", FieldType::text, "", 0, {"larm", "alarm"},
       {"none, week_above, rise eller fall, som i week_places.", "none, week_above, rise or fall, as in week_places."}, [](const Row& row) { return text(name_of(row.in_week().alarm)); }},
      {"mean_weight", "mean_wgt", FieldType::real, "", 2, {"vikt per händelse", "weight per event"},
       {"Medelvärdet av klassernas vikt för veckans händelser.", "Mean weight of the classes of the week's events."},
       [](const Row& row) { return row.in_week().watched > 0 ? FieldValue(row.in_week().weight.sum / static_cast<double>(row.in_week().watched)) : FieldValue(); }},
      {"usual_weight", "usual_wgt", FieldType::real, "", 2, {"vanlig vikt", "usual weight"},
       {"Detsamma för veckorna före: platsens egna, eller hela områdets om platsen har färre än 100 händelser.", "The same of the weeks before: of the place itself, or of all of the area where it has fewer than 100 events."},
       [](const Row& row) { return FieldValue(row.in_week().weight.usual_mean); }},
      {"weight_chance", "wgt_chance", FieldType::real, "share", 4, {"chans för vikten", "chance of the weight"},
       {"Chansen att lika många vanliga händelser väger minst lika mycket; högst 0,05 är grövre än vanligt.", "The chance that as many usual events weigh at least as much; at most 0.05 is graver than usual."},
       [](const Row& row) { return FieldValue(row.in_week().weight.chance); }},
  };
}
// clang-format on

VectorLayer layer_of_levels(const Publication& publication,
                            const std::shared_ptr<std::vector<const AreaLevel*>>& shown) {
  const auto names = std::make_shared<std::vector<std::string>>(area_names(publication.picture, publication.language));
  auto layer =
      layer_of<LevelRow>(publication, level_columns(), shown->size(), [publication, names, shown](std::size_t i) {
        return LevelRow{publication, (*shown)[i], (*names)[(*shown)[i]->area]};
      });
  layer.name = "levels";
  layer.title = stamped(Phrase{"Nivåer", "Levels"}.in(publication.language), publication.language);
  layer.description = Phrase{"Föreslagen nivå med regeln, och den nivå som någon har satt.",
                             "The level that is proposed, with the rule, and the one that somebody has set."}
                          .in(publication.language);
  return layer;
}

}  // namespace

VectorLayer levels_layer(const Publication& publication) {
  const auto shown = std::make_shared<std::vector<const AreaLevel*>>();
  const auto& weekly = *publication.picture.weekly;
  for (const auto& level : publication.picture.levels->levels) {
    if (level.week + 1 == weekly.weeks.size()) {
      shown->push_back(&level);
    }
  }
  auto layer = layer_of_levels(publication, shown);
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [shown, &weekly, &picture = publication.picture](std::size_t i) {
    const auto& area = weekly.areas[(*shown)[i]->area];
    return area.kind == WatchedKind::standing ? outline_of(picture.place_study, picture.places[area.place].slots)
                                              : OGRGeometryUniquePtr();
  };
  return layer;
}

VectorLayer levels_table(const Publication& publication) {
  const auto shown = std::make_shared<std::vector<const AreaLevel*>>();
  for (const auto& level : publication.picture.levels->levels) {
    shown->push_back(&level);
  }
  auto layer = layer_of_levels(publication, shown);
  layer.geometry = LayerGeometry::none;
  return layer;
}

}  // namespace lykta
