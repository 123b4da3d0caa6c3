// PROJ's objects with an end: its C API behind types that tidy up, silent and offline.
#pragma once

#include <memory>
#include <string>

#include <ogr_spatialref.h>
#include <proj.h>

namespace lykta {

struct DestroyProj {
  void operator()(PJ* object) const { proj_destroy(object); }
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
using ProjContext = std::unique_ptr<PJ_CONTEXT, DestroyProj>;
using ProjObject = std::unique_ptr<PJ, DestroyProj>;

/// A context of one's own: it prints nothing and opens no connection, whatever the environment says. A context, and what was
/// made in it, serves one thread at a time.
[[nodiscard]] ProjContext new_proj_context();

struct ProjDefinition {
  std::string text;
  bool is_proj_string = false;  ///< east comes first then, whatever axes the system is declared with
};

/// The system as PROJ reads it best: its code where the authority's own definition is meant (that knows where it is in use),
/// else the PROJ string that it came with, else WKT.
[[nodiscard]] ProjDefinition proj_definition(const OGRSpatialReference& reference);

}  // namespace lykta
