#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_inputs.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/summary.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/strata_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/option_words.hpp"
#include "publish/layers/layers.hpp"
#include "publish/styles/styles.hpp"

namespace lykta {

namespace {

Answer answer_of(const StepOptions& options, const ReadInputs& read, Language language, const Progress& progress) {
  const auto asked = picture_of(options);
  announce_work(read, asked.grid, run_cost, asked.density.bandwidth_m,
                options.quiet ? Announce::never : Announce::large, language);
  const auto picture = std::make_shared<const Picture>(make_picture(read.inputs, asked, progress));
  const auto publication = std::make_shared<const Publication>(Publication{*picture, read, language});
  struct Kept {
    std::shared_ptr<const Picture> picture;
    std::shared_ptr<const Publication> publication;
  };
  const auto kept = std::make_shared<const Kept>(Kept{picture, publication});
  const auto layer = places_layer(*publication);
  Answer answer;
  answer.files.push_back(layer_file(options.output, layer, kept));
  std::ranges::move(style_files(options.output, layer_style(*publication, layer_as_stored(options.output, layer))),
                    std::back_inserter(answer.files));
  answer.uses = picture->use;
  answer.warnings = picture->warnings;
  answer.text = picture_text(read, *picture, options.input, language);
  return answer;
}

struct PlacesCommand : StepOptions {
  ZonesDescription strata;
};

void run_places(const PlacesCommand& options) {
  // What contradicts itself is refused before a file is read.
  static_cast<void>(picture_of(options));
  Question question;
  question.name = "places";
  question.inputs = inputs_of(options, question.guesses);
  question.inputs.needs_localities = true;
  take_strata_options(options.strata, question.inputs.strata);
  question.more_inputs = {options.names.source.path, options.strata.path};
  question.styles = style_paths({options.output});
  question.answer = [&options](ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options, question);
}

}  // namespace

void add_command_places(CLI::App& app) {
  auto* command = app.add_subcommand("places", "Compact places, ranked");
  auto options = std::make_shared<PlacesCommand>();
  add_common_options(*command, *options);
  add_statistics_options(*command, *options);
  add_places_options(*command, *options);
  add_strata_options(*command, options->strata);
  command
      ->add_option("--strata-minimum-events", options->picture.strata.minimum_events,
                   "In a locality with fewer events nothing is tested")
      ->check(within(bounds::count))
      ->group("Localities")
      ->capture_default_str();
  command
      ->add_option("--address", options->source.columns.address,
                   "Column of streets or areas in words: places are called after what their events share")
      ->group("Places");
  command->footer(
      "Example: lykta places incidents.gpkg places.geojson --area municipality.geojson --address street --names "
      "places.csv "
      "--name-column name");
  command->callback([options, command] {
    refuse_idle(*command, {{"--strata-minimum-events", !options->strata.path.empty(), "--strata"}});
    run_places(*options);
  });
}

}  // namespace lykta
