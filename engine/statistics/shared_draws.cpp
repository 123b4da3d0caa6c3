#include "engine/statistics/shared_draws.hpp"

#include <bit>
#include <numeric>
#include <utility>

#include "engine/vectorised.hpp"

namespace lykta {

namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  auto mixed = state;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31U);
}

/// Whether a number is among the first `size`; all are looked at, which is faster than to stop early.
LYKTA_INLINED bool among(const std::uint32_t* row, std::size_t size, std::uint32_t number) {
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    found |= static_cast<std::uint32_t>(row[i] == number);
  }
  return found != 0;
}

/// Draws again what was drawn before: fast as long as rows are short.
LYKTA_VECTORISED void deal_short_rows(RandomBits* random, std::uint32_t places, std::size_t length, std::size_t draws,
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
void deal_by_swaps(RandomBits& random, std::uint32_t places, std::size_t length, std::size_t draws,
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

RandomBits::RandomBits(std::uint64_t seed, std::uint64_t stream) {
  auto first = seed;
  auto second = stream ^ 0x6c796b7461U;
  state_[0] = split_mix(first);
  state_[1] = split_mix(second);
  state_[2] = split_mix(first) ^ split_mix(second);
  state_[3] = split_mix(first) + split_mix(second);
}

std::uint64_t RandomBits::operator()() {
  const auto result = std::rotl(state_[1] * 5, 7) * 9;
  const auto shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint32_t RandomBits::below(std::uint32_t limit) {
  auto product = ((*this)() >> 32U) * limit;
  if (static_cast<std::uint32_t>(product) < limit) {
    const auto reject = (0U - limit) % limit;
    while (static_cast<std::uint32_t>(product) < reject) {
      product = ((*this)() >> 32U) * limit;
    }
  }
  return static_cast<std::uint32_t>(product >> 32U);
}

void SharedDraws::deal(std::size_t batch, std::size_t draws, std::vector<std::uint32_t>& rows) const {
  rows.resize(draws * length_);
  RandomBits random(seed_, batch);
  constexpr std::size_t longest_short_row = 256;
  if (length_ <= longest_short_row && 4 * length_ <= places_) {
    deal_short_rows(&random, places_, length_, draws, rows.data());
  } else {
    deal_by_swaps(random, places_, length_, draws, rows.data());
  }
}

}  // namespace lykta
