#include "cli/frame/repair_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace lykta {

namespace {

struct FaultWords {
  std::string_view geos;  ///< as GEOS calls it
  Phrase says;
};

constexpr std::array words_of_faults{
    FaultWords{"Self-intersection", {"gränsen korsar sig själv", "the outline crosses itself"}},
    FaultWords{"Ring Self-intersection", {"gränsen rör vid sig själv", "the outline touches itself"}},
    FaultWords{"Hole lies outside shell", {"ett hål ligger utanför ytan", "a hole lies outside"}},
    FaultWords{"Holes are nested", {"ett hål ligger i ett annat", "a hole lies in another"}},
    FaultWords{"Nested shells", {"en del ligger i en annan", "a part lies in another"}},
    FaultWords{"Duplicate Rings", {"två delar av gränsen är lika", "two rings are the same"}},
    FaultWords{"Interior is disconnected", {"ett hål delar ytan", "a hole cuts it in two"}},
    FaultWords{"Too few points in geometry component", {"gränsen har för få hörn", "a ring has too few corners"}},
};

/// A fault that is not in the table is said as GEOS calls it.
std::string fault_text(const std::string& fault, Language language) {
  const auto* const known = std::ranges::find(words_of_faults, fault, &FaultWords::geos);
  return known != words_of_faults.end() ? std::string(known->says.in(language)) : fault;
}

std::string repair_text(const OutlineRepair& repair, Language language) {
  constexpr double worth_telling = 0.0005;
  auto text = fault_text(repair.fault, language);
  if (repair.parts_after == 0) {
    return text + Phrase{"; den omsluter inget och är inte med", "; it encloses nothing and is left out"}.in(language);
  }
  if (repair.parts_before != repair.parts_after) {
    text += say(language, {"; {} blev {}", "; {} became {}"},
                counted(repair.parts_before, {"del", "part"}, {"delar", "parts"}, language), repair.parts_after);
  }
  if (!repair.area_change) {
    text += Phrase{"; som den var ritad tog ytorna ut varandra", "; as drawn its parts cancelled out"}.in(language);
  } else if (std::abs(*repair.area_change) >= worth_telling) {
    const auto percent = number(100 * std::abs(*repair.area_change), 1, language);
    text +=
        *repair.area_change > 0
            ? say(language, {"; ytan är {} % större än den var ritad", "; its area is {} % larger than drawn"}, percent)
            : say(language, {"; ytan är {} % mindre än den var ritad", "; its area is {} % smaller than drawn"},
                  percent);
  }
  return text;
}

}  // namespace

void add_what_was_mended(const Phrase& of_one, const std::vector<OutlineRepair>& repairs, Language language,
                         std::vector<std::string>& lines) {
  constexpr std::size_t most = 5;
  for (const auto& repair : std::span(repairs).first(std::min(most, repairs.size()))) {
    const auto done = repair_text(repair, language);
    lines.push_back(
        repair.of.empty()
            ? say(language, {"efter omräkning till kartans system: {}", "moved to the system of the map: {}"}, done)
            : say(language, of_one, repair.of, done));
  }
}

void add_repairs(const Phrase& of_one, const std::vector<OutlineRepair>& repairs, Language language,
                 std::vector<std::string>& lines) {
  if (repairs.empty()) {
    return;
  }
  lines.push_back(counted(repairs.size(),
                          {"gräns korsar sig själv eller är fel på annat sätt, och har lagats",
                           "outline crosses itself or is wrong in another way, and was mended"},
                          {"gränser korsar sig själva eller är fel på annat sätt, och har lagats",
                           "outlines cross themselves or are wrong in another way, and were mended"},
                          language));
  add_what_was_mended(of_one, repairs, language, lines);
}

}  // namespace lykta
