#include "publish/tables/csv_table.hpp"

#include <cerrno>
#include <chrono>
#include <fstream>
#include <span>

#include <fmt/format.h>

#include "geo/gdal/write_failure.hpp"
#include "geo/values/guarded_text.hpp"
#include "geo/values/text_values.hpp"
#include "geo/write/rounded_number.hpp"
#include "geo/write/vector_file.hpp"

namespace lykta {

namespace {

std::string quoted(const std::string& cell, char separator) {
  if (cell.find_first_of(fmt::format("\"\r\n{}", separator)) == std::string::npos) {
    return cell;
  }
  std::string result = "\"";
  for (const auto c : cell) {
    if (c == '"') {
      result += '"';
    }
    result += c;
  }
  return result + '"';
}

std::string real_text(double value, int decimals, Language language) {
  auto text = rounded_text(value, decimals);
  if (const auto point = text.find('.'); point != std::string::npos && language == Language::sv) {
    text[point] = ',';
  }
  return text;
}

/// As spreadsheets in both languages read it.
std::string time_text(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::string cell_text(const FieldValue& value, const FieldDefinition& field, Language language) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return fmt::format("{}", *whole);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    return real_text(*real, field.decimals, language);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return *text;
  }
  if (const auto* time = std::get_if<LocalTime>(&value)) {
    return time_text(*time);
  }
  return "";
}

}  // namespace

CsvTable::CsvTable(std::vector<std::string> header, Language language)
    : separator_(language == Language::sv ? ';' : ','), text_("\xEF\xBB\xBF") {
  add_row(header);
}

void CsvTable::add_row(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) {
      text_ += separator_;
    }
    text_ += quoted(guarded(cells[i]), separator_);
  }
  text_ += "\r\n";
}

void CsvTable::write(const std::filesystem::path& path) const { write_text_file(text_, path); }

CsvTable table_of(const VectorLayer& layer, Language language) {
  std::vector<std::string> header;
  for (const auto& field : layer.fields) {
    header.push_back(field.name);
  }
  CsvTable table(std::move(header), language);
  for (std::size_t i = 0; i < layer.features; ++i) {
    const auto values = layer.values_of(i);
    std::vector<std::string> cells;
    for (std::size_t field = 0; field < values.size(); ++field) {
      cells.push_back(cell_text(values[field], layer.fields[field], language));
    }
    table.add_row(cells);
  }
  return table;
}

void write_layer_file(const VectorLayer& layer, Language language, const std::filesystem::path& path,
                      const Progress& progress) {
  if (lower_case(path.extension().string()) == ".csv") {
    table_of(as_table(layer), language).write(path);
  } else {
    write_vector_file(std::span(&layer, 1), path, progress);
  }
}

void write_text_file(const std::string& text, const std::filesystem::path& path) {
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) {
    throw write_failure(path);
  }
}

}  // namespace lykta
