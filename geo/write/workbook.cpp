#include "geo/write/workbook.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "engine/base/error.hpp"
#include "geo/gdal/write_failure.hpp"
#include "geo/values/guarded_text.hpp"
#include "geo/write/rounded_number.hpp"
#include "geo/write/whole_workbook.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::size_t most_rows = 1'048'575;  // below the heading
constexpr std::size_t longest_text = 32'767;  // characters of a cell
constexpr std::size_t longest_sheet_name = 31;
constexpr std::size_t narrowest = 7;    // characters, which is how Excel measures columns
constexpr std::size_t widest = 24;      // what is longer is wrapped,
constexpr std::size_t paragraph = 200;  // and where it is this long
constexpr std::size_t widest_of_paragraphs = 60;
constexpr std::size_t widest_page = 230;  // in all, beyond which a page of A4 has letters too small to read

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// The first letters, whole.
std::string first_letters(const std::string& text, std::size_t most) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    letters += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U ? 1U : 0U;
    if (letters > most) {
      return text.substr(0, i);
    }
  }
  return text;
}

std::string sheet_name(const std::string& wanted) {
  auto name = wanted;
  std::ranges::replace_if(
      name, [](char letter) { return std::string_view("[]:*?/\\'").find(letter) != std::string_view::npos; }, ' ');
  return first_letters(name, longest_sheet_name);
}

std::string shown_text(const std::string& text) {
  auto shown = guarded(text);
  return letters_of(shown) <= longest_text ? shown : first_letters(shown, longest_text - 1) + "…";
}

/// How a column looks, known when all of its values have been seen.
struct ColumnLook {
  std::size_t letters = 0;  ///< of the longest value
  bool has_time_of_day = false;
  std::size_t width = 0;  ///< letters that a line of it holds
  lxw_format* format = nullptr;
};

std::size_t letters_of(const FieldValue& value, const FieldDefinition& field) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return letters_of(*text);
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return fmt::formatted_size("{}", *number);
  }
  const auto* real = std::get_if<double>(&value);
  return real != nullptr ? rounded_text(*real, field.decimals).size() : 0;
}

std::vector<ColumnLook> looks_of(const VectorLayer& table) {
  std::vector<ColumnLook> looks(table.fields.size());
  for (std::size_t row = 0; row < table.features; ++row) {
    const auto values = table.values_of(row);
    for (std::size_t column = 0; column < values.size(); ++column) {
      auto& look = looks[column];
      look.letters = std::max(look.letters, letters_of(values[column], table.fields[column]));
      if (const auto* time = std::get_if<LocalTime>(&values[column])) {
        look.has_time_of_day = look.has_time_of_day || *time != floor<days>(*time);
      }
    }
  }
  return looks;
}

/// Lines that a text takes in a column of this width, its own line breaks among them. Words that do not fit leave room at the ends of
/// lines, a tenth or so.
std::size_t lines_of(const std::string& text, std::size_t width) {
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto letters = letters_of(std::string_view(text).substr(begin, end - begin));
    lines += std::max<std::size_t>(1, (letters + letters / 10 + width - 1) / width);
    begin = end + 1;
  }
  return lines;
}

/// "0.0" for one digit after the point; plain where significant digits are kept, which a format cannot. Formats are written in the
/// English form, whatever the program that shows them.
std::string number_format(const FieldDefinition& field) {
  return field.type != FieldType::real || field.decimals > 0 ? "General"
         : field.decimals == 0                               ? "0"
                               : "0." + std::string(static_cast<std::size_t>(-field.decimals), '0');
}

/// While it lives nothing reaches standard error: the library prints its errors besides returning them. It is the whole process that
/// falls silent, so only around single calls.
class SilentErrors {
 public:
  SilentErrors() : kept_(fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)) {
    if (const auto nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC); nowhere >= 0) {
      static_cast<void>(dup2(nowhere, STDERR_FILENO));
      static_cast<void>(::close(nowhere));
    }
  }
  ~SilentErrors() {
    if (kept_ >= 0) {
      static_cast<void>(dup2(kept_, STDERR_FILENO));
      static_cast<void>(::close(kept_));
    }
  }
  SilentErrors(const SilentErrors&) = delete;
  SilentErrors& operator=(const SilentErrors&) = delete;
  SilentErrors(SilentErrors&&) = delete;
  SilentErrors& operator=(SilentErrors&&) = delete;

 private:
  int kept_;
};

