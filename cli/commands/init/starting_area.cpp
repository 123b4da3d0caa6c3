#include "cli/commands/init/starting_area.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/init/toml_text.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/read/area_choice.hpp"

namespace lykta {

namespace {

/// "Ronneby (120), Karlskrona (30)"
std::string counted_holders(const AreaChoice& choice, std::size_t first) {
  constexpr std::size_t most_listed = 5;
  std::vector<std::string> listed;
  for (auto i = first; i < choice.holders.size() && i < first + most_listed; ++i) {
    listed.push_back(fmt::format("{} ({})", one_line(choice.holders[i].first), choice.holders[i].second));
  }
  return fmt::to_string(fmt::join(listed, ", "));
}

/// Why this polygon of several, or why all of them.
std::string choice_reason(const AreaChoice& choice, Language language) {
  const auto has_field = !choice.field.empty();
  if (choice.has_most() && has_field) {
    return say(language,
               {"av filens {} polygoner den som innehåller {} av de {} händelser som undersöktes",
                "of the {} polygons of the file, the one that holds {} of the {} events looked at"},
               choice.polygons, choice.holders.front().second, choice.points);
  }
  auto reason = choice.has_most() ? say(language,
                                        {"En av filens {} polygoner innehåller {} av de {} händelser som undersöktes, "
                                         "men inget fält i filen namnger den: alla polygoner tillsammans är området.",
                                         "One of the {} polygons of the file holds {} of the {} events looked at, but "
                                         "no field of the file names it: all polygons together are the study area."},
                                        choice.polygons, choice.holders.front().second, choice.points)
                                  : say(language,
                                        {"Ingen av filens {} polygoner innehåller de flesta av de {} händelser som "
                                         "undersöktes: alla tillsammans är området.",
                                         "None of the {} polygons of the file holds most of the {} events looked at: "
                                         "all of them together are the study area."},
                                        choice.polygons, choice.points);
  if (choice.holders.empty()) {
    reason += say(language, {" Ingen händelse ligger i någon av dem.", " No event lies in any of them."});
  } else if (has_field) {
    reason += say(language, {" De flesta ligger i {}.", " Most lie in {}."}, counted_holders(choice, 0));
  }
  return reason;
}

/// What a person is told of that choice.
void add_choice_notes(const AreaChoice& choice, Language language, std::vector<std::string>& notes) {
  const auto reason = choice_reason(choice, language);
  if (!choice.has_most() || choice.field.empty()) {
    notes.push_back(reason);
    return;
  }
  notes.push_back(say(language, {"Område: {} '{}', {}.", "Study area: {} '{}', {}."}, choice.field,
                      choice.holders.front().first, reason));
  if (choice.holders.size() > 1) {
    notes.push_back(
        say(language, {"Fler händelser ligger i {}.", "Further events lie in {}."}, counted_holders(choice, 1)));
  }
}

/// Which of several polygons is the study area, as a line of the configuration with its reasons.
std::string choice_text(const AreaChoice& choice) {
  const auto where_of = [&](std::size_t holders) {
    FieldChoice which{choice.field, {}};
    for (std::size_t i = 0; i < holders; ++i) {
      which.values.push_back(choice.holders[i].first);
    }
    return fmt::format("where = {}", quoted(written(which)));
  };
  const auto reason = choice_reason(choice, Language::en);
  const auto has_field = !choice.field.empty();
  if (!choice.has_most() || !has_field) {
    return fmt::format("# {}\n{}", reason, has_field ? fmt::format("# Choose so: {}\n", where_of(1)) : "");
  }
  const auto text = fmt::format("{}  # {}\n", where_of(1), reason);
  return choice.holders.size() > 1
             ? text + fmt::format("# Further events lie in {}. Several polygons are chosen so:\n# {}\n",
                                  counted_holders(choice, 1), where_of(2))
             : text;
}

/// Which of the polygons of the study area's file holds the events of the other files.
AreaChoice holders_of(const LookedAt& area, const std::vector<LookedAt>& files) {
  std::vector<Point> events;
  for (const auto& file : files) {
    events.insert(events.end(), file.found.some_degrees.begin(), file.found.some_degrees.end());
  }
  return choose_area(area.found.path, area.layer, events);
}

}  // namespace

StartingArea starting_area(const LookedAt* area, const std::vector<LookedAt>& sources, Language language,
                           std::vector<std::string>& notes) {
  if (area == nullptr) {
    return {
        "# The study area: a file of polygons. Without it the box around the events stands in, and empty land "
        "flatters the test.\n"
        "# [area]\n# path = \"municipality.geojson\"\n\n"};
  }
  const auto choice = holders_of(*area, sources);
  auto text =
      fmt::format("# The study area: outside it there is no value, inside it zero is a value.\n[area]\npath = {}\n",
                  quoted(area->path));
  if (!area->layer.empty()) {
    text += fmt::format("layer = {}\n", quoted(area->layer));
  }
  if (choice.polygons < 2 || choice.points == 0) {
    return {text + "\n"};
  }
  add_choice_notes(choice, language, notes);
  const auto is_chosen = choice.has_most() && !choice.field.empty();
  return {text + choice_text(choice) + "\n",
          is_chosen ? written(FieldChoice{choice.field, {choice.holders.front().first}}) : ""};
}

}  // namespace lykta
