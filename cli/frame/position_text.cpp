#include "cli/frame/position_text.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lykta {

namespace {

/// What the rows state of their positions goes before what the size of the pile makes likely.
std::string what_the_stack_is(const SuspiciousStack& stack, bool is_from_command, Language language) {
  const auto& classes = stack.position_classes;
  if (!classes.empty() && classes.find('?') == std::string::npos) {
    return say(language,
               {", alla av lägesklass {}: en plats med många händelser, eller lägen som inte är kända bättre",
                classes.size() > 1
                    ? ", all of position classes {}: a place with many events, or positions that are known no better"
                    : ", all of position class {}: a place with many events, or positions that are known no better"},
               fmt::to_string(fmt::join(classes, Phrase{" eller ", " or "}.in(language))));
  }
  return is_from_command
             ? say(language, {": troligen en orts mittpunkt (lägesklass D); uteslut raderna, eller använd `lykta run` "
                              "med stacks = \"reject\"",
                              ": likely the middle of a locality (position class D); leave the rows out, or use `lykta "
                              "run` with stacks = \"reject\""})
             : say(language,
                   {": troligen en orts mittpunkt (lägesklass D); stacks = \"reject\" utesluter sådana ansamlingar",
                    ": likely the middle of a locality (position class D); stacks = \"reject\" leaves such piles out"});
}

/// Which rows the taken system does not explain, and what does.
void add_lines_on_other_systems(const SourceReport& source, Language language, std::vector<std::string>& lines) {
  for (const auto& other : source.other_systems) {
    const auto way =
        other.is_taken_system
            ? say(language, {"om x och y byter plats", "with x and y exchanged"})
            : say(language, {"i {} ({}){}", "in {} ({}){}"}, other.crs, other.name,
                  (other.swapped ? Phrase{" med x och y utbytta", " with x and y exchanged"} : Phrase{"", ""})
                      .in(language));
    const auto rows = say(language, {"{} ({} %)", "{} ({} %)"}, rows_text(other.rows, language),
                          number(100 * other.share, 1, language));
    const Phrase left_out = other.rows == 1
                                ? Phrase{"{} ligger långt från de andra och bland dem bara {}: den används inte",
                                         "{} lies far from the others, and among them only {}: it is not used"}
                                : Phrase{"{} ligger långt från de andra och bland dem bara {}: de används inte",
                                         "{} lie far from the others, and among them only {}: they are not used"};
    const Phrase kept = other.rows == 1
                            ? Phrase{"{} ligger långt från de andra; den skulle ligga bland dem {}: kontrollera den",
                                     "{} lies far from the others; it would lie among them {}: check it"}
                            : Phrase{"{} ligger långt från de andra; de skulle ligga bland dem {}: kontrollera dem",
                                     "{} lie far from the others; they would lie among them {}: check them"};
    lines.push_back(other.left_out ? say(language, left_out, rows, way) : say(language, kept, rows, way));
  }
  if (source.far_off > 0) {
    lines.push_back(say(language,
                        {source.far_off == 1 ? "{} ligger långt från de andra, {} km bort: kontrollera läget"
                                             : "{} ligger långt från de andra, minst {} km bort: kontrollera lägena",
                         source.far_off == 1 ? "{} lies far from the others, {} km away: check the position"
                                             : "{} lie far from the others, {} km away at least: check the positions"},
                        rows_text(source.far_off, language), number(source.far_off_km, 0, language)));
  }
}

/// So many events on each point that the points cannot be addresses.
void add_line_on_few_places(const SourceReport& source, Language language, std::vector<std::string>& lines) {
  constexpr double many_on_each = 20;
  const auto on_each =
      static_cast<double>(source.used) / static_cast<double>(std::max<std::uint64_t>(1, source.distinct_positions));
  if (source.distinct_positions > 1 && source.suspicious_stacks.empty() && on_each >= many_on_each) {
    lines.push_back(
        say(language,
            {"{} händelser ligger på bara {} punkter, i snitt {} på var och en: det kan inte vara adresser, utan "
             "är troligen mittpunkter av orter eller områden (lägesklass D)",
             "{} events lie on {} points only, {} on each on average: these cannot be addresses, and are likely "
             "the middles of localities or areas (position class D)"},
            source.used, source.distinct_positions, number(on_each, 0, language)));
  }
}

void add_lines_on_positions(const SourceReport& source, Language language, std::vector<std::string>& lines) {
  constexpr double worth_saying_m = 10;
  if (source.position_step_m && *source.position_step_m >= worth_saying_m) {
    lines.push_back(say(language,
                        {"lägena är avrundade till {} (omkring {} m): mindre rutor visar avrundningen",
                         "positions are rounded to {} (about {} m): smaller cells show the rounding"},
                        short_number(*source.position_step, language, 6),
                        number(*source.position_step_m, 0, language)));
  }
  if (source.unknown_position_classes > 0) {
    lines.push_back(counted(source.unknown_position_classes,
                            {"rad har en lägesklass som inte är någon av A till D: okänd",
                             "row has a position class that is none of A to D: not known"},
                            {"rader har en lägesklass som inte är någon av A till D: okänd",
                             "rows have a position class that is none of A to D: not known"},
                            language));
  }
  for (const auto& stack : source.suspicious_stacks) {
    lines.push_back(say(language,
                        {"{} händelser ({} %) ligger på en punkt, {:.5f} N {:.5f} E{}",
                         "{} events ({} %) lie on one point, {:.5f} N {:.5f} E{}"},
                        stack.events, number(100 * stack.share, 1, language), stack.degrees.y, stack.degrees.x,
                        what_the_stack_is(stack, source.is_from_command, language)));
  }
}

}  // namespace

std::vector<std::string> lines_on_positions(const SourceReport& source, Language language) {
  std::vector<std::string> lines;
  add_lines_on_other_systems(source, language, lines);
  add_lines_on_positions(source, language, lines);
  add_line_on_few_places(source, language, lines);
  return lines;
}

}  // namespace lykta
