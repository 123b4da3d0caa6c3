#include "cli/frame/step_inputs.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include "cli/frame/guessed_source.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/read/inspection.hpp"

namespace lykta {

namespace {

AreaDescription area_of(const StepOptions& options) {
  auto area = options.area;
  area.path_as_written = as_text(options.area.path);
  if (!options.area.where.empty()) {
    if (options.area.path.empty()) {
      throw InvalidOption("--area-where changes nothing here: it belongs to --area");
    }
    static_cast<void>(parse_field_choice(options.area.where, "--area-where"));
  }
  if (!options.extent.empty()) {
    if (!options.area.path.empty()) {
      throw InvalidOption("--area and --extent exclude each other");
    }
    area.extent = Box{options.extent[0], options.extent[1], options.extent[2], options.extent[3]};
    if (!(area.extent->width() > 0) || !(area.extent->height() > 0)) {
      throw InvalidOption("--extent is XMIN YMIN XMAX YMAX with XMIN < XMAX and YMIN < YMAX");
    }
  }
  return area;
}

SourceDescription source_of(const StepOptions& options) {
  auto source = options.source;
  source.path = options.input;
  source.path_as_written = as_text(options.input);
  source.name = as_text(std::filesystem::path(options.input).filename().string());
  source.options = {.crs = "--source-crs",
                    .x_and_y = "--x and --y",
                    .layer = "--layer",
                    .clock = "--clock",
                    .time_zone = "--time-zone",
                    .date_order = "--date-order",
                    .date_year = "--date-year"};
  source.clock = chosen<Clock>("--clock", options.clock, clocks);
  if (!options.origin.empty()) {
    source.origin = chosen<Origin>("--origin", options.origin, origins);
  }
  if (!options.date_order.empty()) {
    source.date_order = chosen<DateOrder>("--date-order", options.date_order, date_orders);
  }
  return source;
}

NamesDescription names_of(const StepOptions& options) {
  if (options.names.name_column.empty()) {
    throw InvalidOption("--names needs --name-column: which column holds the name?");
  }
  auto names = options.names;
  names.source.path_as_written = as_text(options.names.source.path);
  names.source.name = as_text(options.names.source.path);
  names.source.options = {.crs = "--names-crs", .x_and_y = "--names-x and --names-y", .layer = {}};
  return names;
}

}  // namespace

InputsDescription inputs_of(const StepOptions& options, std::vector<std::string>& guesses,
                            const AreaDescription& zones) {
  InputsDescription inputs;
  inputs.target_crs = options.crs;
  inputs.time_zone = options.time_zone;
  inputs.area = area_of(options);
  auto source = source_of(options);
  if (source.columns.x.empty() && source.columns.y.empty() && source.columns.position.empty()) {
    const auto& where = options.area.path.empty() ? zones : options.area;
    std::function<std::optional<Box>()> surroundings;
    if (!where.path.empty()) {
      surroundings = [&where] { return extent_of_polygons(where.path, where.layer, where.crs, where.where); };
    }
    guess_position(source, guesses, language_of(options), surroundings);
  }
  if (options.guess) {
    guess_columns(source, guesses, language_of(options));
    if (!tells_date(source.columns) && !(options.from.empty() && options.to.empty())) {
      throw InvalidOption("--from and --to need --date, and no column looks like it: which one holds the date?");
    }
  }
  inputs.sources.push_back(std::move(source));
  if (!options.names.source.path.empty()) {
    inputs.names = names_of(options);
  }
  return inputs;
}

}  // namespace lykta
