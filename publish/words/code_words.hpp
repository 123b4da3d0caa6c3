// What do people call the codes that fields hold?
//
// Files keep the codes, so that programs find them in any language; a GeoPackage says beside them what they mean, and QGIS shows that.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

struct Code {
  const char* code;
  Phrase words;
};

/// The codes of a field of a layer of the GeoPackage, in the order in which people read them; none where it holds no codes.
[[nodiscard]] std::vector<CodedText> code_texts(std::string_view layer, const FieldDefinition& field,
                                                Language language);

/// Gives a field of the layer these codes.
void add_codes(VectorLayer& layer, std::string_view field, std::span<const Code> codes, Language language);

/// Gives each field of the layer its codes where it has none yet.
void add_code_texts(VectorLayer& layer, Language language);

}  // namespace lykta
