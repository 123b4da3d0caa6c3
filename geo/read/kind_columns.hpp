// Which columns does which kind of source have?
#pragma once

#include <string>
#include <string_view>

#include "geo/read/source_description.hpp"

namespace lykta {

/// "incidents", "observations", ...: the word of the configuration.
[[nodiscard]] std::string_view name_of(SourceKind kind);

/// Whether a source of this kind can use the column.
[[nodiscard]] bool belongs_to(SourceKind kind, std::string ColumnMapping::*column);

/// The kinds that can, for a message: "areas", "incidents, observations and visits".
[[nodiscard]] std::string kinds_with(std::string ColumnMapping::*column);

}  // namespace lykta
