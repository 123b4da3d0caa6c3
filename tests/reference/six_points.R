# Local Gi and Gi* of the six points of the tests of PySAL's esda, distance band 15, with binary (B) and with
# row-standardised (W) weights.
#
#   Rscript six_points.R > six_points_getis_ord.csv
#
# Needs spdep. localG takes the general variance of Ord and Getis (1995), in which a factor common to the weights of a
# place cancels: the columns of W repeat those of B.
suppressPackageStartupMessages(library(spdep))

places <- cbind(x = c(10, 20, 40, 15, 30, 30), y = c(10, 10, 10, 20, 20, 30))
value <- c(2, 3, 3.2, 5, 8, 7)
others <- dnearneigh(places, 0, 15)
result <- data.frame(places, value)
for (style in c("B", "W")) {
  result[[paste0("gi_", style)]] <- sprintf("%.10f", as.numeric(localG(value, nb2listw(others, style = style))))
  result[[paste0("gi_star_", style)]] <-
    sprintf("%.10f", as.numeric(localG(value, nb2listw(include.self(others), style = style))))
}
write.csv(result, quote = FALSE, row.names = FALSE)
