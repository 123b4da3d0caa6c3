#include <array>
#include <memory>

#include <cpl_conv.h>

#include "publish/project/project_parts.hpp"

namespace lykta::project {

namespace {

std::string wkt_of(const OGRSpatialReference& reference) {
  constexpr std::array<const char*, 3> how{"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
  char* written = nullptr;
  reference.exportToWkt(&written, how.data());
  const std::unique_ptr<char, decltype(&VSIFree)> wkt(written, VSIFree);
  return wkt ? std::string(wkt.get()) : std::string();
}

}  // namespace

void add_crs(pugi::xml_node parent, const Crs& crs) {
  const auto& reference = crs.reference();
  auto system = add(parent, "spatialrefsys", {{"nativeFormat", "Wkt"}});
  add(system, "wkt", {}, wkt_of(reference));
  const auto* authority = reference.GetAuthorityName(nullptr);
  const auto* code = reference.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) {
    add(system, "authid", {}, std::string(authority) + ":" + code);
  }
  add(system, "description", {}, crs.name());
  add(system, "geographicflag", {}, reference.IsGeographic() != 0 ? "true" : "false");
}

}  // namespace lykta::project
