// By which street or area do the events of a place know it?
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lykta {

struct CommonAddress {
  std::string text;        ///< "Storgatan"; empty where no two events share one
  bool is_around = false;  ///< most events state others: the place lies around it
};

/// The commonest of the addresses that events state, if at least two do; where they are less than a quarter of all events, the place
/// lies around it. Where a second one is stated by half as many events as the first, and by a quarter of all, both:
/// "Kungsgatan/Storgatan", in the order of the alphabet. Of addresses that are equally common the first in the alphabet counts.
///
/// `address_index` has one element per event, in any order: 1 + index into `addresses`, 0 where an event states none.
[[nodiscard]] CommonAddress common_address(std::vector<std::uint32_t> address_index,
                                           std::span<const std::string> addresses);

}  // namespace lykta
