// What does a configuration say of its inputs beside the sources: area, classes, links, hosts?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/configuration/paths.hpp"
#include "cli/configuration/toml_reader.hpp"
#include "geo/read/inputs.hpp"

namespace lykta {

/// [area]
[[nodiscard]] AreaDescription read_area(TomlReader& top, const Paths& paths);

/// [[classes]]
[[nodiscard]] std::vector<ClassDescription> read_classes(TomlReader& top);

/// [strata]; how few events a locality may have goes into the options.
[[nodiscard]] std::optional<ZonesDescription> read_strata(TomlReader& top, const Paths& paths, StrataOptions& options);

/// [links]
void read_links(TomlReader table, LinkOptions& links);

/// [network]
[[nodiscard]] std::vector<std::string> read_network(TomlReader& top);

/// Throws InvalidOption for a mapping to a class that is not in the list: a slip of the pen.
void check_mapped_classes(const InputsDescription& inputs, const std::string& file);

}  // namespace lykta
