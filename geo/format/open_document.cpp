#include "geo/format/open_document.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/cell_text.hpp"
#include "geo/format/sheet_dates.hpp"

namespace lykta {

namespace {

constexpr std::string_view mend_the_sheet = "open the workbook in a spreadsheet program and save it anew";

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
  return attributes.value_in_any_space(name).value_or("");
}

/// How often a row or a cell stands there: once where nothing is said.
std::int64_t repeats(const XmlAttributes& attributes, std::string_view name, std::int64_t most) {
  const auto written = attributes.value_in_any_space(name);
  if (!written) {
    return 1;
  }
  // A number that no sheet has room for is as good as the largest one; the place of the cells behind it tells.
  const auto largest = static_cast<std::size_t>(most);
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(whole_number(*written, largest).value_or(largest)));
}

/// "PT23H15M00S" and "PT23H15M" as "23:15:00"; text that is none stays as it is.
std::string duration_text(std::string_view written) {
  auto rest = written;
  if (!rest.starts_with("PT") || rest.size() == 2) {
    return std::string(written);
  }
  rest.remove_prefix(2);
  std::int64_t seconds = 0;
  constexpr std::uint32_t longest = 1'000'000;
  for (const auto& [mark, in_seconds] : {std::pair{'H', 3600}, std::pair{'M', 60}, std::pair{'S', 1}}) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    auto behind = rest.substr(static_cast<std::size_t>(end - rest.data()));
    if (mark == 'S' && (behind.starts_with('.') || behind.starts_with(','))) {
      behind.remove_prefix(std::min(behind.find('S'), behind.size()));  // parts of a second
    }
    if (error == std::errc{} && number <= longest && behind.starts_with(mark)) {
      seconds += std::int64_t{number} * in_seconds;
      rest = behind.substr(1);
    }
  }
  if (!rest.empty()) {
    return std::string(written);
  }
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Finds the names of the tables and which of them are not shown.
class TabReader {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "style" && attribute(attributes, "family") == "table") {
      style_ = attribute(attributes, "name");
    } else if (name == "table-properties" && attribute(attributes, "display") == "false") {
      hidden_styles_.insert(style_);
    } else if (name == "spreadsheet") {
      in_spreadsheet_ = true;
    } else if (name == "table" && in_spreadsheet_) {
      if (depth_++ == 0) {
        tabs_.push_back({std::string(attribute(attributes, "name")),
                         hidden_styles_.contains(std::string(attribute(attributes, "style-name")))});
      }
    }
  }

  bool end(std::string_view name) {
    depth_ -= name == "table" && depth_ > 0 ? 1 : 0;
    return true;
  }

  [[nodiscard]] bool is_spreadsheet() const { return in_spreadsheet_; }
  [[nodiscard]] const std::vector<SheetTab>& tabs() const { return tabs_; }

 private:
  std::vector<SheetTab> tabs_;
  std::set<std::string> hidden_styles_;
  std::string style_;
  bool in_spreadsheet_ = false;
  int depth_ = 0;  ///< tables may stand inside of cells
};

/// Follows the elements of one table and fills one row after the other.
class TableReader {
 public:
  TableReader(const std::string& where, std::size_t wanted, const RowReceiver& receive)
      : where_(where), wanted_(wanted), receive_(receive) {}

  /// To be told before the table begins.
  void want(std::size_t table) { wanted_ = table; }