/// A workbook in the making; what is thrown meanwhile leaves nothing open.
class OpenBook {
 public:
  explicit OpenBook(const std::filesystem::path& path) : path_(path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;  // a row at a time; what it puts aside goes to the disk of the output
    auto folder = path.parent_path().empty() ? std::string(".") : path.parent_path().string();
    options.tmpdir = folder.data();
    const SilentErrors silent;
    book_.reset(workbook_new_opt(path.c_str(), &options));
    if (!book_) {
      throw write_failure(path, "the workbook cannot be begun", errno);
    }
    heading_ = format();
    format_set_bold(heading_);
    format_set_bg_color(heading_, 0xEDE6D6);
    format_set_bottom(heading_, LXW_BORDER_THIN);
    format_set_text_wrap(heading_);
    format_set_indent(heading_, 1);
  }

  void describe(const WorkbookPage& page) {
    auto title = page.title;
    auto stamp = page.stamp;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.comments = stamp.data();
    // Else it is the time of day, and no two runs give the same bytes.
    constexpr time_t no_time_in_particular = 315'532'800;  // 1980-01-01, where the calendar of packed files begins
    properties.created = no_time_in_particular;
    check(workbook_set_properties(book_.get(), &properties));
  }

  void add(const Sheet& sheet, const WorkbookPage& page, const Progress& progress) {
    const auto& table = sheet.table;
    if (table.features > most_rows) {
      throw DataError(fmt::format("{}: {} rows, and a sheet holds {}: write another format", sheet.name, table.features,
                                  most_rows));
    }
    auto* const out = [&] {
      const SilentErrors silent;
      return workbook_add_worksheet(book_.get(), sheet_name(sheet.name).c_str());
    }();
    if (out == nullptr) {
      throw DataError(fmt::format("the sheet {} cannot be added", sheet.name));
    }
    auto looks = looks_of(table);
    set_up_columns(*out, table, looks);
    set_up_page(*out, page, table, looks);
    write_heading(*out, table, looks);
    constexpr std::size_t between_reports = 4096;
    for (std::size_t row = 0; row < table.features; ++row) {
      if (row % between_reports == 0) {
        report(progress, "writing tables", static_cast<double>(row) / static_cast<double>(table.features));
      }
      const auto values = table.values_of(row);
      std::size_t lines = 1;
      for (std::size_t column = 0; column < values.size(); ++column) {
        write(*out, row + 1, column, values[column], table.fields[column], looks[column].format);
        const auto* text = std::get_if<std::string>(&values[column]);
        lines = std::max(lines, text != nullptr ? lines_of(*text, looks[column].width) : 1);
      }
      set_height(*out, row + 1, lines);
    }
  }

  void close(std::size_t sheets) {
    const auto error = closed(book_.release());
    const auto number = errno;
    check(error);
    if (!is_whole_workbook(path_, sheets)) {
      throw write_failure(path_, "it breaks off", number);
    }
  }

 private:
  struct Close {
    void operator()(lxw_workbook* book) const { static_cast<void>(closed(book)); }
  };

  static lxw_error closed(lxw_workbook* book) {
    const SilentErrors silent;
    return workbook_close(book);
  }

  static lxw_col_t at(std::size_t column) { return static_cast<lxw_col_t>(column); }

  void check(lxw_error error) const {
    if (error != LXW_NO_ERROR) {
      throw write_failure(path_, lxw_strerror(error), errno);
    }
  }

  lxw_format* format() {
    auto* const made = workbook_add_format(book_.get());
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    return made;
  }

  void set_up_page(lxw_worksheet& out, const WorkbookPage& page, const VectorLayer& table,
                   std::span<const ColumnLook> looks) const {
    worksheet_freeze_panes(&out, 1, 0);
    if (!table.fields.empty()) {
      check(worksheet_autofilter(&out, 0, 0, static_cast<lxw_row_t>(table.features), at(table.fields.size() - 1)));
    }
    worksheet_set_landscape(&out);
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(&out, a4);
    std::size_t width = 0;
    for (const auto& look : looks) {
      width += look.width;
    }
    if (width <= widest_page) {
      worksheet_fit_to_pages(&out, 1, 0);
    }
    check(worksheet_repeat_rows(&out, 0, 0));
    // & begins a code of the header, && is the letter; 255 characters are Excel's limit.
    std::string title;
    for (const auto letter : first_letters(page.title, 60)) {
      title += letter == '&' ? "&&" : std::string(1, letter);
    }
    check(worksheet_set_header(&out, fmt::format("&L{}&R{}", title, page.stamp).c_str()));
    check(worksheet_set_footer(&out, "&L&A&R&P / &N"));
  }

