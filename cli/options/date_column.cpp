#include "cli/options/date_column.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/guess_columns.hpp"

namespace lykta {

void require_date(const SourceDescription& source) {
  if (tells_date(source.columns)) {
    return;
  }
  RowSource rows({.path = source.path, .layer = source.layer, .text = source.text, .wanted = {}, .allowed_hosts = {}});
  const auto guess = guess_source(rows, sample_columns(rows), {});
  const auto& date = guess.columns.date;
  if (const auto& columns = guess.columns; !columns.year.empty()) {
    throw InvalidOption(
        fmt::format("{}: which columns hold the date? Give --year, --month and --day; {} look like it", source.path,
                    fmt::join(std::vector<std::string>{columns.year, columns.month, columns.day}, ", ")));
  }
  throw InvalidOption(
      date.empty() ? fmt::format("{}: which column holds the date? Give --date; the columns are: {}", source.path,
                                 fmt::join(rows.format().columns, ", "))
                   : fmt::format("{}: which column holds the date? Give --date; {} looks like it", source.path, date));
}

}  // namespace lykta
