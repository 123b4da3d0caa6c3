#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/inspect/inspection_text.hpp"
#include "cli/frame/console.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "geo/read/inspection.hpp"
#include "publish/records/inspection_record.hpp"
#include "publish/records/json_text.hpp"

namespace lykta {

namespace {

struct InspectOptions {
  std::vector<std::string> files;
  std::string layer;
  std::string encoding;
  std::string area;
  std::string time_zone = "Europe/Stockholm";
  std::vector<std::string> allowed_hosts;
  std::string language = "en";
  bool quiet = false;
  bool json = false;
};

void inspect_files(const InspectOptions& options) {
  const auto language = chosen<Language>("--language", options.language, languages);
  Console console(options.quiet || options.json, language);
  const auto progress = console.progress();
  AreaDescription area;
  if (!options.area.empty() && extent_of_polygons(options.area, "")) {
    area.path = options.area;
    area.path_as_written = options.area;
  }
  auto records = nlohmann::ordered_json::array();
  std::string text;
  for (const auto& file : options.files) {
    const auto inspection = inspect({.path = file,
                                     .layer = options.layer,
                                     .area = area,
                                     .expected_degrees = {},
                                     .time_zone = options.time_zone,
                                     .allowed_hosts = options.allowed_hosts,
                                     .encoding = options.encoding},
                                    progress);
    if (options.json) {
      records.push_back(inspection_record(inspection));
    } else {
      text += (text.empty() ? "" : "\n") + inspection_text(inspection, language);
    }
  }
  report(progress, "writing", 0);
  console.finish();
  if (options.json) {
    print_line(json_text(records));
  } else if (!text.empty()) {
    text.pop_back();
    print_line(text);
  }
}

}  // namespace

void add_command_inspect(CLI::App& app) {
  auto* command = app.add_subcommand("inspect", "Say what is in each file, what Lykta takes it for, and what is wrong");
  auto options = std::make_shared<InspectOptions>();
  command->add_option("FILE", options->files, "Files to look at; nothing is written")->required();
  command->add_option("--layer", options->layer,
                      "Layer or sheet (default: the only layer, or the first sheet that is shown)");
  command->add_option("--encoding", options->encoding,
                      "Text encoding of a text file or a Shapefile (found out when not given)");
  command->add_option(
      "--area", options->area,
      "Polygons of the study area: they help to tell coordinate systems apart, and rows outside are lost");
  command->add_option("--time-zone", options->time_zone, "Zone of local time")->capture_default_str();
  command->add_option("--allow-host", options->allowed_hosts, "Host that may be read from: network and databases");
  command->add_option("--language", options->language, "sv or en: what is printed (with --json always English)")
      ->capture_default_str();
  command->add_flag("-q,--quiet", options->quiet, "No progress");
  command->add_flag("--json", options->json, "Print the findings as JSON");
  command->footer("Example: lykta inspect sample-data/ronneby/handelser_syntetiska.csv");
  command->callback([options] { inspect_files(*options); });
}

}  // namespace lykta
