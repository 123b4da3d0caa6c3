// Which operation leads from one coordinate system to another, and how far can its result be trusted?
#pragma once

#include <optional>
#include <string>

namespace lykta {

/// What PROJ does between two systems, as it calls it.
struct CrsOperation {
  std::string name;                  ///< "Inverse of SWEREF99 to WGS 84 (1) + SWEREF99 TM"
  std::optional<double> accuracy_m;  ///< as published; nothing where nobody states it
  /// The shift between the datums is not known and was left out: that can be hundreds of metres.
  bool is_ballpark = false;
};

/// What tells a way: both systems as PROJ reads them, and whether a file's x and y stand the other way round than the
/// authority's axes.
struct CrsWay {
  std::string from;
  std::string to;
  bool swaps_from = false;
  bool swaps_to = false;
};

}  // namespace lykta
