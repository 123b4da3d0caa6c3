#include "geo/format/workbook.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <optional>
#include <string_view>

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/workbook_parts.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using OpenFile = std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)>;

OpenFile open(const std::string& name) { return {VSIFOpenL(name.c_str(), "rb"), &VSIFCloseL}; }

/// GDAL's name for a part of the zip, or for the zip as a folder. The braces let the file end in anything.
std::string name_in_zip(const std::string& path, const std::string& part) {
  const auto zip = path.find_first_of("{}") == std::string::npos ? "{" + path + "}" : path;
  return "/vsizip/" + zip + (part.empty() ? "" : "/" + part);
}

/// Encrypted workbooks and those of Excel 97 lie in a container of their own ([MS-CFB] 2.2), in no zip.
void refuse_other_containers(const std::string& path) {
  const auto file = open(path);
  if (!file) {
    throw DataError(fmt::format("{}: no such file, or it must not be read", path));
  }
  constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::array<char, compound_file.size()> first{};
  const auto length = VSIFReadL(first.data(), 1, first.size(), file.get());
  if (length == first.size() && std::string_view(first.data(), length) == compound_file) {
    throw DataError(
        fmt::format("{}: the workbook is protected by a password, or is an old .xls: open it in a "
                    "spreadsheet program and save it as .xlsx without a password",
                    path));
  }
}

/// Reads a part block by block. The file must outlive the source.
ByteSource source_of(VSILFILE* file, const std::string& where) {
  return [file, where](std::span<char> block) {
    CPLErrorReset();
    const auto length = VSIFReadL(block.data(), 1, block.size(), file);
    if (CPLGetLastErrorType() >= CE_Failure || (length == 0 && VSIFEofL(file) == 0)) {
      throw DataError(
          fmt::format("{} is damaged: it cannot be unpacked; fetch the file anew from where it came", where));
    }
    return length;
  };
}

/// The parts of the zip. Names of parts are alike up to their case ([ECMA-376] part 2, 6.2.2.3), those of a zip not.
class Parts {
 public:
  explicit Parts(const std::string& path) : path_(path), names_(VSIReadDirRecursive(name_in_zip(path, "").c_str())) {}

  /// As it is called in the zip; nothing where there is none.
  [[nodiscard]] std::optional<std::string> find(const std::string& part) const {
    const auto wanted = lower_case(part);
    for (int i = 0; i < names_.size(); ++i) {
      if (lower_case(names_[i]) == wanted) {
        return names_[i];
      }
    }
    return std::nullopt;
  }

  /// Hands the part to a reader of `workbook_parts.hpp`; an empty result where there is no such part.
  template <typename Result>
  Result read(Result (*reader)(const ByteSource&, const std::string&), const std::string& part) const {
    const auto name = find(part);
    if (!name) {
      return {};
    }
    const auto where = fmt::format("{} ({})", path_, part);
    const auto file = open(name_in_zip(path_, *name));
    if (!file) {
      throw DataError(
          fmt::format("{} is damaged: it cannot be unpacked; fetch the file anew from where it came", where));
    }
    return reader(source_of(file.get(), where), where);
  }

 private:
  std::string path_;
  CPLStringList names_;
};

/// The part that a reference of this kind leads to; nothing where there is none.
std::optional<std::string> part_of_kind(const std::vector<PartReference>& references, std::string_view kind,
                                        const std::string& referring_part) {
  const auto found = std::ranges::find(references, kind, &PartReference::kind);
  return found == references.end() ? std::nullopt : std::optional(part_name(found->target, referring_part));
}

std::string find_workbook_part(const Parts& parts, const std::string& path) {
  const auto references = parts.read(read_part_references, name_of_references(""));
  auto part = part_of_kind(references, "officeDocument", "").value_or("xl/workbook.xml");
  if (part.ends_with(".bin")) {
    throw DataError(fmt::format("{}: a binary workbook: open it in a spreadsheet program and save it as .xlsx", path));
  }
  if (!parts.find(part)) {
    throw DataError(fmt::format("{}: not an XLSX workbook (it has no part {})", path, part));
  }
  return part;
}

}  // namespace

Workbook::Workbook(const std::string& path) : path_(path) {
  const QuietGdal quiet;
  refuse_other_containers(path);
  const Parts parts(path);
  const auto workbook = find_workbook_part(parts, path);
  const auto content = parts.read(read_workbook_part, workbook);
  const auto references = parts.read(read_part_references, name_of_references(workbook));
  for (const auto& sheet : content.sheets) {
    const auto reference = std::ranges::find(references, sheet.id, &PartReference::id);
    if (reference == references.end()) {
      throw DataError(fmt::format("{}: the sheet '{}' leads nowhere: the workbook is damaged", path, sheet.name));
    }
    if (reference->kind == "worksheet") {
      const auto part = part_name(reference->target, workbook);
      names_.push_back(sheet.name);
      parts_.push_back(parts.find(part).value_or(part));
    }
  }
  if (names_.empty()) {
    throw DataError(fmt::format("{}: the workbook has no sheet with cells", path));
  }
  const auto read_kind = [&](auto reader, std::string_view kind) {
    const auto part = part_of_kind(references, kind, workbook);
    return part ? parts.read(reader, *part) : decltype(parts.read(reader, *part)){};
  };
  meanings_.from_1904 = content.from_1904;
  meanings_.shared_strings = read_kind(read_shared_strings, "sharedStrings");
  meanings_.styles = read_kind(read_styles, "styles");
}

void Workbook::read_sheet(std::size_t index, const RowReceiver& row) const {
  assert(index < parts_.size());
  const QuietGdal quiet;
  const auto where = fmt::format("{} ({})", path_, names_[index]);
  const auto file = open(name_in_zip(path_, parts_[index]));
  if (!file) {
    throw DataError(fmt::format("{}: the part {} of this sheet is missing or damaged", where, parts_[index]));
  }
  read_sheet_rows(source_of(file.get(), where), where, meanings_, row);
}

}  // namespace lykta
