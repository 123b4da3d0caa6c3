// The map on one sheet: what stands on it, that nothing covers anything, and that its colours are those of the page and of QGIS.
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <cpl_minixml.h>
#include <fmt/format.h>

#include "publish/pictures/label_room.hpp"
#include "publish/pictures/letter_width.hpp"
#include "publish/pictures/map_drawing.hpp"
#include "publish/pictures/map_sheet.hpp"
#include "publish/pictures/png_picture.hpp"
#include "publish/pictures/sheet_extent.hpp"
#include "publish/report/report.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/style_sheet.hpp"
#include "publish/styles/styles.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/publish/village.hpp"

namespace lykta::tests_of_map_sheet {
namespace {

using test::bytes_of;
using test::Scratch;
using test::Village;

constexpr auto sv = Language::sv;
constexpr auto en = Language::en;

std::string sheet_of(const ReadInputs& read, const Picture& picture, Language language = sv, Paper paper = Paper::a4) {
  return map_sheet({picture, read, language}, Village::context(language), paper);
}

/// So many places around the busy square, and each in two cells of the village.
Picture with_places(const Village& village, std::size_t number) {
  auto picture = village.picture();
  const auto place = picture.places.front();
  picture.places.assign(number, place);
  for (std::size_t i = 0; i < number; ++i) {
    auto& each = picture.places[i];
    each.rank = static_cast<int>(i + 1);
    const auto slots = static_cast<std::uint32_t>(picture.place_study.size());
    each.slots = {static_cast<std::uint32_t>(i * 7 % slots), static_cast<std::uint32_t>((i * 7 + 1) % slots)};
    each.position = picture.place_study.grid.centre(picture.place_study.cells[each.slots.front()]);
  }
  return picture;
}

using Xml = std::unique_ptr<CPLXMLNode, void (*)(CPLXMLNode*)>;

Xml parsed(const std::string& text) {
  Xml xml{CPLParseXMLString(text.c_str()), &CPLDestroyXMLNode};
  REQUIRE(xml);
  return xml;
}

void visit(const CPLXMLNode* node, const std::function<void(const CPLXMLNode&)>& take) {
  for (; node != nullptr; node = node->psNext) {
    if (node->eType == CXT_Element) {
      take(*node);
    }
    visit(node->psChild, take);
  }
}

std::string value(const CPLXMLNode& node, const char* attribute) { return CPLGetXMLValue(&node, attribute, ""); }

double number(const CPLXMLNode& node, const char* attribute) { return std::stod("0" + value(node, attribute)); }

std::string text_in(const CPLXMLNode& node) { return CPLGetXMLValue(&node, nullptr, ""); }

/// All that is written on a sheet.
std::vector<std::string> texts_of(const std::string& svg) {
  std::vector<std::string> texts;
  const auto document = parsed(svg);
  visit(document.get(), [&](const CPLXMLNode& node) {
    if (std::string(node.pszValue) == "text") {
      texts.push_back(text_in(node));
    }
  });
  return texts;
}

bool says(const std::string& svg, const std::string& part) {
  const auto texts = texts_of(svg);
  return std::ranges::any_of(texts, [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

/// The names of classes of elements whose class begins with a word.
std::set<std::string> classes_of(const std::string& svg, const std::string& element, const std::string& prefix) {
  std::set<std::string> classes;
  const auto document = parsed(svg);
  visit(document.get(), [&](const CPLXMLNode& node) {
    const auto name = value(node, "class");
    if (node.pszValue == element && name.starts_with(prefix) && !name.empty()) {
      classes.insert(name.substr(prefix.size()));
    }
  });
  return classes;
}

/// Boxes of the numbers and the names on the main map.
std::vector<Box> labels_of(const std::string& svg) {
  std::vector<Box> labels;
  const auto document = parsed(svg);
  visit(document.get(), [&](const CPLXMLNode& group) {
    if (value(group, "id") != "map") {
      return;
    }
    visit(group.psChild, [&](const CPLXMLNode& node) {
      if (value(node, "class").starts_with("pin ")) {
        const Point corner{number(node, "x"), number(node, "y")};
        labels.push_back({corner.x, corner.y, corner.x + number(node, "width"), corner.y + number(node, "height")});
      } else if (!value(node, "paint-order").empty()) {
        const auto size = number(node, "font-size");
        const auto width = text_width(text_in(node), size, value(node, "font-weight") == "bold");
        const auto anchor = value(node, "text-anchor");
        const auto shift = anchor == "middle" ? 0.0 : anchor == "end" ? -width / 2 : width / 2;
        labels.push_back(box_around({number(node, "x") + shift, number(node, "y") - 0.36 * size}, {width, 0.9 * size}));
      }
    });
  });
  return labels;
}

std::size_t overlaps_in(const std::vector<Box>& boxes) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t k = i + 1; k < boxes.size(); ++k) {
      found += overlap(boxes[i], boxes[k]) ? 1U : 0U;
    }
  }
  return found;
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8U | static_cast<unsigned char>(bytes.at(at + i));
  }
  return number;
}

}  // namespace

