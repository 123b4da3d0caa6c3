#include "cli/configuration/log_sections.hpp"

#include "engine/base/error.hpp"

namespace lykta {

namespace {

constexpr Bounds weeks_of_actions{.least = 1, .most = 52, .whole = true, .unit = "weeks"};
constexpr Bounds distance_of_actions_m{.least = 0, .most = 10'000, .unit = "metres"};

LogDescription read_log(TomlReader& table, const Paths& paths) {
  LogDescription log;
  log.path_as_written = table.text("path").value_or("");
  log.layer = table.text("layer").value_or("");
  if (const auto sheet = table.text("sheet")) {
    if (!log.layer.empty()) {
      table.refuse("sheet", "and layer are two words for the same: give one of them");
    }
    log.layer = *sheet;
  }
  log.columns = table.texts("columns");
  log.path = log.path_as_written.empty() ? "" : paths.resolve(log.path_as_written);
  return log;
}

}  // namespace

void read_actions_section(TomlReader& top, const Paths& paths, Configuration& configuration) {
  auto table = top.table("actions");
  if (!table) {
    return;
  }
  auto log = read_log(*table, paths);
  log.crs = table->text("crs").value_or("");
  auto& options = configuration.actions;
  options.weeks = static_cast<unsigned>(table->integer("weeks", weeks_of_actions).value_or(options.weeks));
  options.distance_m = table->real("distance_m", distance_of_actions_m).value_or(options.distance_m);
  table->finish();
  if (log.path.empty()) {
    table->refuse("path",
                  "is missing: which file is the log of actions? `lykta init --actions FILE` writes an empty one");
  }
  configuration.inputs.actions = std::move(log);
}

void read_levels_section(TomlReader& top, const Paths& paths, Configuration& configuration) {
  auto table = top.table("levels");
  if (!table) {
    return;
  }
  auto log = read_log(*table, paths);
  table->finish();
  if (log.path.empty() && !(log.layer.empty() && log.columns.empty())) {
    table->refuse("path",
                  "is missing: which file is the table of levels? `lykta init --levels FILE` writes an empty one");
  }
  configuration.inputs.levels = std::move(log);
}

}  // namespace lykta
