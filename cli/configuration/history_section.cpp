#include "cli/configuration/history_section.hpp"

#include "cli/values/bounds.hpp"

namespace lykta {

void read_history_section(TomlReader& top, const Paths& paths, HistorySettings& history) {
  auto table = top.table("history");
  if (!table) {
    return;
  }
  const auto path = table->text("path").value_or("");
  history.keep_weeks = static_cast<unsigned>(table->integer_or("keep_weeks", history.keep_weeks, bounds::keep_weeks));
  table->finish();
  if (path.empty()) {
    table->refuse("path", "is missing: a history needs the name of its file");
  }
  history.path = paths.resolve(path);
}

}  // namespace lykta
