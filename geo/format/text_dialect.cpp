#include "geo/format/text_dialect.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/text_record.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::array<char, 4> separators{',', ';', '\t', '|'};

Phrase name_of_separator(char separator) {
  switch (separator) {
    case ',':
      return {"komma", "comma"};
    case ';':
      return {"semikolon", "semicolon"};
    case '\t':
      return {"tabb", "tab"};
    case '|':
      return {"lodstreck", "vertical bar"};
    default:
      return {"angivet tecken", "stated character"};
  }
}

char stated_separator(const std::string& stated) {
  const auto lower = lower_case(stated);
  if (lower == "tab" || stated == "\\t") {
    return '\t';
  }
  if (stated.size() != 1 || stated == "\"" || stated == "\n" || stated == "\r") {
    throw InvalidOption(fmt::format("separator '{}': give one character, or tab", stated));
  }
  return stated.front();
}

/// "sep=;" in the first line, perhaps in quotes: a hint for spreadsheet programs.
std::optional<char> separator_in_first_line(std::string_view text) {
  auto line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = line.substr(1, line.size() - 2);
  }
  if (line.size() != 5 || lower_case(line.substr(0, 4)) != "sep=" || line[4] == '"') {
    return std::nullopt;
  }
  return line[4];
}

/// What the first records look like under a separator.
struct Trial {
  char separator = ',';
  LoneReturns returns = LoneReturns::end_rows;
  std::size_t width = 1;  ///< fields of most records
  double even = 0;        ///< share of the records with that many
  double clean = 0;       ///< share of the fields of these records without another separator in them
  [[nodiscard]] double score() const { return width > 1 ? even * clean : 0; }
};

/// A field that was split rightly holds no other separator, unless it is quoted; a comma is right in a number and in
/// prose. A quote in it, where it does not begin with one, shows that quoted text was torn apart.
bool is_clean(std::string_view field, char separator) {
  if (field.find('"') != std::string_view::npos) {
    return false;
  }
  for (const auto other : separators) {
    if (other == separator || field.find(other) == std::string_view::npos) {
      continue;
    }
    const auto in_prose = other == ',' && (field.find(", ") != std::string_view::npos || parse_number(field));
    if (!in_prose) {
      return false;
    }
  }
  return true;
}

/// The records of one width.
struct Records {
  std::size_t count = 0;
  std::size_t clean_fields = 0;
};

Trial read_with(std::string_view beginning, bool complete, char separator, LoneReturns returns) {
  constexpr std::size_t enough_records = 500;
  std::string text(beginning);
  RecordScanner scanner(text.data(), text.data() + text.size(), separator, complete, returns);
  std::map<std::size_t, Records> records_of_width;
  std::size_t not_blank = 0;
  std::vector<std::string_view> fields;
  for (std::size_t i = 0; i < enough_records && scanner.next(fields); ++i) {
    if (fields.size() == 1 && trimmed(fields.front()).empty()) {
      continue;
    }
    ++not_blank;
    auto& records = records_of_width[fields.size()];
    ++records.count;
    for (const auto field : fields) {
      const auto is_quoted = field.data() != text.data() && *(field.data() - 1) == '"';
      records.clean_fields += is_quoted || is_clean(field, separator) ? 1U : 0U;
    }
  }
  Trial reading{.separator = separator, .returns = returns};
  Records most;
  for (const auto& [width, records] : records_of_width) {
    if (records.count >= most.count) {
      reading.width = width;
      most = records;
    }
  }
  if (not_blank > 0) {
    reading.even = static_cast<double>(most.count) / static_cast<double>(not_blank);
    reading.clean = static_cast<double>(most.clean_fields) / static_cast<double>(most.count * reading.width);
  }
  return reading;
}

bool has_lone_returns(std::string_view text) {
  for (auto at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] != '\n') {
      return true;
    }
  }
  return false;
}

/// With the meaning of lone returns that fits.
Trial read_with(std::string_view beginning, bool complete, char separator) {
  auto reading = read_with(beginning, complete, separator, LoneReturns::end_rows);
  if (beginning.find('\n') != std::string_view::npos && has_lone_returns(beginning)) {
    const auto other = read_with(beginning, complete, separator, LoneReturns::stay_in_fields);
    constexpr double clearly = 1.25;
    if (other.width > 1 && other.width >= reading.width && other.even > reading.even * clearly) {
      return other;
    }
  }
  return reading;
}

}  // namespace

std::vector<NumberedRow> first_records(std::string_view beginning, bool complete, const TextDialect& dialect,
                                       std::size_t at_most) {
  std::string text(beginning);
  // Where the sample is cut inside of a long quoted field it is better to look at that than at nothing.
  RecordScanner scanner(text.data(), text.data() + text.size(), dialect.separator, complete, dialect.returns);
  std::vector<NumberedRow> records;
  std::vector<std::string_view> fields;
  while (records.size() < at_most && scanner.next(fields)) {
    NumberedRow record{.number = static_cast<std::int64_t>(records.size()) + 1, .cells = {}};
    for (const auto field : fields) {
      record.cells.emplace_back(field);
    }
    records.push_back(std::move(record));
  }
  return records;
}

TextDialect find_dialect(std::string_view beginning, bool complete, const std::string& stated) {
  const auto in_first_line = separator_in_first_line(beginning);
  TextDialect dialect;
  dialect.separator_line = in_first_line ? 1 : 0;
  dialect.separator_stated = !stated.empty() || in_first_line.has_value();
  if (dialect.separator_stated) {
    dialect.separator = stated.empty() ? *in_first_line : stated_separator(stated);
    dialect.why =
        stated.empty() ? said({"enligt första raden", "the first line says so"}) : said({"angivet", "stated"});
    dialect.returns = read_with(beginning, complete, dialect.separator).returns;
    return dialect;
  }
  Trial best;
  for (const auto separator : separators) {
    const auto reading = read_with(beginning, complete, separator);
    // Nearly as even and clean: then the one that finds more fields. A clear lead in evenness goes before that.
    constexpr double nearly = 0.9;
    const auto is_better = reading.score() > best.score() / nearly ||
                           (reading.score() > best.score() * nearly && reading.width > best.width);
    if (is_better) {
      best = reading;
    }
  }
  dialect.separator = best.separator;
  dialect.returns = best.returns;
  dialect.why = best.width > 1
                    ? said({"{}: {} fält i {:.0f} % av raderna", "{}: {} fields in {:.0f} % of the rows"},
                           name_of_separator(best.separator), best.width, 100 * best.even)
                    : said({"inget skiljetecken hittades: en enda kolumn", "no separator found: a single column"});
  return dialect;
}

}  // namespace lykta
