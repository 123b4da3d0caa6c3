// Which files does a configuration read, and what does it say of them?
#pragma once

#include <optional>

#include "cli/configuration/paths.hpp"
#include "cli/configuration/toml_reader.hpp"
#include "geo/read/inputs.hpp"

namespace lykta {

/// One of [[sources]]. What belongs to another kind than the source's is refused.
[[nodiscard]] SourceDescription read_source(TomlReader table, const Paths& paths);

/// [names]; nothing where it is not there.
[[nodiscard]] std::optional<NamesDescription> read_names(TomlReader& top, const Paths& paths);

/// The key origin of a source or a class.
[[nodiscard]] std::optional<Origin> read_origin(TomlReader& table);

}  // namespace lykta
