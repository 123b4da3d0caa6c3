#include "publish/styles/classes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "publish/words/class_words.hpp"

namespace lykta {

namespace {

template <std::size_t Count>
constexpr const MapClass& called(const std::array<MapClass, Count>& classes, std::string_view name) {
  return *std::ranges::find(classes, name, &MapClass::name);
}

}  // namespace

const MapClass& class_of_place(const Place& place) {
  if (!place.rank && place.quadrant != Quadrant::low_crime_high_unsafety) {
    return called(place_classes, "changed");
  }
  const auto found = std::ranges::find(place_classes, name_of(place.quadrant), &MapClass::selects);
  return found != place_classes.end() ? *found : called(place_classes, "unknown");
}

const MapClass* class_of_cell(const Picture& picture, std::uint32_t slot) {
  const auto has_events = picture.cells.count[slot] > 0;
  const auto& found = picture.clustering.cell_class[slot];
  switch (found.kind) {
    case ZoneKind::hot:
      return &called(cell_classes, has_events ? name_of(found) : "beside");
    case ZoneKind::cold:
      return &called(cell_classes, name_of(found));
    case ZoneKind::not_significant:
      return has_events ? &called(cell_classes, "plain") : nullptr;
    case ZoneKind::no_value:
      return has_events ? &called(cell_classes, "no_value") : nullptr;
    default:
      return has_events ? &called(cell_classes, "few") : nullptr;
  }
}

// Only somebody who knows the classes can say that events are crimes.
Phrase what_is_much(const Publication& publication) {
  const auto& inputs = publication.read.inputs;
  const auto& use = publication.picture.use;
  bool are_crimes = !use.empty();
  for (std::size_t i = 0; i < use.size(); ++i) {
    are_crimes =
        are_crimes && (use[i] != IncidentUse::period || inputs.classes[inputs.incidents.class_index[i]].is_crime);
  }
  return are_crimes ? Phrase{"Brottsutsatt", "Crime-prone"} : Phrase{"Många händelser", "Many events"};
}

std::string label_of(const MapClass& each, const Publication& publication, Language language) {
  return fmt::format(fmt::runtime(each.label.in(language)), what_is_much(publication).in(language));
}

std::string promise_of(const MapClass& each, const Publication& publication, Language language) {
  return each.level ? step_text(each.level->adjusted_p, publication.picture.options.statistics.correction, language)
                    : std::string();
}

std::string legend_text(const MapClass& each, const Publication& publication, Language language) {
  const auto label = label_of(each, publication, language);
  return each.level ? fmt::format("{} ({})", label, promise_of(each, publication, language)) : label;
}

}  // namespace lykta
