# Raw and empirical-Bayes rates by spdep, expected numbers and intervals by R, of made-up places on a 12 x 12 grid.
#
#   Rscript rates.R
#
# writes places.csv, strata.csv and parameters.csv into the working folder.
suppressPackageStartupMessages(library(spdep))
set.seed(20240611)

places <- expand.grid(column = 0:11, row = 0:11)
island <- places$column == 9 & places$row == 9
near <- abs(places$column - 9) <= 1 & abs(places$row - 9) <= 1
places <- places[island | !near, ]
n <- nrow(places)
# Two strata (young and old), so that the rate of a place depends on who lives there.
young <- round(exp(rnorm(n, 5, 1)))
old <- round(exp(rnorm(n, 5.5, 0.8)))
warm <- 1 + 2 * exp(-((places$column - 4)^2 + (places$row - 5)^2) / 8)
young_count <- rpois(n, 0.010 * warm * young)
old_count <- rpois(n, 0.025 * warm * old)
count <- young_count + old_count
population <- young + old

global <- EBest(count, population)
queen <- dnearneigh(as.matrix(places), 0, 1.5)
# geoda = TRUE takes the mean of the place's own neighbourhood in its variance, as Marshall (1991) does; the default of
# spdep takes for each neighbour the mean of the neighbour's neighbourhood.
local <- EBlocal(count, population, queen, zero.policy = TRUE, geoda = TRUE)

interval <- sapply(count, function(k) poisson.test(k)$conf.int)
rate_young <- sum(young_count) / sum(young)
rate_old <- sum(old_count) / sum(old)
digits <- function(number) sprintf("%.14g", number)
write.csv(data.frame(
  places, count, population, neighbours = card(queen), raw = digits(global$raw), global = digits(global$estmm),
  local = digits(local$est), low = digits(interval[1, ] / population), high = digits(interval[2, ] / population),
  expected = digits(population * sum(count) / sum(population)),
  standardised = digits(young * rate_young + old * rate_old)), "places.csv", quote = FALSE, row.names = FALSE)
write.csv(data.frame(young, old, young_count, old_count), "strata.csv", quote = FALSE, row.names = FALSE)
parameters <- attr(global, "parameters")
write.csv(data.frame(variance = digits(parameters$a), mean = digits(parameters$b)), "parameters.csv",
          quote = FALSE, row.names = FALSE)
