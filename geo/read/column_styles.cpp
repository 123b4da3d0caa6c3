#include "geo/read/column_styles.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/crs_names.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/columns_by_name.hpp"
#include "geo/read/kinds.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/position_code.hpp"
#include "geo/values/position_form.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::size_t rows_looked_at = 4 * rows_per_batch;

/// Texts of one column, kept: a batch's views do not outlive it.
struct Sample {
  std::vector<std::string> texts;

  [[nodiscard]] std::vector<std::string_view> views() const { return {texts.begin(), texts.end()}; }
};

/// The first rows of all columns whose way of writing is looked for, read once.
class FirstRows {
 public:
  FirstRows(RowSource& source, const std::vector<std::string>& columns) : source_(source) {
    for (const auto& column : columns) {
      if (!column.empty() && std::ranges::find(names_, column) == names_.end()) {
        names_.push_back(column);
      }
    }
    samples_.resize(names_.size());
    if (names_.empty()) {
      return;
    }
    source.read(source.positions_of(names_), [&](const RowBatch& batch) {
      for (std::size_t i = 0; i < names_.size(); ++i) {
        samples_[i].texts.insert(samples_[i].texts.end(), batch.columns[i].begin(), batch.columns[i].end());
      }
      return samples_.front().texts.size() < rows_looked_at;
    });
  }

  [[nodiscard]] RowSource& source() const { return source_; }

  /// Of one of the columns.
  [[nodiscard]] const Sample& of(const std::string& column) const {
    return samples_[static_cast<std::size_t>(std::ranges::find(names_, column) - names_.begin())];
  }

 private:
  RowSource& source_;
  std::vector<std::string> names_;
  std::vector<Sample> samples_;
};

NumberStyle number_style(const Sample& sample, const std::string& column, const SourceDescription& description,
                         std::vector<Said>& found) {
  if (description.decimal) {
    const auto thousands = *description.decimal == ',' ? ' ' : '\0';
    return {.decimal = *description.decimal, .thousands = thousands};
  }
  const auto finding = find_number_style(sample.views());
  if (finding.style && (finding.ambiguous || finding.style->decimal != '.' || finding.style->thousands != '\0')) {
    found.push_back(said({"{}: {}", "{}: {}"}, column, finding.why));
  }
  // Somebody says that these are coordinates, so the numbers among them count, however many others there are.
  return finding.best.value_or(NumberStyle{});
}

CoordinateForm coordinate_form(const std::vector<std::string_view>& xs, const std::vector<std::string_view>& ys,
                               const SourceDescription& description) {
  if (looks_like_degrees_minutes(xs) && looks_like_degrees_minutes(ys)) {
    return CoordinateForm::angle;
  }
  if (looks_like_lettered_metres(xs) && looks_like_lettered_metres(ys)) {
    return CoordinateForm::lettered;
  }
  const auto& columns = description.columns;
  const auto named = description.crs == "EPSG:4326" || read_coordinate_names(columns.x, columns.y).has("EPSG:4326");
  return are_run_together(xs, ys, named) ? CoordinateForm::run_together : CoordinateForm::number;
}

std::string first_filled(const Sample& sample) {
  const auto found = std::ranges::find_if(sample.texts, [](const std::string& text) { return !text.empty(); });
  return found == sample.texts.end() ? "" : *found;
}

Said form_words(CoordinateForm form, const std::string& example) {
  if (form == CoordinateForm::lettered) {
    return said({"meter med bokstav, som i '{}'", "metres with a letter, as in '{}'"}, as_example(example));
  }
  return form == CoordinateForm::run_together ? said({"grader och minuter utan tecken emellan, som i '{}'",
                                                      "degrees and minutes without a sign between, as in '{}'"},
                                                     as_example(example))
                                              : said({"grader, minuter och sekunder", "degrees, minutes and seconds"});
}

void find_coordinate_styles(const FirstRows& rows, const SourceDescription& description, ColumnStyles& styles) {
  const auto& columns = description.columns;
  if (!columns.position.empty()) {
    if (description.position_form) {
      styles.position = *description.position_form;
      return;
    }
    const auto& sample = rows.of(columns.position);
    const auto finding = find_position_form(sample.views());
    if (const auto code = position_code(sample.views()); !finding.form && code) {
      throw InvalidOption(fmt::format("{}: column '{}': {}", description.name, columns.position, words_for(*code).en));
    }
    styles.position = finding.form.value_or(PositionForm::lat_lon);
    styles.found.push_back(said({"{}: {}", "{}: {}"}, columns.position, finding.why));
    return;
  }
  if (columns.x.empty()) {
    return;
  }
  const auto& xs = rows.of(columns.x);
  const auto& ys = rows.of(columns.y);
  styles.coordinates = coordinate_form(xs.views(), ys.views(), description);
  if (styles.coordinates != CoordinateForm::number) {
    styles.found.push_back(
        said({"{}, {}: {}", "{}, {}: {}"}, columns.x, columns.y, form_words(styles.coordinates, first_filled(ys))));
    return;
  }
  styles.x = number_style(xs, columns.x, description, styles.found);
  styles.y = number_style(ys, columns.y, description, styles.found);
}

