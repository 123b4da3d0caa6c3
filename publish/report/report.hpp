// The situation picture as one page: opens from disk, needs no network, prints.
#pragma once

#include <string>

#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

/// An HTML page in both languages, the one of the context first; the reader may change it. All that comes from files stands there as
/// text. The same picture gives the same bytes.
[[nodiscard]] std::string report_html(const Publication& publication, const RunContext& context);

}  // namespace lykta