TEST_CASE(
    "The sheet has title, days, stamp, places, legend, scale, north, sources and what made it, in both languages") {
  const Village village;
  const auto picture = village.picture();
  const auto swedish = sheet_of(village.read(), picture);
  for (const auto* part :
       {"Byn", "2024-01-01 till 2024-12-31", "ENDAST INTERNT", "Torget", "Platserna", "Rutor om 100 m", "Skala 1:", "N",
        "Källor: polisen", "Gjord med Lykta", "EPSG:3006", "40"}) {
    INFO(part);
    CHECK(says(swedish, part));
  }
  const auto english = sheet_of(village.read(), picture, en);
  for (const auto* part :
       {"INTERNAL ONLY", "The places", "Cells of 100 m", "Scale 1:", "Sources: polisen", "Made with"}) {
    INFO(part);
    CHECK(says(english, part));
  }
  CHECK(swedish == sheet_of(village.read(), picture));
}

TEST_CASE("The sheet is A4 or A3, landscape") {
  const Village village;
  const auto picture = village.picture();
  CHECK_THAT(sheet_of(village.read(), picture), Catch::Contains("width=\"297mm\" height=\"210mm\""));
  const auto large = sheet_of(village.read(), picture, sv, Paper::a3);
  CHECK_THAT(large, Catch::Contains("width=\"420mm\" height=\"297mm\""));
  CHECK(says(large, "på A3"));
}

TEST_CASE("Names on the sheet are text and nothing else, cut to fit") {
  Village village;
  village.read().inputs.names[0].name = "<script>alert('1')</script> & \"Torget\"\n=HYPERLINK(1)";
  village.read().inputs.names[1].name = "\u202E" + std::string(10000, 'x');
  village.read().report.sources[0].name = "\"><image href=\"http://x\"/>\x01\xFF";
  const auto svg = sheet_of(village.read(), village.picture());
  CHECK_THAT(svg, !Catch::Contains("<script") && !Catch::Contains("<image") && !Catch::Contains("\u202E"));
  CHECK_THAT(svg, Catch::Contains("&lt;script&gt;"));
  CHECK(says(svg, "\"><image href=\"http://x\"/>"));
  std::size_t longest = 0;
  for (const auto& text : texts_of(svg)) {
    longest = std::max(longest, text.size());
    CHECK(text.find('\n') == std::string::npos);
  }
  CHECK(longest < 400);
}

TEST_CASE("A sheet without a place shows the whole area and says so") {
  const Village village;
  auto picture = village.picture();
  picture.places.clear();
  const auto svg = sheet_of(village.read(), picture);
  CHECK(says(svg, "Ingen plats kommer med på listan."));
  CHECK(!says(svg, "Hela området"));
  CHECK(!says(svg, "Platsernas gränser"));
}

TEST_CASE("No two numbers or names on the map cover each other") {
  const Village village;
  for (const auto number : std::array<std::size_t, 4>{1, 10, 60, 500}) {
    CAPTURE(number);
    const auto svg = sheet_of(village.read(), with_places(village, number));
    const auto labels = labels_of(svg);
    CHECK(labels.size() >= std::min<std::size_t>(number, 30));
    CHECK(overlaps_in(labels) == 0);
    CHECK(says(svg, "och ") == (number > 40 || number == 60));
  }
}

TEST_CASE("Places on one spot have their numbers apart, each at the end of a line") {
  const Village village;
  auto picture = village.picture();
  const auto place = picture.places.front();
  picture.places.assign(6, place);
  const auto labels = labels_of(sheet_of(village.read(), picture));
  CHECK(labels.size() >= 6);
  CHECK(overlaps_in(labels) == 0);
}

TEST_CASE("The legend has the classes that the map shows, and no others") {
  const Village village;
  const auto svg = sheet_of(village.read(), village.picture());
  auto legend = classes_of(svg, "rect", "swatch ");
  const auto shown = classes_of(svg, "path", "");
  CHECK(legend == shown);
  CHECK(legend.contains("hot_99"));
  CHECK(!legend.contains("cold_99"));
  CHECK(says(svg, "Många händelser"));
}

