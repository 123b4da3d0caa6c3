#include "geo/format/sheet_rows.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

constexpr std::string_view mend = "the workbook is damaged, open it in a spreadsheet program and save it anew";

/// Follows the elements of a worksheet and fills one row after the other.
class RowReader {
 public:
  RowReader(const std::string& where, const CellMeanings& meanings, const RowReceiver& receive)
      : where_(where), meanings_(meanings), receive_(receive) {}

  void start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "sheetData") {
      // Drawings and controls have elements "row" of their own behind the rows of the sheet.
      in_rows_ = true;
    } else if (in_rows_ && name == "row") {
      start_row(attributes);
    } else if (in_row_ && name == "c") {
      start_cell(attributes);
    } else if (in_cell_) {
      start_within_cell(name);
    }
  }

  bool end(std::string_view name) {
    if (name == "sheetData") {
      in_rows_ = false;
    } else if (in_row_ && name == "row") {
      return end_row();
    } else if (in_cell_ && name == "c") {
      end_cell();
    } else if (in_cell_) {
      end_within_cell(name);
    }
    return true;
  }

  void text(std::string_view characters) {
    if (filled_ == nullptr) {
      return;
    }
    if (filled_->size() + characters.size() > longest_cell) {
      throw DataError(fmt::format("{}: cell {} holds more than {} MB of text: is it a table?", where_,
                                  name_of({column_, row_}), longest_cell >> 20U));
    }
    *filled_ += characters;
  }

 private:
  void start_row(const XmlAttributes& attributes) {
    const auto stated = attributes.value("r");
    const auto number = stated ? whole_number(*stated, most_rows_of_a_sheet).value_or(0) : 0;
    if (stated && number == 0) {
      throw DataError(fmt::format("{}: row '{}' is none that a sheet has: {}", where_, *stated, mend));
    }
    in_row_ = true;
    in_cell_ = false;
    const auto hidden = attributes.value("hidden");
    is_hidden_ = hidden == "1" || hidden == "true";
    length_ = 0;
    row_is_stated_ = stated.has_value();
    move_to(row_is_stated_ ? static_cast<std::int64_t>(number) : last_row_ + 1);
    columns_ = 0;
    column_ = 0;
  }

  void move_to(std::int64_t row) {
    if (row > most_rows_of_a_sheet) {
      throw DataError(fmt::format("{}: there are more rows than a sheet has ({}): {}", where_, row - 1, mend));
    }
    if (row <= last_row_) {
      throw DataError(fmt::format("{}: row {} stands below row {}: {}", where_, row, last_row_, mend));
    }
    row_ = row;
  }

  void start_cell(const XmlAttributes& attributes) {
    ++column_;
    if (const auto stated = attributes.value("r")) {
      place_cell(*stated);
    }
    if (column_ > most_columns_of_a_sheet) {
      throw DataError(
          fmt::format("{}: row {} has more cells than a sheet has columns ({}): {}", where_, row_, column_ - 1, mend));
    }
    in_cell_ = true;
    depth_ = 0;
    in_inline_string_ = false;
    in_reading_aid_ = false;
    cell_.type = attributes.value("t").value_or("");
    cell_.style = attributes.value("s").value_or("");
    cell_.value.clear();
    cell_.inline_string.clear();
  }

  void place_cell(std::string_view stated) {
    const auto place = parse_cell_place(stated);
    if (!place) {
      throw DataError(fmt::format("{}: cell '{}' is none that a sheet has: {}", where_, stated, mend));
    }
    if (!row_is_stated_) {
      move_to(place->row);
      row_is_stated_ = true;
    } else if (place->row != row_) {
      throw DataError(fmt::format("{}: cell '{}' stands in row {}: {}", where_, stated, row_, mend));
    }
    column_ = place->column;
  }

  void start_within_cell(std::string_view name) {
    ++depth_;
    if (name == "v" && depth_ == 1) {
      filled_ = &cell_.value;
    } else if (name == "is" && depth_ == 1) {
      in_inline_string_ = true;
    } else if (name == "rPh") {
      in_reading_aid_ = true;
    } else if (name == "t" && in_inline_string_ && !in_reading_aid_) {
      filled_ = &cell_.inline_string;
    }
  }

  void end_within_cell(std::string_view name) {
    --depth_;
    filled_ = nullptr;
    in_inline_string_ = in_inline_string_ && depth_ > 0;
    in_reading_aid_ = in_reading_aid_ && name != "rPh";
  }

  void end_cell() {
    in_cell_ = false;
    filled_ = nullptr;
    const auto index = static_cast<std::size_t>(column_ - 1);
    // The texts keep their memory from row to row; those behind `columns_` are left from rows before.
    texts_.resize(std::max(texts_.size(), index + 1));
    for (; columns_ <= index; ++columns_) {
      texts_[columns_].clear();
    }
    try {
      texts_[index] = cell_text(cell_, meanings_);
    } catch (const DataError& error) {
      throw DataError(fmt::format("{}: cell {} {}", where_, name_of({column_, row_}), error.what()));
    }
    length_ += texts_[index].size();
    if (length_ > longest_row) {
      throw DataError(
          fmt::format("{}: row {} holds more than {} MB of text: is it a table?", where_, row_, longest_row >> 20U));
    }
  }

  bool end_row() {
    in_row_ = false;
    last_row_ = row_;
    return columns_ == 0 || receive_({row_, std::span<const std::string>(texts_).first(columns_), is_hidden_});
  }

  const std::string& where_;
  const CellMeanings& meanings_;
  const RowReceiver& receive_;

  std::vector<std::string> texts_;
  std::size_t length_ = 0;   ///< of all texts of the row
  std::size_t columns_ = 0;  ///< of the row, up to its last cell
  std::int64_t last_row_ = 0;
  std::int64_t row_ = 0;
  std::int64_t column_ = 0;  ///< of the cell before or at hand
  RawCell cell_;
  std::string* filled_ = nullptr;  ///< what the text at hand belongs to
  int depth_ = 0;                  ///< of the element at hand below its cell
  bool in_rows_ = false;
  bool in_row_ = false;
  bool is_hidden_ = false;
  bool row_is_stated_ = false;
  bool in_cell_ = false;
  bool in_inline_string_ = false;
  bool in_reading_aid_ = false;
};

}  // namespace

std::optional<CellPlace> parse_cell_place(std::string_view text) {
  CellPlace place;
  while (!text.empty() &&
         ((text.front() >= 'A' && text.front() <= 'Z') || (text.front() >= 'a' && text.front() <= 'z'))) {
    const auto letter = text.front() >= 'a' ? text.front() - 'a' : text.front() - 'A';
    place.column = place.column * 26 + letter + 1;
    text.remove_prefix(1);
    if (place.column > most_columns_of_a_sheet) {
      return std::nullopt;
    }
  }
  const auto row = whole_number(text, most_rows_of_a_sheet);
  place.row = static_cast<std::int64_t>(row.value_or(0));
  return place.column > 0 && place.row > 0 ? std::optional(place) : std::nullopt;
}

std::string name_of(CellPlace place) {
  std::string letters;
  for (auto rest = place.column; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(place.row);
}

void read_sheet_rows(const ByteSource& bytes, const std::string& where, const CellMeanings& meanings,
                     const RowReceiver& receive) {
  RowReader reader(where, meanings, receive);
  read_xml(bytes, where,
           {[&](std::string_view name, const XmlAttributes& attributes) { reader.start(name, attributes); },
            [&](std::string_view name) { return reader.end(name); },
            [&](std::string_view characters) { reader.text(characters); }});
}

}  // namespace lykta
