// Which places are there, and what has become of each?
#pragma once

#include <optional>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/places/place.hpp"
#include "engine/places/rank.hpp"

namespace lykta {

struct FoundPlace {
  PlaceCells slots;
  Basis basis = Basis::significant;
  std::optional<PlaceChange> change = {};  ///< none without a comparison period
};

/// Without a comparison period: the candidates by the events of the period, delineated by their density.
///
/// With one: the same by the events of both periods together, those with at least the minimum of events in both, the
/// one with most events first (ties: by id). Nothing in this depends on which period an event is of, so the change of
/// these places is tested; the first as many as the limit are the foremost (see place_change.hpp). After them come
/// places of the cells that are hot by the period alone and lie in none of the former: their change is not tested. A
/// place rests on the period where a cell of it is hot in the period.
[[nodiscard]] std::vector<FoundPlace> found_places(const RankingInputs& inputs, const PlacesOptions& options);

}  // namespace lykta
