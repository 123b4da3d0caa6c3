// A safety survey: an index per area, never per point.
#include <cmath>

#include <fmt/format.h>

#include "geo/read/kinds.hpp"
#include "geo/read/named_samples.hpp"
#include "geo/read/source_reading.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::array survey_columns{&ColumnMapping::date,     &ColumnMapping::time,  &ColumnMapping::end_date,
                                    &ColumnMapping::end_time, &ColumnMapping::area,  &ColumnMapping::category,
                                    &ColumnMapping::index,    &ColumnMapping::sample};
constexpr std::array survey_needed{&ColumnMapping::index, &ColumnMapping::sample};

constexpr double alarming_index = 6;

/// Whether the numbers are such as a survey's index can be: nine in ten.
bool is_survey_index(const ColumnSample& sample) {
  std::size_t filled = 0;
  std::size_t fitting = 0;
  for (const auto& text : sample.texts) {
    const auto number = parse_number(text);
    filled += text.empty() ? 0U : 1U;
    fitting += number && *number >= 0 && *number <= alarming_index ? 1U : 0U;
  }
  return sample.type == ColumnType::number && fitting * 10 >= filled * 9;
}

bool guess_survey(const std::vector<ColumnSample>& samples, bool /*has_geometry*/, SourceGuess& guess) {
  const auto numbers = names_of_type(samples, ColumnType::number);
  // The plain word stands over much else.
  const auto named = name_with(numbers, {"trygghetsindex", "otrygghetsindex"});
  const auto index = named.empty() ? name_with(names_where(samples, is_survey_index), {"index"}) : named;
  const auto sample =
      name_with(numbers, {"svar", "antalsvar", "svarande", "respondenter", "sample", "answers", "respondents"});
  if (index.empty() || sample.empty()) {
    return false;
  }
  auto& mapping = guess.columns;
  mapping.index = index;
  mapping.sample = sample;
  mapping.area = area_column(samples, "");
  const auto question = name_with(names_of_type(samples, ColumnType::text), {"fråga", "fraga", "question"});
  mapping.category = question.empty() ? mapping.category : question;
  clear_end(mapping);
  guess.kind_why = said({"ett index från 0 till 6 ({}) och hur många som svarat ({})",
                         "an index from 0 to 6 ({}) and how many answered ({})"},
                        index, sample);
  return true;
}

TakeArea add_survey_area(SourceReading& reading, const RowAt& at) {
  const auto index = parse_number(reading.text(&ColumnMapping::index, at));
  if (!index || *index < 0 || *index > alarming_index) {
    reading.reject(at, RejectCause::unreadable_number, &ColumnMapping::index);
    return {};
  }
  constexpr double most_believed = 1e9;
  const auto sample = parse_count(reading.text(&ColumnMapping::sample, at));
  if (!sample || *sample < 0 || *sample > most_believed || *sample != std::floor(*sample)) {
    reading.reject(at, RejectCause::unreadable_number, &ColumnMapping::sample);
    return {};
  }
  const auto time = reading.time(at);
  if (!time) {
    return {};
  }
  reading.count_time(*time);
  SurveyArea survey{.name = std::string(reading.text(&ColumnMapping::area, at)),
                    .area = {},
                    .index = *index,
                    .sample = static_cast<std::uint64_t>(*sample),
                    .time = time->span,
                    .question = std::string(reading.text(&ColumnMapping::category, at)),
                    .row = reading.reference(at)};
  return [survey = std::move(survey)](Area area, Inputs& inputs) {
    inputs.survey.push_back(survey);
    inputs.survey.back().area = std::move(area);
  };
}

}  // namespace

constinit const KindOfSource survey_kind{.kind = SourceKind::survey,
                                         .name = "survey",
                                         .title = {"svar i en trygghetsmätning", "answers of a safety survey"},
                                         .columns = survey_columns,
                                         .needed = survey_needed,
                                         .never_at_points = "what a survey found",
                                         .guess = guess_survey,
                                         .add_area = add_survey_area};

}  // namespace lykta
