# Kulldorff's scan statistics by brute force: every window written out as a row of a matrix, nothing clever.
#   Rscript scan.R                writes places.csv, cells.csv, clusters.csv and maxima.csv
#   Rscript scan.R <data folder>  writes new_mexico.csv as well, from the New Mexico sample of SaTScan
# The formulas are those of Kulldorff (1997) and Kulldorff et al. (2005), written down anew and not taken from Lykta.

ratio <- function(cases, expected, total) {
  inside <- ifelse(cases > 0, cases * log(cases / expected), 0)
  outside <- ifelse(total > cases, (total - cases) * log((total - cases) / (total - expected)), 0)
  ifelse(cases > expected, inside + outside, 0)
}

# All windows: circles around each place up to half of the weight, each with each interval up to half of the periods;
# with `spatial` also with all periods together.
windows_of <- function(x, y, weight, periods, still_going = FALSE, spatial = FALSE) {
  places <- length(x)
  found <- list()
  for (centre in seq_len(places)) {
    squared <- (x - x[centre])^2 + (y - y[centre])^2
    for (radius in sort(unique(squared))) {
      inside <- which(squared <= radius)
      if (sum(weight[inside]) > sum(weight) / 2 + 1e-9) break
      for (first in seq_len(periods)) for (last in first:periods) {
        whole <- spatial && last - first + 1 == periods
        if (last - first + 1 > max(1, periods %/% 2) && !whole) next
        if (still_going && last != periods) next
        found[[length(found) + 1]] <- list(centre = centre, radius = sqrt(radius), places = inside, first = first,
                                           last = last)
      }
    }
  }
  found
}

# One row per window, one column per place and period (period fastest).
indicator <- function(windows, places, periods) {
  t(sapply(windows, function(window) {
    cells <- matrix(0, periods, places)
    cells[window$first:window$last, window$places] <- 1
    as.vector(cells)
  }))
}

clusters_of <- function(windows, inside, cases, expected, number, model) {
  total <- sum(cases)
  seen <- as.vector(inside %*% cases)
  chance <- as.vector(inside %*% expected)
  value <- ratio(seen, chance, total)
  result <- NULL
  free <- rep(TRUE, length(windows))
  size <- sapply(windows, function(window) length(window$places))
  length_of <- sapply(windows, function(window) window$last - window$first + 1)
  centre <- sapply(windows, function(window) window$centre)
  for (rank in seq_len(number)) {
    if (!any(free & value > 0)) break
    best <- max(value[free])
    among <- which(free & value >= best * (1 - 1e-9))
    among <- among[order(size[among], length_of[among], centre[among])]
    w <- windows[[among[1]]]
    m <- chance[among[1]]
    c <- seen[among[1]]
    result <- rbind(result, data.frame(model = model, rank = rank, centre = w$centre - 1, places = length(w$places),
      radius = w$radius, first = w$first - 1, last = w$last - 1, cases = c, expected = m,
      relative_risk = (c / m) / ((total - c) / (total - m)), ratio = value[among[1]]))
    free <- free & !sapply(windows, function(other) any(other$places %in% w$places))
  }
  result
}

number <- function(x) format(x, digits = 12, trim = TRUE, scientific = FALSE)
write <- function(table, file) {
  for (column in names(table)) if (is.numeric(table[[column]])) table[[column]] <- sapply(table[[column]], number)
  write.csv(table, file, row.names = FALSE, quote = FALSE)
}

set.seed(20)
places <- 40
periods <- 6
x <- 100 * sample(0:11, places, replace = TRUE)
y <- 100 * sample(0:11, places, replace = TRUE)
population <- round(rexp(places, 1 / 800)) %o% (1 + 0.05 * seq_len(periods))
population <- t(population)                       # periods x places
risk <- matrix(0.004, periods, places)
risk[4:6, (x - 600)^2 + (y - 500)^2 <= 250^2] <- 0.011
cases <- matrix(rpois(places * periods, population * risk), periods, places)
write(data.frame(x = x, y = y), "places.csv")
write(data.frame(place = rep(seq_len(places) - 1, each = periods), period = rep(seq_len(periods) - 1, places),
                 cases = as.vector(cases), population = as.vector(population)), "cells.csv")

