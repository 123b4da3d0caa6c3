#include "geo/read/person_watch.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/property_names.hpp"

namespace lykta {

void refuse_persons(const std::string& source, const std::string& column, std::span<const std::string_view> texts,
                    const std::string& cure) {
  if (const auto finding = find_personal_data(column, texts); finding.what != PersonalData::none) {
    throw InvalidOption(fmt::format("{}: column '{}' looks like data on persons ({}): Lykta reads none. {}", source,
                                    column, finding.why.en(), cure));
  }
}

Said note_on_properties(const std::string& column, std::span<const std::string_view> texts) {
  const auto property = find_property_names(column, texts);
  return property.empty() ? Said() : said({"{}: {}; {}", "{}: {}; {}"}, column, property, on_property_names);
}

PersonWatch::PersonWatch(RowSource& source, const SourceDescription& description,
                         const std::vector<std::string>& wanted)
    : source_(description.name) {
  for (const auto& each : mapping_keys) {
    const auto& name = description.columns.*each.role;
    if (!name.empty() && each.holds_words && std::ranges::count(description.person_columns, name) == 0 &&
        std::ranges::count(columns_, name, &WatchedColumn::name) == 0) {
      columns_.push_back({name, static_cast<std::size_t>(std::ranges::find(wanted, name) - wanted.begin()), {}});
    }
  }
  for (const auto& first_rows : first_rows_of(source)) {
    judge(first_rows);
    if (auto note = note_on_properties(first_rows.name, first_rows.sample.views()); !note.empty()) {
      notes_.push_back(std::move(note));
    }
  }
}

std::vector<PersonWatch::WatchedColumn> PersonWatch::first_rows_of(RowSource& source) const {
  constexpr std::size_t rows_looked_at = 2000;
  std::vector<std::string> names;
  std::vector<WatchedColumn> first_rows;
  for (const auto& column : columns_) {
    names.push_back(column.name);
    first_rows.push_back({column.name, first_rows.size(), {}});
  }
  if (names.empty()) {
    return first_rows;
  }
  std::size_t rows = 0;
  source.read(source.positions_of(names), [&](const RowBatch& batch) {
    add_texts(batch, first_rows);
    rows += batch.size();
    return rows < rows_looked_at;
  });
  return first_rows;
}

void PersonWatch::add_texts(const RowBatch& batch, std::vector<WatchedColumn>& columns) {
  for (auto& column : columns) {
    for (const auto text : batch.columns[column.index]) {
      column.sample.add(text);
    }
  }
}

void PersonWatch::look_at(const RowBatch& batch) { add_texts(batch, columns_); }

void PersonWatch::judge() const {
  for (const auto& column : columns_) {
    judge(column);
  }
}

/// Lykta is about places: a column that looks like data on persons is not read unless the user insists.
void PersonWatch::judge(const WatchedColumn& column) const {
  refuse_persons(
      source_, column.name, column.sample.views(),
      fmt::format("Map another column; or, if it is none, state allow_person_columns = [\"{}\"]", column.name));
}

}  // namespace lykta
