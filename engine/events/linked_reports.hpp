// Which reports tell of the same event?
//
// What the police register, the housing company often registers too. Two reports that are likely of one event, from two
// sources, are linked and counted once; both stay in the list. Likely, no more: nobody compared them, so only times that
// are known to the hour link, as two reports of one day may well be of two events. The limits (150 m, overlapping times
// of at most an hour, same class) are judgement: twice the median error of positions in a Swedish study, 83 m, rounded
// down.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/events/incidents.hpp"
#include "engine/space/study_area.hpp"

namespace lykta {

struct LinkOptions {
  double distance_m = 150;            ///< a distance equal to it links; distances are compared in whole micrometres
  std::chrono::seconds tolerance{0};  ///< how far apart the times may lie; with 0 they must overlap
  bool same_class = true;
  bool enabled = true;
  std::chrono::hours longest_span{1};  ///< longer spans never link: "some time in March" fits everything
};

/// For each incident the index of the incident that it is counted with: itself when it stands alone or when it is the
/// one of its group that is counted.
struct LinkedReports {
  std::vector<std::uint32_t> counted_as;
  std::uint64_t linked = 0;  ///< incidents that are not counted by themselves

  friend bool operator==(const LinkedReports&, const LinkedReports&) = default;
};

/// Throws InvalidOption unless the distance is from 0 to 10 000 m, the tolerance from 0 to 7 days and the longest span
/// from 0 to 27 days (a month proves nothing).
void check(const LinkOptions& options);

/// Two reports may be of one event when they come from different sources, lie at most `distance_m` apart, have the same
/// class and know their times (no date alone, and no midnight that stands for one: see time_precision.hpp), and when
/// these overlap. Spans that only touch do not overlap, a moment lies in
/// a span that starts with it but not in one that ends with it, and equal moments overlap. With a tolerance, times that
/// are at most so far apart link too. Incidents without time never link.
///
/// Such pairs are taken one after the other: the nearest first, then the one with the longer overlap (or the smaller
/// gap), then the one whose reports come first by their values: class, cell, source, time, place, and what else is known
/// of them; never by their order. Each pair joins the groups of its two reports, unless the group would then have two
/// reports of one source; so no report swallows a whole party, and a group has at most one report of each source. Of a
/// group a report inside the study area is counted before one outside (without an area all lie inside), then a reported
/// event before a patrol's own find, so that none is lost; then the one with the best position (A before B before C
/// before unknown), the shortest span, the first by the same values. Only reports that are alike in all of them go by
/// their index.
///
/// Takes some n log n steps, and memory for each pair that may link; piles of equal reports are kept as one.
/// Throws InvalidOption as check() does.
[[nodiscard]] LinkedReports link_reports(const Incidents& incidents, const LinkOptions& options,
                                         const std::optional<StudyArea>& study_area = {});

}  // namespace lykta