total <- sum(cases)
runs <- 4000
quantiles <- c(0.1, 0.5, 0.9, 0.95, 0.99)
maxima_of <- function(windows, inside, expected, simulated, model) {
  chance <- as.vector(inside %*% expected)
  maxima <- apply(simulated, 2, function(one) max(ratio(as.vector(inside %*% one), chance, total)))
  # Standard errors of the quantiles: half the spread between those one binomial deviation up and down.
  spread <- sqrt(quantiles * (1 - quantiles) / runs)
  error <- (quantile(maxima, pmin(1, quantiles + spread)) - quantile(maxima, quantiles - spread)) / 2
  data.frame(model = model, probability = quantiles, ratio = quantile(maxima, quantiles), error = error)
}

# model 1: purely spatial, Poisson; 2: space and time, Poisson, with purely spatial windows; 3: permutation;
# 4: permutation, prospective
spatial <- windows_of(x, y, colSums(population), 1)
spatial_inside <- indicator(spatial, places, 1)
spatial_expected <- colSums(population) / sum(population) * total
by_population <- windows_of(x, y, colSums(population), periods, spatial = TRUE)
population_inside <- indicator(by_population, places, periods)
population_expected <- as.vector(population) / sum(population) * total
by_cases <- windows_of(x, y, colSums(cases), periods)
cases_inside <- indicator(by_cases, places, periods)
margins <- as.vector(rowSums(cases) %o% colSums(cases)) / total
going <- windows_of(x, y, colSums(cases), periods, TRUE)
going_inside <- indicator(going, places, periods)
write(rbind(clusters_of(spatial, spatial_inside, colSums(cases), spatial_expected, 4, 1),
            clusters_of(by_population, population_inside, as.vector(cases), population_expected, 4, 2),
            clusters_of(by_cases, cases_inside, as.vector(cases), margins, 4, 3),
            clusters_of(going, going_inside, as.vector(cases), margins, 4, 4)), "clusters.csv")
tables <- sapply(r2dtable(runs, rowSums(cases), colSums(cases)), as.vector)
write(rbind(maxima_of(spatial, spatial_inside, spatial_expected, rmultinom(runs, total, spatial_expected), 1),
            maxima_of(by_population, population_inside, population_expected,
                      rmultinom(runs, total, population_expected), 2),
            maxima_of(by_cases, cases_inside, margins, tables, 3),
            maxima_of(going, going_inside, margins, tables, 4)), "maxima.csv")

# New Mexico: counties in the order of NMgeo.csv, years 1973 to 1991, population interpolated between the censuses.
folder <- commandArgs(trailingOnly = TRUE)
if (length(folder) == 1) {
  sample_of <- function(name) read.csv(file.path(folder, "reference", "satscan", name))
  counties <- sample_of("NMgeo.csv")
  cas <- sample_of("NMcas.csv")
  pop <- sample_of("NMpop.csv")
  years <- 1973:1991
  lived <- sapply(counties$county, function(county) {
    known <- pop[pop$county == county, ]
    approx(1900 + known$year, known$population, years)$y
  })
  seen <- matrix(0, length(years), nrow(counties))
  for (i in seq_len(nrow(cas))) {
    at <- cbind(cas$year[i] - 1972, match(cas$county[i], counties$county))
    seen[at] <- seen[at] + cas$cases[i]
  }
  expected <- as.vector(lived) / sum(lived) * sum(seen)
  windows <- windows_of(counties$lat, counties$long, colSums(lived), length(years), spatial = TRUE)
  # The matrix of all windows is wide, but the cases and expected numbers can be added up window by window.
  add <- function(values) {
    values <- matrix(values, length(years))
    sapply(windows, function(window) sum(values[window$first:window$last, window$places]))
  }
  inside <- cbind(add(as.vector(seen)), add(expected))
  value <- ratio(inside[, 1], inside[, 2], sum(seen))
  best <- which.max(value)
  w <- windows[[best]]
  write(data.frame(centre = w$centre - 1, places = length(w$places), radius = w$radius, first = w$first - 1,
                   last = w$last - 1, cases = inside[best, 1], expected = inside[best, 2], ratio = value[best]),
        "new_mexico.csv")
}
