// The picture as a map on one sheet, for slides and minutes: what it shows, where, and what is to be known of it.
#pragma once

#include <cstdint>
#include <string>

#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

enum class Paper : std::uint8_t { a4, a3 };

/// SVG 1.1 on landscape paper, one unit a millimetre: title, days, stamp, the map with its scale and north, the list of places, legend,
/// an overview where the map shows a part, numbers explained, sources, what made it. Texts from files stand there as text, cut to fit.
/// The same picture gives the same bytes. Letters are of the viewer's own sans-serif font.
[[nodiscard]] std::string map_sheet(const Publication& publication, const RunContext& context, Paper paper);

}  // namespace lykta
