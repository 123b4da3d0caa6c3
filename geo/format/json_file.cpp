#include "geo/format/json_file.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <streambuf>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/sheet_rows.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// A file of GDAL's virtual file systems as a stream.
class VirtualFile : public std::streambuf {
 public:
  explicit VirtualFile(const std::string& path) : file_(VSIFOpenL(path.c_str(), "rb"), &close) {
    if (!file_) {
      throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
    }
  }

 protected:
  int_type underflow() override {
    const auto length = VSIFReadL(block_.data(), 1, block_.size(), file_.get());
    setg(block_.data(), block_.data(), block_.data() + length);
    return length == 0 ? traits_type::eof() : traits_type::to_int_type(*gptr());
  }

 private:
  static void close(VSILFILE* file) { static_cast<void>(VSIFCloseL(file)); }

  std::unique_ptr<VSILFILE, void (*)(VSILFILE*)> file_;
  std::array<char, 65536> block_{};
};

/// JSON written again, token by token, for what has no columns of its own.
class JsonWriter {
 public:
  void begin(char bracket) {
    comma();
    add(std::string(1, bracket));
    is_first_.push_back(true);
  }
  /// Whether this was the last bracket.
  bool end(char bracket) {
    is_first_.pop_back();
    add(std::string(1, bracket));
    return is_first_.empty();
  }
  void key(const std::string& name) {
    comma();
    add(nlohmann::json(name).dump() + ":");
    after_key_ = true;
  }
  void value(const std::string& text) {
    comma();
    add(text);
  }
  [[nodiscard]] bool is_open() const { return !is_first_.empty(); }
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }

 private:
  void comma() {
    if (!after_key_ && !is_first_.empty()) {
      if (!is_first_.back()) {
        add(",");
      }
      is_first_.back() = false;
    }
    after_key_ = false;
  }
  void add(const std::string& text) {
    if (text_.size() + text.size() > longest_cell) {
      throw DataError(fmt::format("a value holds more than {} MB of text: is it a table?", longest_cell >> 20U));
    }
    text_ += text;
  }

  std::string text_;
  std::vector<bool> is_first_;
  bool after_key_ = false;
};

/// Who is told of tables and rows.
struct RowListener {
  std::function<std::size_t(const std::string& name)> table;  ///< gives its number; asked when a first object begins
  std::function<std::size_t(std::size_t table, const std::string& name)> column;  ///< gives its number
  std::function<void(std::size_t column, std::string text)> value;
  std::function<bool(std::size_t table)> row_ends;  ///< false ends the reading
};

