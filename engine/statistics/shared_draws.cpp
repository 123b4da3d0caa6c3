#include "engine/statistics/shared_draws.hpp"

#include <numeric>
#include <utility>

#include "engine/base/random_stream.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// Whether a number is among the first `size`; all are looked at, which is faster than to stop early.
LYKTA_INLINED bool among(const std::uint32_t* row, std::size_t size, std::uint32_t number) {
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    found |= static_cast<std::uint32_t>(row[i] == number);
  }
  return found != 0;
}

/// Draws again what was drawn before: fast as long as rows are short.
LYKTA_VECTORISED void deal_short_rows(RandomStream* random, std::uint32_t places, std::size_t length, std::size_t draws,
                                      std::uint32_t* rows) {
  for (std::size_t draw = 0; draw < draws; ++draw, rows += length) {
    for (std::size_t i = 0; i < length;) {
      const auto number = random->below(places);
      if (!among(rows, i, number)) {
        rows[i++] = number;
      }
    }
  }
}

/// Swaps the next number to the front (Fisher and Yates). The order that an earlier draw left behind does no harm: the
/// new one is random from any start.
void deal_by_swaps(RandomStream& random, std::uint32_t places, std::size_t length, std::size_t draws,
                   std::uint32_t* rows) {
  std::vector<std::uint32_t> order(places);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t draw = 0; draw < draws; ++draw, rows += length) {
    for (std::uint32_t i = 0; i < length; ++i) {
      std::swap(order[i], order[i + random.below(places - i)]);
      rows[i] = order[i];
    }
  }
}

}  // namespace

void SharedDraws::deal(std::size_t batch, std::size_t draws, std::vector<std::uint32_t>& rows) const {
  rows.resize(draws * length_);
  RandomStream random(seed_, batch);
  constexpr std::size_t longest_short_row = 256;
  if (length_ <= longest_short_row && 4 * length_ <= places_) {
    deal_short_rows(&random, places_, length_, draws, rows.data());
  } else {
    deal_by_swaps(random, places_, length_, draws, rows.data());
  }
}

}  // namespace lykta
