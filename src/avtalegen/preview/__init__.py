"""A page that shows an agreement while it is written: made, told of, served and kept up to date."""
