#include "publish/words/warnings.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "engine/base/lengths.hpp"
#include "publish/words/template_text.hpp"

namespace lykta {

namespace {

constexpr auto number_of_kinds = static_cast<std::size_t>(last_warning_kind) + 1;

// clang-format off
constexpr std::array<WarningWords, number_of_kinds> words_of_warnings{{
    {WarningKind::too_few_events, "too_few_events", {
        "För få händelser ({value}, minst {limit} behövs): om de hopar sig har inte prövats.",
        "Too few events ({value}, at least {limit} needed): whether they cluster was not tested."}},
    {WarningKind::too_few_in_period, "too_few_in_period", {
        "Perioden ensam har för få händelser för en prövning ({value}, minst {limit} behövs): båda perioderna "
        "tillsammans har prövats.",
        "The period alone has too few events for a test ({value}, at least {limit} needed): both periods together were "
        "tested."}},
    {WarningKind::equal_counts, "equal_counts", {
        "Alla rutor har lika många händelser: det finns inget att pröva.",
        "All cells have the same count: there is nothing to test."}},
    {WarningKind::sparse_grid, "sparse_grid", {
        "Händelserna är glesa ({value_hundredths} per ruta med grannar i snitt): prövningen är en grov vägledning, se "
        "antalet.",
        "Events are sparse ({value_hundredths} per cell and its neighbours on average): the test is a rough guide, look "
        "at the count."}},
    {WarningKind::nothing_significant, "nothing_significant", {
        "Inga rutor är statistiskt säkerställda: platserna består av de tätaste rutorna.",
        "No cell is significant: the places are made of the densest cells."}},
    {WarningKind::significant_together, "significant_together", {
        "Inga rutor är statistiskt säkerställda under perioden ensam: platserna är de som båda perioderna tillsammans "
        "visar.",
        "No cell is significant in the period alone: the places are those that both periods together show."}},
    {WarningKind::bandwidth_below_cell, "bandwidth_below_cell", {
        "Bandbredden ({value_m} m) är mindre än rutan ({limit_m} m): kartan visar rutnätet, inte händelserna.",
        "The bandwidth ({value_m} m) is below the cell size ({limit_m} m): the map shows the grid, not the events."}},
    {WarningKind::bandwidth_below_position_error, "bandwidth_below_position_error", {
        "Bandbredden ({value_m} m) är under {limit_m} m: lägesosäkerheten i anmälningar är ungefär så stor.",
        "The bandwidth ({value_m} m) is below {limit_m} m: positions of reports are about that uncertain."}},
    {WarningKind::outside_area, "outside_area", {
        "{value} av {limit} händelser ligger utanför området och är inte med (de finns i listan över bortfall).",
        "{value} of {limit} events {value:lies|lie} outside the study area and {value:is|are} left out (listed among the "
        "rejects)."}},
    {WarningKind::outside_zones, "outside_zones", {
        "{value} av {limit} händelser ligger inte i något av områdena och är inte med.",
        "{value} of {limit} events {value:lies|lie} in none of the zones and {value:is|are} left out."}},
    {WarningKind::discovered_left_out, "discovered_left_out", {
        "{value} {value:upptäckt händelse är inte med: den visar var en patrull|upptäckta händelser är inte med: de visar "
        "var patruller} har varit.",
        "{value} discovered {value:event is left out: it shows where a patrol has|events are left out: they show where "
        "patrols have} been."}},
    {WarningKind::no_discovered_known, "no_discovered_known", {
        "Källorna skiljer inte anmälda från upptäckta händelser: alla räknas som anmälda.",
        "The sources do not tell reported from discovered events: all count as reported."}},
    {WarningKind::unequal_periods, "unequal_periods", {
        "Perioderna är olika långa ({value} och {limit} dagar): jämförelsen är omräknad till periodens längd.",
        "The periods differ in length ({value} and {limit} days): the comparison is scaled to the period."}},
    {WarningKind::no_study_area, "no_study_area", {
        "Inget område är angivet: rektangeln kring händelserna används, och tom mark i den påverkar prövningen.",
        "No study area was given: the box around the events stands in, and empty land in it flatters the test."}},
    {WarningKind::far_off_events, "far_off_events", {
        "{value} {value:händelse|händelser} ligger långt från alla andra och gör rektangeln kring händelserna {limit} "
        "gånger större: ange ett område (--area eller --extent, i en konfiguration [area]).",
        "{value} {value:event lies|events lie} far from all others and {value:makes|make} the box around the events "
        "{limit} times larger: give a study area (--area or --extent, in a configuration [area])."}},
    {WarningKind::coarse_positions, "coarse_positions", {
        "{value_percent} % av händelserna delar exakt koordinat med någon annan: lägena är avrundade eller knutna till "
        "punkter, och små rutor blir missvisande.",
        "{value_percent} % of the events share their exact coordinates with another: positions are rounded or snapped, "
        "and small cells mislead."}},
    {WarningKind::cell_below_rounding, "cell_below_rounding", {
        "Rutan ({value_m} m) är mindre än lägenas avrundning ({limit_m} m): kartan visar avrundningen.",
        "Cells ({value_m} m) are smaller than the rounding of the positions ({limit_m} m): the map shows the rounding."}},
    {WarningKind::source_starts_late, "source_starts_late", {
        "{value} av källorna börjar mer än {limit} dagar in i jämförelseperioden: ökningar kan bero på det.",
        "{value} of the sources {value:begins|begin} more than {limit} days into the comparison period: increases may "
        "come from that."}},
    {WarningKind::suspicious_stacks, "suspicious_stacks", {
        "{value} {value:händelse|händelser} ligger i {limit:en ovanligt stor ansamling på en punkt: en orts mittpunkt, "
        "eller en adress|{limit} ovanligt stora ansamlingar, var och en på en punkt: orters mittpunkter, eller adresser} "
        "med många händelser.",
        "{value} {value:event lies|events lie} in {limit:an unusually large pile on one point: the middle of a locality, "
        "or an address|{limit} unusually large piles, each on one point: middles of localities, or addresses} with many "
        "events."}},
    {WarningKind::bandwidth_not_found, "bandwidth_not_found", {
        "Bandbredden ({value_m} m) valdes vid kanten av det som prövades: lita inte på den. Avrundade eller upprepade "
        "lägen ger ofta det.",
        "The bandwidth ({value_m} m) was chosen at an end of the range that was tried: do not trust it. Rounded or "
        "repeated positions often do that."}},
    {WarningKind::distance_below_rounding, "distance_below_rounding", {
        "Det första avståndet ({value_m} m) är mindre än lägenas avrundning ({limit_m} m): tabellens första rader visar "
        "avrundningen.",
        "The first distance ({value_m} m) is smaller than the rounding of the positions ({limit_m} m): the first rows of "
        "the table show the rounding."}},
    {WarningKind::few_pairs_expected, "few_pairs_expected", {
        "Slumpen ger bara {value_tenths} par inom de första gränserna: kvoterna är grova, se antalen.",
        "Chance gives only {value_tenths} pairs within the first limits: ratios are rough, look at the counts."}},
    {WarningKind::thin_week, "thin_week", {
        "Med {value} {value:händelse|händelser} i allt har veckans {limit} timmar få händelser var: se summorna per "
        "veckodag och per timme.",
        "With {value} {value:event|events} in all, the {limit} hours of the week hold few events each: look at the sums "
        "by weekday and by hour."}},
    {WarningKind::many_at_midnight, "many_at_midnight", {
        "{value} av {limit} klockslag är exakt 00:00: ofta betyder det att klockslaget är okänt, och då är timmen efter "
        "midnatt för hög.",
        "{value} of {limit} times {value:is|are} exactly 00:00: often that means that the time of day is not known, and "
        "then the hour after midnight is too high."}},
    {WarningKind::default_time, "default_time", {
        "{source}: {value} av {limit} klockslag är {detail}, långt fler än vid andra klockslag. Troligen fylls det i när "
        "ingen vet: för de händelserna räknas bara dagen som känd.",
        "{source}: {value} of {limit} times of day {value:is|are} {detail}, far more than others have. Likely it is "
        "filled in where nobody knows: of these events only the day counts as known."}},
    {WarningKind::years_left_out, "years_left_out", {
        "{value} av {limit} tidigare år är inte med: källan täcker inte hela perioden då.",
        "{value} of {limit} earlier years {value:is|are} left out: the source does not cover the whole period then."}},
    {WarningKind::period_not_recorded, "period_not_recorded", {
        "{value} av {limit} dagar i en period ligger utanför det som är registrerat (från den första till den sista "
        "händelsen, utom uppehåll, om inget annat är angivet): en skillnad kan bero på det.",
        "{value} of {limit} days of a period {value:lies|lie} outside what was recorded (from the first to the last event "
        "but for a pause, unless stated otherwise): a difference may come from that."}},
    {WarningKind::not_corrected, "not_corrected", {
        "{value} {value:prövning|prövningar} utan korrektion för antalet prövningar: av ren slump slår omkring "
        "{by_chance} ut.",
        "{value} {value:test|tests} without a correction for the number of tests: about {by_chance} significant by "
        "chance."}},
    {WarningKind::chosen_zones, "chosen_zones", {
        "Har områdena valts för att de hade många händelser i en av perioderna, väntas färre i den andra ändå "
        "(regression mot medelvärdet). Har de valts efter perioden överdrivs ökningar; har de valts efter "
        "jämförelseperioden överdrivs minskningar.",
        "If the zones were chosen because they had many events in one of the periods, fewer are to be expected in the "
        "other anyway (regression to the mean). Chosen by the period, increases are exaggerated; chosen by the "
        "comparison period, decreases are."}},
    {WarningKind::in_several_zones, "in_several_zones", {
        "{value} {value:händelse|händelser} ligger i flera områden och räknas i det vars id kommer först.",
        "{value} {value:event lies|events lie} in several zones and {value:is|are} counted in the one whose id comes "
        "first."}},
    {WarningKind::zones_without_neighbours, "zones_without_neighbours", {
        "{value} av {limit} rutor eller områden saknar grannar och får inget värde.",
        "{value} of {limit} zones {value:has no neighbours and gets|have no neighbours and get} no value."}},
    {WarningKind::few_steps, "few_steps", {
        "Bara {value} tidssteg: trender och mönster blir säkrare med minst {limit}.",
        "Only {value} {value:step|steps} of time: trends and patterns want at least {limit}."}},
    {WarningKind::part_step_left_out, "part_step_left_out", {
        "Periodens första {value:dag|{value} dagar} fyller inget steg om {limit} dagar och är inte med.",
        "The first {value:day of the period fills|{value} days of the period fill} no step of {limit} days and "
        "{value:is|are} left out."}},
    {WarningKind::between_steps, "between_steps", {
        "{value} av {limit} händelser har för osäker tid för att höra till ett enda steg och är inte med.",
        "{value} of {limit} events {value:is|are} known too vaguely in time for one single step and {value:is|are} left "
        "out."}},
    {WarningKind::nobody_lives_there, "nobody_lives_there", {
        "{value} {value:händelse|händelser} i {limit} {limit:ruta eller område|rutor eller områden} utan befolkning är "
        "inte med: där finns inget förväntat antal. Större rutor för invånare och händelser samman.",
        "Left out: {value} {value:event|events} in {limit} {limit:zone|zones} without population, where nothing can be "
        "expected. Larger cells bring residents and events together."}},
    {WarningKind::expected_by_area, "expected_by_area", {
        "Det förväntade antalet är lika stort på varje kvadratkilometer: klustren visar då mest var det finns människor.",
        "As many events are expected on every square kilometre: the clusters then mostly show where people are."}},
    {WarningKind::nothing_testable, "nothing_testable", {
        "Inget område har ett värde som går att pröva: fältet no_value säger varför.",
        "No zone has a value that could be tested: the field no_value says why."}},
    {WarningKind::no_zone_significant, "no_zone_significant", {
        "Ingen ruta och inget område är statistiskt säkerställt (på nivån 5 %): skillnaderna kan vara slump.",
        "No zone is significant at the 5 % level: the differences may be chance."}},
    {WarningKind::no_pattern, "no_pattern", {
        "Inget mönster över tid hittades: var det händer mest under hela perioden visar lykta grid, ansamlingar av valfri "
        "storlek och längd lykta scan, och hur en plats skiljer sig från en tidigare period lykta change.",
        "No pattern over time was found: lykta grid shows where most happens in the whole period, lykta scan clusters of "
        "any size and length, and lykta change how a place differs from an earlier period."}},
    {WarningKind::outlying_dates, "outlying_dates", {
        "{source}: {value} av {limit} daterade händelser ligger utanför de dagar som källan täcker, rad {detail}: "
        "kontrollera {value:datumet|datumen}, eller ange vad källan täcker.",
        "{source}: {value} of {limit} dated events {value:lies|lie} outside the days that the source covers, "
        "{value:row|rows} {detail}: check the {value:date|dates}, or state what the source covers."}},
    {WarningKind::source_not_compared, "source_not_compared", {
        "{source} täcker {detail} och inte båda perioderna helt: {value} {value:händelse|händelser} därifrån är inte med "
        "i jämförelsen.",
        "{source} covers {detail} and not the whole of both periods: {value} of its events {value:is|are} left out of the "
        "comparison."}},
    {WarningKind::nothing_comparable, "nothing_comparable", {
        "Ingen källa täcker både perioden och jämförelseperioden: om något har ökat eller minskat kan inte avgöras.",
        "No source covers both the period and the comparison period: whether anything became more or less cannot be "
        "told."}},
    {WarningKind::source_without_all_steps, "source_without_all_steps", {
        "{source} täcker {detail} och inte alla tidssteg: {value} {value:händelse|händelser} därifrån är inte med i "
        "mönstren över tid.",
        "{source} covers {detail} and not all steps of time: {value} of its events {value:is|are} left out of the "
        "patterns over time."}},
    {WarningKind::map_has_own_test, "map_has_own_test", {
        "Kartans rutor är prövade på ett eget sätt (se fältens förklaringar): platserna hittas och rangordnas efter "
        "antalet händelser.",
        "The cells of the map have a test of their own (see what its fields mean): places are found and ranked by the "
        "number of events."}},
    {WarningKind::raster_of_hours, "raster_of_hours", {
        "Rastret med tätheten visar bara de tider som är angivna: rutor och platser gäller alla tider.",
        "The raster of the density shows only the times that were asked for: cells and places are of all times."}},
    {WarningKind::period_cut_to_record, "period_cut_to_record", {
        "{value} av {limit} dagar täcks inte av uppgifterna: tidsstegen räknas inom {detail}.",
        "{value} of {limit} days {value:is|are} not covered by the data: the steps of time are those within {detail}."}},
    {WarningKind::scale_differs, "scale_differs", {
        "Kartans koordinatsystem är inte skalriktigt i hela området: avstånd är upp till {value_percent} % fel. Ange ett "
        "system som passar bättre, om det finns (crs), eller ta ett mindre område.",
        "The coordinate system of the map is not true to scale everywhere: distances are off by up to {value_percent} %. "
        "Name a system that fits better, if there is one (crs), or take a smaller area."}},
    {WarningKind::rough_transformation, "rough_transformation", {
        "{source}: lägena är omräknade till kartans koordinatsystem med en noggrannhet på omkring {value} meter.",
        "{source}: positions were moved to the coordinate system of the map with an accuracy of about {value} metres."}},
    {WarningKind::ballpark_transformation, "ballpark_transformation", {
        "{source}: hur koordinatsystemet ligger mot kartans är inte känt, så omräkningen är ungefärlig: lägena kan vara "
        "hundratals meter fel. Ange det riktiga systemet (crs).",
        "{source}: how its coordinate system lies to that of the map is not known, so the transformation is a ballpark "
        "one: positions may be off by hundreds of metres. State the right system (crs)."}},
    {WarningKind::between_weeks, "between_weeks", {
        "{value} {value:händelse|händelser} kan ha hänt under veckan, men har för osäker tid för att höra till en enda "
        "vecka och är inte med.",
        "{value} {value:event|events} may have happened in the week, but {value:is|are} known too vaguely in time for one "
        "single week and {value:is|are} left out."}},
    {WarningKind::week_partly_recorded, "week_partly_recorded", {
        "{source} täcker {value_tenths} av de {limit} dagarna i vecka {detail}: det förväntade antalet är räknat efter det.",
        "{source} covers {value_tenths} of the {limit} days of week {detail}: what is expected follows that."}},
    {WarningKind::reports_to_come, "reports_to_come", {
        "{source}: efter hur sent händelser brukar anmälas har omkring {value_percent} % av dem i vecka {detail} kommit in: "
        "det förväntade antalet är räknat efter det.",
        "{source}: by how late events are usually reported, about {value_percent} % of those of week {detail} have come in: "
        "what is expected follows that."}},
    {WarningKind::order_without_intervals, "order_without_intervals", {
        "Platserna är ordnade efter {detail}: hur säker den ordningen är går inte att säga, så inga rangintervall ges.",
        "Places are ranked by {detail}: how sure that order is cannot be told, so no rank intervals are given."}},
    {WarningKind::thin_strata, "thin_strata", {
        "{value} {value:ort har|orter har} färre än {limit} {limit:händelse|händelser}, och där har inget prövats: {detail}.",
        "{value} {value:locality has|localities have} fewer than {limit} {limit:event|events}, and nothing was tested there: {detail}."}},
    {WarningKind::thin_outside, "thin_outside", {
        "{value} {value:händelse|händelser} ligger utanför orterna, färre än {limit}, och där har inget prövats.",
        "{value} {value:event lies|events lie} outside the localities, fewer than {limit}, and nothing was tested there."}},
    {WarningKind::in_several_strata, "in_several_strata", {
        "{value} {value:händelse|händelser} ligger i mer än en ort och hör till den vars namn kommer först.",
        "{value} {value:event lies|events lie} in more than one locality and {value:belongs|belong} to the one whose name comes "
        "first."}},
    {WarningKind::source_without_baseline, "source_without_baseline", {
        "{source} täcker {detail} och går inte att jämföra med veckorna före: {value} av dess händelser "
        "under veckan räknas, men inte mot det förväntade antalet.",
        "{source} covers {detail} and cannot be compared with the weeks before: {value} of its events of the week "
        "{value:counts|count}, but not against what was to be expected."}},
}};
// clang-format on

constexpr bool each_kind_is_there() {
  for (std::size_t kind = 0; kind < number_of_kinds; ++kind) {
    if (std::ranges::count(words_of_warnings, static_cast<WarningKind>(kind), &WarningWords::kind) != 1) {
      return false;
    }
  }
  return true;
}
static_assert(each_kind_is_there());

/// The two lengths of a warning with as many digits as tell them apart.
std::string length_text(const Warning& warning, bool is_value, Language language) {
  const auto [value, limit] = metres_apart(warning.value, warning.limit);
  return with_decimal_mark(is_value ? value : limit, language);
}

/// What fills the slots of the texts.
constexpr std::array<Slot<Warning>, 10> slots{{
    {"value", [](const Warning& of, Language language) { return number(of.value, 0, language); }},
    {"limit", [](const Warning& of, Language language) { return number(of.limit, 0, language); }},
    {"value_tenths", [](const Warning& of, Language language) { return number(of.value, 1, language); }},
    {"value_hundredths", [](const Warning& of, Language language) { return number(of.value, 2, language); }},
    {"value_percent", [](const Warning& of, Language language) { return number(100 * of.value, 0, language); }},
    {"value_m", [](const Warning& of, Language language) { return length_text(of, true, language); }},
    {"limit_m", [](const Warning& of, Language language) { return length_text(of, false, language); }},
    {"by_chance",
     [](const Warning& of, Language language) { return number(std::ceil(of.value * of.limit), 0, language); }},
    {"source", [](const Warning& of, Language) { return of.source; }},
    {"detail", [](const Warning& of, Language) { return of.detail; }},
}};

const WarningWords& words_of(WarningKind kind) {
  const auto* const found = std::ranges::find(words_of_warnings, kind, &WarningWords::kind);
  assert(found != words_of_warnings.end());
  return *found;
}

}  // namespace

std::span<const WarningWords> all_warning_words() { return words_of_warnings; }

std::string_view name_of(WarningKind kind) { return words_of(kind).name; }

std::string warning_text(const Warning& warning, Language language) {
  return filled(words_of(warning.kind).text.in(language), std::span<const Slot<Warning>>(slots), warning, language);
}

}  // namespace lykta