/// Follows the tokens and tells of rows.
class RowFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit RowFinder(RowListener listener) : listener_(std::move(listener)) {}

  /// Objects that stand at the top are rows themselves, as in files of an object a line.
  void take_top_objects() { top_objects_ = true; }

  bool null() override { return writer_.is_open() ? write("null") : value(""); }
  bool boolean(bool is_true) override { return scalar(is_true ? "true" : "false", false); }
  bool number_integer(number_integer_t number) override { return scalar(fmt::to_string(number), false); }
  bool number_unsigned(number_unsigned_t number) override { return scalar(fmt::to_string(number), false); }
  bool number_float(number_float_t, const string_t& written) override { return scalar(written, false); }
  bool string(string_t& text) override { return scalar(text, true); }
  bool binary(binary_t&) override { return true; }

  bool key(string_t& name) override {
    if (writer_.is_open()) {
      writer_.key(name);
    } else if (!frames_.empty()) {
      frames_.back().key = name;
    }
    return true;
  }

  bool start_object(std::size_t) override {
    if (writer_.is_open() || frames_.size() >= deepest) {
      writer_.begin('{');
      return true;
    }
    Frame frame;
    if (!in_row_) {
      const auto in_array = !frames_.empty() && frames_.back().is_array;
      if (in_array || (frames_.empty() && top_objects_)) {
        in_row_ = true;
        frame.is_row = true;
        table_ = listener_.table(path_to_table());
      }
    } else {
      frame.name = frames_.back().is_row ? frames_.back().key : frames_.back().name + "." + frames_.back().key;
    }
    frames_.push_back(std::move(frame));
    return true;
  }

  bool end_object() override {
    if (writer_.is_open()) {
      return !writer_.end('}') || value(writer_.take());
    }
    const auto frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.is_row) {
      in_row_ = false;
      return listener_.row_ends(table_);
    }
    if (in_row_ && !frame.type.empty() && !frame.coordinates.empty()) {
      const auto geometry =
          fmt::format("{{\"type\":{},\"coordinates\":{}}}", nlohmann::json(frame.type).dump(), frame.coordinates);
      listener_.value(listener_.column(table_, frame.name), geometry);
    }
    return true;
  }

  bool start_array(std::size_t) override {
    if (writer_.is_open() || in_row_ || frames_.size() >= deepest || (!frames_.empty() && frames_.back().is_array)) {
      writer_.begin('[');
      return true;
    }
    frames_.push_back({.is_array = true});
    return true;
  }

  bool end_array() override {
    if (writer_.is_open()) {
      return !writer_.end(']') || value(writer_.take());
    }
    frames_.pop_back();
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    throw DataError(fmt::format("no valid JSON: byte {} is not what should stand there", position));
  }

 private:
  static constexpr std::size_t deepest = 64;

  /// An object or an array that is open.
  struct Frame {
    bool is_array = false;
    bool is_row = false;
    std::string name{};  ///< of an object inside of a row: the names that lead to it
    std::string key{};   ///< the latest
    std::string type{};  ///< of a GeoJSON geometry
    std::string coordinates{};
  };

  bool write(const std::string& text) {
    writer_.value(text);
    return true;
  }

  bool scalar(const std::string& text, bool is_string) {
    if (writer_.is_open()) {
      return write(is_string ? nlohmann::json(text).dump() : text);
    }
    if (in_row_ && frames_.back().key == "type" && is_string) {
      frames_.back().type = text;
    }
    return value(text);
  }

  /// A whole value of the innermost object.
  bool value(std::string text) {
    if (!in_row_) {
      return true;
    }
    auto& frame = frames_.back();
    if (frame.key == "coordinates" && text.starts_with('[')) {
      frame.coordinates = text;
    }
    if (text.size() > longest_cell) {
      throw DataError(fmt::format("a value holds more than {} MB of text: is it a table?", longest_cell >> 20U));
    }
    const auto name = frame.is_row ? frame.key : frame.name + "." + frame.key;
    listener_.value(listener_.column(table_, name), std::move(text));
    return true;
  }

  [[nodiscard]] std::string path_to_table() const {
    std::string path;
    for (const auto& frame : frames_) {
      path += frame.is_array ? "" : (path.empty() ? "" : ".") + frame.key;
    }
    return path;
  }

  RowListener listener_;
  std::vector<Frame> frames_;
  JsonWriter writer_;
  std::size_t table_ = 0;
  bool top_objects_ = false;
  bool in_row_ = false;
};

/// The first sign that is no white space, behind a byte order mark; 0 where there is none.
char first_sign(const std::string& path) {
  const QuietGdal quiet;
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"), &VSIFCloseL);
  std::array<char, 256> block{};
  const auto length = file ? VSIFReadL(block.data(), 1, block.size(), file.get()) : 0;
  std::string_view text(block.data(), length);
  text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const auto sign = text.find_first_not_of(" \t\r\n");
  return sign == std::string_view::npos ? '\0' : text[sign];
}

/// Tells of all rows. A file that begins with an object and goes on behind it has an object a line.
void read_json(const std::string& path, const RowListener& listener) {
  const QuietGdal quiet;
  VirtualFile file(path);
  std::istream stream(&file);
  RowFinder finder(listener);
  using nlohmann::json;
  if (first_sign(path) != '{') {
    json::sax_parse(stream, &finder);
    return;
  }
  std::string line;
  while (std::getline(stream, line) && trimmed(line).empty()) {
  }
  std::string second;
  while (std::getline(stream, second) && trimmed(second).empty()) {
  }
  if (!json::accept(line) || trimmed(second).empty()) {
    // One object that holds the array somewhere.
    VirtualFile again(path);
    std::istream from_start(&again);
    json::sax_parse(from_start, &finder);
    return;
  }
  finder.take_top_objects();
  auto goes_on = json::sax_parse(line, &finder) && json::sax_parse(second, &finder);
  while (goes_on && std::getline(stream, line)) {
    goes_on = trimmed(line).empty() || json::sax_parse(line, &finder);
  }
}

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
  const auto sign = first_sign(path);
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
