#include "publish/words/reading_words.hpp"

#include <array>
#include <optional>
#include <vector>

namespace lykta {

namespace {

// Of two that fit a sentence the first is taken: those that say more stand before those that say less.
// clang-format off
constexpr std::array reader_phrases{
    // The coordinate system of the result.
    Phrase{"angivet", "stated"},
    Phrase{"områdets eget", "of the study area"},
    Phrase{"polygonernas eget", "of the polygons counted in"},
    Phrase{"zonen som passar lägena", "the zone that fits the positions"},
    Phrase{"zonen som passar området", "the zone that fits the study area"},
    Phrase{"zonen som passar polygonerna", "the zone that fits the polygons counted in"},
    // What was taken for granted of a source.
    Phrase{"koordinatsystem: {} används, eftersom koordinatkolumnerna talar för det", "crs: {} taken, as the coordinate columns speak for it"},
    Phrase{"lager: {} används, det första av {}; de andra är {} och {} till ({} väljer ett)", "layer: {} taken, the first of {}; the others are {} and {} more ({} takes one)"},
    Phrase{"lager: {} används, det första av {}; de andra är {} ({} väljer ett)", "layer: {} taken, the first of {}; the others are {} ({} takes one)"},
    Phrase{"lager: {} används, det första av {}; de andra är {} och {} till", "layer: {} taken, the first of {}; the others are {} and {} more"},
    Phrase{"lager: {} används, det första av {}; de andra är {}", "layer: {} taken, the first of {}; the others are {}"},
    Phrase{"känsla: ingen kolumn anger den, så varje iakttagelse räknas som otrygg", "feeling: no column tells it, so every observation counts as unsafe"},
    Phrase{"teckenkodning: {} enligt texten", "encoding: {} found in the text"},
    Phrase{"lägesklass: C för alla rader, eftersom lägena är avrundade till omkring {} m", "position class: C taken for all rows, as positions are rounded to about {} m"},
    Phrase{"tal i kolumnen '{}', som '{}', kan ha decimaler eller vara tusental: lästa som tusental", "numbers in the column '{}', as '{}', may have decimals or be thousands: taken for thousands"},
    Phrase{"tal i kolumnen '{}' kan ha decimaler eller vara tusental: lästa som tusental", "numbers in the column '{}' may have decimals or be thousands: taken for thousands"},
    Phrase{"{} områdesnamn är lika en polygons bara när skiftläge och mellanslag inte räknas: de är kopplade", "{} names of areas equal that of a polygon only when case and spaces are set aside: they are joined"},
    Phrase{"{} områden står på flera rader: deras invånare är summerade", "{} areas stand in several rows: their residents are added"},
    // How a text file is written.
    Phrase{"vartannat tecken är noll", "every second byte is zero"},
    Phrase{"enligt dess första tecken (byte order mark)", "its byte order mark"},
    Phrase{"bara ASCII hittills", "plain ASCII so far"},
    Phrase{"giltig UTF-8", "valid UTF-8"},
    Phrase{"inte giltig UTF-8 (ISO-8859-1 skulle läsas likadant)", "not valid UTF-8 (ISO-8859-1 would read the same)"},
    Phrase{"några rader är inte giltig UTF-8", "some rows are not valid UTF-8"},
    Phrase{"några texter är inte giltig UTF-8", "some texts are not valid UTF-8"},
    Phrase{"enligt första raden", "the first line says so"},
    Phrase{"inget skiljetecken hittades: en enda kolumn", "no separator found: a single column"},
    Phrase{"komma: {} fält i {} % av raderna", "comma: {} fields in {} % of the rows"},
    Phrase{"semikolon: {} fält i {} % av raderna", "semicolon: {} fields in {} % of the rows"},
    Phrase{"tabb: {} fält i {} % av raderna", "tab: {} fields in {} % of the rows"},
    Phrase{"lodstreck: {} fält i {} % av raderna", "vertical bar: {} fields in {} % of the rows"},
    Phrase{"de första raderna innehåller värden, inga namn", "the first rows hold values, no names"},
    Phrase{"den första raden med alla kolumner som nämns", "the first row with all columns that the mapping names"},
    Phrase{"den första raden som är lika bred som tabellen, under {} andra rader", "the first row as wide as the table, below {} other rows"},
    Phrase{"den första raden", "the first row"},
    // What a file is about.
    Phrase{"ett index från 0 till 6 ({}) och hur många som svarat ({})", "an index from 0 to 6 ({}) and how many answered ({})"},
    Phrase{"ett antal människor ({}) och inga datum", "a number of people ({}) and no dates"},
    Phrase{"inga lägen, så polygoner måste kopplas till", "no positions, so polygons must be joined"},
    Phrase{"olyckors svårhetsgrad ({})", "the severity of accidents ({})"},
    Phrase{"en grupp ({}) med start och slut eller längd", "a team ({}) with a start and an end or a length"},
    Phrase{"kolumner med vad någon kände eller hur allvarligt det är", "columns of what was felt or how grave it is"},
    Phrase{"inget talar för något annat", "nothing speaks for another kind"},
    // What a column holds.
    Phrase{"enligt namnet", "by its name"},
    Phrase{"innehåller text", "holds values of type text"},
    Phrase{"innehåller tal", "holds values of type number"},
    Phrase{"innehåller datum", "holds values of type date"},
    Phrase{"innehåller klockslag", "holds values of type time of day"},
    Phrase{"innehåller lägen", "holds values of type position"},
    Phrase{"koder med inledande nollor", "codes with leading zeros"},
    Phrase{"ingen text alls", "no text at all"},
    Phrase{"dag först, som i '{}' ({} texter), mot månad först, som i '{}' ({} texter): det större antalet gäller", "day first, as in '{}' ({} texts), against month first, as in '{}' ({} texts): the larger number taken"},
    Phrase{"dag först, som i '{}' ({} texter), mot månad först, som i '{}' ({} texter)", "day first, as in '{}' ({} texts), against month first, as in '{}' ({} texts)"},
    Phrase{"dag först, som i '{}'", "day first, as in '{}'"},
    Phrase{"månad först, som i '{}'", "month first, as in '{}'"},
    Phrase{"dag och månad är samma tal, som i '{}'", "day and month are the same number, as in '{}'"},
    Phrase{"månaden med namn, som i '{}'", "month by name, as in '{}'"},
    Phrase{"år först, som i '{}'", "year first, as in '{}'"},
    Phrase{"inget datum, som i '{}'", "no date, as in '{}'"},
    Phrase{"ett kalkylblads löpande dagar, som i '{}', räknade från 1900 (1904 går inte att se på talen: ange det)", "serial numbers of a sheet, as in '{}', taken from the 1900 epoch (1904 cannot be told from the numbers: state it)"},
    Phrase{"latitud först, som det brukar skrivas; inget visar ordningen i '{}'", "latitude first taken, as people write it; nothing tells the order of '{}'"},
    Phrase{"latitud först enligt bokstäverna, som i '{}'", "latitude first by the letters, as in '{}'"},
    Phrase{"longitud först enligt bokstäverna, som i '{}'", "longitude first by the letters, as in '{}'"},
    Phrase{"latitud först enligt talens storlek, som i '{}'", "latitude first by the size of the numbers, as in '{}'"},
    Phrase{"longitud först enligt talens storlek, som i '{}'", "longitude first by the size of the numbers, as in '{}'"},
    Phrase{"WKT, POINT (longitud latitud)", "well-known text, POINT (longitude latitude)"},
    Phrase{"GeoJSON-punkter", "GeoJSON points"},
    Phrase{"'{}' kan vara dag först eller månad först", "'{}' may be day first or month first"},
    Phrase{"{}, läses inte", "{}, not read"},
    Phrase{"'{}' kan vara {} {} eller {} {}", "'{}' may be {} {} or {} {}"},
    Phrase{"januari", "January"}, Phrase{"februari", "February"}, Phrase{"mars", "March"}, Phrase{"april", "April"},
    Phrase{"maj", "May"}, Phrase{"juni", "June"}, Phrase{"juli", "July"}, Phrase{"augusti", "August"},
    Phrase{"september", "September"}, Phrase{"oktober", "October"}, Phrase{"november", "November"}, Phrase{"december", "December"},
    Phrase{"heltal, som i '{}'", "whole numbers, as in '{}'"},
    Phrase{"decimalkomma, som i '{}'", "decimal comma, as in '{}'"},
    Phrase{"decimalpunkt, som i '{}'", "decimal point, as in '{}'"},
    Phrase{"decimalkomma och {} mellan tusental, som i '{}'", "decimal comma and {} between thousands, as in '{}'"},
    Phrase{"decimalpunkt och {} mellan tusental, som i '{}'", "decimal point and {} between thousands, as in '{}'"},
    Phrase{"{} mellan tusental, som i '{}'", "{} between thousands, as in '{}'"},
    Phrase{"'{}' kan ha decimaler eller vara tusental; läst med decimalkomma", "'{}' may have decimals or be thousands; taken for a decimal comma"},
    Phrase{"'{}' kan ha decimaler eller vara tusental; läst med decimalpunkt", "'{}' may have decimals or be thousands; taken for a decimal point"},
    Phrase{"mellanslag", "spaces"}, Phrase{"apostrofer", "apostrophes"}, Phrase{"kommatecken", "commas"}, Phrase{"punkter", "points"},
    Phrase{"bara {} av {} texter är lägen", "only {} of {} texts are positions"},
    Phrase{"bara {} av {} texter är tal av samma slag; inte '{}'", "only {} of {} texts are numbers of one style; not '{}'"},
    Phrase{"alla tider slutar med Z, vilket ett GeoPackage kräver också av lokal tid; as_written om de är i UTC", "all times end with Z, which a GeoPackage demands even of local time; as_written if they are in UTC"},
    Phrase{"tiderna anger sin avvikelse från UTC och räknas om till lokal tid; wall_clock bortser från den", "the times state their offset from UTC and are turned into local time; wall_clock sets it aside"},
    // Coordinate systems.
    Phrase{"filen anger det", "the file declares it"},
    Phrase{"lägen saknas", "there are no positions"},
    Phrase{"talen passar inget system som är känt här", "the numbers fit no system that is known here"},
    Phrase{"kan vara något av {}", "could be any of {}"},
    Phrase{"{} % av punkterna ligger i det förväntade området", "{} % of the points lie in the expected area"},
    Phrase{"{} % av punkterna ligger i det område där det används", "{} % of the points lie in the area where it is used"},
    Phrase{"{} % av punkterna ligger i {}", "{} % of the points lie in {}"},
    Phrase{"det förväntade området", "the expected area"},
    Phrase{"det område där det används", "the area where it is used"},
    Phrase{"punkternas mitt ligger {} km från {}", "the middle of the points lies {} km from {}"},
    Phrase{"kolumnernas namn säger det", "the names of the columns say so"},
    Phrase{"x innehåller nordkoordinaterna", "x holds the north coordinates"},
    Phrase{"ungefär samma plats som i {}", "about the same place as in {}"},
    Phrase{"{} passar lika bra, talen visar inte vilket", "{} fit equally well, the numbers do not tell which"},
    Phrase{"koordinatsystemet är inte känt: {}", "the coordinate system is not known: {}"},
    // Countries, as PROJ calls them.
    Phrase{"Sverige", "Sweden"}, Phrase{"Norge", "Norway"}, Phrase{"Danmark", "Denmark"},
    // Columns that are not read.
    Phrase{"namnet innehåller '{}', som för {}", "its name has '{}', as for {}"},
    Phrase{"{} av {} värden är giltiga personnummer", "{} of {} values hold a valid Swedish personal number"},
    Phrase{"{} av {} värden innehåller en e-postadress", "{} of {} values hold an e-mail address"},
    Phrase{"{} av {} värden liknar telefonnummer", "{} of {} values look like telephone numbers"},
    Phrase{"{} av {} värden liknar personnamn", "{} of {} values look like names of persons"},
    Phrase{"där står lång text med radbrytningar", "long text with line breaks stands in it"},
    Phrase{"den innehåller löpande text: {} av {} värden är olika, med {} tecken som median", "it holds running text: {} of {} values differ, with a median of {} characters"},
};
// clang-format on

/// Whether a place stands in quotes: then it holds what was read, which is nobody's language.
bool is_quoted(std::string_view pattern, std::size_t place) { return place > 0 && pattern[place - 1] == '\''; }

/// What stands in the places {} of a template, where the text follows it.
std::optional<std::vector<std::string_view>> values_in(std::string_view text, std::string_view pattern) {
  std::vector<std::string_view> values;
  for (;;) {
    const auto place = pattern.find("{}");
    const auto before = pattern.substr(0, place);
    if (!text.starts_with(before)) {
      return std::nullopt;
    }
    text.remove_prefix(before.size());
    if (place == std::string_view::npos) {
      return text.empty() ? std::optional(values) : std::nullopt;
    }
    pattern.remove_prefix(place + 2);
    const auto next = pattern.substr(0, pattern.find("{}"));
    // The last place takes all but what ends the sentence.
    const auto is_last = pattern.find("{}") == std::string_view::npos;
    if (is_last && !text.ends_with(next)) {
      return std::nullopt;
    }
    const auto end = is_last ? text.size() - next.size() : text.find(next);
    if (end == std::string_view::npos || end > text.size()) {
      return std::nullopt;
    }
    values.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::string with_values(std::string_view pattern, const std::vector<std::string_view>& values) {
  std::string text;
  for (const auto value : values) {
    const auto place = pattern.find("{}");
    text.append(pattern.substr(0, place));
    text += is_quoted(pattern, place) ? std::string(value) : reader_text(value, Language::sv);
    pattern.remove_prefix(place + 2);
  }
  return text.append(pattern);
}

std::optional<std::string> swedish_of(std::string_view english) {
  for (const auto& phrase : reader_phrases) {
    if (const auto values = values_in(english, phrase.en)) {
      return with_values(phrase.sv, *values);
    }
  }
  return std::nullopt;
}

}  // namespace

std::string reader_text(std::string_view english, Language language) {
  if (language == Language::en) {
    return std::string(english);
  }
  if (auto swedish = swedish_of(english)) {
    return *std::move(swedish);
  }
  // Reasons that are joined are known one by one; so is what a column is called before its reason.
  for (const std::string_view joint : {"; ", ": "}) {
    if (const auto at = english.find(joint); at != std::string_view::npos) {
      return reader_text(english.substr(0, at), language)
          .append(joint)
          .append(reader_text(english.substr(at + joint.size()), language));
    }
  }
  return std::string(english);
}

std::span<const Phrase> all_reader_phrases() { return reader_phrases; }

}  // namespace lykta