  void start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "spreadsheet") {
      in_spreadsheet_ = true;
    } else if (name == "table" && in_spreadsheet_) {
      is_wanted_ = depth_ == 0 ? table_++ == wanted_ : is_wanted_;
      ++depth_;
    } else if (!is_wanted_ || depth_ != 1) {
      return;
    } else if (name == "table-row") {
      start_row(attributes);
    } else if (in_row_ && !in_cell_ && (name == "table-cell" || name == "covered-table-cell")) {
      start_cell(attributes, name == "covered-table-cell");
    } else if (in_cell_) {
      start_within_cell(name, attributes);
    }
  }

  bool end(std::string_view name) {
    if (name == "table" && depth_ > 0) {
      --depth_;
      return !(depth_ == 0 && is_wanted_);
    }
    if (!is_wanted_ || depth_ != 1) {
      return true;
    }
    if (in_cell_ && within_cell_ > 0) {
      end_within_cell(name);
    } else if (in_cell_) {
      end_cell();
    } else if (in_row_ && name == "table-row") {
      return end_row();
    }
    return true;
  }

  void text(std::string_view characters) {
    if (in_cell_ && depth_ == 1 && in_paragraph_) {
      add_text(characters);
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw DataError(fmt::format("{}: {}", where_, what)); }

  void start_row(const XmlAttributes& attributes) {
    in_row_ = true;
    row_repeats_ = repeats(attributes, "number-rows-repeated", most_rows_of_a_sheet);
    const auto visibility = attribute(attributes, "visibility");
    is_hidden_ = visibility == "collapse" || visibility == "filter";
    columns_ = 0;
    column_ = 0;
    length_ = 0;
  }

  void start_cell(const XmlAttributes& attributes, bool is_covered) {
    in_cell_ = true;
    within_cell_ = 0;
    paragraphs_ = 0;
    in_paragraph_ = false;
    text_.clear();
    cell_repeats_ = repeats(attributes, "number-columns-repeated", most_columns_of_a_sheet);
    type_ = is_covered ? "covered" : attribute(attributes, "value-type");
    const auto* const key = type_ == "date"      ? "date-value"
                            : type_ == "time"    ? "time-value"
                            : type_ == "boolean" ? "boolean-value"
                            : type_ == "string"  ? "string-value"
                                                 : "value";
    value_ = attribute(attributes, key);
    if (value_.size() > longest_cell) {
      refuse_long_cell();
    }
  }

  [[noreturn]] void refuse_long_cell() const {
    refuse(fmt::format("cell {} holds more than {} MB of text: is it a table?", name_of({column_ + 1, last_row_ + 1}),
                       longest_cell >> 20U));
  }

  void start_within_cell(std::string_view name, const XmlAttributes& attributes) {
    ++within_cell_;
    if (within_cell_ == 1 && name == "p") {
      if (paragraphs_++ > 0) {
        add_text("\n");
      }
      in_paragraph_ = true;
    } else if (within_cell_ == 1 || name == "annotation") {
      in_paragraph_ = false;  // a note, or a drawing
      aside_ = within_cell_;
    } else if (in_paragraph_ && name == "s") {
      const auto spaces = whole_number(attribute(attributes, "c"), longest_cell).value_or(1);
      add_text(std::string(spaces, ' '));
    } else if (in_paragraph_ && (name == "tab" || name == "line-break")) {
      add_text(name == "tab" ? "\t" : "\n");
    }
  }

  void end_within_cell(std::string_view name) {
    if (within_cell_ == 1) {
      in_paragraph_ = false;
    } else if (name == "annotation" && aside_ == within_cell_) {
      in_paragraph_ = true;
    }
    --within_cell_;
  }

  void add_text(std::string_view characters) {
    if (text_.size() + characters.size() > longest_cell) {
      refuse_long_cell();
    }
    text_ += characters;
  }

  [[nodiscard]] std::string shown() const {
    if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
      return number_text(value_);
    }
    if (type_ == "date") {
      return iso_date_text(value_, {.date = true, .time_of_day = value_.find('T') != std::string::npos});
    }
    if (type_ == "time") {
      return duration_text(value_);
    }
    if (type_ == "boolean") {
      return value_ == "true" ? "TRUE" : "FALSE";
    }
    // What an error shows ("#N/A") stands as text; so does what was typed.
    return type_ == "covered" ? "" : type_ == "string" && paragraphs_ == 0 ? value_ : text_;
  }

  void end_cell() {
    in_cell_ = false;
    const auto shown_text = shown();
    if (shown_text.empty()) {
      column_ += cell_repeats_;  // the rest of a row is one cell that is there ten thousand times
      return;
    }
    if (column_ + cell_repeats_ > most_columns_of_a_sheet) {
      refuse(fmt::format("row {} has more cells than a sheet has columns ({}): {}", last_row_ + 1,
                         most_columns_of_a_sheet, mend_the_sheet));
    }
    const auto end = static_cast<std::size_t>(column_ + cell_repeats_);
    texts_.resize(std::max(texts_.size(), end));
    for (; columns_ < static_cast<std::size_t>(column_); ++columns_) {
      texts_[columns_].clear();
    }
    for (; columns_ < end; ++columns_) {
      length_ += shown_text.size();
      if (length_ > longest_row) {
        refuse(fmt::format("row {} holds more than {} MB of text: is it a table?", last_row_ + 1, longest_row >> 20U));
      }
      texts_[columns_] = shown_text;
    }
    column_ += cell_repeats_;
  }

  bool end_row() {
    in_row_ = false;
    const auto first = last_row_ + 1;
    last_row_ = std::min(last_row_ + row_repeats_, most_rows_of_a_sheet + 1);
    if (columns_ == 0) {
      return true;
    }
    if (last_row_ > most_rows_of_a_sheet) {
      refuse(fmt::format("there are more rows than a sheet has ({}): {}", most_rows_of_a_sheet, mend_the_sheet));
    }
    constexpr std::int64_t most_repeated = 20'000'000;
    repeated_cells_ += (row_repeats_ - 1) * static_cast<std::int64_t>(columns_);
    if (repeated_cells_ > most_repeated) {
      refuse(
          fmt::format("row {} and others are repeated until they fill more than {} million cells, which is the limit: "
                      "save the sheet as CSV",
                      first, most_repeated / 1'000'000));
    }
    for (auto row = first; row <= last_row_; ++row) {
      if (!receive_({row, std::span<const std::string>(texts_).first(columns_), is_hidden_})) {
        return false;
      }
    }
    return true;
  }

  const std::string& where_;
  std::size_t wanted_;
  const RowReceiver& receive_;

  std::size_t table_ = 0;  ///< how many have begun
  int depth_ = 0;          ///< of tables: they may stand inside of cells
  bool in_spreadsheet_ = false;
  bool is_wanted_ = false;

  std::vector<std::string> texts_;  ///< keep their memory from row to row; those behind `columns_` are left over
  std::size_t columns_ = 0;         ///< of the row, up to its last filled cell
  std::size_t length_ = 0;          ///< of all texts of the row
  std::int64_t column_ = 0;         ///< how many cells have passed
  std::int64_t last_row_ = 0;
  std::int64_t row_repeats_ = 1;
  std::int64_t repeated_cells_ = 0;
  bool in_row_ = false;
  bool is_hidden_ = false;

  std::string type_;
  std::string value_;
  std::string text_;
  std::int64_t cell_repeats_ = 1;
  int within_cell_ = 0;  ///< depth of the element at hand below its cell
  int aside_ = 0;        ///< depth of a note
  int paragraphs_ = 0;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
};

