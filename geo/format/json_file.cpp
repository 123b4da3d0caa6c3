#include "geo/format/json_file.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/json_tokens.hpp"
#include "geo/format/sheet_rows.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Columns of the tables as they turn up.
class TableList {
 public:
  explicit TableList(std::string top) : top_(std::move(top)) {}

  std::size_t table(const std::string& name) {
    const auto& shown = name.empty() ? top_ : name;
    auto found = std::ranges::find(tables_, shown, &JsonTable::name);
    if (found == tables_.end()) {
      constexpr std::size_t most = 1000;
      if (tables_.size() == most) {
        throw DataError(fmt::format("more than {} arrays of objects: is it a table?", most));
      }
      tables_.push_back({.name = shown, .columns = {}, .rows = 0});
      numbers_.emplace_back();
      found = tables_.end() - 1;
    }
    return static_cast<std::size_t>(found - tables_.begin());
  }

  std::size_t column(std::size_t table, const std::string& name) {
    const auto [found, is_new] = numbers_[table].emplace(name, tables_[table].columns.size());
    if (is_new) {
      tables_[table].columns.push_back(name);
      refuse_many_columns(tables_[table].columns.size());
    }
    return found->second;
  }

  void count_row(std::size_t table) { ++tables_[table].rows; }
  [[nodiscard]] std::vector<JsonTable>& tables() { return tables_; }

 private:
  std::string top_;
  std::vector<JsonTable> tables_;
  std::vector<std::unordered_map<std::string, std::size_t>> numbers_;
};

/// Puts the values of rows into batches.
class JsonRows {
 public:
  JsonRows(const JsonTable& table, const std::vector<std::size_t>& positions, const BatchTaker& take)
      : places_(table.columns.size()),
        cells_(positions.size()),
        take_(take),
        rows_at_once_(rows_in_batch(positions.size())) {
    for (std::size_t i = 0; i < positions.size(); ++i) {
      places_[positions[i]].push_back(i);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      numbers_.emplace(table.columns[i], i);
    }
    batch_.columns.resize(positions.size());
  }

  /// Of a column; the number of columns where there was none of this name.
  [[nodiscard]] std::size_t number_of(const std::string& name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? places_.size() : found->second;
  }

  void set(std::size_t column, std::string text) {
    if (column >= places_.size()) {
      return;
    }
    for (const auto place : places_[column]) {
      cells_[place] = text;
    }
  }

  /// False when no more rows are wanted.
  bool end_row() {
    batch_.row.push_back(++number_);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      batch_.columns[i].push_back(cells_[i].empty() ? std::string_view{}
                                                    : trimmed(texts_.emplace_back(std::exchange(cells_[i], {}))));
    }
    goes_on_ = batch_.size() < rows_at_once_ || hand_over();
    return goes_on_;
  }

  void finish() {
    if (goes_on_ && batch_.size() > 0) {
      hand_over();
    }
  }

 private:
  bool hand_over() {
    const auto more = take_(batch_);
    batch_.clear();
    texts_.clear();
    return more;
  }

  std::vector<std::vector<std::size_t>> places_;  ///< where a column of the file stands among those that are read
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::string> cells_;
  BatchTaker take_;
  std::size_t rows_at_once_;
  RowBatch batch_;
  std::deque<std::string> texts_;
  std::int64_t number_ = 0;
  bool goes_on_ = true;
};

}  // namespace

bool begins_like_json(const std::string& path) {
  const auto lower = lower_case(path);
  const auto is_called_so = std::ranges::any_of(std::array<std::string_view, 3>{".json", ".jsonl", ".ndjson"},
                                                [&](std::string_view ending) { return lower.ends_with(ending); });
  if (!is_called_so) {
    return false;
  }
  refuse_what_is_no_file(path);
  const auto sign = first_sign_of(path);
  return sign == '[' || sign == '{';
}

JsonFile::JsonFile(std::string path, const std::string& layer) : path_(std::move(path)) {
  TableList list(std::filesystem::path(path_).stem().string());
  try {
    read_json(path_, {.table = [&](const std::string& name) { return list.table(name); },
                      .column = [&](std::size_t table, const std::string& name) { return list.column(table, name); },
                      .value = [](std::size_t, std::string) {},
                      .row_ends = [&](std::size_t table) { return list.count_row(table), true; }});
  } catch (const DataError& error) {
    throw DataError(fmt::format("{}: {}", path_, error.what()));
  }
  tables_ = std::move(list.tables());
  if (tables_.empty()) {
    throw DataError(fmt::format("{}: the JSON holds no array of objects, so no rows", path_));
  }
  auto chosen = std::ranges::max_element(tables_, {}, &JsonTable::rows);  // of equals the first
  if (!layer.empty()) {
    chosen = std::ranges::find(tables_, layer, &JsonTable::name);
    if (chosen == tables_.end()) {
      std::vector<std::string> names;
      std::ranges::transform(tables_, std::back_inserter(names), &JsonTable::name);
      throw DataError(fmt::format("{}: no layer '{}'; there is: {}", path_, layer, fmt::join(names, ", ")));
    }
  }
  table_ = static_cast<std::size_t>(chosen - tables_.begin());
}

RowsRead JsonFile::read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                        const Progress& progress) const {
  const auto stage = fmt::format("reading {}", std::filesystem::path(path_).filename().string());
  const auto take_on = [&](const RowBatch& batch) {
    report(progress, stage, 0);
    return take(batch);
  };
  JsonRows rows(table(), positions, take_on);
  const auto top = std::filesystem::path(path_).stem().string();
  const auto wanted = [](std::size_t table) { return table == 1; };
  const auto no_column = table().columns.size();
  read_json(path_,
            {.table = [&](const std::string& name) { return (name.empty() ? top : name) == table().name ? 1U : 0U; },
             .column = [&](std::size_t table,
                           const std::string& name) { return wanted(table) ? rows.number_of(name) : no_column; },
             .value = [&](std::size_t column, std::string text) { rows.set(column, std::move(text)); },
             .row_ends = [&](std::size_t table) { return !wanted(table) || rows.end_row(); }});
  rows.finish();
  return {};
}

}  // namespace lykta
