#include "publish/words/tie_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lykta {

namespace {

/// The place of each rank of the list; ranks follow each other without a gap.
std::vector<const Place*> by_rank(std::span<const Place> places) {
  std::vector<const Place*> ranked;
  for (const auto& place : places) {
    if (place.rank && *place.rank == static_cast<int>(ranked.size()) + 1) {
      ranked.push_back(&place);
    }
  }
  return ranked;
}

bool is_tied(const Place& place, int rank) {
  return place.reliability && place.reliability->ranks &&
         std::ranges::find(place.reliability->tied_with, rank) != place.reliability->tied_with.end();
}

/// "3 och 4", "5 till 7"
std::string ranks_of(const TiedRanks& tied, Language language) {
  return tied.last == tied.first + 1 ? say(language, {"{} och {}", "{} and {}"}, tied.first, tied.last)
                                     : say(language, {"{} till {}", "{} to {}"}, tied.first, tied.last);
}

}  // namespace

std::vector<TiedRanks> tied_ranks(std::span<const Place> places) {
  const auto ranked = by_rank(places);
  const auto are_tied = [&](int a, int b) {
    const auto& first = *ranked[static_cast<std::size_t>(a - 1)];
    const auto& second = *ranked[static_cast<std::size_t>(b - 1)];
    return is_tied(first, b) && is_tied(second, a);
  };
  std::vector<TiedRanks> all;
  const auto most = static_cast<int>(ranked.size());
  for (int first = 1; first < most; ++first) {
    auto last = first;
    const auto goes_on = [&] {
      for (auto rank = first; rank <= last; ++rank) {
        if (!are_tied(rank, last + 1)) {
          return false;
        }
      }
      return true;
    };
    while (last < most && goes_on()) {
      ++last;
    }
    if (last > first && (all.empty() || last > all.back().last)) {
      all.push_back({first, last});
    }
  }
  return all;
}

std::string ties_sentence(std::span<const Place> places, Language language) {
  const auto all = tied_ranks(places);
  if (all.empty()) {
    return "";
  }
  std::string groups;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto* const before = i == 0 ? "" : i + 1 == all.size() ? Phrase{" samt ", ", and "}.in(language) : ", ";
    groups += before + ranks_of(all[i], language);
  }
  return say(language,
             {"Plats {} är så gott som lika: ordningen mellan dem kan vara slump.",
              "Places {} are as good as tied: their order may be chance."},
             groups);
}

}  // namespace lykta
