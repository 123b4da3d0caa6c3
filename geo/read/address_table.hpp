// Where is an address?
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/files/file_state.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

/// A table of addresses with positions, such as a municipality's own.
class AddressTable {
 public:
  /// `table` names the columns `address`, and `x` and `y` unless the layer has points; rows without an address or a position are
  /// passed over. Throws DataError and InvalidOption as Rows does, and DataError where no row has both.
  AddressTable(const SourceDescription& table, const std::vector<std::string>& allowed_hosts);

  [[nodiscard]] const Crs& crs() const { return *crs_; }
  /// All files that it was read from.
  [[nodiscard]] const std::vector<ReadFile>& files() const { return files_; }

  /// The middle of its points, in the system of the table. Upper and lower case, the number of spaces and, where nothing else fits, what follows a comma (the
  /// town) do not count. Nothing where the address is not known, or known at points more than 100 m (0.001 degrees) apart: one
  /// street may have its number 1 in more than one town.
  [[nodiscard]] std::optional<Point> find(std::string_view address) const;

 private:
  std::optional<Crs> crs_;
  std::vector<ReadFile> files_;
  std::map<std::string, Box, std::less<>> places_;  ///< around all points of an address
};

}  // namespace lykta
