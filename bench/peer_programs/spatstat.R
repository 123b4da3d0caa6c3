# The quartic kernel density of points by spatstat's density.ppp, without edge correction, on the pixels of a square.
#
#   Rscript spatstat.R POINTS.bin CELLS BANDWIDTH_M WEST SOUTH SIDE_M OUT.f32
#
# Prints the seconds of density.ppp alone. OUT.f32 has 32-bit numbers, events per km2, from the lowest row up. spatstat
# moves each point to the middle of its pixel ("binned"), and its bandwidth is the standard deviation of one coordinate:
# h / sqrt(8).
suppressPackageStartupMessages({
  library(spatstat.geom)
  library(spatstat.explore)
})
given <- commandArgs(trailingOnly = TRUE)
numbers <- as.numeric(given[2:6])
cells <- numbers[1]
square <- owin(numbers[3] + c(0, numbers[5]), numbers[4] + c(0, numbers[5]))
pairs <- matrix(readBin(given[1], "double", file.size(given[1]) / 8), nrow = 2)
# Equal points are allowed, and looking for them is no part of the density.
points <- ppp(pairs[1, ], pairs[2, ], window = square, check = FALSE)
seconds <- system.time(density <- density(points, sigma = numbers[2] / sqrt(8), kernel = "quartic", edge = FALSE,
                                          dimyx = c(cells, cells)))[["elapsed"]]
writeBin(as.vector(t(as.matrix(density))) * 1e6, given[7], size = 4)
cat(sprintf("{\"seconds\": %.4f}\n", seconds))
