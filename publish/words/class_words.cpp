#include "publish/words/class_words.hpp"

#include <fmt/format.h>

namespace lykta {

std::string step_text(double limit, Correction correction, Language language) {
  const auto phrase = [&]() -> Phrase {
    switch (correction) {
      case Correction::benjamini_hochberg:
        return {"högst {} % väntas vara falska fynd", "at most {} % expected to be false discoveries"};
      case Correction::bonferroni:
        return {"högst {} % risk för något falskt fynd", "at most {} % risk of any false discovery"};
      case Correction::none:
        break;
    }
    return {"var och en prövad för sig på nivån {} %", "each tested by itself at the level of {} %"};
  }();
  return fmt::format(fmt::runtime(phrase.in(language)), short_number(100 * limit, language));
}

}  // namespace lykta
