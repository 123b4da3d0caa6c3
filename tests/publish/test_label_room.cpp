#include "publish/pictures/label_room.hpp"
#include "publish/pictures/letter_width.hpp"
#include "publish/words/shown_name.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_label_room {

TEST_CASE("A label stands at its anchor where that is free, and inside of the room") {
  LabelRoom room({0, 0, 100, 100});
  CHECK(room.take_at({50, 50}, {10, 4}));
  CHECK_FALSE(room.take_at({54, 52}, {10, 4}));
  CHECK(room.take_at({60, 50}, {10, 4}));  // side by side
  CHECK_FALSE(room.take_at({98, 10}, {10, 4}));
}

TEST_CASE("A label that has to give way is as near as there is room, and its line crosses no label") {
  LabelRoom room({0, 0, 100, 100});
  REQUIRE(room.take_at({50, 50}, {4, 4}));
  const auto first = room.take_near({50, 50}, {4, 4}, 30);
  REQUIRE(first);
  CHECK(distance_m(*first, {50, 50}) <= 6);
  const auto second = room.take_near({50, 50}, {4, 4}, 30);
  REQUIRE(second);
  CHECK_FALSE(overlap(box_around(*first, {4, 4}), box_around(*second, {4, 4})));
  CHECK_FALSE(room.take_near({50, 50}, {200, 4}, 30));
}

TEST_CASE("A name goes to the right of what it names, else to another side, and what is to be avoided comes last") {
  LabelRoom room({0, 0, 100, 100});
  const Box thing{40, 40, 50, 50};
  const auto right = room.take_beside(thing, {20, 4}, 1);
  REQUIRE(right);
  CHECK(right->min_x == 51);
  const auto left = room.take_beside(thing, {20, 4}, 1);
  REQUIRE(left);
  CHECK(left->max_x == 39);

  LabelRoom other({0, 0, 100, 100});
  other.avoid({50, 30, 100, 60});
  CHECK(other.take_beside(thing, {20, 4}, 1)->max_x == 39);
}

TEST_CASE("Texts are measured by their letters and cut where they do not fit") {
  CHECK(text_width("", 3) == 0);
  CHECK(text_width("ii", 10) == Approx(5.6));
  CHECK(text_width("åäö", 10) == Approx(19.2));
  CHECK(text_width("WW", 10, true) > text_width("WW", 10));
  CHECK(fitted("Torget", 100, 3) == "Torget");
  const auto cut = fitted("Snäckebacksskolan", 20, 3);
  CHECK(cut.ends_with("…"));
  CHECK(text_width(cut, 3) <= 20);
  CHECK(in_lines("ett två tre", 1000, 3).size() == 1);
  CHECK(in_lines("ett två tre", 6, 3) == std::vector<std::string>{"ett", "två", "tre"});
  const auto two = in_lines("ett två tre fyra fem", 12, 3, 2);
  REQUIRE(two.size() == 2);
  CHECK(two[1].ends_with("…"));
  CHECK(in_lines("", 10, 3).empty());
}

TEST_CASE("Bytes that are no text, and characters that XML does not know, are shown as such") {
  CHECK(shown_name("a\xFFz") == "a\uFFFDz");
  CHECK(shown_name("a\xC3") == "a\uFFFD");
  CHECK(shown_name("a\x01z\x7F") == "a z ");
  CHECK(shown_name("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // a half of a pair
  CHECK(shown_name("\xEF\xBF\xBF") == "\uFFFD");
  CHECK(shown_name("\u200Fabc\u061C") == "abc");
}

}  // namespace lykta::tests_of_label_room
