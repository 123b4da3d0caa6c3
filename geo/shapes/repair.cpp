#include "geo/shapes/repair.hpp"

#include <memory>

#include <geos_c.h>
#include <ogr_geometry.h>

#include "geo/shapes/stopping.hpp"

namespace lykta {

namespace {

/// What belongs to a context of GEOS goes before it.
class Geos {
 public:
  Geos() : context_(OGRGeometry::createGEOSContext()) {}
  ~Geos() { OGRGeometry::freeGEOSContext(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  Geos(Geos&&) = delete;
  Geos& operator=(Geos&&) = delete;

  struct Destroy {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

  [[nodiscard]] Geometry taken(GEOSGeometry* geometry) const { return {geometry, Destroy{context_}}; }
  [[nodiscard]] Geometry from(const OGRGeometry& geometry) const { return taken(geometry.exportToGEOS(context_)); }
  [[nodiscard]] OGRGeometryUniquePtr back(const Geometry& geometry) const {
    return OGRGeometryUniquePtr(geometry ? OGRGeometryFactory::createFromGEOS(context_, geometry.get()) : nullptr);
  }

  /// The first fault that GEOS meets; empty where there is none.
  [[nodiscard]] std::string fault_of(const Geometry& geometry) const {
    char* reason = nullptr;
    GEOSGeometry* at = nullptr;
    const auto valid = GEOSisValidDetail_r(context_, geometry.get(), 0, &reason, &at);
    std::string fault = valid == 0 && reason != nullptr ? reason : "";
    if (reason != nullptr) {
      GEOSFree_r(context_, reason);
    }
    static_cast<void>(taken(at));
    return fault;
  }

  [[nodiscard]] Geometry mended(const Geometry& geometry) const {
    const std::unique_ptr<GEOSMakeValidParams, DestroyParameters> how(GEOSMakeValidParams_create_r(context_),
                                                                      DestroyParameters{context_});
    GEOSMakeValidParams_setMethod_r(context_, how.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(context_, how.get(), 0);
    return taken(GEOSMakeValidWithParams_r(context_, geometry.get(), how.get()));
  }

 private:
  struct DestroyParameters {
    GEOSContextHandle_t context;
    void operator()(GEOSMakeValidParams* parameters) const { GEOSMakeValidParams_destroy_r(context, parameters); }
  };

  GEOSContextHandle_t context_;
};

struct Extent {
  std::size_t parts = 0;
  double area = 0;
};

/// Of all polygons: a ring's area whichever way it runs, holes taken off.
void add_extent(const OGRGeometry& geometry, Extent& extent) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    if (geometry.IsEmpty() == 0) {
      ++extent.parts;
      extent.area += geometry.toPolygon()->get_Area();
    }
  } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
    for (const auto* part : *geometry.toGeometryCollection()) {
      add_extent(*part, extent);
    }
  }
}

Extent extent_of(const OGRGeometry& geometry) {
  Extent extent;
  add_extent(geometry, extent);
  return extent;
}

}  // namespace

MendedOutline mended_outline(const OGRGeometry& geometry) {
  const Geos geos;
  const auto written = geos.from(geometry);
  const auto before = extent_of(geometry);
  MendedOutline result{.geometry = {},
                       .repair = {.of = {}, .fault = {}, .parts_before = before.parts, .area_change = {}}};
  if (!written) {
    return result;
  }
  result.repair.fault = geos.fault_of(written);
  check_polygon_work();
  result.geometry = geos.back(geos.mended(written));
  check_polygon_work();
  if (result.geometry) {
    const auto after = extent_of(*result.geometry);
    result.repair.parts_after = after.parts;
    // Two halves of an eight cancel each other but for rounding.
    constexpr double nothing = 1e-6;
    if (before.area > nothing * after.area) {
      result.repair.area_change = after.area / before.area - 1;
    }
  }
  return result;
}

}  // namespace lykta
