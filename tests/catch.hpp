// Catch2 as the system has it: 2.13 in Debian 12, 3 in Debian 13. The tests use the names of 2.13.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)

#include <string>

#include <catch2/catch_all.hpp>

using Catch::Approx;

namespace Catch {

using Matchers::EndsWith;
using Matchers::Equals;
using Matchers::Matches;
using Matchers::StartsWith;
using Matchers::VectorContains;

inline auto Contains(const std::string& part, CaseSensitive caring = CaseSensitive::Yes) {
  return Matchers::ContainsSubstring(part, caring);
}

}  // namespace Catch

#else

#include <catch2/catch.hpp>

#endif
