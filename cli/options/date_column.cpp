#include "cli/options/date_column.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/guess_columns.hpp"

namespace lykta {

void require_date(const StepOptions& options) {
  if (!options.source.columns.date.empty()) {
    return;
  }
  RowSource rows({.path = options.input,
                  .layer = options.source.layer,
                  .text = options.source.text,
                  .wanted = {},
                  .allowed_hosts = {}});
  const auto guess = guess_source(rows, sample_columns(rows), {});
  const auto& date = guess.columns.date;
  throw InvalidOption(date.empty() ? fmt::format("{}: which column holds the date? Give --date; the columns are: {}",
                                                 options.input, fmt::join(rows.format().columns, ", "))
                                   : fmt::format("{}: which column holds the date? Give --date; {} looks like it",
                                                 options.input, date));
}

}  // namespace lykta