TEST_CASE("A class has the same colour and words on the sheet, on the page and in QGIS") {
  const Village village;
  const auto picture = village.picture();
  const Publication publication{picture, village.read(), sv};
  const auto svg = sheet_of(village.read(), picture);
  const auto page = report_html(publication, Village::context());
  const auto cells = layer_style(publication, grid_layer(publication));
  const auto places = layer_style(publication, places_layer(publication));
  const auto qgis_colour = [](const Colour& colour) {
    return fmt::format("{},{},{},{:.0f}", colour.red, colour.green, colour.blue, 255 * colour.opacity);
  };
  const auto shown = classes_of(svg, "path", "");
  for (const auto& each : cell_classes) {
    INFO(each.name);
    if (shown.contains(std::string(each.name))) {
      CHECK_THAT(svg, Catch::Contains(fmt::format("class=\"{}\" fill=\"{}\"", each.name, hex_of(*each.fill))));
      CHECK_THAT(page, Catch::Contains(fmt::format(".{}{{fill:{}", each.name, hex_of(*each.fill))));
      CHECK_THAT(page, Catch::Contains("</span>" + legend_text(each, publication, sv)));
      CHECK_THAT(cells, Catch::Contains(qgis_colour(*each.fill)));
      CHECK_THAT(cells, Catch::Contains("label=\"" + legend_text(each, publication, sv)));
    }
  }
  for (const auto& each : place_classes) {
    INFO(each.name);
    if (shown.contains(std::string(each.name))) {
      const auto colour = hex_of(each.outline->colour);
      CHECK_THAT(svg, Catch::Contains(fmt::format("class=\"pin {}\" fill=\"{}\"", each.name, colour)));
      CHECK_THAT(page, Catch::Contains(fmt::format(".outline.{}{{stroke:{}", each.name, colour)));
      CHECK_THAT(page, Catch::Contains("</span>" + legend_text(each, publication, sv)));
      CHECK_THAT(places, Catch::Contains(qgis_colour(each.outline->colour)));
      CHECK_THAT(places, Catch::Contains("label=\"" + legend_text(each, publication, sv)));
    }
  }
}

TEST_CASE("Many events are called crimes where all of them are") {
  Village village;
  for (auto& each : village.read().inputs.classes) {
    each.is_crime = true;
  }
  CHECK(says(sheet_of(village.read(), village.picture()), "Brottsutsatt"));
}

TEST_CASE("Places have their rank on their pins, and those without one letters") {
  std::vector<Place> places(30);
  places[0].rank = 1;
  places[1].rank = 2;
  CHECK(pin_text(places, 0) == "1");
  CHECK(pin_text(places, 1) == "2");
  CHECK(pin_text(places, 2) == "A");
  CHECK(pin_text(places, 27) == "Z");
  CHECK(pin_text(places, 28) == "AA");
}

TEST_CASE("Scales are round, and what is asked for fits") {
  const Box paper{0, 0, 200, 100};
  const auto scale = fitting({0, 0, 2500, 800}, paper);
  CHECK(scale.metres_per_mm == Approx(12.5));
  CHECK(scale.shown.width() == Approx(2500));
  CHECK(scale.shown.height() == Approx(1250));
  CHECK(scale.on_paper({0, scale.shown.max_y}).x == Approx(0));
  CHECK(scale.on_paper({0, scale.shown.max_y}).y == Approx(0));
  CHECK(fitting({0, 0, 2600, 800}, paper).metres_per_mm == Approx(15));
  CHECK(fitting({0, 0, 10, 10}, paper, 3).metres_per_mm == Approx(3));
  CHECK(round_length_m(scale, 50) == Approx(500));
  CHECK(round_length_m(scale, 10) == Approx(100));
}

TEST_CASE("The picture is 200 pixels an inch, says so, and has the same bytes each time") {
  const Scratch scratch;
  const Village village;
  const auto svg = sheet_of(village.read(), village.picture());
  const auto one = scratch.path("one.png");
  const auto other = scratch.path("other.png");
  write_png(svg, 200, one);
  write_png(svg, 200, other);
  const auto bytes = bytes_of(one);
  CHECK(bytes == bytes_of(other));
  CHECK(bytes.substr(1, 3) == "PNG");
  CHECK(big_endian(bytes, 16) == 2339);
  CHECK(big_endian(bytes, 20) == 1654);
  CHECK(bytes.substr(37, 4) == "pHYs");
  CHECK(big_endian(bytes, 41) == 7874);
  CHECK(bytes.size() > 20000);
}

}  // namespace lykta::tests_of_map_sheet
