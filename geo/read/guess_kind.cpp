#include "geo/read/guess_kind.hpp"

#include <algorithm>

#include "geo/read/kinds.hpp"

namespace lykta {

void guess_kind(const std::vector<ColumnSample>& samples, bool has_geometry, SourceGuess& guess) {
  const auto* const found = std::ranges::find_if(
      guessed_kinds, [&](const KindOfSource* kind) { return kind->guess(samples, has_geometry, guess); });
  if (found != guessed_kinds.end()) {
    guess.kind = (*found)->kind;
  } else {
    guess.kind_why = "nothing speaks for another kind";
  }
  for (const auto& each : mapping_keys) {
    if (!belongs_to(guess.kind, each.role)) {
      (guess.columns.*each.role).clear();
    }
  }
}

}  // namespace lykta
