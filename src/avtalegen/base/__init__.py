"""The commit that CI compares a push with."""
