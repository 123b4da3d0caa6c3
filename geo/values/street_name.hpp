// On which street, or in which area, is an address?
#pragma once

#include <string>
#include <string_view>

namespace lykta {

/// An address without the number of the house, the door and the town, composed (NFC): "Storgatan 12 B lgh 1101, 372 30 Ronneby"
/// is on "Storgatan", "12XX BLOCK OF W MAIN ST" on "W MAIN ST", "On or near High Street" on "High Street". A house is often the
/// home of one person, a street is a place. The number of a road stays ("Riksväg 27"). Text that is no address stays as it is:
/// an area, a square, a school. Empty where nothing is stated ("-", "okänd").
[[nodiscard]] std::string street_of(std::string_view address);

}  // namespace lykta
