"""The commands of the city's command line, one module for each group of them."""
