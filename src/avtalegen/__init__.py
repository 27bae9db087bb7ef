"""avtalegen writes cooperation agreements between Norwegian municipalities and the police."""

__version__ = "0.1.0"
