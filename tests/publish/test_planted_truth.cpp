// The synthetic sample has things planted in it. Does a run find them, and only them?
//
// What is planted, and how it was counted, stands in sample-data/ronneby/planted_truth.toml, which the generator of the
// sample writes from the events themselves.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>

#include <toml++/toml.h>

#include "cli/configuration/configuration.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/layers/layers.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/place_words.hpp"
#include "tests/catch.hpp"
#include "tests/source_folder.hpp"

namespace lykta {
namespace {

const std::filesystem::path sample = test::source_folder() / "sample-data" / "ronneby";

const Configuration& configuration() {
  static const auto read = read_configuration(sample / "lykta.toml");
  return read;
}

const ReadInputs& inputs() {
  static const auto read = read_inputs(configuration().inputs);
  return read;
}

const Picture& picture() {
  static const auto made = make_picture(inputs().inputs, configuration().picture);
  return made;
}

const toml::table& truth() {
  static const auto table = toml::parse_file((sample / "planted_truth.toml").string());
  return table;
}

struct Planted {
  const toml::table* table;

  [[nodiscard]] std::string text(const char* key) const { return (*table)[key].value<std::string>().value(); }
  [[nodiscard]] double number(const char* key) const { return (*table)[key].value<double>().value(); }
  [[nodiscard]] std::int64_t whole(const char* key) const { return (*table)[key].value<std::int64_t>().value(); }
  [[nodiscard]] bool is(const char* key) const { return (*table)[key].value<bool>().value(); }
  /// Its place in the picture's coordinate system.
  [[nodiscard]] Point position() const {
    return Projection(wgs84(), inputs().crs)
        .points(std::vector{Point{number("longitude"), number("latitude")}})[0]
        .value();
  }
};

std::vector<Planted> planted(const char* kind) {
  std::vector<Planted> result;
  for (const auto& element : *truth()[kind].as_array()) {
    result.push_back({element.as_table()});
  }
  REQUIRE_FALSE(result.empty());
  return result;
}

/// Places whose mean position lies within a distance of a point.
std::vector<const Place*> places_near(const Picture& made, const Point& point, double within_m) {
  std::vector<const Place*> found;
  for (const auto& place : made.places) {
    if (distance_m(place.position, point) <= within_m) {
      found.push_back(&place);
    }
  }
  return found;
}

/// Cells that reach into a circle (their centre lies within the radius and half a diagonal of a cell).
std::vector<std::uint32_t> slots_near(const Picture& made, const Point& point, double radius_m) {
  std::vector<std::uint32_t> slots;
  const auto half_diagonal_m = made.study.grid.cell_m() * 0.7072;
  for (std::uint32_t slot = 0; slot < made.study.size(); ++slot) {
    if (distance_m(made.study.grid.centre(made.study.cells[slot]), point) <= radius_m + half_diagonal_m) {
      slots.push_back(slot);
    }
  }
  REQUIRE_FALSE(slots.empty());
  return slots;
}

/// Whether all hours of the busiest three lie between the planted ones, both of which may go round midnight.
bool lies_within(const BusyWindow& hours, std::int64_t from, std::int64_t to) {
  const auto length = (to - from + 24) % 24;
  const auto first = (static_cast<std::int64_t>(hours.first) - from + 24) % 24;
  return first + busy_hours <= length;
}

const std::map<std::string, std::chrono::weekday> weekdays{
    {"Monday", std::chrono::Monday},     {"Tuesday", std::chrono::Tuesday}, {"Wednesday", std::chrono::Wednesday},
    {"Thursday", std::chrono::Thursday}, {"Friday", std::chrono::Friday},   {"Saturday", std::chrono::Saturday},
    {"Sunday", std::chrono::Sunday}};

}  // namespace

TEST_CASE("The planted hot places are the first of the list, in their order and by their names") {
  const auto hot = planted("hot");
  REQUIRE(hot.size() == 6);
  REQUIRE(picture().places.size() >= hot.size());
  const auto names = place_names(picture().places, Language::sv);
  for (const auto& place : hot) {
    const auto rank = place.whole("rank_2025");
    const auto& found = picture().places[static_cast<std::size_t>(rank - 1)];
    CAPTURE(rank);
    CHECK(found.rank == static_cast<int>(rank));
    CHECK(names[static_cast<std::size_t>(rank - 1)] == place.text("name"));
    CHECK(name_of(found.basis) == "significant");
    CHECK(distance_m(found.position, place.position()) < place.number("radius_m") / 2);
  }
}

// The truth counts a circle of 200 m, a place is made of squares of 100 m that are at most 400 m across: the outermost
// tenth of the events may lie beyond, and no more.
TEST_CASE("A planted place has the events that were planted, to a tenth") {
  for (const auto& place : planted("hot")) {
    const auto& found = picture().places[static_cast<std::size_t>(place.whole("rank_2025") - 1)];
    CAPTURE(place.text("name"));
    CHECK(static_cast<double>(found.count) == Approx(place.number("reported_2025")).epsilon(0.1).margin(0));
    CHECK(static_cast<double>(found.discovered) == Approx(place.number("discovered_2025")).epsilon(0.1).margin(0));
    CHECK(found.count_95.low < place.number("reported_2025"));
    CHECK(found.count_95.high > place.number("reported_2025"));
  }
}

TEST_CASE("A planted place is busy on the planted weekday and at the planted hours, with the planted class") {
  for (const auto& place : planted("hot")) {
    const auto& found = picture().places[static_cast<std::size_t>(place.whole("rank_2025") - 1)];
    CAPTURE(place.text("name"));
    REQUIRE(found.times.has_value());
    CHECK(name_of(found.times->weekday.finding) == "clear");
    CHECK(found.times->weekday.first + 1 == weekdays.at(place.text("peak_weekday")).iso_encoding());
    CHECK(name_of(found.times->hours.finding) == "clear");
    CHECK(lies_within(found.times->hours, place.whole("peak_hour_from"), place.whole("peak_hour_to")));
    REQUIRE_FALSE(found.leading_classes.empty());
    CHECK(inputs().inputs.classes[found.leading_classes[0].class_index].name == place.text("leading_class"));
  }
}

TEST_CASE("What was planted to rise or fall is found to, and what was planted steady is not") {
  const std::map<std::string, Direction> directions{
      {"increase", Direction::increase}, {"decrease", Direction::decrease}, {"steady", Direction::not_clear}};
  for (const auto& place : planted("hot")) {
    const auto& found = picture().places[static_cast<std::size_t>(place.whole("rank_2025") - 1)];
    CAPTURE(place.text("name"));
    REQUIRE(found.change.has_value());
    CHECK(name_of(found.change->direction) == name_of(directions.at(place.text("trend"))));
  }
}

TEST_CASE("Nothing is hot at a cold place") {
  for (const auto& place : planted("cold")) {
    CAPTURE(place.text("name"));
    for (const auto slot : slots_near(picture(), place.position(), place.number("radius_m"))) {
      CHECK(name_of(picture().clustering.cell_class[slot]) == "not_significant");
      CHECK(picture().clustering.q[slot] > configuration().picture.statistics.false_discovery_rate);
    }
    CHECK(places_near(picture(), place.position(), place.number("radius_m")).empty());
  }
}

TEST_CASE("A place that patrols alone know is listed only when what they discover is counted") {
  for (const auto& place : planted("discovered_only")) {
    CAPTURE(place.text("name"));
    CHECK(places_near(picture(), place.position(), place.number("radius_m")).empty());
    auto options = configuration().picture;
    options.include_discovered = true;
    const auto with_discovered = make_picture(inputs().inputs, options);
    const auto found = places_near(with_discovered, place.position(), place.number("radius_m"));
    REQUIRE(found.size() == 1);
    CHECK(found[0]->rank.has_value());
    CHECK(static_cast<double>(found[0]->discovered) == Approx(place.number("discovered_2025")).epsilon(0.1).margin(0));
    CHECK(found[0]->count >= found[0]->discovered);
  }
}

TEST_CASE("The centre of a locality, where unknown positions are stacked, is no place and not hot") {
  for (const auto& place : planted("centroid")) {
    CAPTURE(place.text("name"));
    REQUIRE(place.whole("events_2025") >= 10);  // counted, it would be one of the first
    const auto slot = picture().study.slot_at(place.position());
    REQUIRE(slot.has_value());
    CHECK(name_of(picture().clustering.cell_class[*slot]) == "not_significant");
    const auto square = picture().place_study.slot_at(place.position());
    const auto belongs = [&](const Place& found) {
      return square && std::ranges::find(found.slots, *square) != found.slots.end();
    };
    CHECK(std::ranges::none_of(picture().places, belongs));
  }
}

TEST_CASE("A feared place is in its quadrant, with and without crime") {
  for (const auto& place : planted("felt_unsafe")) {
    CAPTURE(place.text("name"));
    const auto found = places_near(picture(), place.position(), place.number("radius_m"));
    REQUIRE(found.size() == 1);
    CHECK(name_of(found[0]->quadrant) ==
          (place.is("with_crime") ? "high_crime_high_unsafety" : "low_crime_high_unsafety"));
    CHECK(found[0]->rank.has_value() == place.is("with_crime"));
    // The truth counts within 100 m; a place takes the observations of its cells and of those around them.
    CHECK(found[0]->observations >= static_cast<std::uint64_t>(place.whole("observations")));
    CHECK(found[0]->unsafe_rank.has_value());
  }
}

TEST_CASE("No other place is called felt unsafe, though many say neither safe nor unsafe there") {
  const auto feared = std::ranges::count_if(picture().places, [](const Place& place) {
    return place.quadrant == Quadrant::high_crime_high_unsafety || place.quadrant == Quadrant::low_crime_high_unsafety;
  });
  CHECK(feared == static_cast<std::ptrdiff_t>(planted("felt_unsafe").size()));
}

TEST_CASE("A hot place where people feel safe is not called feared") {
  for (const auto& place : planted("felt_safe")) {
    CAPTURE(place.text("name"));
    const auto found = places_near(picture(), place.position(), place.number("radius_m"));
    REQUIRE(found.size() == 1);
    CHECK(found[0]->observations >= static_cast<std::uint64_t>(place.whole("observations")));
    CHECK(name_of(found[0]->quadrant) == "high_crime_low_unsafety");
  }
}

TEST_CASE("The rows that cannot be used are those that were spoilt, cause by cause") {
  const std::map<std::string, std::string> cause_of{
      {"empty_coordinates", "no_position"},  {"empty_date", "no_date"},       {"impossible_date", "unreadable_date"},
      {"zero_coordinates", "zero_position"}, {"far_outside", "outside_area"}, {"end_before_start", "end_before_start"}};
  std::map<std::string, std::int64_t> expected;
  for (const auto& [spoilt, number] : *truth()["rejected"].as_table()) {
    expected[cause_of.at(std::string(spoilt.str()))] += number.value<std::int64_t>().value();
  }
  // Rows of position class D were not spoilt, but have no position that a map of points could use.
  expected["position_class_d"] = truth()["events"]["position_class_D"].value<std::int64_t>().value();
  std::map<std::string, std::int64_t> found;
  for (const auto& reject : all_rejects(inputs(), picture().use)) {
    CHECK(reject.source == 0);
    ++found[std::string(name_of(reject.cause))];
  }
  CHECK(found == expected);
}

TEST_CASE("Every usable row of the sample is in the picture, in its class") {
  const auto events = Planted{truth()["events"].as_table()};
  const auto& report = inputs().report.sources[0];
  CHECK(report.rows == static_cast<std::uint64_t>(events.whole("rows")));
  CHECK(report.encoding == "Windows-1252");
  CHECK(report.unmapped_values.empty());
  const auto inside = std::ranges::count_if(picture().slot, [](const auto& slot) { return slot.has_value(); });
  CHECK(inside == events.whole("usable") - events.whole("position_class_D"));
  CHECK(std::ranges::count(inputs().inputs.incidents.origin, Origin::discovered) == events.whole("discovered"));
  const auto used_as = [](IncidentUse use) { return std::ranges::count(picture().use, use); };
  CHECK(used_as(IncidentUse::period) + used_as(IncidentUse::comparison) + used_as(IncidentUse::outside_periods) ==
        inside);

  // Each word of the file is mapped to its class.
  const auto& mapping = configuration().inputs.sources[0].classes;
  for (const auto& [word, name] : *truth()["class_of"].as_table()) {
    const auto* mapped = mapping.find(std::string(word.str()));
    CHECK((mapped != nullptr ? *mapped : std::string(word.str())) == name.value<std::string>().value());
  }
}

TEST_CASE("Every observation of the sample is read, in its category") {
  const auto& observations = inputs().inputs.observations;
  CHECK(observations.size() == static_cast<std::size_t>(truth()["observations"]["rows"].value<std::int64_t>().value()));
  std::map<std::string, std::int64_t> found;
  for (const auto index : observations.category_index) {
    ++found[inputs().inputs.observation_categories[index]];
  }
  std::map<std::string, std::int64_t> expected;
  for (const auto& [category, number] : *truth()["observations"]["categories"].as_table()) {
    expected[std::string(category.str())] = number.value<std::int64_t>().value();
  }
  CHECK(found == expected);
  // The clock on the wall, although the format puts a Z behind it: walks took place between 17 and 21.
  for (const auto& time : observations.time) {
    REQUIRE(time.has_value());
    const auto since_midnight = time->start - std::chrono::floor<std::chrono::days>(time->start);
    CHECK((since_midnight >= std::chrono::hours{17} && since_midnight < std::chrono::hours{21}));
  }
}

}  // namespace lykta
