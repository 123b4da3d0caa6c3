// Against which localities are places tested? Options that a run and the list of places share.
#pragma once

#include <optional>

#include <CLI/CLI.hpp>

#include "geo/read/inputs.hpp"

namespace lykta {

/// --strata and what belongs to it.
void add_strata_options(CLI::App& command, ZonesDescription& strata);

/// What the call names goes before what is there already: another file drops what was said of the former, a column alone is that of
/// the former. Throws InvalidOption for options that belong to --strata where neither names a file.
void take_strata_options(const ZonesDescription& given, std::optional<ZonesDescription>& strata);

}  // namespace lykta
