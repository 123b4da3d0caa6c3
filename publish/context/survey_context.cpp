// The areas of a safety survey.
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "geo/shapes/outline.hpp"
#include "publish/context/context_kinds.hpp"
#include "publish/context/record_layer.hpp"
#include "publish/words/code_words.hpp"

namespace lykta {

namespace {

const SurveyArea& survey_of(const RecordRow& row) { return row.inputs().survey[row.index]; }

// A column reads best as a row of a table.
// clang-format off
std::vector<RecordColumn> survey_columns() {
  return with_origin([](const RecordRow& row) { return survey_of(row).row; }, {
      {"name", "name", FieldType::text, "", 0, {"område", "area"},
       {"Områdets namn eller kod.", "Name or code of the area."}, [](const RecordRow& row) { return text(survey_of(row).name); }},
      {"question", "question", FieldType::text, "", 0, {"fråga", "question"},
       {"Vad som frågades; tom om källan har en enda fråga.", "What was asked; empty where the source has one question only."},
       [](const RecordRow& row) { return text(survey_of(row).question); }},
      {"index", "index", FieldType::real, "0-6", 3, {"trygghetsindex", "safety index"},
       {"Trygghetsindex, 0 inget problem till 6 alarmerande; lägre är bättre.", "Safety index, 0 no problem to 6 alarming; lower is better."},
       [](const RecordRow& row) { return FieldValue(survey_of(row).index); }},
      {"sample", "sample", FieldType::integer, "answers", 0, {"antal svar", "answers"},
       {"Hur många som svarade.", "How many answered."}, [](const RecordRow& row) { return whole(survey_of(row).sample); }},
      {"reliability", "reliab", FieldType::text, "", 0, {"tillförlitlighet", "reliability"},
       {"few_answers när färre svarade än konfigurationens minimum (30 om inget sägs), annars enough_answers.", "few_answers where fewer answered than the configuration's minimum (30 unless it says so), else enough_answers."},
       [](const RecordRow& row) {
         const auto minimum = row.publication.picture.options.survey.minimum_answers;
         return text(survey_of(row).sample < minimum ? "few_answers" : "enough_answers");
       }},
      {"date", "date", FieldType::date_time, "local time", 0, {"datum", "date"},
       {"När mätningen började, lokal tid.", "When the survey began, local time."},
       [](const RecordRow& row) { return survey_of(row).time ? FieldValue(survey_of(row).time->start) : FieldValue(); }},
  });
}
// clang-format on

constexpr std::array<Code, 2> survey_reliabilities{
    {{"enough_answers", {"tillräckligt många svar", "enough answers"}}, {"few_answers", {"få svar", "few answers"}}}};

/// Felt unsafety is blue as everywhere: the worse, the darker. Four equal steps of the scale from 0 to 6.
struct IndexStep {
  double below = 0;
  Phrase label = {};
  Colour fill;
};

constexpr std::array<IndexStep, 4> index_steps{{{1.5, {"under 1,5", "below 1.5"}, palette::unsafety.at(0.1)},
                                                {3, {"1,5 till 3", "1.5 to 3"}, palette::unsafety.at(0.25)},
                                                {4.5, {"3 till 4,5", "3 to 4.5"}, palette::unsafety.at(0.45)},
                                                {0, {"4,5 och över", "4.5 and above"}, palette::unsafety.at(0.7)}}};

qml::LayerStyle survey_style(const Publication& publication) {
  const auto language = publication.language;
  std::vector<qml::LegendClass> classes;
  std::string above;
  for (const auto& step : index_steps) {
    const auto limit = step.below > 0 ? fmt::format(R"("index" < {})", step.below) : std::string("TRUE");
    const auto here = above.empty() ? limit : fmt::format("{} AND {}", above, limit);
    const qml::Stroke line{palette::unsafety, 0.3};
    classes.push_back(
        {.selects = fmt::format(R"("reliability" = 'enough_answers' AND {})", here),
         .label = fmt::format("{} {}", Phrase{"Trygghetsindex", "Safety index"}.in(language), step.label.in(language)),
         .symbol = qml::filled(step.fill, line)});
    above = fmt::format(R"("index" >= {})", step.below);
  }
  // Few answers are no finding: the area is shown, and its index only on request.
  classes.push_back({.selects = R"("reliability" = 'few_answers')",
                     .label = Phrase{"Få svar, indexet är osäkert", "Few answers, the index is uncertain"}.in(language),
                     .symbol = qml::filled(palette::untested.at(0.25), {palette::neutral, 0.3, true})});
  const auto* tip =
      Phrase{R"(<b>[% "name" %]</b><br>[% "question" %]<br>Trygghetsindex: [% format_number("index", 2, 'sv') %])"
             R"(<br>Antal svar: [% "sample" %])",
             R"(<b>[% "name" %]</b><br>[% "question" %]<br>Safety index: [% format_number("index", 2, 'en') %])"
             R"(<br>Answers: [% "sample" %])"}
          .in(language);
  return {
      .renderer = qml::by_rules(classes), .labels = {}, .aliases = {}, .title_expression = R"("name")", .map_tip = tip};
}

VectorLayer survey_areas_layer(const Publication& publication) {
  const auto& survey = publication.read.inputs.survey;
  auto layer = layer_of_records(publication, survey_columns(), survey.size(), "survey_areas",
                                {"Trygghetsmätning", "Safety survey"},
                                {"Trygghetsmätningens områden. Läggs aldrig ihop med brott.",
                                 "Areas of the safety survey. Never added to crime."});
  layer.geometry = LayerGeometry::multipolygon;
  add_codes(layer, "reliability", survey_reliabilities, publication.language);
  layer.geometry_of = [&survey](std::size_t i) { return geometry_of(survey[i].area); };
  return layer;
}

std::size_t count_survey(const Inputs& inputs) { return inputs.survey.size(); }

void add_survey_parameters(const PictureOptions& options, nlohmann::ordered_json& parameters) {
  parameters["survey"] = {{"minimum_answers", options.survey.minimum_answers}};
}

}  // namespace

constinit const ContextKind survey_context{.kind = SourceKind::survey,
                                           .name = "survey_areas",
                                           .records = count_survey,
                                           .layer = survey_areas_layer,
                                           .style = survey_style,
                                           .lies_below_the_grid = true,
                                           .add_parameters = add_survey_parameters};

}  // namespace lykta
