#include "cli/configuration/input_sections.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/configuration/source_sections.hpp"
#include "engine/base/error.hpp"
#include "geo/format/field_choice.hpp"

namespace lykta {

namespace {

/// The same as in the engine, in the units of the keys.
constexpr Bounds link_distance_m{.least = 0, .most = 10'000, .unit = "metres"};
constexpr Bounds link_tolerance{.least = 0, .most = 7 * 24 * 60, .whole = true, .unit = "minutes"};
constexpr Bounds link_span{.least = 0, .most = 27 * 24, .whole = true, .unit = "hours"};

}  // namespace

AreaDescription read_area(TomlReader& top, const Paths& paths) {
  AreaDescription area;
  auto table = top.table("area");
  if (!table) {
    return area;
  }
  area.path_as_written = table->text("path").value_or("");
  area.layer = table->text("layer").value_or("");
  area.crs = table->text("crs").value_or("");
  area.where = table->text("where").value_or("");
  const auto extent = table->reals("extent", bounds::coordinate_m);
  table->finish();
  if (extent) {
    if (extent->size() != 4 || !((*extent)[0] < (*extent)[2]) || !((*extent)[1] < (*extent)[3])) {
      table->refuse("extent", "must be [xmin, ymin, xmax, ymax] with xmin < xmax and ymin < ymax");
    }
    area.extent = Box{(*extent)[0], (*extent)[1], (*extent)[2], (*extent)[3]};
  }
  if (area.path_as_written.empty() == !extent) {
    table->refuse("path", "or extent is needed, and only one of them");
  }
  if (!area.path_as_written.empty()) {
    area.path = paths.resolve(area.path_as_written);
  }
  if (!area.where.empty()) {
    if (extent) {
      table->refuse("where", "chooses polygons of a file, and there is an extent instead");
    }
    static_cast<void>(parse_field_choice(area.where, "[area] where"));
  }
  return area;
}

std::vector<ClassDescription> read_classes(TomlReader& top) {
  std::vector<ClassDescription> classes;
  for (auto& table : top.tables("classes")) {
    ClassDescription known;
    known.name = table.text("name").value_or("");
    known.weight = table.real_or("weight", known.weight, bounds::amount);
    known.origin = read_origin(table);
    known.is_crime = table.boolean_or("crime", known.is_crime);
    table.finish();
    if (known.name.empty()) {
      table.refuse("name", "is missing: a class needs a name");
    }
    if (std::ranges::find(classes, known.name, &ClassDescription::name) != classes.end()) {
      table.refuse("name", fmt::format("= \"{}\" is there twice", known.name));
    }
    classes.push_back(std::move(known));
  }
  return classes;
}

void check_mapped_classes(const InputsDescription& inputs, const std::string& file) {
  if (inputs.classes.empty()) {
    return;
  }
  const auto is_known = [&](const std::string& name) {
    return std::ranges::find(inputs.classes, name, &ClassDescription::name) != inputs.classes.end();
  };
  for (const auto& source : inputs.sources) {
    if (source.kind != SourceKind::incidents) {
      continue;
    }
    for (const auto& [value, name] : source.classes.written()) {
      if (!is_known(name)) {
        throw InvalidOption(fmt::format("{}: source {}: '{}' is mapped to the class '{}', which is not in [[classes]]",
                                        file, source.name, value, name));
      }
    }
    if (!source.fixed_class.empty() && !is_known(source.fixed_class)) {
      throw InvalidOption(
          fmt::format("{}: source {}: the class '{}' is not in [[classes]]", file, source.name, source.fixed_class));
    }
  }
}

std::optional<ZonesDescription> read_strata(TomlReader& top, const Paths& paths, StrataOptions& options) {
  auto table = top.table("strata");
  if (!table) {
    return std::nullopt;
  }
  auto strata = localities_description();
  strata.path_as_written = table->text("path").value_or("");
  strata.layer = table->text("layer").value_or("");
  strata.crs = table->text("crs").value_or("");
  strata.id_column = table->text("column").value_or("");
  options.minimum_events = static_cast<std::uint64_t>(
      table->integer_or("minimum_events", static_cast<std::int64_t>(options.minimum_events), bounds::count));
  table->finish();
  strata.path = strata.path_as_written.empty() ? "" : paths.resolve(strata.path_as_written);
  if (strata.path.empty()) {
    table->refuse("path", "is missing: which file holds the polygons of the localities?");
  }
  return strata;
}

void read_links(TomlReader table, LinkOptions& links) {
  links.enabled = table.boolean_or("enabled", links.enabled);
  links.distance_m = table.real_or("distance_m", links.distance_m, link_distance_m);
  links.tolerance = std::chrono::minutes(table.integer_or("tolerance_minutes", 0, link_tolerance));
  links.same_class = table.boolean_or("same_class", links.same_class);
  links.longest_span =
      std::chrono::hours(table.integer_or("longest_span_hours", links.longest_span.count(), link_span));
  table.finish();
}

std::vector<std::string> read_network(TomlReader& top) {
  auto table = top.table("network");
  if (!table) {
    return {};
  }
  auto hosts = table->list_of_texts("allow");
  table->finish();
  return hosts;
}

}  // namespace lykta
