#include "cli/commands/density/density_text.hpp"

#include <fmt/format.h>

#include "cli/frame/summary.hpp"
#include "engine/base/lengths.hpp"

namespace lykta {

namespace {

std::string bandwidth_text(const DensityCommand& options, const DensityMap& map, Language language) {
  const auto metres = [&](double value) { return with_decimal_mark(metres_text(value), language) + " m"; };
  auto text = say(language, {"bandbredd {}", "bandwidth {}"}, metres(map.bandwidth_m()));
  if (map.options().rule) {
    text += fmt::format(" ({})", options.step.bandwidth);
  }
  if (const auto range = map.adaptive_range_m()) {
    text += say(language, {", adaptiv från {} till {}", ", adaptive from {} to {}"}, metres(range->first),
                metres(range->second));
  }
  return text;
}

std::string why_exact(ExactReason reason, Language language) {
  switch (reason) {
    case ExactReason::cheaper:
      return say(language, {"här tar det inte längre tid", "here that takes no longer"});
    case ExactReason::narrow_kernel:
      return say(language, {"bandbredden är under {} rutor", "the bandwidth is under {} cells"},
                 short_number(narrowest_fast, language, 6));
    case ExactReason::kernel:
      return say(language, {"denna kärna kan inte beräknas snabbt", "this kernel has no fast way"});
    case ExactReason::grid:
      return say(language, {"den snabba beräkningen kräver kvadrater, högst 60 000 i rad",
                            "the fast way needs squares, and at most 60 000 in a row"});
    case ExactReason::tolerance:
      return say(
          language,
          {"en tolerans under {} klarar den snabba beräkningen inte", "a tolerance under {} is beyond the fast way"},
          short_number(finest_tolerance, language, 6));
    case ExactReason::check_failed:
      break;
  }
  return say(language,
             {"den snabba beräkningen hade större fel än toleransen", "the fast way erred by more than the tolerance"});
}

std::string fast_text(const DensityMap& map, Language language) {
  const auto& fast = map.fast();
  if (!fast) {
    return {};
  }
  if (fast->exact) {
    return say(language, {"Exakt beräknad: {}.\n", "Computed exactly: {}.\n"}, why_exact(*fast->exact, language));
  }
  return say(
      language,
      {"Beräknad med Fouriertransform; det största felet i {} kontrollerade bildpunkter är {} av det högsta värdet.\n",
       "Computed by Fourier transform; largest error at {} checked pixels {} of the maximum.\n"},
      fast->checked_pixels, with_decimal_mark(fmt::format("{:.1e}", fast->checked_error), language));
}

std::string time_text(const DensityMap& map, Language language) {
  const auto& counts = map.time_counts();
  std::string text;
  if (counts.without_time > 0) {
    text += counted(counts.without_time, {"händelse utan tid är inte med.\n", "event without a time is left out.\n"},
                    {"händelser utan tid är inte med.\n", "events without a time are left out.\n"}, language);
  }
  if (counts.whole_days > 0) {
    text += counted(counts.whole_days,
                    {"händelse är känd bara på dagen och fördelas jämnt över dess timmar.\n",
                     "event is known to the day only and spread evenly over its hours.\n"},
                    {"händelser är kända bara på dagen och fördelas jämnt över dess timmar.\n",
                     "events are known to the day only and spread evenly over its hours.\n"},
                    language);
  }
  return text;
}

std::string risk_text(const DensityMap& map, Language language) {
  const auto& risk = map.options().risk;
  if (!risk) {
    return {};
  }
  const auto& used = map.denominator();
  const auto what = risk->other_source ? Phrase{"händelser", "events"} : Phrase{"invånare", "residents"};
  auto text =
      say(language, {"Nämnare: {} {} på {}", "Denominator: {} {} at {}"}, short_number(used.weight, language, 6),
          what.in(language), counted(used.places, {"plats", "place"}, {"platser", "places"}, language));
  text += used.outside_weight > 0
              ? say(language, {"; {} utanför området är inte med.\n", "; {} outside the study area are left out.\n"},
                    short_number(used.outside_weight, language, 6))
              : ".\n";
  if (risk->test != RiskTest::none) {
    text += say(language, {"Obs: varje p gäller en ruta; av många rutor är några låga av slump.\n",
                           "Note: each p stands for one cell; of many cells some are low by chance.\n"});
  }
  if (risk->test == RiskTest::asymptotic) {
    text +=
        say(language,
            {"Obs: asymptotiska p är grova där färre än omkring fem händelser är förväntade; --p monte-carlo är det "
             "inte.\n",
             "Note: asymptotic p are rough where fewer than some five events are expected; --p monte-carlo is not.\n"});
  }
  return text;
}

std::string thin_text(const DensityMap& map, Language language) {
  if (map.thin_cells() == 0) {
    return {};
  }
  return say(language,
             {"{} saknar relativ risk: färre än {} av nämnaren under kärnan.\n",
              map.thin_cells() == 1 ? "{} has no relative risk: fewer than {} of the denominator under the kernel.\n"
                                    : "{} have no relative risk: fewer than {} of the denominator under the kernel.\n"},
             counted(map.thin_cells(), {"ruta", "cell"}, {"rutor", "cells"}, language),
             short_number(map.options().risk->least_units, language, 6));
}

}  // namespace

std::string density_text(const DensityCommand& options, const ReadInputs& read, const DensityMap& map,
                         Language language) {
  return say(language,
             {"{}\n{} (vikt {}) på {} x {} rutor om {} m, {}; {}.\n",
              "{}\n{} (weight {}) on {} x {} cells of {} m, {}; {}.\n"},
             options.step.input, events_text(map.events(), language), short_number(map.weight(), language, 6),
             map.grid().columns(), map.grid().rows(), short_number(map.options().grid.cell_m, language, 6),
             bandwidth_text(options, map, language), crs_text(read, language)) +
         fast_text(map, language) + time_text(map, language) + thin_text(map, language) + risk_text(map, language);
}

}  // namespace lykta