/// Keeps the rows of one table while a TabReader looks for all of them.
class SheetKeeper {
 public:
  SheetKeeper(const std::string& path, const std::string& sheet)
      : sheet_(sheet),
        receive_([this](const SheetRow& row) { return rows_.add(row); }),
        reader_(path, none_yet, receive_) {}
  ~SheetKeeper() = default;
  SheetKeeper(const SheetKeeper&) = delete;
  SheetKeeper& operator=(const SheetKeeper&) = delete;
  SheetKeeper(SheetKeeper&&) = delete;
  SheetKeeper& operator=(SheetKeeper&&) = delete;

  /// Behind the same of the TabReader.
  void start(const TabReader& tabs, std::string_view name, const XmlAttributes& attributes) {
    if (index_ == none_yet && tabs.tabs().size() > seen_) {
      seen_ = tabs.tabs().size();
      const auto& tab = tabs.tabs().back();
      if (sheet_.empty() ? !tab.is_hidden : tab.name == sheet_) {
        index_ = seen_ - 1;
        reader_.want(index_);
      }
    }
    while_reading([&] { reader_.start(name, attributes); });
  }

  void end(std::string_view name) {
    while_reading([&] {
      if (!reader_.end(name)) {
        // The table has ended, or its rows are too many to be kept.
        state_ = name == "table" ? State::kept : State::given_up;
      }
    });
  }

