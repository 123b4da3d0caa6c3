#include "cli/frame/loss_text.hpp"

#include <algorithm>

namespace lykta {

namespace {

/// "all 15 rows of class Våldsbrott were lost: 15 with zeros as coordinates"
std::string line_on_loss(const RowLoss& loss, Language language) {
  const auto causes = causes_text(loss.causes, language);
  if (loss.used == 0) {
    return loss.rows == 1
               ? say(language, {"den enda raden i klassen {} föll bort: {}", "the only row of class {} was lost: {}"},
                     loss.name, causes)
               : say(language, {"alla {} rader i klassen {} föll bort: {}", "all {} rows of class {} were lost: {}"},
                     loss.rows, loss.name, causes);
  }
  return say(language,
             {"{} av {} rader i klassen {} föll bort, en mycket större del än av övriga klasser, så den rangordnas för "
              "lågt: {}",
              "{} of {} rows of class {} were lost, a far larger share than of other classes, so it ranks too low: {}"},
             loss.lost(), loss.rows, loss.name, causes);
}

/// "12 of 14 rows of the address Kallinge were lost, ..."
std::string line_on_loss_of_street(const RowLoss& loss, Language language) {
  const auto causes = causes_text(loss.causes, language);
  return loss.used == 0
             ? say(language,
                   {"alla {} rader med adressen {} föll bort: {}", "all {} rows of the address {} were lost: {}"},
                   loss.rows, loss.name, causes)
             : say(language,
                   {"{} av {} rader med adressen {} föll bort, en mycket större del än på andra håll, så platser där "
                    "rangordnas för lågt: {}",
                    "{} of {} rows of the address {} were lost, a far larger share than elsewhere, so places there "
                    "rank too low: {}"},
                   loss.lost(), loss.rows, loss.name, causes);
}

/// "12 of 14 rows with a position in Kallinge were lost, ..."
std::string line_on_loss_of_area(const RowLoss& loss, Language language) {
  const auto causes = causes_text(loss.causes, language);
  return loss.used == 0
             ? say(language,
                   {"alla {} rader med läge i {} föll bort: {}", "all {} rows with a position in {} were lost: {}"},
                   loss.rows, loss.name, causes)
             : say(language,
                   {"{} av {} rader med läge i {} föll bort, en mycket större del än på andra håll, så platser där "
                    "rangordnas för lågt: {}",
                    "{} of {} rows with a position in {} were lost, a far larger share than elsewhere, so places there "
                    "rank too low: {}"},
                   loss.lost(), loss.rows, loss.name, causes);
}

void add_lines_on_streets(const SourceReport& source, Language language, std::vector<std::string>& lines) {
  constexpr std::size_t most = 5;
  std::size_t said = 0;
  for (const auto& loss : source.lost_by_street) {
    if (loss.lost() >= fewest_lost_of_a_street && loss.stands_out && said++ < most) {
      lines.push_back(line_on_loss_of_street(loss, language));
    }
  }
}

void add_lines_on_areas(const SourceReport& source, Language language, std::vector<std::string>& lines) {
  constexpr std::size_t most = 5;
  std::size_t said = 0;
  for (const auto& loss : source.lost_by_area) {
    const auto is_said_as_address = std::ranges::any_of(source.lost_by_street, [&](const RowLoss& street) {
      return street.name == loss.name && street.stands_out && street.lost() >= loss.lost();
    });
    if (loss.stands_out && !is_said_as_address && said++ < most) {
      lines.push_back(line_on_loss_of_area(loss, language));
    }
  }
}

}  // namespace

std::vector<std::string> lines_on_losses(const SourceReport& source, Language language) {
  std::vector<std::string> lines;
  constexpr std::size_t most = 10;
  std::size_t left_out = 0;
  std::size_t said = 0;
  for (const auto& loss : source.lost_by_class) {
    if (!loss.stands_out) {
      continue;
    }
    if (said < most) {
      ++said;
      lines.push_back(line_on_loss(loss, language));
    } else {
      ++left_out;
    }
  }
  if (left_out > 0) {
    lines.push_back(counted(
        left_out, {"klass till föll bort helt eller till stor del", "more class was lost wholly or for the most part"},
        {"klasser till föll bort helt eller till stor del", "more classes were lost wholly or for the most part"},
        language));
  }
  add_lines_on_streets(source, language, lines);
  add_lines_on_areas(source, language, lines);
  return lines;
}

}  // namespace lykta
