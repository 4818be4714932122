"""Measurements: Déclic beside the stock configuration, and the choices behind the model. Nothing here decides a test."""