  void text(std::string_view characters) {
    while_reading([&] { reader_.text(characters); });
  }

  [[nodiscard]] std::optional<OpenDocument::KeptSheet> take() {
    return state_ == State::kept ? std::optional(OpenDocument::KeptSheet{index_, std::move(rows_)}) : std::nullopt;
  }

 private:
  static constexpr auto none_yet = static_cast<std::size_t>(-1);
  enum class State : std::uint8_t { reading, kept, given_up };

  /// What is wrong with the rows is said by who reads them.
  template <typename Step>
  void while_reading(Step step) {
    if (state_ != State::reading) {
      return;
    }
    try {
      step();
    } catch (const DataError&) {
      state_ = State::given_up;
    }
  }

  const std::string& sheet_;
  KeptRows rows_;
  RowReceiver receive_;
  TableReader reader_;
  std::size_t seen_ = 0;
  std::size_t index_ = none_yet;
  State state_ = State::reading;
};

/// Whether the manifest says that parts are encrypted.
bool is_encrypted(const ZipParts& zip, const std::string& path) {
  auto found = false;
  if (const auto manifest = zip.find("META-INF/manifest.xml")) {
    const auto where = fmt::format("{} ({})", path, *manifest);
    zip.read(*manifest, where, [&](const ByteSource& bytes) {
      const auto start = [&](std::string_view name, const XmlAttributes&) {
        found = found || name == "encryption-data";
      };
      read_xml(bytes, where, {start, [&](std::string_view) { return !found; }, [](std::string_view) {}});
    });
  }
  return found;
}

}  // namespace

OpenDocument::OpenDocument(const std::string& path, const std::string& sheet) : path_(path), zip_(path, ".ods") {
  const auto content = zip_.find("content.xml");
  if (!content) {
    throw DataError(fmt::format("{}: not an OpenDocument workbook (it has no part content.xml)", path));
  }
  if (is_encrypted(zip_, path)) {
    throw DataError(fmt::format("{}: the workbook is protected by a password: save it without one", path));
  }
  content_ = *content;
  TabReader reader;
  SheetKeeper keeper(path, sheet);
  zip_.read(content_, path, [&](const ByteSource& bytes) {
    read_xml(bytes, path,
             {[&](std::string_view name, const XmlAttributes& attributes) {
                reader.start(name, attributes);
                keeper.start(reader, name, attributes);
              },
              [&](std::string_view name) {
                keeper.end(name);
                return reader.end(name);
              },
              [&](std::string_view characters) { keeper.text(characters); }});
  });
  sheets_ = reader.tabs();
  kept_ = keeper.take();
  if (!reader.is_spreadsheet() || sheets_.empty()) {
    throw DataError(fmt::format("{}: not an OpenDocument workbook (it has no sheet)", path));
  }
}

void OpenDocument::read_sheet(std::size_t index, const RowReceiver& row) const {
  assert(index < sheets_.size());
  const auto where = fmt::format("{} ({})", path_, sheets_[index].name);
  zip_.read(content_, where, [&](const ByteSource& bytes) {
    TableReader reader(where, index, row);
    read_xml(bytes, where,
             {[&](std::string_view name, const XmlAttributes& attributes) { reader.start(name, attributes); },
              [&](std::string_view name) { return reader.end(name); },
              [&](std::string_view characters) { reader.text(characters); }});
  });
}

}  // namespace lykta
