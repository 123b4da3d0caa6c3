// Which places are there, and what has become of each?
#pragma once

#include <optional>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/places/delineate_peaks.hpp"
#include "engine/places/place.hpp"
#include "engine/places/rank.hpp"

namespace lykta {

struct FoundPlace {
  PlaceCells slots;
  Basis basis = Basis::significant;
  std::optional<PlaceChange> change = {};  ///< none without a comparison period
};

/// Without a comparison period: those that begin in candidate cells by the events of the period, delineated by events on the
/// ground of places (see delineate_peaks.hpp), or without one by the density of cells (see delineate.hpp).
///
/// With one: the same by the events of both periods together, those with at least the minimum of events in both, the
/// one with most events first (ties: by id). Nothing in this depends on which period an event is of, so the change of
/// these places is tested; the first as many as the limit are the foremost (see place_change.hpp). After them come
/// places of the cells that are hot by the period alone and lie in none of the former: their change is not tested. A
/// place rests on the period where a cell of it is hot in the period.
[[nodiscard]] std::vector<FoundPlace> found_places(const RankingInputs& inputs, const PlacesOptions& options);

/// Places of observations of feeling unsafe on ground that is free, the one with the highest score first.
[[nodiscard]] std::vector<PlaceCells> delineated_by_observations(const RankingInputs& inputs,
                                                                 const PlacesOptions& options, TakenGround& taken);

}  // namespace lykta
