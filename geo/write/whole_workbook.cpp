#include "geo/write/whole_workbook.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/zip_parts.hpp"

namespace lykta {

namespace {

/// The last bytes of a part of a packed file.
std::string end_of_part(const ZipParts& parts, const std::string& name) {
  constexpr std::size_t enough = 32;
  std::string end;
  parts.read(name, name, [&](const ByteSource& bytes) {
    std::vector<char> some(std::size_t{1} << 16U);
    for (auto size = bytes(some); size > 0; size = bytes(some)) {
      end.append(some.data(), size);
      end.erase(0, end.size() - std::min(end.size(), enough));
    }
  });
  return end;
}

}  // namespace

bool is_whole_workbook(const std::filesystem::path& path, std::size_t sheets) {
  try {
    const ZipParts parts(path.string(), ".xlsx");
    for (std::size_t i = 1; i <= sheets; ++i) {
      if (!end_of_part(parts, fmt::format("xl/worksheets/sheet{}.xml", i)).ends_with("</worksheet>")) {
        return false;
      }
    }
    return end_of_part(parts, "xl/workbook.xml").ends_with("</workbook>");
  } catch (const DataError&) {
    return false;
  }
}

}  // namespace lykta
