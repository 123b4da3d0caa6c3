#include "geo/format/sheet_file.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <iterator>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/format/total_row.hpp"
#include "geo/values/guarded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool has_ending(const std::string& path, std::string_view ending) { return lower_case(path).ends_with(ending); }

bool is_blank_row(std::span<const std::string> cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return trimmed(cell).empty(); });
}

bool is_total(std::span<const std::string> cells, std::size_t columns) {
  return is_total_row(cells, columns, [](const std::string& cell) { return trimmed(cell); });
}

std::vector<std::string> names_of_sheets(const std::vector<SheetTab>& sheets) {
  std::vector<std::string> names;
  std::ranges::transform(sheets, std::back_inserter(names), &SheetTab::name);
  return names;
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
  } else if (has_ending(path, ".ods")) {
    document_.emplace(path, sheet);
    driver_ = "ODS";
    sheets_ = document_->sheets();
  } else {
    layer_.emplace(path, sheet, std::span<const std::string>{});
    driver_ = layer_->driver();
    std::ranges::transform(layer_->layers(), std::back_inserter(sheets_),
                           [](const std::string& name) { return SheetTab{.name = name}; });
  }
  if (sheets_.empty()) {
    throw DataError(fmt::format("{}: the file holds no layer", path));
  }
  const auto found = sheet.empty() ? std::ranges::find(sheets_, false, &SheetTab::is_hidden)
                                   : std::ranges::find(sheets_, sheet, &SheetTab::name);
  if (found == sheets_.end() && !sheet.empty()) {
    throw DataError(
        fmt::format("{}: no layer '{}'; there is: {}", path, sheet, fmt::join(names_of_sheets(sheets_), ", ")));
  }
  sheet_ = found == sheets_.end() ? 0 : static_cast<std::size_t>(found - sheets_.begin());
  if (auto kept = document_ ? document_->take_kept() : std::nullopt; kept && kept->index == sheet_) {
    kept_ = std::move(kept->rows);
  }
  header_ = header_of(sheet_, header_row, wanted);
}

Header SheetFile::header_of(std::size_t sheet, std::int64_t header_row, const std::vector<std::string>& wanted) const {
  std::vector<NumberedRow> rows;
  read_cells(sheet, [&](const SheetRow& row) {
    rows.push_back({row.number, {row.cells.begin(), row.cells.end()}});
    return rows.size() <
           std::max(rows_searched_for_header, static_cast<std::size_t>(std::max<std::int64_t>(0, header_row)));
  });
  return find_header(rows, wanted, header_row);
}

void SheetFile::read_cells(std::size_t sheet, const RowReceiver& row) const {
  if (kept_ && sheet == sheet_) {
    kept_->tell(row);
    return;
  }
  KeptRows rows;
  auto is_kept = sheet == sheet_;
  unpack_cells(sheet, [&](const SheetRow& each) {
    is_kept = is_kept && rows.add(each);
    const auto goes_on = row(each);
    is_kept = is_kept && goes_on;
    return goes_on;
  });
  if (is_kept) {
    kept_ = std::move(rows);
  }
}

void SheetFile::unpack_cells(std::size_t sheet, const RowReceiver& row) const {
  if (workbook_) {
    workbook_->read_sheet(sheet, row);
  } else if (document_) {
    document_->read_sheet(sheet, row);
  } else {
    layer_->read_cells(row);
  }
}

std::uint64_t SheetFile::rows_of(std::size_t sheet) const {
  if (layer_ && sheet != sheet_) {
    return LayerFile(path_, sheets_[sheet].name, std::span<const std::string>{}).known_rows();
  }
  const auto header = sheet == sheet_ ? header_ : header_of(sheet, 0, {});
  std::uint64_t rows = 0;
  read_cells(sheet, [&](const SheetRow& row) {
    rows += row.number > header.row && !is_blank_row(row.cells) && !is_total(row.cells, header.names.size()) ? 1U : 0U;
    return true;
  });
  return rows;
}

RowsRead SheetFile::read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                         const Progress& progress) const {
  const auto stage = fmt::format("reading {}", std::filesystem::path(path_).filename().string());
  RowsRead noticed;
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
  const auto rows_at_once = rows_in_batch(positions.size());
  auto goes_on = true;
  read_cells(sheet_, [&](const SheetRow& row) {
    const auto& cells = row.cells;
    if (row.number <= header_.row || is_blank_row(cells)) {
      return true;
    }
    if (is_total(cells, header_.names.size())) {
      noticed.totals.push_back(row.number);
      return true;
    }
    noticed.hidden += row.is_hidden ? 1U : 0U;
    batch.row.push_back(row.number);
    for (std::size_t i = 0; i < positions.size(); ++i) {
      batch.columns[i].push_back(positions[i] < cells.size()
                                     ? unguarded(trimmed(texts.emplace_back(cells[positions[i]])))
                                     : std::string_view{});
    }
    goes_on = batch.size() < rows_at_once || hand_over();
    return goes_on;
  });
  if (goes_on && batch.size() > 0) {
    hand_over();
  }
  return noticed;
}

}  // namespace lykta
