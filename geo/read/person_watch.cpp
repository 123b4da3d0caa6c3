#include "geo/read/person_watch.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/property_names.hpp"

namespace lykta {

PersonWatch::PersonWatch(RowSource& source, const SourceDescription& description,
                         const std::vector<std::string>& wanted)
    : source_(description.name) {
  constexpr std::size_t rows_looked_at = 2000;
  for (const auto& each : mapping_keys) {
    const auto& name = description.columns.*each.role;
    if (name.empty() || !each.holds_words || std::ranges::count(description.person_columns, name) > 0 ||
        std::ranges::count(columns_, name, &WatchedColumn::name) > 0) {
      continue;
    }
    WatchedColumn first_rows{name, 0, {}};
    std::size_t rows = 0;
    source.read(source.positions_of({name}), [&](const RowBatch& batch) {
      for (const auto text : batch.columns.front()) {
        first_rows.sample.add(text);
      }
      rows += batch.size();
      return rows < rows_looked_at;
    });
    judge(first_rows);
    if (const auto property = find_property_names(name, first_rows.sample.views()); !property.empty()) {
      notes_.push_back(said({"{}: {}; {}", "{}: {}; {}"}, name, property, on_property_names));
    }
    columns_.push_back({name, static_cast<std::size_t>(std::ranges::find(wanted, name) - wanted.begin()), {}});
  }
}

void PersonWatch::look_at(const RowBatch& batch) {
  for (auto& column : columns_) {
    for (const auto text : batch.columns[column.index]) {
      column.sample.add(text);
    }
  }
}

void PersonWatch::judge() const {
  for (const auto& column : columns_) {
    judge(column);
  }
}

/// Lykta is about places: a column that looks like data on persons is not read unless the user insists.
void PersonWatch::judge(const WatchedColumn& column) const {
  const auto texts = column.sample.views();
  if (const auto finding = find_personal_data(column.name, texts); finding.what != PersonalData::none) {
    throw InvalidOption(fmt::format(
        "{}: column '{}' looks like data on persons ({}): Lykta reads none. Map another column; or, if it is none, "
        "state allow_person_columns = [\"{}\"]",
        source_, column.name, finding.why.en(), column.name));
  }
}

}  // namespace lykta
