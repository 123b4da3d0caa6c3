#include "cli/commands/run/run_logs.hpp"

#include "engine/questions/action_picture.hpp"
#include "engine/questions/level_picture.hpp"
#include "publish/words/action_words.hpp"
#include "publish/words/level_words.hpp"
#include "publish/words/named_places.hpp"

namespace lykta {

namespace {

void take_log(const std::string& path, std::optional<LogDescription>& log) {
  if (path.empty()) {
    return;
  }
  if (!log) {
    log.emplace();
  }
  log->path = path;
  log->path_as_written = path;
}

}  // namespace

void take_run_logs(const RunLogs& options, InputsDescription& inputs) {
  take_log(options.actions, inputs.actions);
  take_log(options.levels, inputs.levels);
}

void add_logs(const Inputs& inputs, const Configuration& configuration, Picture& picture) {
  const auto names = named_places(picture);
  if (configuration.inputs.actions) {
    add_actions(inputs, configuration.actions, names, picture);
  }
  if (configuration.inputs.levels) {
    add_levels(inputs, names, picture);
  }
}

std::string logs_text(const Picture& picture, const ReadInputs& read, bool wants_levels, Language language) {
  auto text = picture.levels ? levels_text(picture, read, language)
              : wants_levels
                  ? say(language, {"Nivåer sätts vecka för vecka: namnge en vecka (--week) för att få dem.\n",
                                   "Levels are set week by week: name a week (--week) to get them.\n"})
                  : std::string();
  return picture.actions ? text + actions_text(picture, read, language) : text;
}

}  // namespace lykta
