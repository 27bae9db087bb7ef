"""What agreements chose differently: two in all that they say, many by their choices."""
