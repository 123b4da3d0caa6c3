// What stands beside crime on the map: for each kind of source its layer, its style, and how run.json calls its count.
//
// One row a kind; fields, words and style of a kind stand in its own file beside this one. docs/adding.md shows how to add
// one.
#pragma once

#include <array>
#include <cstddef>

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/picture.hpp"
#include "geo/read/source_description.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/layers/layers.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

struct ContextKind {
  SourceKind kind = SourceKind::visits;
  const char* name = "";  ///< of its layer, and of its count in run.json
  std::size_t (*records)(const Inputs& inputs) = nullptr;
  /// One feature a record, never added to crime.
  VectorLayer (*layer)(const Publication& publication) = nullptr;
  qml::LayerStyle (*style)(const Publication& publication) = nullptr;
  bool lies_below_the_grid = false;  ///< areas would hide what else there is
  /// What run.json tells of the options.
  void (*add_parameters)(const PictureOptions& options, nlohmann::ordered_json& parameters) = nullptr;
};

extern const ContextKind survey_context;
extern const ContextKind visits_context;
extern const ContextKind accidents_context;

/// In the order of run.json; on the map the first lies on top.
inline constexpr std::array context_kinds{&survey_context, &visits_context, &accidents_context};

}  // namespace lykta
