// Is every warning said in both languages, and right for one and for many?
#include <cstddef>
#include <regex>
#include <set>
#include <string>

#include "publish/words/template_text.hpp"
#include "publish/words/warnings.hpp"
#include "tests/catch.hpp"
#include "tests/publish/both_languages.hpp"

namespace lykta {

namespace {

using test::en;
using test::sv;

}  // namespace

TEST_CASE("A text with slots becomes a sentence, singular or plural") {
  const auto fill = [](std::string_view text, const std::string& number) {
    return filled(
        text, [&](std::string_view name) { return name == "n" ? number : std::string("<") + std::string(name) + ">"; });
  };
  CHECK(fill("{n} {n:event lies|events lie} in {a}.", "1") == "1 event lies in <a>.");
  CHECK(fill("{n} {n:event lies|events lie} in {a}.", "0") == "0 events lie in <a>.");
  CHECK(fill("{n:the first|{n} of {b: x| y}}", "21") == "21 of  y");
  CHECK(fill("nothing to fill", "1") == "nothing to fill");
  CHECK(slots_shown("{n:one|{n} of {m}} {k:a|b}") == std::set<std::string>{"n", "m"});
}

TEST_CASE("Each kind of warning is in the table exactly once, with a name of its own") {
  constexpr auto kinds = static_cast<std::size_t>(last_warning_kind) + 1;
  std::set<WarningKind> seen;
  std::set<std::string> names;
  for (const auto& words : all_warning_words()) {
    seen.insert(words.kind);
    names.insert(words.name);
    CHECK(name_of(words.kind) == words.name);
    CHECK(static_cast<std::size_t>(words.kind) < kinds);
  }
  CHECK(all_warning_words().size() == kinds);
  CHECK(seen.size() == kinds);
  CHECK(names.size() == kinds);
}

TEST_CASE("Both languages of a warning show the same numbers and names") {
  for (const auto& words : all_warning_words()) {
    INFO(words.name);
    CHECK(slots_shown(words.text.sv) == slots_shown(words.text.en));
  }
}

TEST_CASE("Every slot of every warning is filled, and every sentence is one") {
  std::set<std::string> sentences;
  for (const auto& words : all_warning_words()) {
    for (const auto language : {sv, en}) {
      for (const double number : {1, 17}) {
        const auto text = warning_text(
            {.kind = words.kind, .value = number, .limit = number + 2, .source = "polisen", .detail = "12"}, language);
        INFO(text);
        CHECK_THAT(text, Catch::EndsWith("."));
        CHECK_THAT(text, !Catch::Contains("{") && !Catch::Contains("}") && !Catch::Contains("|"));
        if (number == 17) {
          sentences.insert(text);
        }
      }
    }
  }
  CHECK(sentences.size() == 2 * all_warning_words().size());
}

TEST_CASE("One is one in every warning in Swedish too") {
  // "1 händelse ligger", but neither "1 händelser" nor "1 upptäckta"; what is counted of many stays many.
  static const std::regex many(R"((^|[^v] )1 (händelser|upptäckta|prövningar|rutor|områden|ansamlingar|dagar)\b)");
  for (const auto& words : all_warning_words()) {
    const auto text = warning_text({.kind = words.kind, .value = 1, .limit = 1, .source = "a", .detail = "b"}, sv);
    INFO(text);
    if (words.kind != WarningKind::unequal_periods && words.kind != WarningKind::source_starts_late &&
        words.kind != WarningKind::part_step_left_out) {
      CHECK_FALSE(std::regex_search(text, many));
    }
  }
}

TEST_CASE("Warnings of what sources cover name the source, its days and the rows") {
  Warning warning{
      .kind = WarningKind::outlying_dates, .value = 1, .limit = 500, .source = "polisen", .detail = "12 (1900-01-01)"};
  CHECK(warning_text(warning, sv) ==
        "polisen: 1 av 500 daterade händelser ligger utanför de dagar som källan täcker, rad 12 (1900-01-01): "
        "kontrollera datumet, eller ange vad källan täcker.");
  CHECK(warning_text(warning, en) ==
        "polisen: 1 of 500 dated events lies outside the days that the source covers, row 12 (1900-01-01): check the "
        "date, or state what the source covers.");
  warning = {.kind = WarningKind::source_not_compared,
             .value = 40,
             .source = "bostadsbolaget",
             .detail = "2025-03-01 – 2025-12-31"};
  CHECK(
      warning_text(warning, sv) ==
      "bostadsbolaget täcker 2025-03-01 – 2025-12-31 och inte båda perioderna helt: 40 händelser därifrån är inte med "
      "i jämförelsen.");
  CHECK(
      warning_text(warning, en) ==
      "bostadsbolaget covers 2025-03-01 – 2025-12-31 and not the whole of both periods: 40 of its events are left out "
      "of the comparison.");
}

TEST_CASE("Warnings show their numbers as the language writes them") {
  CHECK(warning_text({.kind = WarningKind::too_few_events, .value = 12, .limit = 30}, sv) ==
        "För få händelser (12, minst 30 behövs): om de hopar sig har inte prövats.");
  CHECK(warning_text({.kind = WarningKind::sparse_grid, .value = 0.078, .limit = 1}, sv) ==
        "Händelserna är glesa (0,08 per ruta med grannar i snitt): prövningen är en grov vägledning, se antalet.");
  CHECK(warning_text({.kind = WarningKind::coarse_positions, .value = 0.756, .limit = 0.5}, en) ==
        "76 % of the events share their exact coordinates with another: positions are rounded or snapped, and small "
        "cells mislead.");
  CHECK(warning_text({.kind = WarningKind::unequal_periods, .value = 365, .limit = 366}, en) ==
        "The periods differ in length (365 and 366 days): the comparison is scaled to the period.");
}

TEST_CASE("What coordinate systems do is said in words") {
  CHECK(warning_text({.kind = WarningKind::ballpark_transformation, .source = "polisen"}, sv) ==
        "polisen: hur koordinatsystemet ligger mot kartans är inte känt, så omräkningen är ungefärlig: lägena kan vara "
        "hundratals meter fel. Ange det riktiga systemet (crs).");
  CHECK(warning_text({.kind = WarningKind::rough_transformation, .value = 12, .limit = 10, .source = "a"}, en) ==
        "a: positions were moved to the coordinate system of the map with an accuracy of about 12 metres.");
  CHECK_THAT(warning_text({.kind = WarningKind::scale_differs, .value = 0.052}, sv),
             Catch::Contains("upp till 5 % fel"));
}

TEST_CASE("One is one in every warning") {
  for (const auto& words : all_warning_words()) {
    const Warning one{.kind = words.kind, .value = 1, .limit = 1, .source = "a", .detail = "b"};
    const auto english = warning_text(one, en);
    INFO(english);
    // "1 of 1 events lies", but neither "1 events" nor "1 of 1 events lie".
    static const std::regex many(
        R"((^|[^f] )1 [a-z]+s (are|lie|lies|have|has|in|as)\b|^1 of 1 [a-z ]+ (are|lie|have)\b)");
    CHECK_FALSE(std::regex_search(english, many));
  }
}

}  // namespace lykta