  void set_up_columns(lxw_worksheet& out, const VectorLayer& table, std::span<ColumnLook> looks) {
    for (std::size_t column = 0; column < table.fields.size(); ++column) {
      const auto& field = table.fields[column];
      auto& look = looks[column];
      look.format = format();
      auto letters = std::max(look.letters, narrowest);
      if (field.type == FieldType::date_time) {
        constexpr std::size_t of_day = 11;
        constexpr std::size_t of_time = 17;
        format_set_num_format(look.format, look.has_time_of_day ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd");
        letters = look.has_time_of_day ? of_time : of_day;
      } else if (field.type == FieldType::text) {
        format_set_text_wrap(look.format);
        format_set_indent(look.format, 1);  // else it begins where the number before it ends
      } else {
        format_set_num_format(look.format, number_format(field).c_str());
      }
      // A heading may take two lines, and a filter's arrow needs room.
      letters = std::max(letters, letters_of(field.label) / 2 + 3);
      look.width = std::min(letters, look.letters >= paragraph ? widest_of_paragraphs : widest) + 2;
      check(worksheet_set_column(&out, at(column), at(column), static_cast<double>(look.width), nullptr));
    }
  }

  void write_heading(lxw_worksheet& out, const VectorLayer& table, std::span<const ColumnLook> looks) const {
    std::size_t lines = 1;
    for (std::size_t column = 0; column < table.fields.size(); ++column) {
      const auto& label = table.fields[column].label;
      check(worksheet_write_string(&out, 0, at(column), label.c_str(), heading_));
      lines = std::max(lines, lines_of(label, looks[column].width - 2));
    }
    set_height(out, 0, lines);
  }

  /// Not every program finds the height of wrapped text when it opens a workbook; LibreOffice 7.4 does not.
  void set_height(lxw_worksheet& out, std::size_t row, std::size_t lines) const {
    constexpr double line = 15;      // points, of the usual letter
    constexpr double highest = 405;  // below Excel's 409
    if (lines > 1) {
      check(worksheet_set_row(&out, static_cast<lxw_row_t>(row), std::min(highest, line * static_cast<double>(lines)),
                              nullptr));
    }
  }

  void write(lxw_worksheet& out, std::size_t row, std::size_t column, const FieldValue& value,
             const FieldDefinition& field, lxw_format* look) const {
    const auto line = static_cast<lxw_row_t>(row);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      check(worksheet_write_number(&out, line, at(column), static_cast<double>(*number), look));
    } else if (const auto* real = std::get_if<double>(&value)) {
      check(worksheet_write_number(&out, line, at(column), rounded(*real, field.decimals), look));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      check(worksheet_write_string(&out, line, at(column), shown_text(*text).c_str(), look));
    } else if (const auto* time = std::get_if<LocalTime>(&value)) {
      write_time(out, line, at(column), *time, look);
    }
  }

  void write_time(lxw_worksheet& out, lxw_row_t row, lxw_col_t column, LocalTime time, lxw_format* look) const {
    const auto day = floor<days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    lxw_datetime written{.year = static_cast<int>(date.year()),
                         .month = static_cast<int>(static_cast<unsigned>(date.month())),
                         .day = static_cast<int>(static_cast<unsigned>(date.day())),
                         .hour = static_cast<int>(clock.hours().count()),
                         .min = static_cast<int>(clock.minutes().count()),
                         .sec = static_cast<double>(clock.seconds().count())};
    check(worksheet_write_datetime(&out, row, column, &written, look));
  }

  std::filesystem::path path_;
  std::unique_ptr<lxw_workbook, Close> book_;
  lxw_format* heading_ = nullptr;
};

}  // namespace

void write_workbook(std::span<const Sheet> sheets, const WorkbookPage& page, const std::filesystem::path& path,
                    const Progress& progress) {
  errno = 0;
  OpenBook book(path);
  book.describe(page);
  for (const auto& sheet : sheets) {
    book.add(sheet, page, progress);
  }
  book.close(sheets.size());
}

}  // namespace lykta
