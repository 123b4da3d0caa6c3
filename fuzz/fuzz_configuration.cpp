// Whatever text is called a configuration: it is read or refused with a message, and what is read can be asked for.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cli/configuration/configuration.hpp"
#include "engine/base/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto configuration = lykta::parse_configuration(text, "fuzz.toml");
    // What passed must be possible: the engine would refuse it otherwise, far from the line that is to blame.
    lykta::check(configuration.picture);
  } catch (const lykta::InvalidOption& error) {
    if (std::string_view(error.what()).empty()) {
      std::abort();
    }
  } catch (const lykta::DataError&) {
  }
  return 0;
}
