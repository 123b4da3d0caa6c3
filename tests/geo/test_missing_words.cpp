#include "geo/values/missing_words.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_missing_words {

TEST_CASE("Words and signs that say that there is no value") {
  for (const auto* text : {"NA",
                           "N/A",
                           "n.a.",
                           "#N/A",
                           "#SAKNAS!",
                           "#DIVISION/0!",
                           "#DIV/0!",
                           "#REF!",
                           "NULL",
                           "null",
                           "None",
                           "NaN",
                           "nan",
                           "\\N",
                           "-",
                           "--",
                           "---",
                           "\xE2\x80\x93",
                           "\xE2\x80\xA6",
                           "...",
                           ".",
                           "?",
                           "--:--",
                           "####",
                           "saknas",
                           "Saknas",
                           "SAKNAS",
                           "okänt",
                           "Okänd",
                           "OKÄNT",
                           "okänt datum",
                           "uppgift saknas",
                           "Uppgift saknas.",
                           "ej angivet",
                           "ej känd",
                           "inte angivet",
                           "ingen uppgift",
                           "vet ej",
                           "unknown",
                           "Unknown",
                           "not available",
                           "not known",
                           "no data",
                           "missing",
                           "(saknas)",
                           "<null>",
                           "[NA]",
                           "(tom)",
                           "ok\xC3\xA4nd tid",
                           "oka\xCC\x88nt"}) {
    CAPTURE(text);
    CHECK(says_missing(text));
  }
}

TEST_CASE("Values that may be one are not called missing") {
  for (const auto* text :
       {"",          " ",      "0",     "00:00",   "-1",   "1900-01-01", "nej",     "no",
        "ej",        "inte",   "Nacka", "Nan Hai", "noll", "idag",       "i våras", "ingen parkering",
        "okänd man", "skogen", "data",  "datum",   "A",    "x",          "56.2"}) {
    CAPTURE(text);
    CHECK_FALSE(says_missing(text));
  }
}

}  // namespace lykta::tests_of_missing_words