DateFinding look_at_dates(const Sample& sample, int year) {
  DateStyleFinder finder(year);
  for (const auto& text : sample.texts) {
    finder.add(text);
  }
  return finder.finding();
}

DateFinding dates_of_all_rows(RowSource& source, const std::string& column, int year) {
  DateStyleFinder finder(year);
  source.read(source.positions_of({column}), [&](const RowBatch& batch) {
    for (const auto text : batch.columns.front()) {
      finder.add(text);
    }
    return true;
  });
  return finder.finding();
}

[[noreturn]] void ask_for_order(const SourceDescription& description, const std::string& column,
                                const DateFinding& finding) {
  const auto key = description.options.date_order.empty() ? "date_order =" : description.options.date_order;
  throw InvalidOption(fmt::format(
      "{}: column '{}': {}, and no row tells which: state {}{} \"day_first\" or \"month_first\"", description.name,
      column, finding.why.en(), key, finding.may_be_year_first ? " \"year_first\"," : ""));
}

/// A date without a year may be of any.
[[noreturn]] void ask_for_year(const SourceDescription& description, const std::string& column,
                               const DateFinding& finding) {
  throw InvalidOption(
      fmt::format("{}: column '{}': '{}' has no year, as most of its dates: state {} 2025 or the like; "
                  "rows of several years need a column that says which",
                  description.name, column, finding.first_yearless,
                  description.options.date_year.empty() ? "date_year =" : description.options.date_year));
}

DateStyle date_style(const FirstRows& rows, const std::string& column, const SourceDescription& description,
                     std::vector<Said>& found) {
  DateStyle style;
  style.serials = description.serial_days.value_or(SerialDays::none);
  style.year = description.date_year;
  if (description.date_order) {
    style.order = *description.date_order;
    style.short_years = true;
  }
  auto finding = look_at_dates(rows.of(column), description.date_year);
  if (finding.ambiguous && !description.date_order) {
    finding = dates_of_all_rows(rows.source(), column, description.date_year);
  }
  const auto others = finding.readable + finding.unreadable - std::min(finding.yearless, finding.unreadable);
  if (description.date_year == 0 && finding.yearless > others) {
    ask_for_year(description, column, finding);
  }
  if (description.date_order) {
    return style;
  }
  if (finding.ambiguous) {
    ask_for_order(description, column, finding);
  }
  if (finding.style) {
    style.order = finding.style->order;
    style.short_years = finding.style->short_years;
    if (!description.serial_days) {
      style.serials = finding.style->serials;
    }
    if (style != DateStyle{.year = style.year}) {
      found.push_back(said({"{}: {}", "{}: {}"}, column, finding.why));
    }
  }
  return style;
}

ClockNumbers clock_numbers(const FirstRows& rows, const std::string& column, std::vector<Said>& found) {
  if (column.empty()) {
    return ClockNumbers::none;
  }
  const auto finding = find_clock_numbers(rows.of(column).views());
  if (!finding.why.empty()) {
    found.push_back(said({"{}: {}", "{}: {}"}, column, finding.why));
  }
  return finding.numbers;
}

/// A column that is called like a date, is mapped as nothing, and whose values mostly are none: somebody may look for its
/// dates in vain.
void note_unmapped_date(RowSource& source, const SourceDescription& description, std::vector<Said>& found) {
  if (!belongs_to(description.kind, &ColumnMapping::date) || tells_date(description.columns)) {
    return;
  }
  const auto& names = source.format().columns;
  const auto name = guess_columns(names).date;
  if (name.empty() || std::ranges::count(names, name) != 1) {
    return;
  }
  const FirstRows rows(source, {name});
  const auto texts = rows.of(name).views();
  if (find_personal_data(name, texts).what != PersonalData::none) {
    return;
  }
  DateStyleFinder finder;
  std::ranges::for_each(texts, [&](std::string_view text) { finder.add(text); });
  const auto finding = finder.finding();
  if (const auto filled = finding.readable + finding.unreadable; finding.readable * 2 < filled) {
    found.push_back(
        said({"ingen kolumn är kopplad till date; '{}' heter så, men bara {} av {} värden är datum; inte '{}'",
              "no column is mapped as date; '{}' is called so, but only {} of {} values are dates; not '{}'"},
             name, finding.readable, filled, finding.first_unreadable));
  }
}

}  // namespace

ColumnStyles find_styles(RowSource& source, const SourceDescription& description) {
  ColumnStyles styles;
  const auto& columns = description.columns;
  const FirstRows rows(source, {description.position_form ? std::string() : columns.position, columns.x, columns.y,
                                columns.date, columns.end_date, columns.time, columns.end_time});
  find_coordinate_styles(rows, description, styles);
  if (!columns.date.empty()) {
    styles.date = date_style(rows, columns.date, description, styles.found);
    styles.end_date = styles.date;
  }
  if (!columns.end_date.empty() && columns.end_date != columns.date) {
    styles.end_date = date_style(rows, columns.end_date, description, styles.found);
  }
  note_unmapped_date(source, description, styles.found);
  styles.time = clock_numbers(rows, columns.time, styles.found);
  styles.end_time = clock_numbers(rows, columns.end_time, styles.found);
  return styles;
}

}  // namespace lykta
