#include "cli/values/option_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/values/nearest_word.hpp"

namespace lykta {

void refuse_word(std::string_view option, const std::string& word, const std::vector<std::string>& known) {
  const auto nearest = nearest_word(word, known);
  throw InvalidOption(fmt::format("{} {} is unknown{}; known are {}", option, word,
                                  nearest ? fmt::format(" (did you mean {}?)", *nearest) : "", fmt::join(known, ", ")));
}

void refuse_idle(const CLI::App& command, const std::vector<OptionOwner>& owners) {
  for (const auto& [option, is_used, belongs_to] : owners) {
    if (const auto* known = command.get_option_no_throw(option); !is_used && known != nullptr && known->count() > 0) {
      throw InvalidOption(fmt::format("{} changes nothing here: it belongs to {}", option, belongs_to));
    }
  }
}

}  // namespace lykta
