#include "geo/format/sheet_file.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/values/guarded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool has_ending(const std::string& path, std::string_view ending) { return lower_case(path).ends_with(ending); }

bool is_blank(std::span<const std::string> cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return trimmed(cell).empty(); });
}

}  // namespace

bool is_sheet_file(const std::string& path) {
  return has_ending(path, ".xlsx") || has_ending(path, ".xlsm") || has_ending(path, ".ods") || has_ending(path, ".xls");
}

SheetFile::SheetFile(const std::string& path, const std::string& sheet, std::int64_t header_row,
                     const std::vector<std::string>& wanted)
    : path_(path) {
  std::error_code error;
  if (!path.starts_with("/vsi") && !std::filesystem::exists(path, error)) {
    throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
  }
  if (std::filesystem::is_regular_file(path, error) && std::filesystem::file_size(path, error) == 0) {
    throw DataError(fmt::format("{}: the file is empty", path));
  }
  if (has_ending(path, ".xlsx") || has_ending(path, ".xlsm")) {
    workbook_.emplace(path);
    driver_ = "XLSX";
    sheets_ = workbook_->sheets();
  } else {
    layer_.emplace(path, sheet, std::span<const std::string>{});
    driver_ = layer_->driver();
    sheets_ = layer_->layers();
  }
  if (sheets_.empty()) {
    throw DataError(fmt::format("{}: the file holds no layer", path));
  }
  if (!sheet.empty()) {
    const auto found = std::ranges::find(sheets_, sheet);
    if (found == sheets_.end()) {
      throw DataError(fmt::format("{}: no layer '{}'; there is: {}", path, sheet, fmt::join(sheets_, ", ")));
    }
    sheet_ = static_cast<std::size_t>(found - sheets_.begin());
  }
  std::vector<NumberedRow> rows;
  read_cells([&](std::int64_t number, std::span<const std::string> cells) {
    rows.push_back({number, {cells.begin(), cells.end()}});
    return rows.size() <
           std::max(rows_searched_for_header, static_cast<std::size_t>(std::max<std::int64_t>(0, header_row)));
  });
  header_ = find_header(rows, wanted, header_row);
}

void SheetFile::read_cells(const RowTaker& row) const {
  if (workbook_) {
    workbook_->read_sheet(sheet_, row);
  } else {
    layer_->read_cells(row);
  }
}

void SheetFile::read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                     const Progress& progress) const {
  const auto stage = fmt::format("reading {}", std::filesystem::path(path_).filename().string());
  RowBatch batch;
  batch.columns.resize(positions.size());
  std::deque<std::string> texts;
  const auto hand_over = [&] {
    report(progress, stage, 0);
    const auto goes_on = take(batch);
    batch.clear();
    texts.clear();
    return goes_on;
  };
  auto goes_on = true;
  read_cells([&](std::int64_t number, std::span<const std::string> cells) {
    if (number <= header_.row || is_blank(cells)) {
      return true;
    }
    batch.row.push_back(number);
    for (std::size_t i = 0; i < positions.size(); ++i) {
      batch.columns[i].push_back(positions[i] < cells.size()
                                     ? unguarded(trimmed(texts.emplace_back(cells[positions[i]])))
                                     : std::string_view{});
    }
    goes_on = batch.size() < rows_per_batch || hand_over();
    return goes_on;
  });
  if (goes_on && batch.size() > 0) {
    hand_over();
  }
}

}  // namespace lykta
