"""Candidate pipelines, and the measurement that chose between them."""
