#include "geo/read/events.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/kinds.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// "2024 (60 rows)", "Listor (hidden, 5 rows)"
Said other_layer(const SourceFormat& format, std::size_t index) {
  const auto& name = format.layers[index];
  const auto is_hidden = std::ranges::find(format.hidden_layers, name) != format.hidden_layers.end();
  if (index >= format.rows_of_layers.size()) {
    return Said::same(name);
  }
  const auto rows = format.rows_of_layers[index];
  if (rows == 1) {
    return is_hidden ? said({"{} (dolt, 1 rad)", "{} (hidden, 1 row)"}, name)
                     : said({"{} (1 rad)", "{} (1 row)"}, name);
  }
  return is_hidden ? said({"{} (dolt, {} rader)", "{} (hidden, {} rows)"}, name, rows)
                   : said({"{} ({} rader)", "{} ({} rows)"}, name, rows);
}

/// "layer: 2025 taken, the first of 3; the others are 2024 (60 rows), notes (4 rows)"
Said layer_taken(const SourceDescription& description, const SourceFormat& format) {
  constexpr std::size_t most = 8;
  const auto is_first = format.layers.front() == format.layer;
  auto taken = is_first
                   ? said({"lager: {} används, det första av {}; de andra är",
                           "layer: {} taken, the first of {}; the others are"},
                          format.layer, format.layers.size())
                   : said({"lager: {} används, ett av {}; de andra är", "layer: {} taken, one of {}; the others are"},
                          format.layer, format.layers.size());
  std::size_t shown = 0;
  for (std::size_t i = 0; i < format.layers.size() && shown < most; ++i) {
    if (format.layers[i] != format.layer) {
      taken.add(shown++ == 0 ? " " : ", ", other_layer(format, i));
    }
  }
  if (format.layers.size() - 1 > shown) {
    taken.add(" ", said({"och {} till", "and {} more"}, format.layers.size() - 1 - shown));
  }
  if (const auto& option = description.options.layer; !option.empty()) {
    taken.add(" ", said({"({} väljer ett)", "({} takes one)"}, option));
  }
  return taken;
}

SourceReport first_report(const SourceDescription& description, const Rows& rows, const Crs& crs, bool crs_assumed,
                          const std::string& time_zone) {
  const auto& format = rows.format();
  SourceReport source;
  source.name = description.name;
  source.path = without_secrets(description.path_as_written);
  source.layer = format.layer;
  source.driver = format.driver;
  source.crs = crs.id();
  source.time_zone = time_zone;
  source.is_from_command = !description.options.crs.empty();
  source.count_column = description.columns.count;
  source.has_position_classes = !description.columns.position_class.empty();
  if (crs_assumed) {
    source.defaults.push_back(said({"koordinatsystem: {} används, eftersom koordinatkolumnerna talar för det",
                                    "crs: {} taken, as the coordinate columns speak for it"},
                                   crs.id()));
  }
  if (description.layer.empty() && format.layers.size() > 1) {
    source.defaults.push_back(layer_taken(description, format));
  }
  return source;
}

/// Refuses what a kind cannot do without, or cannot have.
void check_kind(const SourceDescription& description) {
  const auto& kind = kind_of(description.kind);
  const auto need = [&](ColumnRole column, std::string_view whose) {
    if (!is_mapped(description.columns, column)) {
      throw InvalidOption(
          fmt::format("{}: a source of kind {} needs a column {}", description.name, whose, key_of(column)));
    }
  };
  if (description.polygons) {
    need(&ColumnMapping::area, "areas or survey with [sources.polygons]");
  }
  for (const auto column : kind.needed) {
    need(column, kind.name);
  }
  if (const auto objection = objection_to(description)) {
    throw InvalidOption(fmt::format("{}: {} {}", description.name, objection->key, objection->what));
  }
}

/// What is known of the text's layout only when all of it was read.
void describe_text(const SourceDescription& description, const Rows& rows, SourceReport& source) {
  const auto& format = rows.format();
  source.hidden_rows = format.noticed.hidden;
  source.total_rows = format.noticed.totals;
  if (!format.encoding) {
    return;
  }
  const auto& encoding = *format.encoding;
  source.encoding = encoding.name;
  if (!description.text.encoding.empty() || encoding.is_as_declared) {
    return;
  }
  source.defaults.push_back(
      encoding.declared.empty()
          ? said({"teckenkodning: {} enligt texten", "encoding: {} found in the text"}, encoding.name)
          : said({"teckenkodning: {} enligt texten, fast filen anger {}",
                  "encoding: {} found in the text, though the file says {}"},
                 encoding.name, encoding.declared));
}

