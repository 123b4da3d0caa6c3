#include "geo/format/field_choice.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/nearest_word.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Takes parts from the front of a written choice.
class ChoiceReader {
 public:
  ChoiceReader(std::string_view text, std::string_view option) : rest_(text), whole_(text), option_(option) {}

  /// A word up to one of the marks, or what stands in quotes.
  std::string part(std::string_view marks) {
    rest_ = trimmed(rest_);
    if (!rest_.empty() && (rest_.front() == '\'' || rest_.front() == '"')) {
      return in_quotes();
    }
    const auto end = std::min(rest_.find_first_of(marks), rest_.size());
    const auto word = trimmed(rest_.substr(0, end));
    rest_.remove_prefix(end);
    if (word.empty() || word.find_first_of("'\"") != std::string_view::npos) {
      refuse();
    }
    return std::string(word);
  }

  /// Whether the mark comes next; it is taken then.
  bool take(char mark) {
    rest_ = trimmed(rest_);
    if (rest_.empty() || rest_.front() != mark) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  [[nodiscard]] bool at_end() const { return trimmed(rest_).empty(); }

  [[noreturn]] void refuse() const {
    throw InvalidOption(
        fmt::format("{} {}: give a field and its value, such as kommunnamn = 'Ronneby', or several values with commas "
                    "between",
                    option_, whole_));
  }

 private:
  std::string in_quotes() {
    const auto quote = rest_.front();
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] != quote) {
        text += rest_[i];
      } else if (i + 1 < rest_.size() && rest_[i + 1] == quote) {
        text += rest_[++i];
      } else {
        rest_.remove_prefix(i + 1);
        return text;
      }
    }
    refuse();
  }

  std::string_view rest_;
  std::string_view whole_;
  std::string_view option_;
};

std::string loose(std::string_view text) { return folded(trimmed(text)); }

std::size_t column_of(const SourceTable& table, const std::string& field, const std::string& shown) {
  const auto& names = table.column_names;
  auto found = std::ranges::find(names, field);
  if (found == names.end()) {
    found = std::ranges::find(names, loose(field), [](const std::string& name) { return loose(name); });
  }
  if (found == names.end()) {
    const auto nearest = nearest_word(field, names);
    throw DataError(fmt::format(
        "{}: no field '{}'{}; {}", shown, field, nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "",
        names.empty() ? "the layer has no fields" : fmt::format("the fields are: {}", fmt::join(names, ", "))));
  }
  return static_cast<std::size_t>(found - names.begin());
}

[[noreturn]] void refuse_value(std::vector<std::string> known, const FieldChoice& choice, const std::string& value,
                               const std::string& shown) {
  constexpr std::size_t most_listed = 20;
  std::erase(known, "");
  std::ranges::sort(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const auto nearest = nearest_word(value, known);
  const auto listed = std::min(known.size(), most_listed);
  throw DataError(fmt::format(
      "{}: no feature has {} '{}'{}; {}", shown, choice.field, value,
      nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "",
      known.empty() ? "the field is empty everywhere"
                    : fmt::format("its values are: {}{}",
                                  fmt::join(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(listed), ", "),
                                  known.size() > listed ? fmt::format(" and {} more", known.size() - listed) : "")));
}

/// A choice is kept in records, and the values of its field are named where none of them is meant.
void refuse_field_of_persons(const std::vector<std::string>& values, const FieldChoice& choice,
                             const std::string& shown) {
  const std::vector<std::string_view> texts(values.begin(), values.end());
  if (std::ranges::all_of(texts, &std::string_view::empty)) {
    return;
  }
  if (const auto finding = find_personal_data(choice.field, texts); finding.what != PersonalData::none) {
    throw InvalidOption(fmt::format(
        "{}: field '{}' looks like data on persons ({}): Lykta reads none. Choose by another field, or save the "
        "polygons that are meant as a file of their own",
        shown, choice.field, finding.why.en()));
  }
}

}  // namespace

FieldChoice parse_field_choice(std::string_view text, std::string_view option) {
  ChoiceReader reader(text, option);
  FieldChoice choice;
  choice.field = reader.part("=");
  if (!reader.take('=')) {
    reader.refuse();
  }
  do {
    choice.values.push_back(reader.part(",="));
  } while (reader.take(','));
  if (!reader.at_end()) {
    reader.refuse();
  }
  return choice;
}

std::vector<std::size_t> chosen_rows(const SourceTable& table, const FieldChoice& choice, const std::string& shown) {
  const auto& values = table.columns[column_of(table, choice.field, shown)];
  refuse_field_of_persons(values, choice, shown);
  std::vector<bool> is_chosen(table.rows(), false);
  for (const auto& value : choice.values) {
    const auto wanted = loose(value);
    bool found = false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (loose(values[row]) == wanted) {
        is_chosen[row] = true;
        found = true;
      }
    }
    if (!found) {
      refuse_value(values, choice, value, shown);
    }
  }
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (is_chosen[row]) {
      rows.push_back(row);
    }
  }
  return rows;
}

std::string written(const FieldChoice& choice) {
  const auto in_quotes = [](const std::string& text) {
    std::string quoted = "'";
    for (const auto c : text) {
      quoted += c == '\'' ? "''" : std::string(1, c);
    }
    return quoted + "'";
  };
  // A plain name needs no quotes.
  const auto is_plain = !choice.field.empty() && choice.field == trimmed(choice.field) &&
                        choice.field.find_first_of("'\"=,") == std::string::npos;
  std::vector<std::string> values;
  std::ranges::transform(choice.values, std::back_inserter(values), in_quotes);
  return fmt::format("{} = {}", is_plain ? choice.field : in_quotes(choice.field), fmt::join(values, ", "));
}

}  // namespace lykta
