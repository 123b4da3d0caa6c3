// To which places beyond this machine's files does a path lead, and are they allowed?
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/files/locations.hpp"

namespace lykta {

/// All places that a path leads to; nothing where it is local. Throws InvalidOption for the text of a file.
[[nodiscard]] std::vector<Location> places_beyond_files(const std::string& path);

/// The places of the network that a path or an address in lower case names, or hides.
[[nodiscard]] std::vector<Location> hosts_on_the_network(std::string_view lower);

[[nodiscard]] bool is_this_machine(std::string_view host);

/// Whether the host of the place is among the allowed ones; one that the path does not tell never is.
[[nodiscard]] bool is_allowed(const Location& place, std::span<const std::string> allowed_hosts);

}  // namespace lykta
