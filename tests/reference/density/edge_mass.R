# The mass that a kernel around a place has inside the area of window.csv, e(s), by integration over rows (shared.R).
#
#   Rscript edge_mass.R > edge_mass.csv
#
# Base R only. Each number was computed over rows and over columns; they agree to 1e-12 or this script stops.
source("shared.R")

# Inside, near and on borders, at a vertex, in the lake, in the notch, outside; masses of 0 and 1 too.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(7)
places <- rbind(
  as.matrix(points[c(1, 30, 120, 140, 175, 200, 220, 250, 265, 285, 295, 300), c("x", "y")]),
  cbind(x = c(497600, 498500, 500320, 499800, 499100, 502700, 502710, 497605, 499900, 500600, 502600, 501300),
        y = c(6227700, 6227600, 6228395, 6229500, 6229100, 6229300, 6229310, 6227705, 6230100, 6232125, 6229700,
              6230150)),
  cbind(x = round(runif(16, 497000, 504200), 4), y = round(runif(16, 6227000, 6233000), 4)))
bandwidths <- c(gaussian = 300, uniform = 500, triangular = 700, epanechnikov = 600, quartic = 750, triweight = 1100)

turned <- lapply(rings, function(ring) ring[, c("y", "x")])
result <- data.frame(x = places[, "x"], y = places[, "y"])
for (kernel in names(bandwidths)) {
  mass <- function(x, y, outlines) mass_in_area(kernel, bandwidths[[kernel]], x, y, outlines)
  by_rows <- mapply(mass, result$x, result$y, MoreArgs = list(rings))
  by_columns <- mapply(mass, result$y, result$x, MoreArgs = list(turned))
  stopifnot(max(abs(by_rows - by_columns)) < 1e-12)
  # Rounding leaves some 1e-17 where there is nothing.
  result[[paste0(kernel, "_", bandwidths[[kernel]])]] <- sprintf("%.13f", abs(round(by_rows, 13)))
}
result$x <- sprintf("%.4f", result$x)
result$y <- sprintf("%.4f", result$y)
result[] <- lapply(result, as.character)
write.csv(result, row.names = FALSE, quote = FALSE)
