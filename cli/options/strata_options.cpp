#include "cli/options/strata_options.hpp"

#include "engine/base/error.hpp"
#include "geo/format/text_encoding.hpp"

namespace lykta {

void add_strata_options(CLI::App& command, ZonesDescription& strata) {
  const auto group = "Localities";
  command
      .add_option("--strata", strata.path,
                  "File of polygons, such as localities: each place is tested against its own, and what lies in none "
                  "is a part of its own")
      ->group(group);
  command.add_option("--strata-column", strata.id_column, "Its column of names (default: the number of the row)")
      ->group(group);
  command.add_option("--strata-layer", strata.layer, "Its layer")->group(group);
  command.add_option("--strata-crs", strata.crs, "Its coordinate system, where it declares none")->group(group);
}

void take_strata_options(const ZonesDescription& given, std::optional<ZonesDescription>& strata) {
  if (!given.path.empty()) {
    strata = localities_description();
    strata->path = given.path;
    strata->path_as_written = as_text(given.path);
  }
  const auto says_more = !given.id_column.empty() || !given.layer.empty() || !given.crs.empty();
  if (!strata && says_more) {
    throw InvalidOption(
        "--strata-column, --strata-layer and --strata-crs belong to --strata: name the file of localities");
  }
  const auto take = [&](std::string ZonesDescription::*part) {
    if (!(given.*part).empty()) {
      (*strata).*part = given.*part;
    }
  };
  take(&ZonesDescription::id_column);
  take(&ZonesDescription::layer);
  take(&ZonesDescription::crs);
}

}  // namespace lykta
