// How are the columns of a KML file called?
//
// GDAL makes an underscore of every byte of a name that is no plain letter or digit: "Känsla" becomes "K__nsla".
#pragma once

#include <string>
#include <vector>

namespace lykta {

/// The names as the file has them, for the names that GDAL gives (`laundered`): those of <Data>, <SimpleField> and
/// <SimpleData> in a .kml or a .kmz. What no name, or more than one, becomes stays as it is; so does everything where the
/// file cannot be looked into.
[[nodiscard]] std::vector<std::string> names_in_kml(const std::string& path, std::vector<std::string> laundered);

}  // namespace lykta
