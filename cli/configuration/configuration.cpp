#include "cli/configuration/configuration.hpp"

#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cli/configuration/history_section.hpp"
#include "cli/configuration/input_sections.hpp"
#include "cli/configuration/log_sections.hpp"
#include "cli/configuration/paths.hpp"
#include "cli/configuration/period_section.hpp"
#include "cli/configuration/picture_sections.hpp"
#include "cli/configuration/source_sections.hpp"
#include "cli/configuration/toml_reader.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "geo/files/file_state.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// ", at cell_m": what stands before the first = of a line. A number that no integer of TOML holds is no TOML, and who
/// wrote it looks for its key.
std::string key_on_line(std::string_view text, toml::source_index number) {
  for (toml::source_index line = 1; line < number; ++line) {
    const auto end = text.find('\n');
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  const auto line = text.substr(0, text.find('\n'));
  const auto sign = line.find('=');
  return sign == std::string_view::npos ? std::string() : fmt::format(", at {}", trimmed(line.substr(0, sign)));
}

toml::table parse(std::string_view text, const std::filesystem::path& path) {
  try {
    return toml::parse(text, path.string());
  } catch (const toml::parse_error& fault) {
    throw InvalidOption(fmt::format("{}{}{}", place_in(path.string(), fault.source()), fault.description(),
                                    key_on_line(text, fault.source().begin.line)));
  }
}

/// Says where it stands when the engine refuses a value: the line of the key or the table.
template <typename Check>
void refuse_at(const toml::table& document, const TomlContext& context, std::string_view key, Check check_value) {
  try {
    check_value();
  } catch (const InvalidOption& error) {
    const auto* node = document.get(key);
    throw InvalidOption((node != nullptr ? place_in(context.file, node->source()) : context.file + ": ") +
                        error.what());
  }
}

void read_input_sections(TomlReader& top, TomlContext& context, const Paths& paths, InputsDescription& inputs) {
  inputs.area = read_area(top, paths);
  for (auto& table : top.tables("sources")) {
    inputs.sources.push_back(read_source(table, paths));
  }
  inputs.classes = read_classes(top);
  inputs.names = read_names(top, paths);
  inputs.allowed_hosts = read_network(top);
  read_links(table_or_empty(top, "links", context), inputs.links);
}

void read_picture_sections(TomlReader& top, TomlContext& context, const InputsDescription& inputs,
                           PictureOptions& picture) {
  read_grid(table_or_empty(top, "grid", context), picture.grid);
  read_density(table_or_empty(top, "density", context), picture);
  read_statistics(table_or_empty(top, "statistics", context), has_source(inputs, SourceKind::areas), picture);
  read_places(table_or_empty(top, "places", context), picture.places);
  read_emerging(top, picture);
  read_survey(top, context, inputs, picture.survey);
}

/// A raster of its own must be written, and have times where it is of some.
void check_raster(const RasterOptions& raster, const Configuration& configuration) {
  if (raster.is_that_of_cells()) {
    return;
  }
  if (!configuration.outputs.raster) {
    throw InvalidOption(
        "unit, hours and weekdays are those of density.tif, and output.raster = false leaves it out: write it, or "
        "leave "
        "these keys out");
  }
  const auto has_dates = [](const SourceDescription& source) {
    return source.kind == SourceKind::incidents && tells_date(source.columns);
  };
  if (raster.hours && std::ranges::none_of(configuration.inputs.sources, has_dates)) {
    throw InvalidOption(
        "hours and weekdays need to know when events happened, and no source of incidents has columns.date: map it, or "
        "leave these keys out");
  }
}

/// What the engine has to say of each table, and then of all together.
void check_values(const toml::table& document, const TomlContext& context, const Configuration& configuration) {
  const auto& options = configuration.picture;
  refuse_at(document, context, "links", [&] { check(configuration.inputs.links); });
  refuse_at(document, context, "density", [&] {
    check(field_of(options));
    check_raster(options.raster, configuration);
  });
  refuse_at(document, context, "statistics", [&] {
    check(options.statistics);
    auto without_periods = options;
    without_periods.period.reset();
    without_periods.comparison.reset();
    check(map_test_of(without_periods));
  });
  PictureOptions cells_alone;
  cells_alone.grid = options.grid;
  cells_alone.places.maximum_extent_m = largest_length_m;
  refuse_at(document, context, "grid", [&] { check(cells_alone); });
  refuse_at(document, context, "places", [&] { check(options.places, options.grid.cell_m); });
  refuse_at(document, context, "comparison", [&] { check(options); });
}

/// Where somebody expects that a run begins with a file of events, it is told what does: of whatever is not called a
/// configuration and cannot be read as one.
void refuse_data_file(std::string_view text, const std::filesystem::path& path) {
  if (lower_case(path.extension().string()) == ".toml") {
    return;
  }
  constexpr std::size_t much = 4096;  // enough to see what it is, of a file that may be large
  try {
    static_cast<void>(parse(text.size() > (std::size_t{1} << 20U) ? text.substr(0, much) : text, path));
  } catch (const InvalidOption& fault) {
    throw InvalidOption(
        fmt::format("{0} (is {1} a file of data? A run begins with a configuration: `lykta init {1} --output "
                    "lykta.toml` writes one for it, and `lykta inspect {1}` says what is in it)",
                    fault.what(), as_text(path.string())));
  }
}

}  // namespace

Configuration read_configuration(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    refuse_what_is_no_file(path.string());
    throw DataError(fmt::format("{}: {}", path.string(),
                                std::filesystem::is_directory(path, error) ? "is a folder, not a configuration"
                                                                           : why_not_readable(path.string())));
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    throw DataError(fmt::format("{}: {}", path.string(), why_not_readable(path.string())));
  }
  refuse_data_file(text.str(), path);
  return parse_configuration(text.str(), path);
}

Configuration parse_configuration(std::string_view text, const std::filesystem::path& path) {
  const auto document = parse(text, path);
  TomlContext context{path.string(), {}};
  TomlReader top(document, "", context);

  Configuration configuration;
  configuration.picture.depth = Depth::whole;
  configuration.context.title = top.text_or("title", as_text(path.stem().string()));
  configuration.context.language = top.choice_or<Language>("language", languages, Language::sv);
  configuration.inputs.time_zone = top.text_or("time_zone", configuration.inputs.time_zone);
  refuse_at(document, context, "time_zone", [&] { check_time_zone(configuration.inputs.time_zone); });
  configuration.context.time_zone = configuration.inputs.time_zone;
  configuration.inputs.target_crs = top.text("crs").value_or("");
  configuration.picture.include_discovered = top.boolean_or("include_discovered", false);
  read_periods(top, configuration);
  read_input_sections(top, context, {path.parent_path()}, configuration.inputs);
  configuration.inputs.strata = read_strata(top, {path.parent_path()}, configuration.picture.strata);
  read_picture_sections(top, context, configuration.inputs, configuration.picture);
  read_week(top, {path.parent_path()}, configuration.inputs, configuration.weekly);
  read_history_section(top, {path.parent_path()}, configuration.history);
  read_actions_section(top, {path.parent_path()}, configuration);
  read_levels_section(top, {path.parent_path()}, configuration);
  read_output(table_or_empty(top, "output", context), configuration.outputs);
  top.finish();
  check_mapped_classes(configuration.inputs, context.file);
  check_values(document, context, configuration);
  configuration.context.defaults = std::move(context.defaults);
  return configuration;
}

}  // namespace lykta
