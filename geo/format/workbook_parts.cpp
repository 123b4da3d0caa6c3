#include "geo/format/workbook_parts.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/cell_text.hpp"
#include "geo/format/sheet_rows.hpp"

namespace lykta {

namespace {

bool go_on(std::string_view) { return true; }
void ignore(std::string_view) {}

std::string text_of(std::optional<std::string_view> value) { return std::string(value.value_or("")); }

/// The last word of a path or address.
std::string_view last_word(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// With its slash; empty for a part that lies in no folder.
std::string_view folder_of(std::string_view part) { return part.substr(0, part.size() - last_word(part).size()); }

}  // namespace

std::vector<PartReference> read_part_references(const ByteSource& bytes, const std::string& where) {
  std::vector<PartReference> references;
  const auto start = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name == "Relationship" && attributes.value("TargetMode") != "External") {
      references.push_back({text_of(attributes.value("Id")),
                            std::string(last_word(attributes.value("Type").value_or(""))),
                            text_of(attributes.value("Target"))});
    }
  };
  read_xml(bytes, where, {start, go_on, ignore});
  return references;
}

WorkbookPart read_workbook_part(const ByteSource& bytes, const std::string& where) {
  WorkbookPart part;
  const auto start = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name == "sheet") {
      const auto state = attributes.value("state");
      part.sheets.push_back({text_of(attributes.value("name")), text_of(attributes.value_in_any_space("id")),
                             state == "hidden" || state == "veryHidden"});
    } else if (name == "workbookPr") {
      const auto stated = attributes.value("date1904");
      part.from_1904 = stated == "1" || stated == "true";
    }
  };
  read_xml(bytes, where, {start, go_on, ignore});
  return part;
}

std::vector<std::string> read_shared_strings(const ByteSource& bytes, const std::string& where) {
  std::vector<std::string> strings;
  std::string piece;
  auto in_reading_aid = false;
  auto in_text = false;
  std::size_t memory = 0;
  const auto take_memory = [&](std::size_t further) {
    constexpr std::size_t most = std::size_t{1} << 30U;
    memory += further;
    if (memory > most) {
      throw DataError(
          fmt::format("{}: the texts of the workbook fill more than {} MB when they are unpacked, which is the "
                      "limit: save the sheet as CSV, or split it",
                      where, most >> 20U));
    }
  };
  const auto start = [&](std::string_view name, const XmlAttributes&) {
    if (name == "si") {
      take_memory(sizeof(std::string));
      strings.emplace_back();
    }
    in_reading_aid = in_reading_aid || name == "rPh";
    in_text = name == "t" && !in_reading_aid && !strings.empty();
  };
  const auto end = [&](std::string_view name) {
    if (in_text && name == "t") {
      strings.back() += unescaped(piece);
      piece.clear();
    }
    in_reading_aid = in_reading_aid && name != "rPh";
    in_text = false;
    return true;
  };
  const auto text = [&](std::string_view characters) {
    if (in_text) {
      take_memory(characters.size());
      piece += characters;
      if (strings.back().size() + piece.size() > longest_cell) {
        throw DataError(fmt::format("{}: text number {} holds more than {} MB: is it a table?", where,
                                    strings.size() - 1, longest_cell >> 20U));
      }
    }
  };
  read_xml(bytes, where, {start, end, text});
  return strings;
}

std::vector<ShownTime> read_styles(const ByteSource& bytes, const std::string& where) {
  constexpr std::size_t largest_format = 1'000'000'000;
  std::map<std::size_t, ShownTime> by_code;
  std::vector<std::size_t> formats;
  std::string list;  // formats of conditional styles (dxfs) have numbers of their own, and only cellXfs are of cells
  const auto start = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name == "numFmts" || name == "cellXfs") {
      list = name;
      return;
    }
    const auto format = whole_number(attributes.value("numFmtId").value_or(""), largest_format);
    if (name == "numFmt" && list == "numFmts" && format) {
      by_code[*format] = shown_by_code(attributes.value("formatCode").value_or(""));
    } else if (name == "xf" && list == "cellXfs") {
      constexpr std::size_t most_styles = 1'000'000;  // programs write 65 000 at most
      if (formats.size() == most_styles) {
        throw DataError(fmt::format("{}: more than {} styles of cells, which no program writes", where, most_styles));
      }
      formats.push_back(format.value_or(0));
    }
  };
  const auto end = [&](std::string_view name) {
    if (name == list) {
      list.clear();
    }
    return true;
  };
  read_xml(bytes, where, {start, end, ignore});
  std::vector<ShownTime> styles;
  styles.reserve(formats.size());
  for (const auto format : formats) {
    const auto coded = by_code.find(format);
    styles.push_back(coded != by_code.end() ? coded->second : shown_by_builtin(static_cast<int>(format)));
  }
  return styles;
}

std::string part_name(std::string_view target, std::string_view referring_part) {
  std::string path(target.starts_with('/') ? "" : folder_of(referring_part));
  path += target;
  std::vector<std::string_view> steps;
  for (std::size_t at = 0; at < path.size();) {
    const auto slash = std::min(path.find('/', at), path.size());
    const auto step = std::string_view(path).substr(at, slash - at);
    if (step == ".." && !steps.empty()) {
      steps.pop_back();
    } else if (!step.empty() && step != "." && step != "..") {
      steps.push_back(step);
    }
    at = slash + 1;
  }
  std::string name;
  for (const auto step : steps) {
    name += name.empty() ? "" : "/";
    name += step;
  }
  return name;
}

std::string name_of_references(std::string_view part) {
  return std::string(folder_of(part)) + "_rels/" + std::string(last_word(part)) + ".rels";
}

}  // namespace lykta