/// Columns of which half of the values or more could not be read: likely the wrong columns.
void note_mostly_unread(std::span<const Reject> rejects, SourceReport& source) {
  struct Unread {
    std::uint64_t rows = 0;
    std::vector<std::string> examples;
  };
  std::map<std::string, Unread> by_column;
  for (const auto& reject : rejects) {
    const auto is_unread = reject.cause == RejectCause::unreadable_position ||
                           reject.cause == RejectCause::unreadable_date ||
                           reject.cause == RejectCause::unreadable_number;
    if (!is_unread || reject.column.empty()) {
      continue;
    }
    constexpr std::size_t most_examples = 3;
    auto& unread = by_column[reject.column];
    ++unread.rows;
    const auto example = as_example(reject.value);
    if (unread.examples.size() < most_examples &&
        std::ranges::find(unread.examples, example) == unread.examples.end()) {
      unread.examples.push_back(example);
    }
  }
  for (const auto& [column, unread] : by_column) {
    if (unread.rows * 2 > source.rows) {
      source.defaults.push_back(said({"{}: {} av {} värden går inte att läsa, som '{}'; kontrollera kolumnen",
                                      "{}: {} of {} values cannot be read, such as '{}'; check the column"},
                                     column, unread.rows, source.rows,
                                     fmt::to_string(fmt::join(unread.examples, "', '"))));
    }
  }
}

}  // namespace

EventReader::EventReader(const InputsDescription& description, ReadReport& report)
    : description_(description),
      report_(report),
      clocks_{LocalClock(description.time_zone), ClockChanges(description.time_zone)} {}

std::size_t EventReader::points_of(const KindOfSource& kind) {
  return kind.points != nullptr ? kind.points(read_).position.size() : 0;
}

void EventReader::read_rows(Rows& rows, SourceReading& reading, const AddRow& add_row, const Progress& progress) {
  rows.read(
      [&](const RowBatch& batch) {
        auto shifted = batch.shifted.begin();
        for (std::size_t row = 0; row < batch.size(); ++row) {
          if (shifted != batch.shifted.end() && *shifted == row) {
            ++shifted;
            reading.reject(batch.row[row], {RejectCause::shifted_row, "", ""});
          } else {
            add_row({batch, row});
          }
        }
        reading.source().rows += batch.size();
        return true;
      },
      progress);
}

void EventReader::add(std::uint32_t index, Rows& rows, const Crs& crs, bool crs_assumed, const Progress& progress,
                      AreaPolygons* polygons) {
  const auto& description = rows.description();
  const auto& kind = kind_of(description.kind);
  check_kind(description);
  const auto rejects_before = report_.rejects.size();
  report_.sources.push_back(first_report(description, rows, crs, crs_assumed, description_.time_zone));
  SourceReading reading(description_, rows, index, read_, report_, clocks_);
  auto& source = reading.source();
  if (kind.begin != nullptr) {
    kind.begin(reading);
  }
  const auto& styles = rows.styles().found;
  source.defaults.insert(source.defaults.end(), styles.begin(), styles.end());
  const auto& columns = description.columns;
  parts_.push_back({.index = index,
                    .kind = &kind,
                    .crs = crs,
                    .first = points_of(kind),
                    .x_column = columns.x.empty() ? columns.position : columns.x});
  const auto has_own_geometry = columns.x.empty() && columns.position.empty();
  if (polygons != nullptr) {
    join(rows, *polygons, reading, progress);
  } else if (kind.add_area != nullptr && has_own_geometry) {
    read_polygons(reading, progress);
  } else {
    // A kind that never lies at points has no position, see objection_to.
    const auto add_row = [&](const RowAt& at) {
      if (const auto position = reading.position(at)) {
        kind.add(reading, at, *position);
      }
    };
    read_rows(rows, reading, add_row, progress);
  }
  parts_.back().last = points_of(kind);
  note_mostly_unread(std::span(report_.rejects).subspan(rejects_before), source);
  describe_text(description, rows, source);
  if (source.rows == 0) {
    throw DataError(
        fmt::format("{} ({}): the file holds no rows", without_secrets(description.path), rows.format().layer));
  }
}

void EventReader::reject(std::uint32_t index, std::int64_t row, const Fault& fault) {
  report_.rejects.push_back(
      {.source = index, .row = row, .column = fault.column, .cause = fault.cause, .value = fault.value});
}

}  // namespace lykta
