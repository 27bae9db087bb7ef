"""What CI knows of the push that it runs for."""
