// Which areas lost rows while they were read? By the position that a row has though it is lost, as for its date.
#pragma once

#include "engine/inputs/inputs.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// Fills `lost_by_area` of each source of incidents, in the order of the alphabet. Areas are the polygons that are counted in;
/// without any those of a survey; without these the localities, each as far as it reaches (a circle as large as the locality),
/// where the inputs know them. A row outside of the study area is lost as `outside_area`, but for areas that lie there with all of
/// their rows. Areas that lost fewer rows than `fewest_lost_of_a_street` are left out. To be called when study area, zones
/// and localities are known.
void find_losses_by_area(const Inputs& inputs, ReadReport& report);

}  // namespace lykta
