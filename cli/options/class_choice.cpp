#include "cli/options/class_choice.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::size_t number_of(std::string_view option, const std::string& name, const std::vector<IncidentClass>& classes) {
  const auto found = std::ranges::find(classes, composed(name), &IncidentClass::name);
  if (found == classes.end()) {
    std::vector<std::string> known;
    std::ranges::transform(classes, std::back_inserter(known), &IncidentClass::name);
    refuse_word(option, name, known);
  }
  return static_cast<std::size_t>(found - classes.begin());
}

}  // namespace

std::vector<bool> chosen_classes(const std::vector<std::string>& only, const std::vector<IncidentClass>& classes) {
  std::vector<bool> is_chosen(classes.size(), false);
  for (const auto& name : only) {
    is_chosen[number_of("--only: class", name, classes)] = true;
  }
  return is_chosen;
}

void set_class_weights(const std::vector<std::string>& stated, std::vector<IncidentClass>& classes) {
  for (const auto& each : stated) {
    const auto sign = each.rfind('=');
    const auto weight = sign == std::string::npos ? std::nullopt : parse_number(each.substr(sign + 1));
    constexpr double most = 1e9;
    if (!weight || !(*weight >= 0) || !(*weight <= most)) {
      throw InvalidOption(
          fmt::format("--class-weight {}: give CLASS=WEIGHT, such as Rån=9, with a weight from 0 to 1e9", each));
    }
    classes[number_of("--class-weight: class", each.substr(0, sign), classes)].weight = *weight;
  }
}

}  // namespace lykta
