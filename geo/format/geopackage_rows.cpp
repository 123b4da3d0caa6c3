#include "geo/format/geopackage_rows.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <exception>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "geo/format/batch_texts.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// Null where it cannot be opened.
Database open_database(const std::string& path) {
  sqlite3* opened = nullptr;
  const auto code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(opened, &sqlite3_close);
  if (code != SQLITE_OK) {
    return {nullptr, &sqlite3_close};
  }
  // What a file says of itself must do nothing but be read.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return database;
}

Statement prepared(sqlite3& database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(&database, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
  return {statement, &sqlite3_finalize};
}

std::string quoted_name(const std::string& name) {
  std::string result = "\"";
  for (const auto c : name) {
    result += c == '"' ? "\"\"" : std::string(1, c);
  }
  return result + '"';
}

/// What stands in a blob of a GeoPackage: `is_other` for what is neither a point nor an empty one.
struct BlobGeometry {
  bool is_other = false;
  std::optional<Point> point{};
};

template <typename Number>
Number value_in(std::string_view bytes, std::size_t place) {
  Number number;
  std::memcpy(&number, bytes.data() + place, sizeof(number));
  return number;
}

/// GeoPackage 1.3, clause 2.1.3: a header with perhaps an envelope, then well-known binary.
BlobGeometry geometry_in(std::string_view blob) {
  constexpr std::size_t header = 8;
  constexpr std::array<std::size_t, 5> envelopes{0, 32, 48, 48, 64};
  constexpr unsigned empty_or_extended = 0x30;
  constexpr std::uint32_t any_point = 1;  // 1, 1001 with Z, 2001 with M, 3001 with both
  if (blob.size() < header || !blob.starts_with(std::string_view("GP\0", 3))) {
    return {.is_other = true};
  }
  const auto flags = static_cast<unsigned char>(blob[3]);
  const auto envelope = (flags >> 1U) & 7U;
  if ((flags & empty_or_extended) != 0 || envelope >= envelopes.size()) {
    return {.is_other = true};
  }
  const auto begin = header + envelopes.at(envelope);
  constexpr std::size_t in_front = 5;
  if (blob.size() < begin + in_front + sizeof(Point) || blob[begin] != 1 ||
      (value_in<std::uint32_t>(blob, begin + 1) & 0xFFFFU) % 1000 != any_point) {
    return {.is_other = true};
  }
  const Point point{value_in<double>(blob, begin + in_front),
                    value_in<double>(blob, begin + in_front + sizeof(double))};
  return {.point = std::isnan(point.x) && std::isnan(point.y) ? std::nullopt : std::optional(point)};
}

BlobGeometry geometry_of_value(sqlite3_value* value) {
  if (sqlite3_value_type(value) == SQLITE_NULL) {
    return {};
  }
  if (sqlite3_value_type(value) != SQLITE_BLOB) {
    return {.is_other = true};
  }
  const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return geometry_in({bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))});
}

/// A batch with what its texts are views of.
struct FilledBatch {
  RowBatch batch;
  BatchTexts texts;
};

/// Takes the values of rows over into batches. SQLite calls it as a function for each row, which saves making a row of the
/// answer out of each.
class RowTaker {
 public:
  RowTaker(std::size_t columns, bool with_geometry)
      : with_geometry_(with_geometry), rows_at_once_(rows_in_batch(columns)) {}

  void fill(FilledBatch& filled) { filled_ = &filled; }
  [[nodiscard]] bool found_other() const { return found_other_; }
  [[nodiscard]] const std::exception_ptr& failure() const { return failure_; }

  /// As a function of SQL: true when the batch is full, or the row cannot be taken.
  static void call(sqlite3_context* context, int count, sqlite3_value** values) {
    auto& taker = *static_cast<RowTaker*>(sqlite3_user_data(context));
    try {
      sqlite3_result_int(context, taker.take({values, static_cast<std::size_t>(count)}) ? 1 : 0);
    } catch (...) {
      taker.failure_ = std::current_exception();
      sqlite3_result_error(context, "the row cannot be taken", -1);
    }
  }

