"""Typed views of the five sets: what services read, in whole cents and dates."""
