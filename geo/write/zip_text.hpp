// Files packed into one, the same bytes for the same files: no time of day, no rights of the machine.
//
// After APPNOTE.TXT 6.3.10 of PKWARE, as far as a few small files need it: no ZIP64, no encryption, names in UTF-8. GDAL 3.6 packs
// too, and writes the time of the clock.
#pragma once

#include <span>
#include <string>

namespace lykta {

struct PackedFile {
  std::string name;  ///< with slashes, relative
  std::string bytes;
};

/// The archive, with the files in this order. Together they must be smaller than 4 GB.
[[nodiscard]] std::string zip_text(std::span<const PackedFile> files);

}  // namespace lykta
