#include "geo/format/workbook.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/workbook_parts.hpp"

namespace lykta {

namespace {

/// Hands the part to a reader of `workbook_parts.hpp`; an empty result where there is no such part.
template <typename Result>
Result read_part(const ZipParts& parts, const std::string& path,
                 Result (*reader)(const ByteSource&, const std::string&), const std::string& part) {
  Result result;
  if (const auto name = parts.find(part)) {
    const auto where = fmt::format("{} ({})", path, part);
    parts.read(*name, where, [&](const ByteSource& bytes) { result = reader(bytes, where); });
  }
  return result;
}

/// The part that a reference of this kind leads to; nothing where there is none.
std::optional<std::string> part_of_kind(const std::vector<PartReference>& references, std::string_view kind,
                                        const std::string& referring_part) {
  const auto found = std::ranges::find(references, kind, &PartReference::kind);
  return found == references.end() ? std::nullopt : std::optional(part_name(found->target, referring_part));
}

std::string find_workbook_part(const ZipParts& parts, const std::string& path) {
  const auto references = read_part(parts, path, read_part_references, name_of_references(""));
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

Workbook::Workbook(const std::string& path) : path_(path), zip_(path, ".xlsx") {
  const auto workbook = find_workbook_part(zip_, path);
  const auto content = read_part(zip_, path, read_workbook_part, workbook);
  const auto references = read_part(zip_, path, read_part_references, name_of_references(workbook));
  for (const auto& sheet : content.sheets) {
    const auto reference = std::ranges::find(references, sheet.id, &PartReference::id);
    if (reference == references.end()) {
      throw DataError(fmt::format("{}: the sheet '{}' leads nowhere: the workbook is damaged", path, sheet.name));
    }
    if (reference->kind == "worksheet") {
      const auto part = part_name(reference->target, workbook);
      sheets_.push_back({sheet.name, sheet.is_hidden});
      parts_.push_back(zip_.find(part).value_or(part));
    }
  }
  if (sheets_.empty()) {
    throw DataError(fmt::format("{}: the workbook has no sheet with cells", path));
  }
  const auto read_kind = [&](auto reader, std::string_view kind) {
    const auto part = part_of_kind(references, kind, workbook);
    return part ? read_part(zip_, path, reader, *part) : decltype(read_part(zip_, path, reader, *part)){};
  };
  meanings_.from_1904 = content.from_1904;
  meanings_.shared_strings = read_kind(read_shared_strings, "sharedStrings");
  meanings_.styles = read_kind(read_styles, "styles");
}

void Workbook::read_sheet(std::size_t index, const RowReceiver& row) const {
  assert(index < parts_.size());
  const auto where = fmt::format("{} ({})", path_, sheets_[index].name);
  zip_.read(parts_[index], where, [&](const ByteSource& bytes) { read_sheet_rows(bytes, where, meanings_, row); });
}

}  // namespace lykta