 private:
  bool take(std::span<sqlite3_value*> values) {
    auto& batch = filled_->batch;
    auto first = std::size_t{1};
    if (with_geometry_) {
      const auto geometry = geometry_of_value(values[first++]);
      if (geometry.is_other) {
        found_other_ = true;
        return true;
      }
      batch.geometry.push_back(geometry.point ? RowGeometry::point : RowGeometry::none);
      batch.point.push_back(geometry.point.value_or(Point{}));
    }
    batch.row.push_back(sqlite3_value_int64(values.front()));
    for (std::size_t i = first; i < values.size(); ++i) {
      batch.columns[i - first].push_back(text_of(values[i]));
    }
    return batch.size() == rows_at_once_;
  }

  std::string_view text_of(sqlite3_value* value) {
    if (sqlite3_value_type(value) == SQLITE_NULL) {
      return {};
    }
    const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) {
      throw std::bad_alloc();
    }
    return trimmed(filled_->texts.keep_as_utf8(text));
  }

  FilledBatch* filled_ = nullptr;
  bool with_geometry_;
  bool found_other_ = false;
  std::size_t rows_at_once_;
  std::exception_ptr failure_;
};

/// Whether the rows come from the table one after the other, so that each is taken once and in its order.
bool is_plain_pass(sqlite3& database, const std::string& sql) {
  const auto plan = prepared(database, "EXPLAIN QUERY PLAN " + sql);
  constexpr int detail_column = 3;
  if (!plan || sqlite3_step(plan.get()) != SQLITE_ROW) {
    return false;
  }
  const std::string_view detail = reinterpret_cast<const char*>(sqlite3_column_text(plan.get(), detail_column));
  const auto holds = [&](std::string_view word) { return detail.find(word) != std::string_view::npos; };
  return detail.starts_with("SCAN") && !holds(" USING ") && !holds("VIRTUAL") && !holds("SUBQUERY") &&
         sqlite3_step(plan.get()) == SQLITE_DONE;
}

/// The question that has each row taken, with an answer for each batch.
std::string question_for(const GeoPackageTable& table) {
  auto values = quoted_name(table.id);
  if (!table.geometry.empty()) {
    values += ", " + quoted_name(table.geometry);
  }
  for (const auto& column : table.columns) {
    values += ", " + quoted_name(column);
  }
  return fmt::format("SELECT 1 FROM {} WHERE lykta_take_row({}) ORDER BY {}", quoted_name(table.name), values,
                     quoted_name(table.id));
}

/// Whether somebody may be writing to the database, so that two connections could see different rows.
bool has_journal(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path + "-wal", error) || std::filesystem::exists(path + "-journal", error);
}

}  // namespace

GeoPackageRowsRead read_geopackage_rows(const std::string& path, const GeoPackageTable& table, const BatchTaker& take,
                                        const std::function<void(std::uint64_t)>& batch_read) {
  constexpr GeoPackageRowsRead not_here{.rows = 0, .goes_on_elsewhere = true};
  if (std::endian::native != std::endian::little || has_journal(path)) {
    return not_here;
  }
  const auto database = open_database(path);
  RowTaker taker(table.columns.size(), !table.geometry.empty());
  if (!database || sqlite3_create_function_v2(database.get(), "lykta_take_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                              &taker, &RowTaker::call, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return not_here;
  }
  const auto sql = question_for(table);
  const auto statement = is_plain_pass(*database, sql) ? prepared(*database, sql) : Statement(nullptr, nullptr);
  if (!statement) {
    return not_here;
  }
  std::array<FilledBatch, 2> filled;
  for (auto& each : filled) {
    each.batch.columns.resize(table.columns.size());
  }
  // One batch is filled while the other is understood.
  const auto start = [&](FilledBatch& into) {
    into.batch.clear();
    into.texts.clear();
    taker.fill(into);
    return std::async(std::launch::async, [&] { return sqlite3_step(statement.get()); });
  };
  GeoPackageRowsRead read;
  auto next = start(filled[0]);
  for (std::size_t i = 0;; ++i) {
    const auto code = next.get();
    if (taker.failure()) {
      std::rethrow_exception(taker.failure());
    }
    const auto& batch = filled.at(i % 2).batch;
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
      read.goes_on_elsewhere = true;
      return read;
    }
    const auto is_last = code == SQLITE_DONE || taker.found_other();
    if (!is_last) {
      next = start(filled.at((i + 1) % 2));
    }
    read.rows += batch.size();
    if (batch.size() > 0 && !take(batch)) {
      return read;
    }
    batch_read(read.rows);
    if (is_last) {
      read.goes_on_elsewhere = taker.found_other();
      return read;
    }
  }
}

}  // namespace lykta
