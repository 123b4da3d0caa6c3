# Registers the checks of tests/tools with CTest, and offers functions for those that need the program.
#
#   lykta_add_cli_cases(FOLDER)                one test per case folder, label cli
#   lykta_add_documented_commands(FILE...)     one test per Markdown file, and one that no two write to the same name, label
#                                              docs
#   lykta_add_run_checks(NAME CONFIGURATION [REQUIRE SUFFIX,...] [ENVIRONMENT VARIABLE] [AGAIN OPTION...])
#                                              runs a configuration twice, validates the outputs and compares both runs;
#                                              the second run gets the options after AGAIN, for example --threads 1; all
#                                              are skipped where the environment variable is not set

option(LYKTA_LINT "Run clang-tidy over the rooms as a test (minutes when nothing is known to pass yet)" OFF)

set(LYKTA_TOOLS_DIR ${CMAKE_CURRENT_LIST_DIR})
# Debian's own interpreter first: python3-gdal belongs to it, whatever other Python stands first on the path.
find_program(LYKTA_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(LYKTA_PYTHON NAMES python3 REQUIRED)

# A test that runs one of the tools.
function(lykta_add_tool_test name label)
  add_test(NAME ${name} COMMAND ${LYKTA_PYTHON} -B ${ARGN} WORKING_DIRECTORY ${LYKTA_TOOLS_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${label} SKIP_RETURN_CODE 77 TIMEOUT 900)
endfunction()

lykta_add_tool_test(source.includes source ${LYKTA_TOOLS_DIR}/check_includes.py ${PROJECT_SOURCE_DIR})
lykta_add_tool_test(source.adding source ${LYKTA_TOOLS_DIR}/check_adding.py ${PROJECT_SOURCE_DIR})
lykta_add_tool_test(source.words source ${LYKTA_TOOLS_DIR}/check_words.py ${PROJECT_SOURCE_DIR})

add_test(NAME source.format COMMAND ${PROJECT_SOURCE_DIR}/script/lint format)
set_tests_properties(source.format PROPERTIES LABELS source SKIP_RETURN_CODE 77)

if(LYKTA_LINT)
  add_test(NAME source.tidy COMMAND ${PROJECT_SOURCE_DIR}/script/lint tidy)
  # It uses all processors by itself, so it runs alone; it takes longest, so it runs first.
  set_tests_properties(source.tidy PROPERTIES LABELS source SKIP_RETURN_CODE 77 RUN_SERIAL ON COST 1000 TIMEOUT 1800)
endif()

# Each tool has a test of its own, which shows that it can fail.
foreach(tool check_includes check_adding run_clang_tidy run_cli_cases run_documented_commands check_documented_outputs validate_outputs compare_runs run_when_set
             check_offline check_readers with_postgis check_outputs_hold check_streams check_numbers check_shared_cases)
  lykta_add_tool_test(tools.${tool} source -m unittest test_${tool})
endforeach()
# These start many servers and runs: script/test-long has them.
foreach(tool with_postgis check_offline)
  set_property(TEST tools.${tool} APPEND PROPERTY LABELS long)
endforeach()

function(lykta_add_cli_cases folder)
  get_filename_component(folder ${folder} ABSOLUTE)
  file(GLOB_RECURSE commands CONFIGURE_DEPENDS ${folder}/command)
  if(NOT commands)
    message(FATAL_ERROR "No case in ${folder}: each is a folder with a file 'command'")
  endif()
  foreach(command IN LISTS commands)
    get_filename_component(case_folder ${command} DIRECTORY)
    get_filename_component(case ${case_folder} NAME)
    lykta_add_tool_test(cli.${case} cli ${LYKTA_TOOLS_DIR}/run_cli_cases.py $<TARGET_FILE:lykta> ${folder} ${case})
  endforeach()
endfunction()

function(lykta_add_documented_commands)
  foreach(file IN LISTS ARGN)
    get_filename_component(name ${file} NAME_WE)
    get_filename_component(file ${file} ABSOLUTE)
    lykta_add_tool_test(docs.${name} docs
      ${LYKTA_TOOLS_DIR}/run_documented_commands.py $<TARGET_FILE:lykta> ${PROJECT_SOURCE_DIR} ${file})
    list(APPEND files ${file})
  endforeach()
  lykta_add_tool_test(docs.names_of_outputs docs ${LYKTA_TOOLS_DIR}/check_documented_outputs.py ${files})
endfunction()

function(lykta_add_run_checks name configuration)
  cmake_parse_arguments(PARSE_ARGV 2 run "" "REQUIRE;ENVIRONMENT" "AGAIN")
  get_filename_component(configuration ${configuration} ABSOLUTE)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/runs/${name})
  set(required)
  if(run_REQUIRE)
    set(required --require ${run_REQUIRE})
  endif()
  set(python ${LYKTA_PYTHON} -B)
  set(when_set)
  if(run_ENVIRONMENT)
    set(when_set ${python} ${LYKTA_TOOLS_DIR}/run_when_set.py ${run_ENVIRONMENT})
  endif()

  # The whole name of the program: it may stand behind the wrapper, where CMake does not replace a target by its file.
  set(run ${when_set} $<TARGET_FILE:lykta> run ${configuration} --overwrite --output)
  add_test(NAME run.${name} COMMAND ${run} ${output}/first)
  add_test(NAME run.${name}.again COMMAND ${run} ${output}/again ${run_AGAIN})
  add_test(NAME run.${name}.valid
    COMMAND ${when_set} ${python} ${LYKTA_TOOLS_DIR}/validate_outputs.py ${required} ${output}/first)
  add_test(NAME run.${name}.same
    COMMAND ${when_set} ${python} ${LYKTA_TOOLS_DIR}/compare_runs.py ${output}/first ${output}/again)
  set_tests_properties(run.${name} run.${name}.again run.${name}.valid run.${name}.same
    PROPERTIES LABELS run SKIP_RETURN_CODE 77 TIMEOUT 900)
  set_tests_properties(run.${name} PROPERTIES FIXTURES_SETUP ${name}_first)
  set_tests_properties(run.${name}.again PROPERTIES FIXTURES_SETUP ${name}_again)
  set_tests_properties(run.${name}.valid PROPERTIES FIXTURES_REQUIRED ${name}_first)
  set_tests_properties(run.${name}.same PROPERTIES FIXTURES_REQUIRED "${name}_first;${name}_again")
endfunction()
